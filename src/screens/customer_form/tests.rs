use super::CustomerForm;
use super::fields::CustomerField as F;
use crate::domain::trade::Trade;
use crate::domain::{
    Birthday, Change, CustomerFacts, CustomerId, CustomerKind, FIELD_LIKES, Owner, Subject,
    VehicleFacts, VehicleId,
};
use crate::protocol::{
    Answer, Context, Event, Failure, Go, PlateCheck, Query, Slot, Step, Suggestion,
};
use crate::screens::Screen;
use crate::screens::samples::{budi, card, context, drawn, phone, press, receipt};
use crate::text::Lang;
use rstest::rstest;

fn at_80() -> Context {
    context((80, 22))
}

fn new(typed: &str) -> CustomerForm {
    let mut form = CustomerForm::new(typed, &Trade::default());
    form.update(Event::Shown, &at_80());
    form
}

fn editing() -> CustomerForm {
    let mut form = CustomerForm::edit(CustomerId(42), &Trade::default());
    form.update(Event::Shown, &at_80());
    let answer = Answer::Card(Some(Box::new(card())));
    form.update(Event::Answer(Slot::Prefill, &answer), &at_80());
    form
}

fn change(steps: &[Step]) -> Option<Change> {
    steps.iter().find_map(|step| match step {
        Step::Write(_, change) => Some((**change).clone()),
        _ => None,
    })
}

fn added(steps: &[Step]) -> (CustomerFacts, Option<VehicleFacts>) {
    match change(steps) {
        Some(Change::AddCustomer { facts, vehicle, .. }) => {
            (*facts, vehicle.map(|vehicle| *vehicle))
        }
        other => panic!("a new customer, not {other:?}"),
    }
}

fn edited(steps: &[Step]) -> CustomerFacts {
    match change(steps) {
        Some(Change::EditCustomer { facts, .. }) => *facts,
        other => panic!("a correction, not {other:?}"),
    }
}

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
        form.form.field(F::Plate).unwrap().warning,
        "Reads like B 1234 XYX (Bu Sari)"
    );
    added(&press(&mut form, "Eko<Ctrl+S>", &at_80()));
}

#[test]
fn a_name_is_needed_and_a_wrong_phone_is_explained() {
    let mut form = new("");
    let steps = press(&mut form, "<Tab>12<Ctrl+S>", &at_80());
    assert!(change(&steps).is_none());
    insta::assert_snapshot!("mistakes", drawn(&form, &at_80()));
}

#[test]
fn the_book_may_refuse_a_field() {
    let mut form = new("B 1 A");
    press(&mut form, "Eko<Ctrl+S>", &at_80());
    let refused = Failure::Refused(vec![("plate".to_owned(), "plate_taken".to_owned())]);
    form.update(Event::NotSaved(&refused), &at_80());
    assert_eq!(
        form.form.field(F::Plate).unwrap().error,
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
fn two_people_who_change_different_fields_do_not_meet() {
    let mut form = editing();
    press(&mut form, "081299998888<Ctrl+S>", &at_80());
    form.update(Event::NotSaved(&Failure::Conflict(Vec::new())), &at_80());
    let mut theirs = card();
    let customer = theirs.customer.as_mut().unwrap();
    customer
        .facts
        .fields
        .insert(FIELD_LIKES.to_owned(), "tea".to_owned());
    form.update(
        Event::Answer(Slot::Prefill, &Answer::Card(Some(Box::new(theirs)))),
        &at_80(),
    );
    assert!(!form.form.has_conflict());
    let facts = edited(&press(&mut form, "<Ctrl+S>", &at_80()));
    assert_eq!(facts.fields[FIELD_LIKES], "tea");
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

#[test]
fn as_it_opens_for_an_unknown_plate() {
    insta::assert_snapshot!(drawn(&new("B 1234 XYZ"), &at_80()));
}

#[test]
fn loading_and_gone() {
    let mut form = CustomerForm::edit(CustomerId(42), &Trade::default());
    form.update(Event::Shown, &at_80());
    form.update(Event::Slow(Slot::Prefill), &at_80());
    insta::assert_snapshot!("loading", drawn(&form, &at_80()));
    form.update(Event::Answer(Slot::Prefill, &Answer::Card(None)), &at_80());
    insta::assert_snapshot!("gone", drawn(&form, &at_80()));
}

#[test]
fn a_whole_customer_in_three_windows() {
    for (columns, rows) in [(80, 22), (40, 18), (120, 38)] {
        insta::assert_snapshot!(
            format!("edit_{columns}x{rows}"),
            drawn(&editing(), &context((columns, rows)))
        );
    }
}

#[test]
fn long_and_wide_text() {
    for (columns, rows) in [(80, 22), (40, 18), (120, 38)] {
        let mut long = card();
        let customer = long.customer.as_mut().unwrap();
        customer.facts.name = "山田太郎 Raden Mas Suryadiningrat Kusumohadiprojo".repeat(2);
        customer.facts.alert = "never without asking; ".repeat(10);
        let mut form = CustomerForm::edit(CustomerId(42), &Trade::default());
        form.update(Event::Shown, &at_80());
        form.update(
            Event::Answer(Slot::Prefill, &Answer::Card(Some(Box::new(long)))),
            &at_80(),
        );
        form.form.go_to(F::Alert);
        let context = context((columns, rows));
        insta::assert_snapshot!(format!("long_{columns}x{rows}"), drawn(&form, &context));
    }
}

#[test]
fn in_indonesian() {
    let mut context = at_80();
    context.lang = Lang::Id;
    insta::assert_snapshot!(drawn(&editing(), &context));
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
