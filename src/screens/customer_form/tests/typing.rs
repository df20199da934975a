//! Filling the form in.

use super::*;

#[test]
fn an_unknown_plate_becomes_a_customer_with_a_name_and_one_save() {
    let mut form = new("b1234xyz");
    let (facts, vehicle) = added(&press(&mut form, "Pak Eko Prasetyo<Ctrl+S>", &at_80()));
    assert_eq!(
        (facts.honorific.as_str(), facts.name.as_str()),
        ("Pak", "Eko Prasetyo")
    );
    assert_eq!(vehicle.unwrap().plate.unwrap().display(), "B 1234 XYZ");
}

#[rstest]
#[case("0812 3456 7890", F::Phone(0), "0812 3456 7890")]
#[case("1234", F::Plate, "1234")]
#[case("Sari", F::Name, "Sari")]
#[case("", F::Name, "")]
fn what_was_typed_lands_in_its_field(#[case] typed: &str, #[case] field: F, #[case] value: &str) {
    assert_eq!(new(typed).form.value(field), value);
}

#[test]
fn a_typed_name_puts_the_focus_on_the_phone() {
    assert_eq!(
        new("Sari").form.focused().map(|field| field.id),
        Some(F::Phone(0))
    );
    assert_eq!(
        new("1234").form.focused().map(|field| field.id),
        Some(F::Name)
    );
}

#[test]
fn a_phone_is_corrected_with_two_keys_beside_its_digits() {
    let mut form = editing();
    let facts = edited(&press(&mut form, "081299998888<Ctrl+S>", &at_80()));
    assert_eq!(
        facts.phones[0].phone.e164.as_deref(),
        Some("+6281299998888")
    );
    let rest = CustomerFacts {
        phones: facts.phones.clone(),
        ..budi().facts
    };
    assert_eq!(facts, rest);
}

#[test]
fn a_second_phone_finds_room_and_keeps_its_label() {
    let mut form = editing();
    let facts = edited(&press(
        &mut form,
        "<Tab>08129999 8888 (wife)<Ctrl+S>",
        &at_80(),
    ));
    assert_eq!(facts.phones.len(), 2);
    assert_eq!(facts.phones[1].label, "wife");
}

#[test]
fn a_phone_taken_out_of_its_field_is_taken_out_of_the_list() {
    let mut form = editing();
    let facts = edited(&press(&mut form, "<Backspace><Ctrl+S>", &at_80()));
    assert!(facts.phones.is_empty());
}

#[test]
fn a_birthday_without_a_year_stays_one() {
    let mut form = editing();
    form.form.go_to(F::Birthday);
    let facts = edited(&press(&mut form, "17/08<Ctrl+S>", &at_80()));
    let birthday = facts.birthday.unwrap();
    assert_eq!(
        (birthday.day, birthday.month, birthday.year),
        (Some(17), Some(8), None)
    );
}

#[test]
fn a_firm_is_recognised_until_somebody_says_otherwise() {
    let mut form = new("");
    press(&mut form, "PT Karya Abadi", &at_80());
    assert_eq!(
        form.facts(at_80().today).unwrap().kind,
        CustomerKind::Company
    );
    form.form.go_to(F::Kind);
    press(&mut form, "<Right>", &at_80());
    form.form.go_to(F::Name);
    press(&mut form, "PT Lain", &at_80());
    assert_eq!(
        form.facts(at_80().today).unwrap().kind,
        CustomerKind::Person
    );
}

#[test]
fn a_name_is_needed_and_a_wrong_phone_is_explained() {
    let mut form = new("");
    let steps = press(&mut form, "<Tab>12<Ctrl+S>", &at_80());
    assert!(change(&steps).is_none());
    insta::assert_snapshot!("mistakes", drawn(&form, &at_80()));
}

#[test]
fn greetings_are_written_as_feasts_and_other_words_are_refused() {
    let at = at_80();
    let mut form = new("Budi");
    let greetings = form.trade.iter().position(|field| field.key == "greetings");
    let greetings = F::Trade(greetings.expect("every trade keeps them"));
    form.form.go_to(greetings);
    press(&mut form, "Idul Fitri, Ramadan", &at);
    let steps = press(&mut form, "<Ctrl+S>", &at);
    assert!(change(&steps).is_none());
    assert!(!form.form.field(greetings).unwrap().error.is_empty());
    form.form.go_to(greetings);
    press(&mut form, "<Ctrl+U>Natal; Idul Fitri", &at);
    let steps = press(&mut form, "<Ctrl+S>", &at);
    let Some(Change::AddCustomer { facts, .. }) = change(&steps) else {
        panic!("{steps:?}");
    };
    assert_eq!(facts.fields["greetings"], "lebaran, natal");
}

#[test]
fn what_is_sensitive_is_written_only_after_the_customer_agreed() {
    let at = at_80();
    let trade = Trade::of_shop("garage", "", true);
    let mut form = CustomerForm::edit(CustomerId(42), &trade);
    let answer = Answer::Card(Some(Box::new(card())));
    form.update(Event::Shown, &at);
    form.update(Event::Answer(Slot::Prefill, &answer), &at);
    let religion = form.trade.iter().position(|field| field.key == "religion");
    let religion = F::Trade(religion.expect("the owner turned it on"));
    form.form.go_to(religion);
    press(&mut form, "Hindu", &at);
    press(&mut form, "<Ctrl+S>", &at);
    assert!(!form.form.field(religion).unwrap().error.is_empty());
    let steps = press(&mut form, "<Ctrl+Y>", &at);
    let asked = matches!(&steps[..], [Step::Write(_, change)]
        if matches!(&**change, Change::SetConsent { purpose, yes: true, .. } if purpose == "sensitive"));
    assert!(asked, "{steps:?}");
    form.update(Event::Saved(&receipt()), &at);
    let steps = press(&mut form, "<Ctrl+S>", &at);
    let saved = matches!(&steps[..], [Step::Write(_, change)]
        if matches!(&**change, Change::EditCustomer { facts, .. } if facts.fields["religion"] == "Hindu"));
    assert!(saved, "{steps:?}");
    let new = CustomerForm::new("", &trade);
    assert!(new.trade.iter().all(|field| !field.sensitive));
}
