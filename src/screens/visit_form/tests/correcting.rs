//! Correcting a visit, and two people who correct the same.

use super::*;

fn editing() -> VisitForm {
    let mut form = VisitForm::edit(VisitId(100), BUDI);
    form.update(Event::Shown, &at_80());
    let answer = Answer::Visit(Some(Box::new(visit(0))));
    form.update(Event::Answer(Slot::Prefill, &answer), &at_80());
    let about = Answer::Prefill(Some(Box::new(prefilled())));
    form.update(Event::Answer(Slot::Check, &about), &at_80());
    form
}

#[test]
fn a_correction_keeps_what_it_does_not_show_and_names_what_it_saw() {
    let mut form = editing();
    let steps = press(&mut form, "45200<Ctrl+S>", &at_80());
    let Some(Step::Write(_, change)) = steps.first() else {
        panic!("a write, not {steps:?}");
    };
    let Change::EditVisit { id, base, facts } = &**change else {
        panic!("a correction, not {change:?}");
    };
    assert_eq!((*id, &**base), (VisitId(100), &visit(0).facts));
    let expected = VisitFacts {
        odometer: Some(45_200),
        ..visit(0).facts
    };
    assert_eq!(**facts, expected);
}

#[test]
fn what_no_field_could_spell_survives_a_correction() {
    let mut odd = visit(0);
    odd.facts.lines[0].text = "4x100 wheel".to_owned();
    odd.facts.lines[1].cost = Some(Money(90_000));
    odd.facts.lines[1].quantity = 0;
    odd.facts.note = "first\nsecond".to_owned();
    odd.facts.mechanics = vec!["Joko, the elder".to_owned()];
    odd.facts.odometer = Some(0);
    let mut form = VisitForm::edit(VisitId(100), BUDI);
    form.update(Event::Shown, &at_80());
    let answer = Answer::Visit(Some(Box::new(odd.clone())));
    form.update(Event::Answer(Slot::Prefill, &answer), &at_80());
    form.form.go_to(F::Payment);
    let facts = written(&press(&mut form, "cash<Ctrl+S>", &at_80())).unwrap();
    let expected = VisitFacts {
        payment: "cash".to_owned(),
        ..odd.facts
    };
    assert_eq!(facts, expected);
}

#[test]
fn a_correction_without_a_change_writes_nothing() {
    let mut form = editing();
    let steps = press(&mut form, "<Ctrl+S>", &at_80());
    assert!(matches!(
        steps.as_slice(),
        [Step::Go(Go::Back(Some(notice)))] if notice.level == Level::Info
    ));
}

#[test]
fn when_two_change_the_same_both_entries_are_shown_and_one_is_chosen() {
    let mut form = editing();
    press(&mut form, "45200<Ctrl+S>", &at_80());
    let steps = form.update(Event::NotSaved(&Failure::Conflict(Vec::new())), &at_80());
    assert!(
        steps
            .iter()
            .any(|step| matches!(step, Step::Read(Slot::Prefill, _)))
    );
    let mut theirs = visit(0);
    theirs.facts.odometer = Some(45_999);
    theirs.facts.note = "theirs".to_owned();
    theirs.facts.lines.push(crate::domain::VisitLine {
        text: "wiper".to_owned(),
        quantity: 1000,
        ..crate::domain::VisitLine::default()
    });
    let answer = Answer::Visit(Some(Box::new(theirs.clone())));
    form.update(Event::Answer(Slot::Prefill, &answer), &at_80());
    assert_eq!(
        form.form.field(F::Odometer).unwrap().theirs.as_deref(),
        Some("45,999 km")
    );
    insta::assert_snapshot!("conflict", drawn(&form, &at_80()));
    assert_eq!(form.applies(Command::TakeTheirs), Applies::Yes);
    let facts = written(&press(&mut form, "<Ctrl+T><Ctrl+S>", &at_80()));
    // Both entries are the other's now: nothing is left to write.
    assert_eq!(facts, None);
    let mut form = editing();
    press(&mut form, "45200<Ctrl+S>", &at_80());
    form.update(Event::NotSaved(&Failure::Conflict(Vec::new())), &at_80());
    form.update(Event::Answer(Slot::Prefill, &answer), &at_80());
    let facts = written(&press(&mut form, "<Ctrl+S>", &at_80())).unwrap();
    assert_eq!(
        (facts.odometer, facts.note.as_str()),
        (Some(45_200), "theirs")
    );
    assert_eq!(texts(&facts), ["oil change", "oil filter", "wiper"]);
}

#[test]
fn without_a_conflict_there_is_nothing_of_theirs_to_take() {
    let mut form = editing();
    press(&mut form, "45200", &at_80());
    assert_eq!(form.applies(Command::TakeTheirs), Applies::No);
    press(&mut form, "<Ctrl+T>", &at_80());
    assert_eq!(form.form.value(F::Odometer), "45200");
}

#[test]
fn a_visit_that_is_gone_says_so() {
    let mut form = VisitForm::edit(VisitId(1), BUDI);
    form.update(Event::Shown, &at_80());
    form.update(Event::Answer(Slot::Prefill, &Answer::Visit(None)), &at_80());
    insta::assert_snapshot!("gone", drawn(&form, &at_80()));
}
