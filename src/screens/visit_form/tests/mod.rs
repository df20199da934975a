mod correcting;
mod doubts;
mod drafts;
mod leaving;
mod looks;
mod redeeming;
mod saving;
mod typing;

use super::VisitForm;
use super::fields::VisitField as F;
use crate::domain::{Change, CustomerId, Money, Subject, Usual, VehicleId, VisitFacts, VisitId};
use crate::protocol::{
    Answer, Applies, Choice, Command, Context, Event, Failure, Go, Level, Prefill, Query, Slot,
    Step, Suggestion,
};
use crate::screens::Screen;
use crate::screens::samples::{change, context, day, drawn, press, receipt, today, visit};
use crate::text::{Lang, Say};

const BUDI: Subject = Subject::Customer(CustomerId(42), Some(VehicleId(7)));

fn at_80() -> Context {
    context((80, 22))
}

fn prefilled() -> Prefill {
    let mut facts = visit(0).facts;
    facts.day = today();
    facts.odometer = None;
    Prefill {
        subject: BUDI,
        title: "Pak Budi Santoso · B 1234 XYZ · Toyota Avanza".to_owned(),
        same_as: Some(visit(0).facts.day),
        visit: facts,
        last: Some((visit(0).id, visit(0).facts.day)),
        readings: (0..3)
            .map(|n| (visit(n).facts.day, visit(n).facts.odometer.unwrap()))
            .collect(),
        usual: Usual::default(),
        alert: "call before touching the AC".to_owned(),
        next_service: crate::domain::NextService::default(),
        terms: None,
        points: None,
        asks_referrer: false,
    }
}

fn opened(prefill: Prefill) -> VisitForm {
    let mut form = VisitForm::new(BUDI);
    form.update(Event::Shown, &at_80());
    let answer = Answer::Prefill(Some(Box::new(prefill)));
    form.update(Event::Answer(Slot::Prefill, &answer), &at_80());
    form
}

fn written(steps: &[Step]) -> Option<VisitFacts> {
    steps.iter().find_map(|step| match step {
        Step::Write(_, change) => match &**change {
            Change::AddVisit { facts } | Change::EditVisit { facts, .. } => Some((**facts).clone()),
            _ => None,
        },
        _ => None,
    })
}

fn texts(facts: &VisitFacts) -> Vec<&str> {
    facts.lines.iter().map(|line| line.text.as_str()).collect()
}
