//! Taking back: the same rows as before, or a refusal that names what rests on it.

use super::*;
use crate::domain::{Author, ChangeId, Household, Owner, Plate, Receipt};
use crate::store::StoreResult;
use proptest::prelude::*;
use std::fmt::Write as _;

/// Every row of the book but for the audit, the counters and how often rows changed. People and
/// households whom nobody uses are left out: a name once written stays a proposal. Of the ledger what counts, whatever its lines
/// are numbered and whenever they were written.
pub(in crate::store) fn dump(store: &Store) -> String {
    let mut all = String::new();
    for table in crate::store::table::TABLES {
        let columns: Vec<_> = table
            .columns
            .iter()
            .map(|column| column.name)
            .filter(|name| *name != "rowver")
            .filter(|name| !table.appended || !["id", "at"].contains(name))
            .collect();
        let used = match table.name {
            "staff" => " WHERE at_desk = 1 OR id IN (SELECT staff_id FROM visit_mechanic)",
            "household" => " WHERE id IN (SELECT household_id FROM customer)",
            "points_line" => UNREVERSED,
            _ => "",
        };
        let columns = if table.name == "staff" {
            "id, name".to_owned()
        } else {
            columns.join(", ")
        };
        let order = if table.appended { &columns } else { "1, 2" };
        let sql = format!(
            "SELECT {columns} FROM {}{used} ORDER BY {order}",
            table.name
        );
        rows(store, &sql, &mut all);
    }
    rows(store, "SELECT * FROM customer_summary ORDER BY 1", &mut all);
    rows(store, "SELECT * FROM vehicle_summary ORDER BY 1", &mut all);
    let lots = "SELECT customer_id, expires_on, points FROM points_lot ORDER BY 1, 2, 3";
    rows(store, lots, &mut all);
    all
}

/// The ledger keeps what was taken back, and a line that says so.
const UNREVERSED: &str = " WHERE reverses IS NULL
    AND id NOT IN (SELECT reverses FROM points_line WHERE reverses IS NOT NULL)";

fn rows(store: &Store, sql: &str, all: &mut String) {
    let mut statement = store.conn.prepare(sql).unwrap();
    let width = statement.column_count();
    let mut rows = statement.query([]).unwrap();
    writeln!(all, "{sql}").unwrap();
    while let Some(row) = rows.next().unwrap() {
        for at in 0..width {
            write!(all, "{:?}|", row.get_ref(at).unwrap()).unwrap();
        }
        all.push('\n');
    }
}

fn undo(store: &mut Store, who: &Author, change: Option<ChangeId>) -> StoreResult<Receipt> {
    store.write(who, op(), &Change::Undo { change })
}

/// One change of every kind, each on top of the one before.
fn every_kind(store: &mut Store) -> Vec<Change> {
    let (customer, vehicle) = add_pair(store, "Budi", "B 1234 XYZ");
    let facts = visit_of(Some(customer), Some(vehicle), 500);
    let visit = add_visit(store, &facts);
    let household = Household {
        id: None,
        name: "Keluarga Santoso".to_owned(),
    };
    let edited = CustomerFacts {
        household: Some(household),
        city: "Malang".to_owned(),
        ..named("Budi Santoso")
    };
    let mut other_visit = facts.clone();
    other_visit.mechanics = vec!["Wayan".to_owned()];
    other_visit.lines.push(VisitLine {
        text: "Spooring".to_owned(),
        quantity: 1000,
        ..VisitLine::default()
    });
    let mut vehicle_facts = with_plate("B 1234 XYZ");
    vehicle_facts.make = "Toyota".to_owned();
    vehicle_facts
        .fields
        .insert("transmission".to_owned(), "matic".to_owned());
    vec![
        Change::AddCustomer {
            facts: Box::new(edited.clone()),
            code: None,
            vehicle: Some(Box::new(with_plate("D 1 A"))),
        },
        edit(customer, &named("Budi"), &edited),
        Change::AddVehicle {
            facts: Box::new(with_plate("D 2 A")),
            owner: Owner::New(Box::new(named("Rani"))),
            since: Some(day("2020-01-01")),
        },
        Change::EditVehicle {
            id: vehicle,
            base: Box::new(with_plate("B 1234 XYZ")),
            facts: Box::new(vehicle_facts),
        },
        Change::AddVisit {
            facts: Box::new(visit_of(Some(customer), Some(vehicle), 77)),
        },
        Change::EditVisit {
            id: visit,
            base: Box::new(facts),
            facts: Box::new(other_visit),
        },
        Change::ChangeOwner {
            vehicle,
            owner: Owner::New(Box::new(named("Sari"))),
            day: day("2026-11-21"),
        },
        Change::ChangePlate {
            vehicle,
            plate: Plate::parse("AB 7 C").unwrap(),
            day: day("2026-11-21"),
        },
        Change::SetConsent {
            customer,
            purpose: "birthday".to_owned(),
            yes: true,
            day: day("2026-11-21"),
            channel: "counter".to_owned(),
        },
        Change::AddStaff {
            name: "Dewi".to_owned(),
            at_desk: true,
            is_mechanic: false,
        },
        Change::SetShop {
            facts: vec![
                set("name", "Bengkel Maju", "Jaya"),
                set("address", "", "Jl. X"),
            ],
            staff: Vec::new(),
        },
    ]
}

#[test]
fn each_kind_of_change_taken_back_leaves_the_same_rows_and_comes_again_by_name() {
    let (_dir, mut store) = new_store();
    let ani = author("Ani");
    for change in every_kind(&mut store) {
        let before = dump(&store);
        let made = write(&mut store, &change).unwrap();
        let after = dump(&store);
        assert_ne!(before, after, "{change:?}");
        let undone = undo(&mut store, &ani, None).unwrap();
        assert_eq!(dump(&store), before, "{change:?}");
        // An undo is taken back only by naming it; then it can be undone once more.
        undo(&mut store, &ani, Some(undone.change)).unwrap();
        assert_eq!(dump(&store), after, "{change:?}");
        undo(&mut store, &ani, None).unwrap();
        assert_eq!(dump(&store), before, "{change:?}");
        let twice = undo(&mut store, &ani, Some(made.change));
        assert!(
            matches!(twice, Err(StoreError::RestsOn { .. })),
            "{twice:?}"
        );
        let lines = store.audit(None, 4).unwrap();
        assert!(lines.iter().take(3).all(|line| line.kind == "undo"));
        // For the next one.
        write(&mut store, &change).unwrap();
    }
    crate::store::test_kit::assert_nothing_loose(&store);
}

#[test]
fn only_ones_own_changes_from_this_terminal_are_taken_back() {
    let (_dir, mut store) = new_store();
    let (ani, budi) = (author("Ani"), author("Budi"));
    let add = |name: &str| Change::AddCustomer {
        facts: Box::new(named(name)),
        code: None,
        vehicle: None,
    };
    store.write(&ani, op(), &add("Satu")).unwrap();
    store.write(&budi, op(), &add("Dua")).unwrap();
    let elsewhere = Author {
        terminal: "another".to_owned(),
        ..ani.clone()
    };
    let nothing = undo(&mut store, &elsewhere, None);
    assert!(matches!(nothing, Err(StoreError::NothingToUndo)));
    assert_eq!(store.undoable(&ani).unwrap().len(), 1);
    undo(&mut store, &ani, None).unwrap();
    assert!(matches!(
        undo(&mut store, &ani, None),
        Err(StoreError::NothingToUndo)
    ));
    assert!(store.undoable(&ani).unwrap().is_empty());
    assert_eq!(store.undoable(&budi).unwrap().len(), 1);
    assert_eq!(store.info().unwrap().customers, 1);
}

#[test]
fn a_customer_with_a_later_visit_is_not_taken_back_and_the_visit_is_named() {
    let (_dir, mut store) = new_store();
    let customer = add_customer(&mut store, "Budi");
    let facts = Box::new(visit_of(Some(customer), None, 1));
    let later = store
        .write(&author("Sari"), op(), &Change::AddVisit { facts })
        .unwrap();
    let Err(StoreError::RestsOn { change, kind, by }) = undo(&mut store, &author("Ani"), None)
    else {
        panic!("it rests on the visit")
    };
    assert_eq!(
        (change, kind.as_str(), by.as_str()),
        (later.change, "add_visit", "Sari")
    );
    undo(&mut store, &author("Sari"), None).unwrap();
    undo(&mut store, &author("Ani"), None).unwrap();
    assert_eq!(store.info().unwrap().customers, 0);
}

#[test]
fn an_edit_that_others_edited_over_is_not_taken_back_but_beside_it_is_fine() {
    let (_dir, mut store) = new_store();
    let id = add_customer(&mut store, "Budi");
    let first = write(&mut store, &edit(id, &named("Budi"), &named("Budi S"))).unwrap();
    let elsewhere = CustomerFacts {
        city: "Malang".to_owned(),
        ..named("Budi S")
    };
    let sari = author("Sari");
    store
        .write(&sari, op(), &edit(id, &named("Budi S"), &elsewhere))
        .unwrap();
    let over = CustomerFacts {
        name: "Budi X".to_owned(),
        ..elsewhere.clone()
    };
    let later = store
        .write(&sari, op(), &edit(id, &elsewhere, &over))
        .unwrap();
    let ani = author("Ani");
    match undo(&mut store, &ani, Some(first.change)) {
        Err(StoreError::RestsOn { change, .. }) => assert_eq!(change, later.change),
        other => panic!("{other:?}"),
    }
    undo(&mut store, &sari, None).unwrap();
    undo(&mut store, &ani, Some(first.change)).unwrap();
    let now = store.customer(id).unwrap().unwrap().facts;
    assert_eq!((now.name.as_str(), now.city.as_str()), ("Budi", "Malang"));
}

#[test]
fn an_edit_that_others_edited_over_and_back_is_not_taken_back() {
    let (_dir, mut store) = new_store();
    let id = add_customer(&mut store, "Budi");
    let first = write(&mut store, &edit(id, &named("Budi"), &named("Budi S"))).unwrap();
    let sari = author("Sari");
    let over = edit(id, &named("Budi S"), &named("Budi X"));
    store.write(&sari, op(), &over).unwrap();
    let back = edit(id, &named("Budi X"), &named("Budi S"));
    let back = store.write(&sari, op(), &back).unwrap();
    // It reads as this change left it, but somebody else says so now.
    match undo(&mut store, &author("Ani"), Some(first.change)) {
        Err(StoreError::RestsOn { change, .. }) => assert!(change <= back.change),
        other => panic!("{other:?}"),
    }
    let now = store.customer(id).unwrap().unwrap().facts;
    assert_eq!(now.name, "Budi S");
}

#[test]
fn a_code_is_never_given_out_again() {
    let (_dir, mut store) = new_store();
    add_customer(&mut store, "Budi");
    undo(&mut store, &author("Ani"), None).unwrap();
    let next = add_customer(&mut store, "Sari");
    assert_eq!(store.customer(next).unwrap().unwrap().code, "C-00002");
}

#[test]
fn a_mechanic_whom_others_have_named_meanwhile_stays() {
    let (_dir, mut store) = new_store();
    let customer = add_customer(&mut store, "Budi");
    let facts = visit_of(Some(customer), None, 1);
    let first = Change::AddVisit {
        facts: Box::new(facts.clone()),
    };
    store.write(&author("Ani"), op(), &first).unwrap();
    let second = store.write(&author("Sari"), op(), &first).unwrap();
    undo(&mut store, &author("Ani"), None).unwrap();
    let read = store.visit(second.visit.unwrap()).unwrap().unwrap();
    assert_eq!(read.facts, facts);
}

#[test]
fn a_change_touches_those_whom_the_undo_touches_so_that_every_index_hears_of_it() {
    let (_dir, mut store) = new_store();
    let (customer, vehicle) = add_pair(&mut store, "Budi", "B 1 A");
    let receipt = undo(&mut store, &author("Ani"), None).unwrap();
    let sql = "SELECT subjects FROM change WHERE id = ?1";
    let subjects: String = store
        .conn
        .query_row(sql, [receipt.change.0], |row| row.get(0))
        .unwrap();
    let wanted = serde_json::json!({"customer": [customer.0], "vehicle": [vehicle.0]});
    assert_eq!(subjects, wanted.to_string());
}

/// A step of one of two people.
#[derive(Debug, Clone)]
enum Step {
    Add(u8),
    Rename(u8, u8),
    Visit(u8, u8),
    Correct(u8, u8),
    Sell(u8, u8),
    Plate(u8, u8),
    Merge(u8, u8),
    Undo,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        2 => any::<u8>().prop_map(Step::Add),
        2 => any::<(u8, u8)>().prop_map(|(a, b)| Step::Rename(a, b)),
        3 => any::<(u8, u8)>().prop_map(|(a, b)| Step::Visit(a, b)),
        1 => any::<(u8, u8)>().prop_map(|(a, b)| Step::Correct(a, b)),
        1 => any::<(u8, u8)>().prop_map(|(a, b)| Step::Sell(a, b)),
        1 => any::<(u8, u8)>().prop_map(|(a, b)| Step::Plate(a, b)),
        1 => any::<(u8, u8)>().prop_map(|(a, b)| Step::Merge(a, b)),
        3 => Just(Step::Undo),
    ]
}

fn ids(store: &Store, sql: &str) -> Vec<i64> {
    let mut statement = store.conn.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

fn pick(ids: &[i64], at: u8) -> Option<i64> {
    (!ids.is_empty()).then(|| ids[usize::from(at) % ids.len()])
}

fn change_of(store: &Store, step: &Step) -> Option<Change> {
    let customer =
        |at| pick(&ids(store, "SELECT id FROM customer ORDER BY id"), at).map(CustomerId);
    let vehicle = |at| pick(&ids(store, "SELECT id FROM vehicle ORDER BY id"), at).map(VehicleId);
    let visit = |at| pick(&ids(store, "SELECT id FROM visit ORDER BY id"), at).map(VisitId);
    Some(match *step {
        Step::Add(n) => Change::AddCustomer {
            facts: Box::new(named(&format!("N{n}"))),
            code: None,
            vehicle: (n % 2 == 0).then(|| Box::new(with_plate(&format!("B {n} A")))),
        },
        Step::Rename(at, n) => {
            let id = customer(at)?;
            let base = store.customer(id).unwrap().unwrap().facts;
            let mine = CustomerFacts {
                city: format!("c{}", n % 3),
                ..base.clone()
            };
            edit(id, &base, &mine)
        }
        Step::Visit(at, n) => {
            let mut facts = visit_of(customer(at), vehicle(n), i64::from(n) - 40);
            facts.day = facts.day + chrono::Days::new(u64::from(at) * u64::from(n % 5));
            facts.odometer = Some(i64::from(n) * 100);
            facts.cost = (n % 3 == 0).then_some(crate::domain::Money(7));
            facts.mechanics = vec![format!("M{}", n % 3)];
            Change::AddVisit {
                facts: Box::new(facts),
            }
        }
        Step::Correct(at, n) => {
            let id = visit(at)?;
            let base = store.visit(id).unwrap().unwrap().facts;
            let mut mine = base.clone();
            mine.total = Some(crate::domain::Money(i64::from(n)));
            mine.lines.clear();
            Change::EditVisit {
                id,
                base: Box::new(base),
                facts: Box::new(mine),
            }
        }
        Step::Sell(at, n) => Change::ChangeOwner {
            vehicle: vehicle(at)?,
            owner: Owner::Known(customer(n)?),
            day: day("2026-11-21"),
        },
        Step::Plate(at, n) => Change::ChangePlate {
            vehicle: vehicle(at)?,
            plate: Plate::parse(&format!("D {n} B")).unwrap(),
            day: day("2026-11-21"),
        },
        Step::Merge(at, n) => {
            let (keep, other) = (customer(at)?, customer(n)?);
            let facts = |id| store.customer(id).unwrap().unwrap().facts;
            Change::MergeCustomers {
                keep,
                other,
                base: Box::new([facts(keep), facts(other)]),
                taken: crate::domain::Taken::new(),
            }
        }
        Step::Undo => Change::Undo { change: None },
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    /// Two people write and take back at random; in the end both take back everything that they
    /// can, in turns, and nothing is left.
    #[test]
    fn everything_taken_back_leaves_the_book_as_it_was(
        steps in prop::collection::vec((any::<bool>(), step()), 1..25),
    ) {
        let (_dir, mut store) = new_store();
        let empty = dump(&store);
        let people = [author("Ani"), author("Budi")];
        for (who, step) in steps {
            let Some(change) = change_of(&store, &step) else { continue };
            let before = dump(&store);
            match store.write(&people[usize::from(who)], op(), &change) {
                Ok(_) => {}
                Err(
                    StoreError::Refused(_)
                    | StoreError::RestsOn { .. }
                    | StoreError::NothingToUndo,
                ) => prop_assert_eq!(&dump(&store), &before),
                Err(other) => prop_assert!(false, "{change:?}: {other:?}"),
            }
            crate::store::summary::assert_true(&store);
        }
        loop {
            let mut any = false;
            for who in &people {
                while undo(&mut store, who, None).is_ok() {
                    any = true;
                }
            }
            if !any {
                break;
            }
        }
        for who in &people {
            let left = store.undoable(who).unwrap();
            prop_assert!(left.is_empty(), "{:?}", undo(&mut store, who, None));
        }
        prop_assert_eq!(dump(&store), empty);
    }
}

#[test]
fn the_audit_names_a_mechanic_whom_the_undo_took_along() {
    let (_dir, mut store) = new_store();
    let (customer, vehicle) = add_pair(&mut store, "Budi", "B 1 A");
    let mut facts = visit_of(Some(customer), Some(vehicle), 100);
    facts.mechanics = vec!["Wayan".to_owned()];
    add_visit(&mut store, &facts);
    write(&mut store, &Change::Undo { change: None }).unwrap();
    let lines = store.audit(None, 1).unwrap();
    let mechanics = lines[0].fields.iter().find(|one| one.name == "mechanics");
    assert_eq!(mechanics.unwrap().old, "Wayan");
}
