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
    let Some(Change::MarkLost {
        customer,
        base: None,
        lost,
    }) = change(&steps)
    else {
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
        Some(Change::MarkLost {
            base: Some(_),
            lost: None,
            ..
        })
    ));
}

#[test]
fn what_somebody_else_wrote_meanwhile_is_read_and_said_and_what_was_typed_stays() {
    let mut form = opened(card());
    let context = context((80, 22));
    press(&mut form, "Dealer<Ctrl+S>", &context);
    let conflict = crate::protocol::Failure::Conflict(Vec::new());
    let steps = form.update(Event::NotSaved(&conflict), &context);
    assert!(
        matches!(
            &steps[..],
            [Step::Read(Slot::Prefill, Query::Card(_)), Step::Say(_)]
        ),
        "{steps:?}"
    );
    let mut theirs = card();
    theirs.lost_to = Some(marked());
    let answer = Answer::Card(Some(Box::new(theirs)));
    form.update(Event::Answer(Slot::Prefill, &answer), &context);
    assert_eq!(form.form.value(super::model::LostField::To), "Dealer");
    let steps = press(&mut form, "<Ctrl+S>", &context);
    assert!(matches!(
        change(&steps),
        Some(Change::MarkLost { base: Some(base), lost: Some(lost), .. })
            if base == marked() && lost.competitor == "Dealer"
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
