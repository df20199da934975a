//! Two people, one thing: three-way merging.

use super::*;
use crate::domain::{Phone, PhoneEntry};
use proptest::prelude::*;

fn phone(raw: &str) -> PhoneEntry {
    PhoneEntry {
        phone: Phone::parse(raw, crate::domain::INDONESIA),
        label: String::new(),
    }
}

#[test]
fn what_only_others_changed_is_kept_and_what_only_i_changed_is_written() {
    let (_dir, mut store) = new_store();
    let id = add_customer(&mut store, "Budi");
    let base = named("Budi");
    let theirs = CustomerFacts {
        phones: vec![phone("0812 3456 7890")],
        ..base.clone()
    };
    let mine = CustomerFacts {
        city: "Malang".to_owned(),
        ..base.clone()
    };
    write(&mut store, &edit(id, &base, &theirs)).unwrap();
    write(&mut store, &edit(id, &base, &mine)).unwrap();
    let now = store.customer(id).unwrap().unwrap();
    let merged = CustomerFacts {
        city: "Malang".to_owned(),
        ..theirs
    };
    assert_eq!((now.facts, now.rowver), (merged, 3));
}

#[test]
fn what_both_changed_differently_is_a_conflict_and_nothing_is_written() {
    let (_dir, mut store) = new_store();
    let id = add_customer(&mut store, "Budi");
    let base = named("Budi");
    write(&mut store, &edit(id, &base, &named("Budi Santoso"))).unwrap();
    let mine = CustomerFacts {
        city: "Malang".to_owned(),
        ..named("Budi Hartono")
    };
    let Err(StoreError::Conflict(fields)) = write(&mut store, &edit(id, &base, &mine)) else {
        panic!("a conflict")
    };
    assert_eq!(fields.len(), 1);
    let field = &fields[0];
    assert_eq!(
        [&field.field, &field.base, &field.theirs, &field.mine],
        ["name", "Budi", "Budi Santoso", "Budi Hartono"]
    );
    let now = store.customer(id).unwrap().unwrap().facts;
    assert_eq!(now, named("Budi Santoso"));
}

#[test]
fn what_both_changed_alike_is_fine_and_writes_nothing_twice() {
    let (_dir, mut store) = new_store();
    let id = add_customer(&mut store, "Budi");
    for _ in 0..2 {
        write(
            &mut store,
            &edit(id, &named("Budi"), &named("Budi Santoso")),
        )
        .unwrap();
    }
    assert_eq!(store.customer(id).unwrap().unwrap().rowver, 2);
}

#[test]
fn a_new_phone_or_line_counts_as_a_change_of_its_owner() {
    let (_dir, mut store) = new_store();
    let id = add_customer(&mut store, "Budi");
    let mine = CustomerFacts {
        phones: vec![phone("0812 3456 7890"), phone("0857 1111 2222")],
        ..named("Budi")
    };
    write(&mut store, &edit(id, &named("Budi"), &mine)).unwrap();
    assert_eq!(store.customer(id).unwrap().unwrap().rowver, 2);
    let fewer = CustomerFacts {
        phones: vec![phone("0857 1111 2222")],
        ..named("Budi")
    };
    write(&mut store, &edit(id, &mine, &fewer)).unwrap();
    assert_eq!(store.customer(id).unwrap().unwrap().facts, fewer);
}

#[test]
fn somebody_taken_out_meanwhile_is_gone_and_not_written_to() {
    let (_dir, mut store) = new_store();
    let id = add_customer(&mut store, "Budi");
    write(&mut store, &Change::Undo { change: None }).unwrap();
    // The next customer must not be taken for the one that went.
    let next = add_customer(&mut store, "Sari");
    assert_ne!(id, next);
    let edited = write(&mut store, &edit(id, &named("Budi"), &named("Budi S")));
    assert!(matches!(edited, Err(StoreError::Gone)), "{edited:?}");
    let facts = Box::new(visit_of(Some(id), None, 1));
    let visit = write(&mut store, &Change::AddVisit { facts });
    assert!(matches!(visit, Err(StoreError::Gone)), "{visit:?}");
}

#[test]
fn a_visit_merges_by_field_too() {
    let (_dir, mut store) = new_store();
    let customer = add_customer(&mut store, "Budi");
    let base = visit_of(Some(customer), None, 100);
    let id = add_visit(&mut store, &base);
    let change = |mine: VisitFacts| Change::EditVisit {
        id,
        base: Box::new(base.clone()),
        facts: Box::new(mine),
    };
    let theirs = VisitFacts {
        note: "radio".to_owned(),
        ..base.clone()
    };
    write(&mut store, &change(theirs)).unwrap();
    let mut mine = base.clone();
    mine.mechanics.pop();
    mine.lines.clear();
    write(&mut store, &change(mine.clone())).unwrap();
    let now = store.visit(id).unwrap().unwrap().facts;
    mine.note = "radio".to_owned();
    assert_eq!(now, mine);
    let other = VisitFacts {
        lines: vec![VisitLine {
            text: "Spooring".to_owned(),
            quantity: 1000,
            ..VisitLine::default()
        }],
        ..base.clone()
    };
    assert!(matches!(
        write(&mut store, &change(other)),
        Err(StoreError::Conflict(_))
    ));
}

/// One of four fields of a customer.
fn set(facts: &mut CustomerFacts, field: usize, value: &str) {
    let value = value.to_owned();
    match field {
        0 => facts.name = format!("N{value}"),
        1 => facts.city = value,
        2 => facts.note = value,
        _ if value.is_empty() => drop(facts.fields.remove("oil")),
        _ => drop(facts.fields.insert("oil".to_owned(), value)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Two terminals look, type and save in any order; a map is the truth.
    #[test]
    fn no_interleaving_loses_an_update(
        steps in prop::collection::vec((0..2_usize, any::<bool>(), 0..4_usize, "[abc]?"), 1..30),
    ) {
        let (_dir, mut store) = new_store();
        let id = add_customer(&mut store, "N");
        let mut truth = named("N");
        let mut seen = [truth.clone(), truth.clone()];
        for (who, look, field, value) in steps {
            if look {
                seen[who] = store.customer(id).unwrap().unwrap().facts;
                prop_assert_eq!(&seen[who], &truth);
                continue;
            }
            let base = seen[who].clone();
            let mut mine = base.clone();
            set(&mut mine, field, &value);
            let mut wanted = truth.clone();
            set(&mut wanted, field, &value);
            let mut as_seen = truth.clone();
            let was = CustomerFacts { name: base.name.clone(), ..base.clone() };
            let text = |facts: &CustomerFacts| match field {
                0 => facts.name.clone(),
                1 => facts.city.clone(),
                2 => facts.note.clone(),
                _ => facts.fields.get("oil").cloned().unwrap_or_default(),
            };
            let (base_text, now, new) = (text(&was), text(&as_seen), text(&mine));
            let conflict = new != base_text && now != base_text && new != now;
            match write(&mut store, &edit(id, &base, &mine)) {
                Ok(_) => {
                    prop_assert!(!conflict);
                    if new != base_text {
                        as_seen = wanted;
                    }
                    truth = as_seen;
                }
                Err(StoreError::Conflict(fields)) => {
                    prop_assert!(conflict);
                    prop_assert_eq!(fields.len(), 1);
                }
                Err(other) => prop_assert!(false, "{other:?}"),
            }
            prop_assert_eq!(&store.customer(id).unwrap().unwrap().facts, &truth);
        }
    }
}

#[test]
fn a_reading_out_of_line_is_doubted_and_does_not_count_as_the_newest() {
    let (_dir, mut store) = new_store();
    let (customer, vehicle) = add_pair(&mut store, "Budi", "B 1234 XYZ");
    let mut visit = |on: &str, km: i64| {
        let facts = VisitFacts {
            odometer: Some(km),
            day: day(on),
            ..visit_of(Some(customer), Some(vehicle), 50_000)
        };
        add_visit(&mut store, &facts)
    };
    let (right, wrong) = (visit("2026-08-12", 215_207), visit("2026-11-20", 1_000));
    let doubted = |visit| store.visit(visit).unwrap().unwrap().doubtful_odometer;
    assert_eq!((doubted(right), doubted(wrong)), (false, true));
    let of = crate::domain::Subject::Vehicle(vehicle);
    let card = store.card(of).unwrap().unwrap();
    assert!(card.last_visit.unwrap().doubtful_odometer);
    assert_eq!(
        card.vehicle.unwrap().odometer,
        Some((215_207, day("2026-08-12")))
    );
}
