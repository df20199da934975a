use super::LostForm;
use crate::domain::{Card, Change, CustomerId, LostTo};
use crate::protocol::{Answer, Event, Query, Slot, Step};
use crate::screens::Screen;
use crate::screens::samples::{card, change, context, day, drawn, press, today};

fn opened(card: Card) -> LostForm {
    let context = context((80, 22));
    let mut form = LostForm::new(CustomerId(42));
    let steps = form.update(Event::Shown, &context);
    assert!(matches!(
        &steps[..],
        [Step::Read(Slot::Prefill, Query::Card(_))]
    ));
    let answer = Answer::Card(Some(Box::new(card)));
    form.update(Event::Answer(Slot::Prefill, &answer), &context);
    form
}

fn marked() -> LostTo {
    LostTo {
        day: day("2026-10-01"),
        competitor: "Bengkel Sebelah".to_owned(),
        reason: "nearer".to_owned(),
    }
}

#[test]
fn to_whom_and_one_save_mark_a_customer_as_gone_since_today() {
    let mut form = opened(card());
    let steps = press(&mut form, "Bengkel Sebelah<Ctrl+S>", &context((80, 22)));
    let Some(Change::MarkLost { customer, lost }) = change(&steps) else {
        panic!("{steps:?}")
    };
    let lost = lost.unwrap();
    assert_eq!((customer, lost.day), (CustomerId(42), today()));
    assert_eq!((&*lost.competitor, &*lost.reason), ("Bengkel Sebelah", ""));
}

#[test]
fn a_mark_is_corrected_or_taken_away() {
    let mut known = card();
    known.lost_to = Some(marked());
    let mut form = opened(known.clone());
    let steps = press(&mut form, "<Ctrl+S>", &context((80, 22)));
    assert!(change(&steps).is_none(), "nothing was changed: {steps:?}");
    let mut form = opened(known);
    form.form.go_to(super::model::LostField::Is);
    let steps = press(&mut form, "<Right><Ctrl+S>", &context((80, 22)));
    assert!(matches!(
        change(&steps),
        Some(Change::MarkLost { lost: None, .. })
    ));
}

#[test]
fn a_day_that_lies_ahead_is_said_at_its_field() {
    let mut form = opened(card());
    form.form.go_to(super::model::LostField::Since);
    let steps = press(&mut form, "1/1/2099<Ctrl+S>", &context((80, 22)));
    assert!(change(&steps).is_none());
}

#[test]
fn it_looks_like_this() {
    let mut known = card();
    known.lost_to = Some(marked());
    for (columns, rows) in [(80, 22), (40, 18)] {
        let context = context((columns, rows));
        let form = opened(known.clone());
        insta::assert_snapshot!(format!("form_{columns}x{rows}"), drawn(&form, &context));
    }
}
