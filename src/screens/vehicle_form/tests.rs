use super::VehicleForm;
use super::fields::VehicleField as F;
use crate::domain::{Change, CustomerId, Owner, Subject, VehicleFacts, VehicleId};
use crate::protocol::{
    Answer, Context, Event, Failure, Go, PlateCheck, Query, Slot, Step, Suggestion,
};
use crate::screens::Screen;
use crate::screens::samples::{avanza, card, change, context, day, drawn, press, today};
use crate::text::Lang;

const BUDI: Subject = Subject::Customer(CustomerId(42), Some(VehicleId(7)));
const AVANZA: VehicleId = VehicleId(7);

fn at_80() -> Context {
    context((80, 22))
}

fn opened(mut form: VehicleForm) -> VehicleForm {
    form.update(Event::Shown, &at_80());
    let answer = Answer::Card(Some(Box::new(card())));
    form.update(Event::Answer(Slot::Prefill, &answer), &at_80());
    form
}

#[test]
fn a_sold_car_takes_a_name_and_a_phone() {
    let mut form = opened(VehicleForm::new_owner(AVANZA, BUDI));
    let steps = press(&mut form, "Bu Sari Dewi<Tab>081299998888<Ctrl+S>", &at_80());
    let Some(Change::ChangeOwner {
        vehicle,
        owner: Owner::New(facts),
        day,
    }) = change(&steps)
    else {
        panic!("a new owner, not {steps:?}");
    };
    assert_eq!((vehicle, day), (AVANZA, today()));
    assert_eq!(
        (facts.honorific.as_str(), facts.name.as_str()),
        ("Bu", "Sari Dewi")
    );
    assert_eq!(
        facts.phones[0].phone.e164.as_deref(),
        Some("+6281299998888")
    );
}

fn sari() -> Answer {
    Answer::Suggestions(vec![Suggestion {
        text: "Bu Sari Dewi".to_owned(),
        detail: "C-00043".to_owned(),
        amount: None,
        customer: Some(CustomerId(43)),
    }])
}

#[test]
fn a_known_customer_becomes_the_owner_when_chosen() {
    let mut form = opened(VehicleForm::new_owner(AVANZA, BUDI));
    press(&mut form, "sari", &at_80());
    form.update(Event::Answer(Slot::Suggest, &sari()), &at_80());
    let steps = press(&mut form, "<Down><Enter><Ctrl+S>", &at_80());
    assert!(matches!(
        change(&steps),
        Some(Change::ChangeOwner {
            owner: Owner::Known(CustomerId(43)),
            ..
        })
    ));
}

#[test]
fn a_chosen_name_that_is_changed_afterwards_is_somebody_new() {
    let mut form = opened(VehicleForm::new_owner(AVANZA, BUDI));
    press(&mut form, "sari", &at_80());
    form.update(Event::Answer(Slot::Suggest, &sari()), &at_80());
    press(&mut form, "<Down><Enter>", &at_80());
    form.form.go_to(F::Owner);
    let steps = press(&mut form, "<End>n<Ctrl+S>", &at_80());
    assert!(matches!(
        change(&steps),
        Some(Change::ChangeOwner {
            owner: Owner::New(_),
            ..
        })
    ));
}

#[test]
fn an_owner_needs_a_name() {
    let mut form = opened(VehicleForm::new_owner(AVANZA, BUDI));
    assert!(change(&press(&mut form, "<Ctrl+S>", &at_80())).is_none());
    assert_eq!(
        form.form.field(F::Owner).unwrap().error.in_(Lang::En),
        "Required"
    );
}

#[test]
fn a_new_plate_is_a_change_of_its_own_on_its_day() {
    let mut form = opened(VehicleForm::new_plate(AVANZA, BUDI));
    let steps = press(&mut form, "f 77 sd<Tab>20/11/2026<Ctrl+S>", &at_80());
    let Some(Change::ChangePlate {
        vehicle,
        plate,
        day: until,
    }) = change(&steps)
    else {
        panic!("a new plate, not {steps:?}");
    };
    assert_eq!(
        (vehicle, plate.display(), until),
        (AVANZA, "F 77 SD".to_owned(), day("2026-11-20"))
    );
}

fn taken(vehicle: i64, owner: Option<i64>) -> Answer {
    Answer::Plate(PlateCheck {
        taken: Some((
            VehicleId(vehicle),
            owner.map(CustomerId),
            "Bu Sari Dewi".to_owned(),
        )),
        similar: Vec::new(),
    })
}

#[test]
fn a_plate_that_another_vehicle_has_is_refused_with_its_owner() {
    let mut form = opened(VehicleForm::new_plate(AVANZA, BUDI));
    let steps = press(&mut form, "F 77 SD", &at_80());
    assert!(matches!(
        steps.last(),
        Some(Step::Read(Slot::Check, Query::CheckPlate(_)))
    ));
    form.update(Event::Answer(Slot::Check, &taken(9, Some(43))), &at_80());
    assert!(change(&press(&mut form, "<Ctrl+S>", &at_80())).is_none());
    assert_eq!(
        form.form.field(F::Plate).unwrap().error.in_(Lang::En),
        "F 77 SD belongs to Bu Sari Dewi"
    );
    insta::assert_snapshot!("plate_taken", drawn(&form, &at_80()));
    press(&mut form, "X", &at_80());
    assert!(change(&press(&mut form, "<Ctrl+S>", &at_80())).is_some());
}

#[test]
fn another_vehicle_goes_to_the_same_customer() {
    let mut form = opened(VehicleForm::add(CustomerId(42)));
    let steps = press(
        &mut form,
        "B 77 SD<Tab>Honda<Tab>Jazz<Tab>2015<Ctrl+S>",
        &at_80(),
    );
    let Some(Change::AddVehicle { facts, owner, .. }) = change(&steps) else {
        panic!("another vehicle, not {steps:?}");
    };
    assert_eq!(owner, Owner::Known(CustomerId(42)));
    assert_eq!((facts.make.as_str(), facts.year), ("Honda", Some(2015)));
}

#[test]
fn another_vehicle_that_was_nobodys_keeps_its_history() {
    let mut form = opened(VehicleForm::add(CustomerId(42)));
    press(&mut form, "B 77 SD", &at_80());
    form.update(Event::Answer(Slot::Check, &taken(9, None)), &at_80());
    assert!(matches!(
        change(&press(&mut form, "<Ctrl+S>", &at_80())),
        Some(Change::ChangeOwner {
            vehicle: VehicleId(9),
            owner: Owner::Known(CustomerId(42)),
            ..
        })
    ));
}

#[test]
fn a_correction_leaves_plate_and_unseen_fields_alone() {
    let mut form = opened(VehicleForm::edit(AVANZA, BUDI));
    form.form.go_to(F::Color);
    let steps = press(&mut form, "silver<Ctrl+S>", &at_80());
    let Some(Change::EditVehicle { facts, base, .. }) = change(&steps) else {
        panic!("a correction, not {steps:?}");
    };
    assert_eq!(*base, avanza().facts);
    let expected = VehicleFacts {
        color: "silver".to_owned(),
        ..avanza().facts
    };
    assert_eq!(*facts, expected);
}

#[test]
fn two_people_who_change_the_same_field_choose() {
    let mut form = opened(VehicleForm::edit(AVANZA, BUDI));
    form.form.go_to(F::Color);
    press(&mut form, "silver<Ctrl+S>", &at_80());
    form.update(Event::NotSaved(&Failure::Conflict(Vec::new())), &at_80());
    let mut theirs = card();
    theirs.vehicle.as_mut().unwrap().facts.color = "grey".to_owned();
    form.update(
        Event::Answer(Slot::Prefill, &Answer::Card(Some(Box::new(theirs)))),
        &at_80(),
    );
    assert_eq!(
        form.form.field(F::Color).unwrap().theirs.as_deref(),
        Some("grey")
    );
    let steps = press(&mut form, "<Ctrl+S>", &at_80());
    let Some(Change::EditVehicle { facts, base, .. }) = change(&steps) else {
        panic!("a correction, not {steps:?}");
    };
    assert_eq!(
        (base.color.as_str(), facts.color.as_str()),
        ("grey", "silver")
    );
}

#[test]
fn a_year_that_cannot_be_is_said_at_its_field() {
    let mut form = opened(VehicleForm::edit(AVANZA, BUDI));
    form.form.go_to(F::Year);
    assert!(change(&press(&mut form, "19<Ctrl+S>", &at_80())).is_none());
    assert!(!form.form.field(F::Year).unwrap().error.is_empty());
}

#[test]
fn sold() {
    insta::assert_snapshot!(drawn(
        &opened(VehicleForm::new_owner(AVANZA, BUDI)),
        &at_80()
    ));
}

#[test]
fn proposed_owners_in_a_narrow_window() {
    let context = context((40, 18));
    let mut form = opened(VehicleForm::new_owner(AVANZA, BUDI));
    press(&mut form, "sari", &context);
    form.update(Event::Answer(Slot::Suggest, &sari()), &context);
    press(&mut form, "<Down>", &context);
    insta::assert_snapshot!(drawn(&form, &context));
}

#[test]
fn edited_in_indonesian() {
    let mut context = at_80();
    context.lang = Lang::Id;
    insta::assert_snapshot!(drawn(&opened(VehicleForm::edit(AVANZA, BUDI)), &context));
}

#[test]
fn gone() {
    let mut form = VehicleForm::edit(AVANZA, BUDI);
    form.update(Event::Shown, &at_80());
    form.update(Event::Answer(Slot::Prefill, &Answer::Card(None)), &at_80());
    insta::assert_snapshot!(drawn(&form, &at_80()));
}

#[test]
fn a_pet_in_a_wide_window_is_called_by_the_words_of_its_trade() {
    for lang in [Lang::En, Lang::Id] {
        let mut at = context((120, 38));
        at.lang = lang;
        at.trade = std::sync::Arc::new(crate::domain::trade::Trade::named("pets").unwrap());
        let mut milo = card();
        let pet = &mut milo.vehicle.as_mut().unwrap().facts;
        pet.plate = None;
        pet.make = "Milo".to_owned();
        pet.model = "kucing Persia".to_owned();
        let mut form = VehicleForm::edit(AVANZA, BUDI);
        form.update(Event::Shown, &at);
        let answer = Answer::Card(Some(Box::new(milo)));
        form.update(Event::Answer(Slot::Prefill, &answer), &at);
        insta::assert_snapshot!(format!("pet_{}", lang.code()), drawn(&form, &at));
    }
}

/// What is typed, lost and brought back; `None` when nothing was kept.
fn lost_and_back(form: &VehicleForm) -> Option<(VehicleForm, Vec<Step>)> {
    let draft = form.unsaved(&at_80())?;
    let mut back = VehicleForm::resume(&draft)?;
    back.update(Event::Shown, &at_80());
    let answer = Answer::Card(Some(Box::new(card())));
    let steps = back.update(Event::Answer(Slot::Prefill, &answer), &at_80());
    Some((back, steps))
}

#[test]
fn every_form_about_a_vehicle_comes_back_from_a_draft_and_saves_the_same() {
    let forms = [
        (VehicleForm::add(CustomerId(42)), "D 4321 AB<Tab>Honda"),
        (VehicleForm::edit(AVANZA, BUDI), "Daihatsu<Tab>Xenia"),
        (VehicleForm::new_plate(AVANZA, BUDI), "B 777 ZZ"),
        (
            VehicleForm::new_owner(AVANZA, BUDI),
            "Bu Sari Dewi<Tab>081299998888",
        ),
    ];
    for (form, keys) in forms {
        let mut form = opened(form);
        assert!(lost_and_back(&form).is_none(), "nothing is typed");
        press(&mut form, keys, &at_80());
        let (mut back, _) = lost_and_back(&form).expect(keys);
        let mine = change(&press(&mut form, "<Ctrl+S>", &at_80()));
        let theirs = change(&press(&mut back, "<Ctrl+S>", &at_80()));
        assert!(mine.is_some(), "{keys}");
        assert_eq!(theirs, mine, "{keys}");
    }
}

#[test]
fn a_plate_that_comes_back_is_asked_about_again_and_an_owner_stays_chosen() {
    let mut form = opened(VehicleForm::add(CustomerId(42)));
    press(&mut form, "D 4321 AB", &at_80());
    let (_, steps) = lost_and_back(&form).unwrap();
    let asks = matches!(&steps[..], [Step::Read(Slot::Check, Query::CheckPlate(_))]);
    assert!(asks, "{steps:?}");
    let mut form = opened(VehicleForm::new_owner(AVANZA, BUDI));
    press(&mut form, "sari", &at_80());
    form.update(Event::Answer(Slot::Suggest, &sari()), &at_80());
    press(&mut form, "<Down><Enter>", &at_80());
    let (mut back, _) = lost_and_back(&form).unwrap();
    let saved = change(&press(&mut back, "<Ctrl+S>", &at_80()));
    let known = matches!(&saved, Some(Change::ChangeOwner { owner: Owner::Known(id), .. }) if *id == CustomerId(43));
    assert!(known, "{saved:?}");
}

#[test]
fn a_mistyped_plate_is_corrected_without_becoming_an_earlier_plate() {
    let mut form = opened(VehicleForm::edit(AVANZA, BUDI));
    form.form.go_to(F::Plate);
    press(&mut form, "b 1235 xyz", &at_80());
    let check = PlateCheck {
        taken: None,
        similar: vec![("B 1234 XYZ".to_owned(), "Pak Budi Santoso".to_owned())],
    };
    form.update(Event::Answer(Slot::Check, &Answer::Plate(check)), &at_80());
    let said = form.form.field(F::Plate).unwrap().warning.in_(Lang::En);
    assert!(
        said.starts_with("This corrects a slip: B 1234 XYZ"),
        "{said}"
    );
    let steps = press(&mut form, "<Ctrl+S>", &at_80());
    let Some(Change::EditVehicle { id, base, facts }) = change(&steps) else {
        panic!("a correction, not {steps:?}");
    };
    assert_eq!(id, AVANZA);
    let plate = |facts: &VehicleFacts| facts.plate.as_ref().map(crate::domain::Plate::display);
    assert_eq!(plate(&base).as_deref(), Some("B 1234 XYZ"));
    assert_eq!(plate(&facts).as_deref(), Some("B 1235 XYZ"));
    let mut form = opened(VehicleForm::edit(AVANZA, BUDI));
    form.form.go_to(F::Plate);
    press(&mut form, "b 1 a", &at_80());
    form.update(Event::Answer(Slot::Check, &taken(8, Some(43))), &at_80());
    assert!(change(&press(&mut form, "<Ctrl+S>", &at_80())).is_none());
}

#[test]
fn a_new_plate_is_not_doubted_for_its_own_old_one() {
    let mut form = opened(VehicleForm::new_plate(AVANZA, BUDI));
    press(&mut form, "b 1235 xyz", &at_80());
    let check = PlateCheck {
        taken: None,
        similar: vec![("B 1234 XYZ".to_owned(), "Pak Budi Santoso".to_owned())],
    };
    form.update(Event::Answer(Slot::Check, &Answer::Plate(check)), &at_80());
    assert!(form.form.field(F::Plate).unwrap().warning.is_empty());
}

/// The sale to somebody with this name, whose number Bu Sari Dewi has.
fn sold_to(name: &str) -> VehicleForm {
    let mut form = opened(VehicleForm::new_owner(AVANZA, BUDI));
    press(&mut form, &format!("{name}<Tab>081299998888"), &at_80());
    let known = vec![(
        CustomerId(43),
        "Bu Sari Dewi".to_owned(),
        "C-00043".to_owned(),
    )];
    form.update(Event::Answer(Slot::Check, &Answer::Phone(known)), &at_80());
    form
}

#[test]
fn a_buyer_who_is_in_the_book_for_certain_is_asked_about_before_a_second_one_is_saved() {
    let mut form = sold_to("SARI DEWI");
    assert!(change(&press(&mut form, "<Ctrl+S>", &at_80())).is_none());
    let said = form.form.field(F::Phone).unwrap().error.in_(Lang::En);
    assert!(said.starts_with("Bu Sari Dewi (C-00043) has this number and this name"));
    let steps = press(&mut form, "<Ctrl+K><Ctrl+S>", &at_80());
    let kept = change(&steps);
    assert!(matches!(
        kept,
        Some(Change::ChangeOwner {
            owner: Owner::New(_),
            ..
        })
    ));
}

#[test]
fn whoever_has_the_number_is_opened_or_becomes_the_owner() {
    let mut form = sold_to("Sari");
    let steps = press(&mut form, "<Ctrl+O>", &at_80());
    let of = Subject::Customer(CustomerId(43), None);
    assert!(matches!(steps.as_slice(), [Step::Go(Go::Card(to))] if *to == of));
    let steps = press(&mut form, "<Ctrl+F><Ctrl+S>", &at_80());
    assert!(matches!(
        change(&steps),
        Some(Change::ChangeOwner {
            owner: Owner::Known(CustomerId(43)),
            ..
        })
    ));
    // Somebody else under the same number is another person of the household.
    let mut form = sold_to("Pak Joni");
    let steps = press(&mut form, "<Ctrl+S>", &at_80());
    assert!(matches!(
        change(&steps),
        Some(Change::ChangeOwner {
            owner: Owner::New(_),
            ..
        })
    ));
}
