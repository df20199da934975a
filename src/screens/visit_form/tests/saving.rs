//! Saving, and what keeps from it.

use super::*;

#[test]
fn fifty_saves_write_once_under_one_name() {
    let mut form = opened(prefilled());
    let steps = press(&mut form, &"<Ctrl+S><Enter>".repeat(50), &at_80());
    let ops: Vec<_> = steps
        .iter()
        .filter(|step| matches!(step, Step::Write(..)))
        .collect();
    assert_eq!(ops.len(), 1);
    assert!(matches!(form.applies(Command::Save), Applies::Blocked(_)));
}

#[test]
fn a_save_that_failed_keeps_everything_and_the_name_of_the_attempt() {
    let mut form = opened(prefilled());
    let op = |steps: &[Step]| {
        steps.iter().find_map(|step| match step {
            Step::Write(op, _) => Some(*op),
            _ => None,
        })
    };
    let first = op(&press(&mut form, "50100<Ctrl+S>", &at_80()));
    form.update(Event::NotSaved(&Failure::DiskFull), &at_80());
    assert_eq!(form.form.value(F::Odometer), "50100");
    let mut later = at_80();
    later.op = crate::domain::OpId([9; 16]);
    assert_eq!(op(&press(&mut form, "<Ctrl+S>", &later)), first);
}

#[test]
fn what_cannot_be_read_is_said_at_its_field() {
    let mut form = opened(prefilled());
    let steps = press(&mut form, "lots<Ctrl+S>", &at_80());
    assert!(written(&steps).is_none());
    assert!(!form.form.field(F::Odometer).unwrap().error.is_empty());
    assert_eq!(form.form.focused().map(|field| field.id), Some(F::Odometer));
}

#[test]
fn a_day_that_does_not_exist_is_said_when_its_field_is_left() {
    let mut form = opened(prefilled());
    form.form.go_to(F::Day);
    press(&mut form, "31/02/2025", &at_80());
    assert_eq!(form.form.field(F::Day).unwrap().error.in_(Lang::En), "");
    press(&mut form, "<Tab>", &at_80());
    let day = form.form.field(F::Day).unwrap();
    assert_eq!(day.error.in_(Lang::En), Say::FormBadDate.in_(Lang::En));
    // Going back to mend it takes the reproach away at the first letter.
    press(&mut form, "<Shift+Tab>2", &at_80());
    assert_eq!(form.form.field(F::Day).unwrap().error.in_(Lang::En), "");
}

#[test]
fn at_the_first_visit_it_is_asked_who_brought_them_and_written_with_it() {
    assert!(opened(prefilled()).form.field(F::Brought).is_none());
    let mut prefill = prefilled();
    prefill.asks_referrer = true;
    let mut form = opened(prefill.clone());
    let steps = press(&mut form, "50100<Ctrl+S>", &at_80());
    assert!(written(&steps).is_some(), "it may be left empty");
    let mut form = opened(prefill);
    form.form.go_to(F::Brought);
    press(&mut form, "Sar", &at_80());
    assert!(!steps_write(&press(&mut form, "<Ctrl+S>", &at_80())));
    form.form.go_to(F::Brought);
    press(&mut form, "Sar", &at_80());
    let sari = Suggestion {
        text: "Bu Sari Dewi".to_owned(),
        detail: "C-00043".to_owned(),
        amount: None,
        customer: Some(CustomerId(43)),
    };
    form.update(
        Event::Answer(Slot::Suggest, &Answer::Suggestions(vec![sari])),
        &at_80(),
    );
    let steps = press(&mut form, "<Down><Enter><Ctrl+S>", &at_80());
    let by = steps.iter().find_map(|step| match step {
        Step::Write(_, change) => match &**change {
            Change::AddFirstVisit { referred_by, .. } => Some(*referred_by),
            _ => None,
        },
        _ => None,
    });
    assert_eq!(by, Some(CustomerId(43)));
}

fn steps_write(steps: &[Step]) -> bool {
    steps.iter().any(|step| matches!(step, Step::Write(..)))
}

#[test]
fn when_it_is_saved_the_form_closes_and_says_so() {
    let mut form = opened(prefilled());
    press(&mut form, "50100<Ctrl+S>", &at_80());
    let steps = form.update(Event::Saved(&receipt()), &at_80());
    assert!(matches!(
        steps.as_slice(),
        [Step::Go(Go::Back(Some(notice)))] if notice.text == "Saved. Ctrl+Z takes it back."
    ));
}

#[test]
fn points_that_somebody_else_spent_meanwhile_are_said_and_asked_for_anew() {
    let with = |points| {
        let mut prefill = prefilled();
        let rule = crate::points::Rule::default();
        prefill.points = Some((points, Box::new(rule)));
        prefill
    };
    let mut form = opened(with(238));
    press(&mut form, "<Alt+B><Ctrl+S>", &at_80());
    let reasons = vec![("redeemed".to_owned(), "too_few_points 138 130".to_owned())];
    let steps = form.update(Event::NotSaved(&Failure::Refused(reasons)), &at_80());
    let asks = steps.iter().any(
        |step| matches!(step, Step::Read(Slot::Check, Query::Prefill(of, None)) if *of == BUDI),
    );
    assert!(asks, "{steps:?}");
    let answer = Answer::Prefill(Some(Box::new(with(138))));
    form.update(Event::Answer(Slot::Check, &answer), &at_80());
    let shown = drawn(&form, &at_80());
    let said = "There are 138 points; at most 130 may pay of this";
    assert!(shown.contains(said), "{shown}");
    assert!(!shown.contains("238"), "{shown}");
    press(&mut form, "<Alt+B>", &at_80());
    let field = form.form.field(F::Redeemed).unwrap();
    assert_eq!((field.value(), field.error.is_empty()), ("130", true));
    assert!(!form.form.field(F::Redeemed).unwrap().warning.is_empty());
}

#[test]
fn points_may_pay_only_where_there_are_any() {
    let form = opened(prefilled());
    assert!(matches!(form.applies(Command::Redeem), Applies::Blocked(_)));
    let mut with_points = prefilled();
    let rule = crate::points::Rule::default();
    with_points.points = Some((238, Box::new(rule)));
    assert_eq!(opened(with_points).applies(Command::Redeem), Applies::Yes);
}
