//! What is typed, as a draft and back: it saves what it would have saved.

use super::*;
use crate::domain::{Draft, OpId, VisitLine};
use crate::protocol::Fate;

/// The form of a draft, on what the book says now.
fn resumed(draft: &Draft, answer: &Answer) -> VisitForm {
    let mut form = VisitForm::resume(draft).expect("it says whom it is for");
    assert_eq!(
        form.unsaved(&at_80()).as_ref(),
        Some(draft),
        "not lost while it loads"
    );
    form.update(Event::Shown, &at_80());
    form.update(Event::Answer(Slot::Prefill, answer), &at_80());
    form
}

fn fresh() -> Answer {
    Answer::Prefill(Some(Box::new(prefilled())))
}

fn draft(form: &VisitForm) -> Draft {
    form.unsaved(&at_80()).expect("something is typed")
}

fn op(steps: &[Step]) -> Option<OpId> {
    steps.iter().find_map(|step| match step {
        Step::Write(op, _) => Some(*op),
        _ => None,
    })
}

/// Types into a new visit and loses it; saved, it is what it would have been.
fn as_if_never_lost(keys: &str) -> VisitFacts {
    let mut form = opened(prefilled());
    press(&mut form, keys, &at_80());
    let mut back = resumed(&draft(&form), &fresh());
    let later = Context {
        op: OpId([9; 16]),
        ..at_80()
    };
    let (mine, theirs) = (
        press(&mut form, "<Ctrl+S>", &at_80()),
        press(&mut back, "<Ctrl+S>", &later),
    );
    assert!(written(&mine).is_some(), "{keys}: {mine:?}");
    assert_eq!(written(&theirs), written(&mine));
    assert_eq!(op(&theirs), op(&mine), "one form, one name of its attempts");
    written(&theirs).expect("a visit")
}

#[test]
fn nothing_typed_is_nothing_kept() {
    assert_eq!(opened(prefilled()).unsaved(&at_80()), None);
}

#[test]
fn a_visit_is_saved_as_if_it_had_never_been_lost() {
    as_if_never_lost("50100");
    let lines = as_if_never_lost("50100<Tab><Tab><Ctrl+N>4x spark plug<Tab>80000<Tab>tyre");
    assert_eq!(texts(&lines), ["spark plug", "tyre"]);
    let total = as_if_never_lost("50100<Tab>640000");
    assert_eq!(total.total, Some(Money(640_000)));
}

#[test]
fn the_lines_are_those_of_then_even_when_last_time_is_another_now() {
    let mut form = opened(prefilled());
    press(&mut form, "50100", &at_80());
    let mut since = prefilled();
    since.visit.lines = ["wash", "wax", "polish"]
        .map(|text| VisitLine {
            text: text.to_owned(),
            quantity: 1000,
            ..VisitLine::default()
        })
        .into();
    let answer = Answer::Prefill(Some(Box::new(since)));
    let mut back = resumed(&draft(&form), &answer);
    let facts = written(&press(&mut back, "<Ctrl+S>", &at_80())).unwrap();
    assert_eq!(texts(&facts), ["oil change", "oil filter"]);
}

#[test]
fn a_total_that_followed_the_lines_follows_them_on() {
    let mut form = opened(prefilled());
    press(&mut form, "50100<Tab><Tab><Tab>500000", &at_80());
    let mut back = resumed(&draft(&form), &fresh());
    assert_eq!(back.form.value(F::Total), "700.000");
    press(&mut back, "0", &at_80());
    assert_eq!(back.form.value(F::Amount(0)), "5000000", "gone on with");
    assert_eq!(back.form.value(F::Total), "5.200.000");
}

#[test]
fn a_next_reading_that_was_emptied_stays_empty() {
    let mut form = opened(prefilled());
    form.interval = (None, Some(5_000));
    press(&mut form, "50100", &at_80());
    assert_eq!(form.form.value(F::NextKm), "55,100 km");
    form.form.go_to(F::NextKm);
    press(&mut form, "<Backspace>", &at_80());
    let back = resumed(&draft(&form), &fresh());
    assert_eq!(back.form.value(F::NextKm), "");
}

#[test]
fn lines_that_a_correction_took_out_stay_out_and_one_that_came_since_stays_in() {
    let mut form = VisitForm::edit(VisitId(100), BUDI);
    form.update(Event::Shown, &at_80());
    let answer = Answer::Visit(Some(Box::new(visit(0))));
    form.update(Event::Answer(Slot::Prefill, &answer), &at_80());
    press(&mut form, "45200<Ctrl+N>", &at_80());
    let draft = draft(&form);
    let mut back = resumed(&draft, &answer);
    let facts = written(&press(&mut back, "<Ctrl+S>", &at_80())).unwrap();
    assert_eq!(texts(&facts), Vec::<&str>::new());

    let mut since = visit(0);
    since.facts.lines.push(VisitLine {
        text: "wash".to_owned(),
        quantity: 1000,
        ..VisitLine::default()
    });
    let mut back = resumed(&draft, &Answer::Visit(Some(Box::new(since))));
    let facts = written(&press(&mut back, "<Ctrl+S>", &at_80())).unwrap();
    assert_eq!(texts(&facts), ["wash"]);
}

#[test]
fn lines_beyond_those_of_the_book_come_back_to_a_correction() {
    let mut form = VisitForm::edit(VisitId(100), BUDI);
    form.update(Event::Shown, &at_80());
    let answer = Answer::Visit(Some(Box::new(visit(0))));
    form.update(Event::Answer(Slot::Prefill, &answer), &at_80());
    form.form.go_to(F::Line(2));
    press(&mut form, "wash<Tab><Tab>wax<Tab>20000", &at_80());
    let draft = draft(&form);
    let mut shorter = visit(0);
    shorter.facts.lines.truncate(1);
    let mut back = resumed(&draft, &Answer::Visit(Some(Box::new(shorter))));
    let facts = written(&press(&mut back, "<Ctrl+S>", &at_80())).unwrap();
    assert_eq!(texts(&facts), ["oil change", "wash", "wax"]);
}

#[test]
fn a_customer_who_is_gone_leaves_the_draft_in_the_book() {
    let mut form = opened(prefilled());
    press(&mut form, "50100", &at_80());
    let draft = draft(&form);
    for key in ["<Esc>", "<F10>"] {
        let mut back = resumed(&draft, &Answer::Prefill(None));
        let steps = press(&mut back, key, &at_80());
        let left =
            matches!(&steps[..], [Step::EndDraft(op, Fate::Left), Step::Go(_)] if *op == draft.op);
        assert!(left, "{key}: {steps:?}");
    }
}
