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
fn who_brought_them_is_chosen_and_not_only_typed() {
    let mut form = editing();
    form.form.go_to(F::Brought);
    press(&mut form, "Sar", &at_80());
    assert!(change(&press(&mut form, "<Ctrl+S>", &at_80())).is_none());
    let field = form.form.field(F::Brought).unwrap();
    assert_eq!(
        field.error.in_(Lang::En),
        crate::text::Say::ReferralChoose.in_(Lang::En)
    );
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
    let steps = press(&mut form, "<Down><Enter>", &at_80());
    assert!(change(&steps).is_none());
    let draft = form.unsaved(&at_80()).unwrap().text;
    assert_eq!(draft.brought_by.map(|(id, _)| id), Some(CustomerId(43)));
    let facts = edited(&press(&mut form, "<Ctrl+S>", &at_80()));
    assert_eq!(facts.referred_by, Some(CustomerId(43)));
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

/// The form over Pak Budi with this note, the cursor behind it.
fn with_note(note: &str) -> CustomerForm {
    let mut noted = card();
    let customer = noted.customer.as_mut().unwrap();
    note.clone_into(&mut customer.facts.note);
    let mut form = CustomerForm::note(CustomerId(42), &Trade::default());
    form.update(Event::Shown, &at_80());
    let answer = Answer::Card(Some(Box::new(noted)));
    form.update(Event::Answer(Slot::Prefill, &answer), &at_80());
    press(&mut form, "<End>", &at_80());
    form
}

#[test]
fn a_long_note_is_saved_to_its_last_letter() {
    let long = "warning: loose bolt. ".repeat(400);
    let mut form = with_note("");
    form.update(Event::Paste(&long), &at_80());
    assert_eq!(
        edited(&press(&mut form, "<Ctrl+S>", &at_80())).note,
        long.trim()
    );
    let mut form = with_note(long.trim());
    let facts = edited(&press(&mut form, " And more.<Ctrl+S>", &at_80()));
    assert_eq!(facts.note, format!("{} And more.", long.trim()));
}

#[test]
fn what_has_no_room_is_left_out_whole_and_said() {
    let mut form = with_note("short");
    let before = form.form.value(F::Note).to_owned();
    form.update(Event::Paste(&"x".repeat(10_000)), &at_80());
    assert_eq!(form.form.value(F::Note), before);
    let said = form.form.field(F::Note).unwrap().warning.in_(Lang::En);
    assert!(said.contains("10,000"), "{said}");
    let mut form = with_note(&"x".repeat(10_000));
    press(&mut form, "y", &at_80());
    let said = form.form.field(F::Note).unwrap().warning.in_(Lang::Id);
    assert!(said.contains("10.000"), "{said}");
}

#[test]
fn more_than_the_book_takes_is_refused_at_its_field() {
    let mut form = with_note("short");
    form.form.go_to(F::City);
    form.update(Event::Paste(&"x".repeat(250)), &at_80());
    let said = |form: &CustomerForm| {
        let field = form.form.field(F::City).unwrap();
        field.error.in_(Lang::En).to_owned()
    };
    let long = "Too long: at most 200 characters, and here are 250";
    assert_eq!(said(&form), long);
    assert!(change(&press(&mut form, "<Up><Ctrl+S>", &at_80())).is_none());
    assert_eq!(said(&form), long);
    assert_eq!(form.form.focused().map(|field| field.id), Some(F::City));
    let mut form = with_note("short");
    form.form.go_to(F::Alert);
    form.update(Event::Paste(&"x".repeat(501)), &at_80());
    assert!(change(&press(&mut form, "<Ctrl+S>", &at_80())).is_none());
}

#[test]
fn a_note_keeps_its_lines_and_gets_new_ones() {
    let mut form = with_note("one\ntwo, \"quoted\"\n\tthree");
    let screen = drawn(&form, &at_80());
    assert!(screen.contains("one↵two, \"quoted\"↵ three"), "{screen}");
    let facts = edited(&press(&mut form, "!<Alt+Enter>four<Ctrl+S>", &at_80()));
    assert_eq!(facts.note, "one\ntwo, \"quoted\"\n\tthree!\nfour");
    let mut form = with_note("one");
    form.update(Event::Paste("\ntwo\r\n\nthree"), &at_80());
    let facts = edited(&press(&mut form, "<Ctrl+S>", &at_80()));
    assert_eq!(facts.note, "one\ntwo\n\nthree");
}

#[test]
fn a_note_goes_on_at_its_end_and_a_city_is_typed_anew() {
    let mut full = card();
    let facts = &mut full.customer.as_mut().unwrap().facts;
    (facts.note, facts.city) = ("mornings only".to_owned(), "Bogor".to_owned());
    let mut form = CustomerForm::edit(CustomerId(42), &Trade::default());
    form.update(Event::Shown, &at_80());
    form.update(
        Event::Answer(Slot::Prefill, &Answer::Card(Some(Box::new(full)))),
        &at_80(),
    );
    form.form.go_to(F::Note);
    press(&mut form, ", no calls", &at_80());
    form.form.go_to(F::City);
    let facts = edited(&press(&mut form, "Malang<Ctrl+S>", &at_80()));
    let told = (facts.note.as_str(), facts.city.as_str());
    assert_eq!(told, ("mornings only, no calls", "Malang"));
}
