mod drafts;
mod known;
mod looks;
mod saving;
mod typing;

use super::CustomerForm;
use super::fields::CustomerField as F;
use crate::domain::trade::Trade;
use crate::domain::{
    Birthday, Change, CustomerFacts, CustomerId, CustomerKind, FIELD_LIKES, Owner, Subject,
    VehicleFacts, VehicleId,
};
use crate::protocol::{
    Answer, Context, Event, Failure, Go, PlateCheck, Query, Slot, Step, Suggestion,
};
use crate::screens::Screen;
use crate::screens::samples::{budi, card, change, context, drawn, phone, press, receipt};
use crate::text::{Lang, say};
use rstest::rstest;

fn at_80() -> Context {
    context((80, 22))
}

fn new(typed: &str) -> CustomerForm {
    let mut form = CustomerForm::new(typed, &Trade::default());
    form.update(Event::Shown, &at_80());
    form
}

fn editing() -> CustomerForm {
    let mut form = CustomerForm::edit(CustomerId(42), &Trade::default());
    form.update(Event::Shown, &at_80());
    let answer = Answer::Card(Some(Box::new(card())));
    form.update(Event::Answer(Slot::Prefill, &answer), &at_80());
    form
}

fn added(steps: &[Step]) -> (CustomerFacts, Option<VehicleFacts>) {
    match change(steps) {
        Some(Change::AddCustomer { facts, vehicle, .. }) => {
            (*facts, vehicle.map(|vehicle| *vehicle))
        }
        other => panic!("a new customer, not {other:?}"),
    }
}

fn edited(steps: &[Step]) -> CustomerFacts {
    match change(steps) {
        Some(Change::EditCustomer { facts, .. }) => *facts,
        other => panic!("a correction, not {other:?}"),
    }
}
