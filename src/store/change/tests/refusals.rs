//! What the book does not take, whoever asks.

use super::*;
use crate::domain::{Birthday, Money, NextService, Phone, PhoneEntry, VehicleFacts};
use rstest::rstest;

fn add(facts: CustomerFacts) -> Change {
    Change::AddCustomer {
        facts: Box::new(facts),
        code: None,
        vehicle: None,
    }
}

fn refused(store: &mut Store, change: &Change) -> String {
    let reasons = refusals(write(store, change));
    let words = reasons
        .iter()
        .map(|(field, code)| format!("{field} {code}"));
    words.collect::<Vec<_>>().join(", ")
}

#[test]
fn a_customer_needs_something_to_be_found_by() {
    let (_dir, mut store) = new_store();
    assert_eq!(
        refused(&mut store, &add(named(" \u{200b} "))),
        "name required"
    );
    let change = Change::AddCustomer {
        facts: Box::new(named("")),
        code: None,
        vehicle: Some(Box::new(with_plate("B 1 A"))),
    };
    write(&mut store, &change).unwrap();
    let phone = PhoneEntry {
        phone: Phone::parse("0812 3456 7890", crate::domain::INDONESIA),
        label: String::new(),
    };
    let phones = vec![phone];
    let facts = CustomerFacts {
        phones,
        ..CustomerFacts::default()
    };
    write(&mut store, &add(facts)).unwrap();
}

#[rstest]
#[case(CustomerFacts { name: "x".repeat(201), ..named("") }, "name too_long")]
#[case(CustomerFacts { note: "x".repeat(10_001), ..named("a") }, "note too_long")]
#[case(CustomerFacts { birthday: Some(Birthday { day: Some(31), month: Some(2), year: None }), ..named("a") }, "birthday bad_date")]
#[case(CustomerFacts { birthday: Some(Birthday { day: Some(1), month: None, year: None }), ..named("a") }, "birthday bad_date")]
#[case(CustomerFacts { birthday: Some(Birthday::of_year(1700)), ..named("a") }, "birthday bad_date")]
#[case(CustomerFacts { company: Some(CustomerId(99)), ..named("a") }, "company unknown")]
#[case(CustomerFacts { fields: [("oil".to_owned(), "x".repeat(10_001))].into(), ..named("a") }, "field.oil too_long")]
fn a_customer_is_refused_field_by_field(#[case] facts: CustomerFacts, #[case] why: &str) {
    let (_dir, mut store) = new_store();
    assert_eq!(refused(&mut store, &add(facts)), why);
    assert_eq!(store.info().unwrap().customers, 0);
}

#[rstest]
#[case(VisitFacts { total: Some(Money(i64::MAX)), ..VisitFacts::on(day("2026-11-20")) }, "total too_large")]
#[case(VisitFacts { total: Some(Money(Money::MAX.0 + 1)), ..VisitFacts::on(day("2026-11-20")) }, "total too_large")]
#[case(VisitFacts { total: Some(Money(i64::MIN)), ..VisitFacts::on(day("2026-11-20")) }, "total too_large")]
#[case(VisitFacts { discount: Some(Money(-1)), ..VisitFacts::on(day("2026-11-20")) }, "discount negative")]
#[case(VisitFacts { odometer: Some(10_000_000), ..VisitFacts::on(day("2026-11-20")) }, "odometer too_large")]
#[case(VisitFacts { odometer: Some(-1), ..VisitFacts::on(day("2026-11-20")) }, "odometer negative")]
#[case(VisitFacts { next_service: NextService { day: None, odometer: Some(i64::MAX) }, ..VisitFacts::on(day("2026-11-20")) }, "next_service too_large")]
#[case(VisitFacts { lines: vec![VisitLine { text: String::new(), amount: Some(Money(1)), ..VisitLine::default() }], ..VisitFacts::on(day("2026-11-20")) }, "lines required")]
#[case(VisitFacts { lines: vec![VisitLine { text: "a".to_owned(), quantity: i64::MAX, ..VisitLine::default() }], ..VisitFacts::on(day("2026-11-20")) }, "lines too_large")]
#[case(VisitFacts::on(chrono::NaiveDate::MAX), "day bad_date")]
fn a_visit_is_refused_field_by_field(#[case] facts: VisitFacts, #[case] why: &str) {
    let (_dir, mut store) = new_store();
    let customer = Some(add_customer(&mut store, "Budi"));
    let facts = Box::new(VisitFacts { customer, ..facts });
    assert_eq!(refused(&mut store, &Change::AddVisit { facts }), why);
}

#[test]
fn a_visit_is_with_somebody_or_something() {
    let (_dir, mut store) = new_store();
    let facts = Box::new(visit_of(None, None, 1));
    assert_eq!(
        refused(&mut store, &Change::AddVisit { facts }),
        "customer required"
    );
}

#[test]
fn a_refund_is_fine() {
    let (_dir, mut store) = new_store();
    let customer = add_customer(&mut store, "Budi");
    add_visit(&mut store, &visit_of(Some(customer), None, 100));
    add_visit(&mut store, &visit_of(Some(customer), None, -30));
    let card = store
        .card(crate::domain::Subject::Customer(customer, None))
        .unwrap()
        .unwrap();
    assert_eq!(card.spent.0, 70);
}

#[test]
fn the_money_of_one_customer_stays_what_an_amount_can_hold() {
    let (_dir, mut store) = new_store();
    let customer = add_customer(&mut store, "Budi");
    add_visit(&mut store, &visit_of(Some(customer), None, Money::MAX.0));
    let facts = Box::new(visit_of(Some(customer), None, 1));
    assert_eq!(
        refused(&mut store, &Change::AddVisit { facts }),
        "total too_large"
    );
    // What an import brought in may have left that already: SQL's own sum refuses then.
    let insert =
        "INSERT INTO visit (customer_id, day, total, created_at) VALUES (?1, '2026-01-01', ?2, '')";
    for _ in 0..2 {
        store.conn.execute(insert, (customer.0, i64::MAX)).unwrap();
    }
    let facts = Box::new(visit_of(Some(customer), None, 1));
    assert_eq!(
        refused(&mut store, &Change::AddVisit { facts }),
        "total too_large"
    );
}

#[rstest]
#[case(VehicleFacts::default(), "plate required")]
#[case(VehicleFacts { year: Some(1899), ..with_plate("B 1 A") }, "year bad_year")]
#[case(VehicleFacts { engine_cc: Some(0), ..with_plate("B 1 A") }, "engine_cc too_large")]
#[case(with_plate(&format!("B {}", "1".repeat(60))), "plate too_long")]
fn a_vehicle_is_refused_field_by_field(#[case] facts: VehicleFacts, #[case] why: &str) {
    let (_dir, mut store) = new_store();
    let change = Change::AddVehicle {
        facts: Box::new(facts),
        owner: crate::domain::Owner::Unknown,
        since: None,
    };
    assert_eq!(refused(&mut store, &change), why);
}

#[test]
fn an_id_of_ones_own_choosing_is_taken_unless_somebody_has_it() {
    let (_dir, mut store) = new_store();
    let with = |code: &str| Change::AddCustomer {
        facts: Box::new(named("Budi")),
        code: Some(code.to_owned()),
        vehicle: None,
    };
    let receipt = write(&mut store, &with("C-00001")).unwrap();
    assert_eq!(receipt.code.as_deref(), Some("C-00001"));
    assert_eq!(refused(&mut store, &with("C-00001")), "code id_taken");
    // The next number steps over it.
    let next = write(&mut store, &add(named("Sari"))).unwrap();
    assert_eq!(next.code.as_deref(), Some("C-00002"));
}

#[test]
fn phones_and_plates_stay_text_to_the_letter() {
    let (_dir, mut store) = new_store();
    for raw in ["0812", "1E10", "+62 812", "00081234567890"] {
        let phone = PhoneEntry {
            phone: Phone::parse(raw, crate::domain::INDONESIA),
            label: String::new(),
        };
        let facts = CustomerFacts {
            phones: vec![phone],
            ..named("Budi")
        };
        let id = write(&mut store, &add(facts.clone()))
            .unwrap()
            .customer
            .unwrap();
        assert_eq!(store.customer(id).unwrap().unwrap().facts, facts);
    }
    let (_, vehicle) = add_pair(&mut store, "Sari", "1E10");
    let plate = store
        .vehicle(vehicle)
        .unwrap()
        .unwrap()
        .facts
        .plate
        .unwrap();
    assert_eq!((plate.typed.as_str(), plate.key.as_str()), ("1E10", "1E10"));
}

#[test]
fn the_largest_number_nul_and_emoji_come_back_as_they_were() {
    let (_dir, store) = new_store();
    let sql = "SELECT ?1, ?2, ?3";
    let nul = "a\0b".to_owned();
    let emoji = "👩\u{200d}🔧 Zoë".to_owned();
    let back: (i64, String, String) = store
        .conn
        .query_row(sql, (i64::MAX, &nul, &emoji), |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .unwrap();
    assert_eq!(back, (i64::MAX, nul, emoji));
}

#[test]
fn controls_and_marks_of_direction_never_reach_the_book() {
    let (_dir, mut store) = new_store();
    let id = write(&mut store, &add(named("Bu\u{1b}[2Jdi\u{202e} S"))).unwrap();
    let name = store
        .customer(id.customer.unwrap())
        .unwrap()
        .unwrap()
        .facts
        .name;
    assert_eq!(name, "Bu[2Jdi S");
}

fn currency(before: &str, code: &str) -> Change {
    Change::SetShop {
        facts: vec![set("currency", before, code)],
        staff: Vec::new(),
    }
}

#[test]
fn the_currency_is_another_only_as_long_as_no_amount_is_written_in_it() {
    let (_dir, mut store) = new_store();
    assert_eq!(
        refused(&mut store, &currency("IDR", "dollars")),
        "currency bad_currency"
    );
    let changed = write(&mut store, &currency("IDR", "USD")).unwrap().change;
    let customer = Some(add_customer(&mut store, "Budi"));
    let bare = VisitFacts {
        customer,
        ..VisitFacts::on(day("2026-11-20"))
    };
    add_visit(&mut store, &bare);
    write(&mut store, &currency("USD", "EUR")).unwrap();
    write(&mut store, &currency("EUR", "USD")).unwrap();
    add_visit(&mut store, &visit_of(customer, None, 650_000));
    assert_eq!(
        refused(&mut store, &currency("USD", "IDR")),
        "currency currency_fixed"
    );
    // The same again is no change, and other facts are free.
    write(&mut store, &currency("USD", "USD")).unwrap();
    let both = Change::SetShop {
        facts: vec![
            set("name", "Bengkel Maju", "Jaya"),
            set("currency", "USD", "IDR"),
        ],
        staff: Vec::new(),
    };
    assert_eq!(refused(&mut store, &both), "currency currency_fixed");
    let undo = Change::Undo {
        change: Some(changed),
    };
    assert!(write(&mut store, &undo).is_err());
    let shop = store.shop().unwrap();
    assert_eq!(
        (shop.currency.as_str(), shop.name.as_str()),
        ("USD", "Bengkel Maju")
    );
}

#[test]
fn taking_back_a_change_of_the_currency_is_refused_once_there_are_amounts() {
    let (_dir, mut store) = new_store();
    let changed = write(&mut store, &currency("IDR", "USD")).unwrap().change;
    let customer = Some(add_customer(&mut store, "Budi"));
    add_visit(&mut store, &visit_of(customer, None, 650_000));
    let undo = Change::Undo {
        change: Some(changed),
    };
    assert_eq!(refused(&mut store, &undo), "currency currency_fixed");
    assert_eq!(store.shop().unwrap().currency, "USD");
}
