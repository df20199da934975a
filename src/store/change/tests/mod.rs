mod corrected;
mod edits;
mod imports;
mod owners;
mod refusals;
mod segments;
mod staff;
pub(super) mod undoing;

use super::super::test_kit::*;
use crate::domain::{
    Change, CustomerFacts, CustomerId, ShopEdit, VehicleId, VisitFacts, VisitId, VisitLine,
};
use crate::store::{Store, StoreError};

fn day(text: &str) -> crate::domain::Day {
    text.parse().unwrap()
}

fn visit_of(customer: Option<CustomerId>, vehicle: Option<VehicleId>, total: i64) -> VisitFacts {
    VisitFacts {
        customer,
        vehicle,
        total: Some(crate::domain::Money(total)),
        odometer: Some(45_210),
        oil: "HX7 10W-40".to_owned(),
        mechanics: vec!["Joko".to_owned(), "Bala".to_owned()],
        lines: vec![VisitLine {
            text: "Ganti oli".to_owned(),
            quantity: 1000,
            amount: Some(crate::domain::Money(total)),
            cost: None,
        }],
        ..VisitFacts::on(day("2026-11-20"))
    }
}

fn add_visit(store: &mut Store, facts: &VisitFacts) -> VisitId {
    let facts = Box::new(facts.clone());
    write(store, &Change::AddVisit { facts })
        .unwrap()
        .visit
        .unwrap()
}

/// What was refused, by field and code.
fn refusals(result: Result<crate::domain::Receipt, StoreError>) -> Vec<(String, String)> {
    match result {
        Err(StoreError::Refused(reasons)) => reasons,
        other => panic!("{other:?}"),
    }
}

fn edit(id: CustomerId, base: &CustomerFacts, mine: &CustomerFacts) -> Change {
    Change::EditCustomer {
        id,
        base: Box::new(base.clone()),
        facts: Box::new(mine.clone()),
    }
}

#[test]
fn what_was_written_is_read_again() {
    let (_dir, mut store) = new_store();
    let (customer, vehicle) = add_pair(&mut store, "Budi Santoso", "B 1234 XYZ");
    let read = store.customer(customer).unwrap().unwrap();
    assert_eq!((read.code.as_str(), read.rowver), ("C-00001", 1));
    assert_eq!(read.facts, named("Budi Santoso"));
    let facts = visit_of(Some(customer), Some(vehicle), 650_000);
    let visit = add_visit(&mut store, &facts);
    assert_eq!(store.visit(visit).unwrap().unwrap().facts, facts);
    let card = store
        .card(crate::domain::Subject::Customer(customer, None))
        .unwrap()
        .unwrap();
    assert_eq!((card.visits, card.spent.0), (1, 650_000));
    assert_eq!(
        card.vehicle.unwrap().odometer,
        Some((45_210, day("2026-11-20")))
    );
}

#[test]
fn a_form_submitted_twice_writes_once_and_says_so() {
    let (_dir, mut store) = new_store();
    let customer = add_customer(&mut store, "Budi");
    let facts = Box::new(visit_of(Some(customer), None, 50_000));
    let change = Change::AddVisit { facts };
    let op = op();
    let first = store.write(&author("Ani"), op, &change).unwrap();
    assert!(!first.already);
    for _ in 0..50 {
        let again = store.write(&author("Ani"), op, &change).unwrap();
        assert!(again.already);
        assert_eq!((again.change, again.visit), (first.change, first.visit));
    }
    assert_eq!(store.info().unwrap().visits, 1);
}

#[test]
fn the_audit_names_the_fields_and_keeps_what_they_were() {
    let (_dir, mut store) = new_store();
    let id = add_customer(&mut store, "Budi");
    let mut mine = named("Budi");
    mine.city = "Malang".to_owned();
    mine.fields.insert("oil".to_owned(), "HX7".to_owned());
    write(&mut store, &edit(id, &named("Budi"), &mine)).unwrap();
    let lines = store.audit(Some(id), 10).unwrap();
    assert_eq!(lines.len(), 2);
    assert_eq!(
        (lines[0].kind.as_str(), lines[0].who.as_str()),
        ("edit_customer", "Ani")
    );
    assert_eq!(lines[0].code.as_deref(), Some("C-00001"));
    let fields: Vec<_> = lines[0]
        .fields
        .iter()
        .map(|field| (field.name.as_str(), field.old.as_str(), field.new.as_str()))
        .collect();
    assert_eq!(fields, [("city", "", "Malang"), ("field.oil", "", "HX7")]);
    assert!(
        lines[1]
            .fields
            .iter()
            .any(|field| field.name == "name" && field.new == "Budi")
    );
}

#[test]
fn two_spellings_of_a_mechanic_are_one_person_and_stand_once_at_a_visit() {
    let (_dir, mut store) = new_store();
    let customer = add_customer(&mut store, "Budi");
    let mut facts = visit_of(Some(customer), None, 1);
    facts.mechanics = ["Joko", "Pak Joko", " JOKO ", "Bala"]
        .map(str::to_owned)
        .to_vec();
    let visit = add_visit(&mut store, &facts);
    let read = store.visit(visit).unwrap().unwrap();
    assert_eq!(read.facts.mechanics, ["Joko", "Bala"]);
}

#[test]
fn answers_are_appended_and_the_newest_counts() {
    let (_dir, mut store) = new_store();
    let customer = add_customer(&mut store, "Budi");
    for yes in [true, false] {
        let change = Change::SetConsent {
            customer,
            purpose: "promotions".to_owned(),
            yes,
            day: day("2026-11-20"),
            channel: "counter".to_owned(),
        };
        write(&mut store, &change).unwrap();
    }
    let card = store
        .card(crate::domain::Subject::Customer(customer, None))
        .unwrap()
        .unwrap();
    assert_eq!(card.consents.len(), 1);
    assert!(!card.consents[0].yes);
    let count: i64 = store
        .conn
        .query_row("SELECT count(*) FROM consent", [], |row| row.get(0))
        .unwrap();
    assert_eq!(count, 2);
}

#[test]
fn the_shop_can_be_renamed_but_its_book_stays_the_same_book() {
    let (_dir, mut store) = new_store();
    let set = |key: &str| Change::SetShop {
        facts: vec![set(key, "Bengkel Maju", "Bengkel Jaya")],
        staff: Vec::new(),
    };
    write(&mut store, &set("name")).unwrap();
    assert_eq!(store.shop().unwrap().name, "Bengkel Jaya");
    let refused = write(&mut store, &set("file_id"));
    assert_eq!(
        refusals(refused),
        [("file_id".to_owned(), "unknown".to_owned())]
    );
}

/// A new value of a fact of the shop.
fn set(key: &str, base: &str, value: &str) -> ShopEdit {
    ShopEdit {
        key: key.to_owned(),
        base: base.to_owned(),
        value: value.to_owned(),
    }
}

#[test]
fn two_people_at_the_facts_of_the_shop_are_told_of_each_other_fact_by_fact() {
    let (_dir, mut store) = new_store();
    let shop = |facts| Change::SetShop {
        facts,
        staff: Vec::new(),
    };
    let theirs = shop(vec![set("name", "Bengkel Maju", "Maju Jaya")]);
    write(&mut store, &theirs).unwrap();
    let mine = shop(vec![
        set("name", "Bengkel Maju", "Maju Terus"),
        set("trade", "garage", "tyres"),
    ]);
    let Err(crate::store::StoreError::Conflict(fields)) = write(&mut store, &mine) else {
        panic!("a conflict");
    };
    let told: Vec<_> = fields
        .iter()
        .map(|field| [&field.field, &field.theirs, &field.mine].map(String::as_str))
        .collect();
    assert_eq!(told, [["name", "Maju Jaya", "Maju Terus"]]);
    assert_eq!(
        store.shop().unwrap().trade,
        "garage",
        "all of it or nothing"
    );
    // Another fact, and the same wish, are no conflict.
    let other = shop(vec![
        set("trade", "garage", "tyres"),
        set("name", "Bengkel Maju", "Maju Jaya"),
    ]);
    write(&mut store, &other).unwrap();
    assert_eq!(store.shop().unwrap().trade, "tyres");
}

#[test]
fn fields_that_two_people_added_at_once_are_both_there() {
    let (_dir, mut store) = new_store();
    let rack = r#"[{"key":"custom.rak","label":"Rak","kind":"text"}]"#;
    let seat = r#"[{"key":"custom.jok","label":"Jok","kind":"text"}]"#;
    let other = r#"[{"key":"custom.rak","label":"Rak besar","kind":"text"}]"#;
    let mut add = |base: &str, value: &str| {
        let facts = vec![set("fields", base, value)];
        let staff = Vec::new();
        write(&mut store, &Change::SetShop { facts, staff }).map(|_| store.shop().unwrap().fields)
    };
    add("", rack).unwrap();
    let both = add("", seat).unwrap();
    assert!(
        both.contains("custom.rak") && both.contains("custom.jok"),
        "{both}"
    );
    let renamed = add(rack, other).unwrap();
    assert!(
        renamed.contains("Rak besar") && renamed.contains("Jok"),
        "{renamed}"
    );
    assert!(
        add(rack, seat).is_err(),
        "thrown away here and renamed there"
    );
}

#[test]
fn a_vehicle_without_plate_is_named_at_its_visits_and_found_by_its_chassis_number() {
    let (_dir, mut store) = new_store();
    let customer = add_customer(&mut store, "Ani");
    let mut named = |make: &str, vin: &str| {
        let facts = crate::domain::VehicleFacts {
            make: make.to_owned(),
            vin: vin.to_owned(),
            ..crate::domain::VehicleFacts::default()
        };
        let change = Change::AddVehicle {
            facts: Box::new(facts),
            owner: crate::domain::Owner::Known(customer),
            since: None,
        };
        let vehicle = write(&mut store, &change).unwrap().vehicle;
        let visit = add_visit(&mut store, &visit_of(Some(customer), vehicle, 1));
        let visit = store.visit(visit).unwrap().unwrap();
        assert_eq!(visit.plate, "");
        (vehicle.unwrap(), visit.vehicle)
    };
    assert_eq!(named("Molly", "").1, "Molly");
    let (car, called) = named("Toyota", "MHF1234567");
    assert_eq!(called, "Toyota MHF1234567");
    let subject = crate::domain::Subject::Customer(customer, Some(car));
    assert_eq!(store.who("mhf1234567").unwrap(), [subject]);
}
