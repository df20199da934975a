//! A correction settles what an import doubted about the corrected field.

use super::*;
use crate::domain::{Phone, PhoneEntry, Subject, VisitId};
use crate::store::{LoadKind, NewRemark};

fn with_phone(raw: &str) -> CustomerFacts {
    let phone = Phone::parse(raw, crate::domain::INDONESIA);
    let label = String::new();
    CustomerFacts {
        phones: vec![PhoneEntry { phone, label }],
        ..named("Budi")
    }
}

/// Budi with a short phone and a visit of an unread total, both noticed by the import.
fn doubted(store: &mut Store) -> (CustomerId, VisitId) {
    let mut load = store
        .load(&author("Ani"), op(), LoadKind::Import, &[])
        .unwrap();
    let customer = load.customer(None, &with_phone("08881")).unwrap();
    let visit = VisitFacts {
        customer: Some(customer),
        ..VisitFacts::on(day("2026-11-20"))
    };
    let visit = load.visit(&visit).unwrap();
    for (column, code, about) in [
        ("no_hp", "phone_bad_length", None),
        ("total", "money_undecided", Some(visit)),
    ] {
        let remark = NewRemark {
            file: "sheet.csv",
            row: 190,
            column,
            value: "08881",
            code,
            rejected: false,
        };
        let id = load.remark(&remark).unwrap();
        load.remark_is_about(id, Some(customer), None, about)
            .unwrap();
    }
    load.commit(&[]).unwrap();
    (customer, visit)
}

fn doubts(store: &Store, customer: CustomerId) -> Vec<String> {
    let card = store.card(Subject::Customer(customer, None)).unwrap();
    let remarks = card.unwrap().remarks.into_iter();
    remarks.map(|remark| remark.code).collect()
}

#[test]
fn a_corrected_phone_is_checked_and_an_undo_doubts_it_again() {
    let (_dir, mut store) = new_store();
    let (budi, _) = doubted(&mut store);
    let both = ["phone_bad_length", "money_undecided"];
    assert_eq!(doubts(&store, budi), both);
    let base = with_phone("08881");
    let noted = CustomerFacts {
        note: "radio".to_owned(),
        ..base.clone()
    };
    write(&mut store, &edit(budi, &base, &noted)).unwrap();
    assert_eq!(doubts(&store, budi), both, "a note settles nothing");
    let corrected = CustomerFacts {
        phones: with_phone("081388881111").phones,
        ..noted.clone()
    };
    write(&mut store, &edit(budi, &noted, &corrected)).unwrap();
    assert_eq!(doubts(&store, budi), ["money_undecided"]);
    write(&mut store, &Change::Undo { change: None }).unwrap();
    assert_eq!(doubts(&store, budi), both);
}

#[test]
fn a_corrected_total_is_checked() {
    let (_dir, mut store) = new_store();
    let (budi, id) = doubted(&mut store);
    let base = store.visit(id).unwrap().unwrap().facts;
    let facts = VisitFacts {
        total: Some(crate::domain::Money(888_100)),
        ..base.clone()
    };
    let change = Change::EditVisit {
        id,
        base: Box::new(base),
        facts: Box::new(facts),
    };
    write(&mut store, &change).unwrap();
    assert_eq!(doubts(&store, budi), ["phone_bad_length"]);
}

/// A card is read at every key, and a correction is a save.
#[test]
fn what_an_import_doubted_is_found_without_reading_all_of_it() {
    use super::super::corrected::{OF_CUSTOMER, OF_VEHICLE, OF_VISIT};
    use crate::store::customer::{REMARKS, VEHICLE_REMARKS};
    let (_dir, store) = new_store();
    for sql in [OF_CUSTOMER, OF_VEHICLE, OF_VISIT, REMARKS, VEHICLE_REMARKS] {
        let explain = format!("EXPLAIN QUERY PLAN {sql}");
        let mut statement = store.conn.prepare(&explain).unwrap();
        let nulls = vec![rusqlite::types::Value::Null; statement.parameter_count()];
        let mut rows = statement.query(rusqlite::params_from_iter(nulls)).unwrap();
        let step: String = rows.next().unwrap().unwrap().get(3).unwrap();
        assert!(
            step.contains("USING INDEX import_remark_by_"),
            "{sql}: {step}"
        );
    }
}
