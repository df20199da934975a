mod looks;
mod opening;
mod saved;
mod typing;

use super::Desk;
use crate::domain::trade::Trade;
use crate::domain::{Card, CustomerId, Found, Money, Subject, VehicleId};
use crate::domain::{DraftForm, KeptDraft, MatchClass, OpId};
use crate::protocol::{
    Answer, Applies, Command, Context, Event, Failure, Go, Mouse, MouseKind, Query, Slot, Step,
};
use crate::screens::Screen;
use crate::screens::samples::{card, context, drawn, found, hit, press, remark, visit};
use crate::text::{Lang, Say};

fn at_80() -> Context {
    context((80, 24))
}

fn three() -> Found {
    let mut hits = vec![
        hit(42, "B 1234 XYZ", "Pak Budi Santoso"),
        hit(43, "B 1234 XA", "Bu Sari Dewi"),
        hit(44, "D 1234 XB", "PT Karya Abadi"),
    ];
    hits[0].alert = true;
    found(hits)
}

fn answer(desk: &mut Desk, slot: Slot, answer: &Answer, context: &Context) -> Vec<Step> {
    desk.update(Event::Answer(slot, answer), context)
}

/// A desk on which `1234` was typed and everything has arrived.
fn served(found: Found, context: &Context) -> Desk {
    let mut desk = Desk::new();
    press(&mut desk, "1234", context);
    answer(&mut desk, Slot::Matches, &Answer::Found(found), context);
    answer(
        &mut desk,
        Slot::Card,
        &Answer::Card(Some(Box::new(card()))),
        context,
    );
    desk
}

/// The same desk once the card is another.
fn served_with(card: Card, found: Found, context: &Context) -> Desk {
    let mut desk = served(found, context);
    desk.card.put(Some(card));
    desk
}

fn asked(steps: &[Step]) -> Vec<(Slot, String)> {
    let asked = steps.iter().filter_map(|step| match step {
        Step::Read(slot, Query::Find { text, .. }) => Some((*slot, text.clone())),
        Step::Read(slot, Query::Card(of)) => Some((*slot, format!("{of:?}"))),
        _ => None,
    });
    asked.collect()
}

fn went(steps: &[Step]) -> Vec<Go> {
    let went = steps.iter().filter_map(|step| match step {
        Step::Go(go) => Some(go.clone()),
        _ => None,
    });
    went.collect()
}

const BUDI: Subject = Subject::Customer(CustomerId(42), Some(VehicleId(42)));
