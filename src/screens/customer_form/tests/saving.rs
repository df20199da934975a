//! Saving, and correcting beside somebody else.

use super::*;

#[test]
fn every_fact_of_a_customer_survives_being_opened_and_corrected() {
    let mut full = card();
    let customer = full.customer.as_mut().unwrap();
    customer.facts.email = "budi@example.org".to_owned();
    customer.facts.city = "Bogor".to_owned();
    customer.facts.phones = vec![phone("021-555-1234"), phone("+62 812 3456 7890")];
    customer.facts.phones[1].label = "wife".to_owned();
    customer.facts.birthday = Some(Birthday {
        day: None,
        month: None,
        year: Some(1974),
    });
    customer
        .facts
        .fields
        .insert("own".to_owned(), "kept".to_owned());
    customer.facts.note = "mornings only\n\nsecond line".to_owned();
    customer.facts.alert = " spaced ".to_owned();
    let before = customer.facts.clone();
    let mut form = CustomerForm::edit(CustomerId(42), &Trade::default());
    form.update(Event::Shown, &at_80());
    form.update(
        Event::Answer(Slot::Prefill, &Answer::Card(Some(Box::new(full)))),
        &at_80(),
    );
    form.form.go_to(F::Source);
    let facts = edited(&press(&mut form, "a friend<Ctrl+S>", &at_80()));
    let expected = CustomerFacts {
        source: "a friend".to_owned(),
        ..before
    };
    assert_eq!(facts, expected);
}

#[test]
fn the_book_may_refuse_a_field() {
    let mut form = new("B 1 A");
    press(&mut form, "Eko<Ctrl+S>", &at_80());
    let refused = Failure::Refused(vec![("plate".to_owned(), "plate_taken".to_owned())]);
    form.update(Event::NotSaved(&refused), &at_80());
    assert_eq!(
        form.form.field(F::Plate).unwrap().error.in_(Lang::En),
        "This one is in the book already"
    );
    assert_eq!(form.form.value(F::Name), "Eko");
}

#[test]
fn a_company_is_chosen_and_not_only_typed() {
    let mut form = editing();
    form.form.go_to(F::Company);
    press(&mut form, "PT Kar", &at_80());
    assert!(change(&press(&mut form, "<Ctrl+S>", &at_80())).is_none());
    form.form.go_to(F::Company);
    press(&mut form, "PT Kar", &at_80());
    let company = Suggestion {
        text: "PT Karya Abadi".to_owned(),
        detail: "C-00007".to_owned(),
        amount: None,
        customer: Some(CustomerId(7)),
    };
    form.update(
        Event::Answer(Slot::Suggest, &Answer::Suggestions(vec![company])),
        &at_80(),
    );
    let facts = edited(&press(&mut form, "<Down><Enter><Ctrl+S>", &at_80()));
    assert_eq!(facts.company, Some(CustomerId(7)));
}

#[test]
fn what_somebody_else_alone_changed_is_marked_and_saved_beside_mine_at_the_second_try() {
    let mut form = editing();
    press(&mut form, "081299998888<Ctrl+S>", &at_80());
    form.update(Event::NotSaved(&Failure::Conflict(Vec::new())), &at_80());
    let mut theirs = card();
    let customer = theirs.customer.as_mut().unwrap();
    customer
        .facts
        .fields
        .insert(FIELD_LIKES.to_owned(), "tea".to_owned());
    customer.facts.city = "Malang".to_owned();
    form.update(
        Event::Answer(Slot::Prefill, &Answer::Card(Some(Box::new(theirs)))),
        &at_80(),
    );
    assert!(!form.form.has_conflict());
    insta::assert_snapshot!("beside", drawn(&form, &at_80()));
    let facts = edited(&press(&mut form, "<Ctrl+S>", &at_80()));
    assert_eq!(
        (&*facts.city, &*facts.fields[FIELD_LIKES]),
        ("Malang", "tea")
    );
    assert_eq!(
        facts.phones[0].phone.e164.as_deref(),
        Some("+6281299998888")
    );
}

#[test]
fn when_it_is_saved_the_form_closes() {
    let mut form = new("");
    press(&mut form, "Eko<Ctrl+S>", &at_80());
    let steps = form.update(Event::Saved(&receipt()), &at_80());
    assert!(matches!(steps.as_slice(), [Step::Go(Go::Back(Some(_)))]));
}
