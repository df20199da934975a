//! Filling the form in.

use super::*;

#[test]
fn same_as_last_time_takes_a_reading_and_a_total() {
    let mut form = opened(prefilled());
    let steps = press(&mut form, "50100<Tab>700000<Ctrl+S>", &at_80());
    let facts = written(&steps).unwrap();
    assert_eq!(
        (facts.odometer, facts.total),
        (Some(50_100), Some(Money(700_000)))
    );
    assert_eq!(texts(&facts), ["oil change", "oil filter"]);
    assert_eq!(
        (facts.day, facts.mechanics),
        (today(), vec!["Joko".to_owned()])
    );
}

#[test]
fn a_visit_on_a_day_that_has_not_come_is_not_saved() {
    let mut form = opened(prefilled());
    form.form.go_to(F::Day);
    let steps = press(&mut form, "<Ctrl+U>01/01/2030<Ctrl+S>", &at_80());
    assert!(written(&steps).is_none());
    assert!(
        form.form
            .field(F::Day)
            .unwrap()
            .error
            .in_(Lang::En)
            .contains("not come")
    );
    let steps = press(&mut form, "<Ctrl+U>28 Dec<Ctrl+S>", &at_80());
    assert_eq!(written(&steps).unwrap().day, day("2025-12-28"));
}

#[test]
fn two_other_lines_and_another_mechanic_take_few_keys() {
    let mut form = opened(prefilled());
    let keys = "50100<Ctrl+N>brake pads<Tab>300000<Tab>brake fluid<Tab>80000<Tab><Tab>Andi<Ctrl+S>";
    let facts = written(&press(&mut form, keys, &at_80())).unwrap();
    assert_eq!(texts(&facts), ["brake pads", "brake fluid"]);
    assert_eq!(facts.mechanics, ["Andi"]);
    assert_eq!(facts.total, Some(Money(380_000)));
}

#[test]
fn the_total_follows_the_lines_until_it_is_typed() {
    let mut form = opened(prefilled());
    press(&mut form, "1<Tab><Tab><Tab>500000", &at_80());
    assert_eq!(form.form.value(F::Total), "700.000");
    form.form.go_to(F::Total);
    press(&mut form, "690000<Tab><Tab>1", &at_80());
    assert_eq!(form.form.value(F::Total), "690000");
    assert!(
        form.form
            .field(F::Total)
            .unwrap()
            .warning
            .in_(Lang::En)
            .contains("200.001")
    );
}

#[test]
fn an_emptied_total_is_not_filled_under_the_hand() {
    let mut form = opened(prefilled());
    press(&mut form, "1<Tab><Backspace>65", &at_80());
    assert_eq!(form.form.value(F::Total), "65");
}

#[test]
fn a_line_typed_into_the_empty_one_opens_another() {
    let mut form = opened(prefilled());
    form.form.go_to(F::Line(2));
    press(&mut form, "tyre", &at_80());
    assert!(form.form.field(F::Line(3)).is_some());
    assert_eq!(form.form.focused().map(|field| field.id), Some(F::Line(2)));
}

#[test]
fn a_chosen_proposal_brings_its_price() {
    let mut form = opened(prefilled());
    form.form.go_to(F::Line(2));
    press(&mut form, "ty", &at_80());
    let tyre = Suggestion {
        text: "tyre".to_owned(),
        detail: "Rp 900.000".to_owned(),
        amount: Some(900_000),
        customer: None,
    };
    form.update(
        Event::Answer(Slot::Suggest, &Answer::Suggestions(vec![tyre])),
        &at_80(),
    );
    press(&mut form, "<Down><Enter>", &at_80());
    assert_eq!(form.form.value(F::Line(2)), "tyre");
    assert_eq!(form.form.value(F::Amount(2)), "900.000");
    assert_eq!(form.form.value(F::Total), "1.550.000");
}

#[test]
fn an_offer_brings_its_price_when_it_is_taken_and_is_no_content_before() {
    let offered = || {
        let mut form = opened(prefilled());
        form.form.go_to(F::Line(2));
        press(&mut form, "ty", &at_80());
        let tyre = Suggestion {
            text: "tyre".to_owned(),
            detail: String::new(),
            amount: Some(900_000),
            customer: None,
        };
        let answer = Answer::Suggestions(vec![tyre]);
        form.update(Event::Answer(Slot::Suggest, &answer), &at_80());
        form
    };
    let facts = written(&press(&mut offered(), "<Ctrl+S>", &at_80())).unwrap();
    assert_eq!(texts(&facts), ["oil change", "oil filter", "ty"]);
    let mut form = offered();
    press(&mut form, "<Tab>", &at_80());
    assert_eq!(form.form.value(F::Line(2)), "tyre");
    assert_eq!(form.form.value(F::Amount(2)), "900.000");
    assert_eq!(form.form.value(F::Total), "1.550.000");
    let here = form.form.focused().map(|field| field.id);
    assert_eq!(here, Some(F::Amount(2)));
}

#[test]
fn the_next_service_lies_as_far_away_as_last_time() {
    let mut prefill = prefilled();
    prefill.next_service.day = Some(day("2026-11-10"));
    prefill.next_service.odometer = Some(50_210);
    let mut form = opened(prefill);
    let facts = written(&press(&mut form, "50300<Ctrl+S>", &at_80())).unwrap();
    assert_eq!(facts.next_service.day, Some(day("2027-02-20")));
    assert_eq!(facts.next_service.odometer, Some(55_300));
}

#[test]
fn a_complaint_keeps_its_lines() {
    let mut form = opened(prefilled());
    form.form.go_to(F::Complaint);
    let steps = press(&mut form, "squeals<Ctrl+J>when wet<Ctrl+S>", &at_80());
    assert_eq!(written(&steps).unwrap().complaint, "squeals\nwhen wet");
}

#[test]
fn the_proposed_next_service_follows_the_day_of_the_visit_until_somebody_types_it() {
    let mut prefill = prefilled();
    let (last, km) = prefill.readings[0];
    prefill.next_service.day = last.checked_add_signed(chrono::TimeDelta::days(90));
    prefill.next_service.odometer = Some(km + 5_000);
    let back_dated = |keys: &str| {
        let mut form = opened(prefill.clone());
        form.form.go_to(F::Day);
        let steps = press(&mut form, keys, &at_80());
        written(&steps).unwrap().next_service.day
    };
    let proposed = today().checked_add_signed(chrono::TimeDelta::days(90));
    assert_eq!(back_dated("<Ctrl+S>"), proposed);
    assert_eq!(back_dated("01/04/2025<Ctrl+S>"), Some(day("2025-06-30")));
    let mut form = opened(prefill.clone());
    form.form.go_to(F::NextDay);
    press(&mut form, "01/02/2027", &at_80());
    form.form.go_to(F::Day);
    let steps = press(&mut form, "01/04/2025<Ctrl+S>", &at_80());
    let written = written(&steps).unwrap();
    assert_eq!(written.next_service.day, Some(day("2027-02-01")));
}
