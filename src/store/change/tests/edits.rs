//! Two people, one thing: nobody writes beside what they have not seen.

use super::*;
use crate::domain::{FieldConflict, Money, Phone, PhoneEntry, Receipt};
use crate::store::StoreResult;
use proptest::prelude::*;

fn phone(raw: &str) -> PhoneEntry {
    PhoneEntry {
        phone: Phone::parse(raw, crate::domain::INDONESIA),
        label: String::new(),
    }
}

/// Whom somebody else gave a phone, and what this person wants: another city.
fn phone_and_city() -> [CustomerFacts; 3] {
    let base = named("Budi");
    let theirs = CustomerFacts {
        phones: vec![phone("0812 3456 7890")],
        ..base.clone()
    };
    let mine = CustomerFacts {
        city: "Malang".to_owned(),
        ..base.clone()
    };
    [base, theirs, mine]
}

#[test]
fn what_only_others_changed_is_seen_before_anything_is_written_beside_it() {
    let (_dir, mut store) = new_store();
    let id = add_customer(&mut store, "Budi");
    let [base, theirs, mine] = phone_and_city();
    write(&mut store, &edit(id, &base, &theirs)).unwrap();
    let fields = conflict(write(&mut store, &edit(id, &base, &mine)));
    let told: Vec<_> = fields.iter().map(|field| field.field.as_str()).collect();
    assert_eq!(told, ["phone"]);
    assert_eq!(
        (&*fields[0].theirs, &*fields[0].mine),
        ("0812 3456 7890", "")
    );
    let now = store.customer(id).unwrap().unwrap();
    assert_eq!((&now.facts, now.rowver), (&theirs, 2));
    // Seen, and saved again.
    let both = CustomerFacts {
        city: "Malang".to_owned(),
        ..theirs.clone()
    };
    write(&mut store, &edit(id, &theirs, &both)).unwrap();
    let now = store.customer(id).unwrap().unwrap();
    assert_eq!((now.facts, now.rowver), (both, 3));
}

#[test]
fn who_changes_nothing_meets_nobody() {
    let (_dir, mut store) = new_store();
    let id = add_customer(&mut store, "Budi");
    let [base, theirs, _] = phone_and_city();
    write(&mut store, &edit(id, &base, &theirs)).unwrap();
    write(&mut store, &edit(id, &base, &base)).unwrap();
    let now = store.customer(id).unwrap().unwrap();
    assert_eq!((now.facts, now.rowver), (theirs, 2));
}

/// What somebody else changed meanwhile.
fn conflict(written: StoreResult<Receipt>) -> Vec<FieldConflict> {
    match written {
        Err(StoreError::Conflict(fields)) => fields,
        other => panic!("no conflict but {other:?}"),
    }
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
    let fields = conflict(write(&mut store, &edit(id, &base, &mine)));
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
fn a_visit_is_compared_by_field_too() {
    let (_dir, mut store) = new_store();
    let customer = add_customer(&mut store, "Budi");
    let base = visit_of(Some(customer), None, 100);
    let id = add_visit(&mut store, &base);
    let change = |base: &VisitFacts, mine: &VisitFacts| Change::EditVisit {
        id,
        base: Box::new(base.clone()),
        facts: Box::new(mine.clone()),
    };
    let theirs = VisitFacts {
        note: "radio".to_owned(),
        mechanics: Vec::new(),
        ..base.clone()
    };
    write(&mut store, &change(&base, &theirs)).unwrap();
    let mine = VisitFacts {
        lines: Vec::new(),
        mechanics: Vec::new(),
        ..base.clone()
    };
    // Both took the mechanics away: that is nobody's conflict.
    let fields = conflict(write(&mut store, &change(&base, &mine)));
    let told: Vec<_> = fields.iter().map(|field| field.field.as_str()).collect();
    assert_eq!(told, ["note"]);
    let both = VisitFacts {
        lines: Vec::new(),
        ..theirs.clone()
    };
    write(&mut store, &change(&theirs, &both)).unwrap();
    assert_eq!(store.visit(id).unwrap().unwrap().facts, both);
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

/// The four fields, by the names that a conflict has for them.
fn read(facts: &CustomerFacts) -> [(&'static str, String); 4] {
    let oil = facts.fields.get("oil").cloned().unwrap_or_default();
    [
        ("name", facts.name.clone()),
        ("city", facts.city.clone()),
        ("note", facts.note.clone()),
        ("field.oil", oil),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Two terminals look, type and save in any order; a map is the truth. Nobody writes beside
    /// something that they have not seen, and whoever has seen it writes.
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
            let three = read(&base).into_iter().zip(read(&truth)).zip(read(&mine));
            let unseen: Vec<_> = three
                .filter(|((was, is), wanted)| is != was && is != wanted)
                .map(|((_, (name, is)), _)| (name.to_owned(), is))
                .collect();
            let mut wanted = truth.clone();
            set(&mut wanted, field, &value);
            let adds = mine != base && wanted != truth;
            match write(&mut store, &edit(id, &base, &mine)) {
                Ok(_) if !adds => {}
                Ok(_) => {
                    prop_assert_eq!(unseen, []);
                    truth = wanted;
                }
                Err(StoreError::Conflict(fields)) => {
                    prop_assert!(adds);
                    let told: Vec<_> = fields.into_iter().map(|f| (f.field, f.theirs)).collect();
                    prop_assert_eq!(told, unseen);
                    let now = store.customer(id).unwrap().unwrap().facts;
                    prop_assert_eq!(&now, &truth);
                    write(&mut store, &edit(id, &now, &wanted)).unwrap();
                    truth = wanted;
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

#[test]
fn a_visit_costs_what_its_lines_cost_until_somebody_writes_a_cost() {
    let (_dir, mut store) = new_store();
    let line = |text: &str, cost| VisitLine {
        text: text.to_owned(),
        quantity: 1000,
        amount: Some(Money(500)),
        cost: Some(Money(cost)),
    };
    let facts = VisitFacts {
        customer: Some(add_customer(&mut store, "Budi")),
        lines: vec![line("Oli", 300)],
        ..VisitFacts::on(day("2026-11-20"))
    };
    let add = Change::AddVisit {
        facts: Box::new(facts),
    };
    let id = write(&mut store, &add).unwrap().visit.unwrap();
    let now = |store: &crate::store::Store| store.visit(id).unwrap().unwrap().facts;
    let base = now(&store);
    assert_eq!(base.cost, Some(Money(300)));
    let change = |store: &mut crate::store::Store, edit: &dyn Fn(&mut VisitFacts)| {
        let base = now(store);
        let mut mine = base.clone();
        edit(&mut mine);
        let change = Change::EditVisit {
            id,
            base: Box::new(base),
            facts: Box::new(mine),
        };
        write(store, &change).unwrap();
        now(store).cost.map(|cost| cost.0)
    };
    let more = |mine: &mut VisitFacts| mine.lines.push(line("Filter", 40));
    assert_eq!(change(&mut store, &more), Some(340));
    let written = |mine: &mut VisitFacts| mine.cost = Some(Money(900));
    assert_eq!(change(&mut store, &written), Some(900));
    let less = |mine: &mut VisitFacts| mine.lines.truncate(1);
    assert_eq!(change(&mut store, &less), Some(900));
    let wiped = |mine: &mut VisitFacts| mine.cost = None;
    assert_eq!(change(&mut store, &wiped), Some(300));
}
