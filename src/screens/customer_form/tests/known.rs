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
