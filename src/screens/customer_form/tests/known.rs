//! Phones and plates that the book knows already.

use super::*;

#[test]
fn a_known_phone_is_said_while_typing_with_a_key_that_opens_it() {
    let mut form = new("");
    let steps = press(&mut form, "Eko<Tab>081234567890", &at_80());
    assert!(matches!(
        steps.last(),
        Some(Step::Read(Slot::Check, Query::CheckPhone(_)))
    ));
    let known = vec![(
        CustomerId(42),
        "Pak Budi Santoso".to_owned(),
        "C-00042".to_owned(),
    )];
    form.update(Event::Answer(Slot::Check, &Answer::Phone(known)), &at_80());
    assert!(
        form.form
            .field(F::Phone(0))
            .unwrap()
            .warning
            .in_(Lang::En)
            .contains("Pak Budi Santoso (C-00042)")
    );
    insta::assert_snapshot!("known_phone", drawn(&form, &at_80()));
    let steps = press(&mut form, "<Ctrl+O>", &at_80());
    let of = Subject::Customer(CustomerId(42), None);
    assert!(matches!(steps.as_slice(), [Step::Go(Go::Card(to))] if *to == of));
    press(&mut form, "<Ctrl+K>", &at_80());
    assert!(form.form.field(F::Phone(0)).unwrap().warning.is_empty());
    added(&press(&mut form, "<Ctrl+S>", &at_80()));
}

fn taken(owner: Option<CustomerId>) -> Answer {
    Answer::Plate(PlateCheck {
        taken: Some((VehicleId(7), owner, "Pak Budi Santoso".to_owned())),
        similar: Vec::new(),
    })
}

#[test]
fn a_plate_that_somebody_has_is_not_given_to_another() {
    let mut form = new("B 1234 XYZ");
    form.update(
        Event::Answer(Slot::Check, &taken(Some(CustomerId(42)))),
        &at_80(),
    );
    let steps = press(&mut form, "Eko<Ctrl+S>", &at_80());
    assert!(change(&steps).is_none());
    assert!(
        form.form
            .field(F::Plate)
            .unwrap()
            .error
            .in_(Lang::En)
            .contains("Pak Budi Santoso")
    );
}

#[test]
fn a_plate_of_nobody_gets_its_owner_and_keeps_its_history() {
    let mut form = new("B 1234 XYZ");
    form.update(Event::Answer(Slot::Check, &taken(None)), &at_80());
    let steps = press(&mut form, "Eko<Ctrl+S>", &at_80());
    assert!(matches!(
        change(&steps),
        Some(Change::ChangeOwner {
            vehicle: VehicleId(7),
            owner: Owner::New(_),
            ..
        })
    ));
}

#[test]
fn a_plate_that_only_reads_alike_is_a_hint() {
    let mut form = new("B 1234 XYZ");
    let similar = PlateCheck {
        taken: None,
        similar: vec![("B 1234 XYX".to_owned(), "Bu Sari".to_owned())],
    };
    form.update(
        Event::Answer(Slot::Check, &Answer::Plate(similar)),
        &at_80(),
    );
    assert_eq!(
        form.form.field(F::Plate).unwrap().warning.in_(Lang::En),
        "Reads like B 1234 XYX (Bu Sari)"
    );
    added(&press(&mut form, "Eko<Ctrl+S>", &at_80()));
}

#[test]
fn what_was_said_at_a_field_follows_the_language_at_once() {
    let mut form = new("B 1234 XYZ");
    let taken = taken(Some(CustomerId(42)));
    form.update(Event::Answer(Slot::Check, &taken), &at_80());
    let mut switched = at_80();
    switched.lang = Lang::Id;
    let warned = say::entry_plate_taken(Lang::Id, "B 1234 XYZ", "Pak Budi Santoso");
    let words = drawn(&form, &switched);
    assert!(words.contains(&warned[..40]), "{warned} in\n{words}");
    press(&mut form, "Eko<Ctrl+S>", &at_80());
    let refused = say::form_plate_taken(Lang::Id, "B 1234 XYZ", "Pak Budi Santoso");
    let words = drawn(&form, &switched);
    assert!(words.contains(&refused[..20]), "{refused} in\n{words}");
}

/// A new customer with this name, whose number Pak Budi has.
fn new_with_number_of_budi(typed: &str, name: &str) -> CustomerForm {
    let mut form = new(typed);
    form.form.go_to(F::Name);
    press(&mut form, &format!("{name}<Tab>081234567890"), &at_80());
    let budi = (
        CustomerId(42),
        "Pak Budi Santoso".to_owned(),
        "C-00042".to_owned(),
    );
    form.update(
        Event::Answer(Slot::Check, &Answer::Phone(vec![budi])),
        &at_80(),
    );
    form
}

#[test]
fn a_customer_who_is_in_the_book_for_certain_is_asked_about_before_a_second_one_is_saved() {
    let mut form = new_with_number_of_budi("", "budi santoso");
    assert!(change(&press(&mut form, "<Ctrl+S>", &at_80())).is_none());
    let said = form.form.field(F::Phone(0)).unwrap().error.in_(Lang::En);
    assert!(said.contains("this number and this name"), "{said}");
    added(&press(&mut form, "<Ctrl+K><Ctrl+S>", &at_80()));
    // Another name under the same number is somebody else of the household.
    let mut form = new_with_number_of_budi("", "Eko");
    added(&press(&mut form, "<Ctrl+S>", &at_80()));
}

#[test]
fn what_is_new_is_added_to_the_customer_of_the_book_with_the_vehicle() {
    let mut form = new_with_number_of_budi("D 77 AB", "Budi");
    form.form.go_to(F::Email);
    press(&mut form, "budi@example.org", &at_80());
    form.form.go_to(F::Alert);
    press(&mut form, "another alert", &at_80());
    let steps = press(&mut form, "<Ctrl+F>", &at_80());
    let asked = Query::Card(Subject::Customer(CustomerId(42), None));
    assert!(matches!(&steps[..], [Step::Read(Slot::Prefill, query)] if *query == asked));
    let answer = Answer::Card(Some(Box::new(card())));
    form.update(Event::Answer(Slot::Prefill, &answer), &at_80());
    let said = form.form.field(F::Alert).unwrap().warning.in_(Lang::En);
    assert_eq!(said, "Here was written “another alert”");
    let facts = edited(&press(&mut form, "<Ctrl+S>", &at_80()));
    let expected = CustomerFacts {
        email: "budi@example.org".to_owned(),
        ..budi().facts
    };
    assert_eq!(facts, expected);
    let steps = form.update(Event::Saved(&receipt()), &at_80());
    let Some(Change::AddVehicle { facts, owner, .. }) = change(&steps) else {
        panic!("a vehicle, not {steps:?}");
    };
    assert_eq!(facts.plate.unwrap().display(), "D 77 AB");
    assert_eq!(owner, Owner::Known(CustomerId(42)));
    let steps = form.update(Event::Saved(&receipt()), &at_80());
    assert!(matches!(steps.as_slice(), [Step::Go(Go::Back(Some(_)))]));
}
