//! Taking back a whole import.

use super::undoing::dump;
use super::*;
use crate::domain::{BatchId, Owner, VehicleFacts};
use crate::store::{Load, LoadKind};

fn import(store: &mut Store, rows: impl FnOnce(&mut Load<'_>)) -> BatchId {
    let files = ["sheet.csv".to_owned()];
    let mut load = store
        .load(&author("Ani"), op(), LoadKind::Import, &files)
        .unwrap();
    rows(&mut load);
    load.commit(&[("customers", 1)]).unwrap().batch
}

fn brings(load: &mut Load<'_>, name: &str, plate: &str) -> (CustomerId, VehicleId, VisitId) {
    let customer = load.customer(None, &named(name)).unwrap();
    let vehicle = load.vehicle(None, &with_plate(plate)).unwrap();
    load.ownership(vehicle, customer, None, None).unwrap();
    let visit = visit_of(Some(customer), Some(vehicle), 100);
    (customer, vehicle, load.visit(&visit).unwrap())
}

fn take_back(store: &mut Store, batch: BatchId) -> Vec<(String, String)> {
    let receipt = write(store, &Change::UndoImport { batch }).unwrap();
    let lines = store.audit(None, 1).unwrap();
    assert_eq!(
        (lines[0].id, lines[0].kind.as_str()),
        (receipt.change, "undo_import")
    );
    let fields = lines[0].fields.iter();
    fields
        .map(|field| (field.name.clone(), field.new.clone()))
        .collect()
}

fn counted(found: &[(String, String)], name: &str) -> i64 {
    let field = found.iter().find(|(known, _)| known == name);
    field.unwrap().1.parse().unwrap()
}

#[test]
fn an_import_taken_back_leaves_the_book_as_it_was() {
    let (_dir, mut store) = new_store();
    add_pair(&mut store, "Budi", "B 1 A");
    let before = dump(&store);
    let batch = import(&mut store, |load| {
        for at in 0..20 {
            brings(load, &format!("N{at}"), &format!("D {at} A"));
        }
    });
    assert_eq!(store.info().unwrap().customers, 21);
    let counts = take_back(&mut store, batch);
    assert_eq!(counted(&counts, "customers"), 20);
    assert_eq!(counted(&counts, "kept"), 0);
    assert_eq!(dump(&store), before);
    assert!(store.batches().unwrap()[0].undone);
    let again = write(&mut store, &Change::UndoImport { batch });
    assert!(matches!(again, Err(StoreError::NothingToUndo)));
    let unknown = write(&mut store, &Change::UndoImport { batch: BatchId(99) });
    assert!(matches!(unknown, Err(StoreError::Gone)));
}

#[test]
fn the_newest_change_may_be_an_import() {
    let (_dir, mut store) = new_store();
    let before = dump(&store);
    import(&mut store, |load| {
        brings(load, "Budi", "B 1 A");
    });
    write(&mut store, &Change::Undo { change: None }).unwrap();
    assert_eq!(dump(&store), before);
    let nothing = write(&mut store, &Change::Undo { change: None });
    assert!(matches!(nothing, Err(StoreError::NothingToUndo)));
}

#[test]
fn what_people_edited_since_stays_with_what_it_needs_and_is_counted() {
    let (_dir, mut store) = new_store();
    let mut ids = Vec::new();
    let batch = import(&mut store, |load| {
        ids = (0..5)
            .map(|at| brings(load, &format!("N{at}"), &format!("D {at} A")))
            .collect();
    });
    // One is renamed, one gets a visit by hand, one is sold; one is edited and that taken back.
    write(&mut store, &edit(ids[0].0, &named("N0"), &named("Budi"))).unwrap();
    let by_hand = add_visit(&mut store, &visit_of(None, Some(ids[1].1), 7));
    let sold = Change::ChangeOwner {
        vehicle: ids[2].1,
        owner: Owner::New(Box::new(named("Sari"))),
        day: day("2026-11-21"),
    };
    write(&mut store, &sold).unwrap();
    write(&mut store, &edit(ids[3].0, &named("N3"), &named("Joko"))).unwrap();
    write(&mut store, &Change::Undo { change: None }).unwrap();
    let counts = take_back(&mut store, batch);
    assert_eq!(counted(&counts, "customers"), 2, "{counts:?}");
    let there = |id: CustomerId| store.customer(id).unwrap().is_some();
    let stay: Vec<bool> = ids.iter().map(|(id, ..)| there(*id)).collect();
    assert_eq!(stay, [true, true, true, false, false]);
    assert!(store.visit(by_hand).unwrap().is_some());
    assert!(store.visit(ids[1].2).unwrap().is_none());
    let card = store
        .card(crate::domain::Subject::Customer(ids[1].0, None))
        .unwrap()
        .unwrap();
    assert_eq!((card.visits, card.spent.0), (1, 7));
    crate::store::test_kit::assert_nothing_loose(&store);
}

#[test]
fn rows_of_before_become_again_what_they_were() {
    let (_dir, mut store) = new_store();
    let (customer, vehicle) = add_pair(&mut store, "Budi", "B 1 A");
    let visit = add_visit(&mut store, &visit_of(Some(customer), Some(vehicle), 100));
    let alone = Change::AddVehicle {
        facts: Box::new(with_plate("B 2 A")),
        owner: Owner::Unknown,
        since: None,
    };
    let ownerless = write(&mut store, &alone).unwrap().vehicle.unwrap();
    let follower = add_visit(&mut store, &visit_of(None, Some(ownerless), 50));
    let before = dump(&store);
    let batch = import(&mut store, |load| {
        let facts = CustomerFacts {
            city: "Malang".to_owned(),
            ..named("BUDI")
        };
        load.update_customer(customer, &facts).unwrap();
        let facts = VehicleFacts {
            make: "Toyota".to_owned(),
            ..with_plate("B 1 A")
        };
        load.update_vehicle(vehicle, &facts).unwrap();
        let mut facts = visit_of(Some(customer), Some(vehicle), 999);
        facts.mechanics = vec!["Wayan".to_owned()];
        load.update_visit(visit, &facts).unwrap();
        load.ownership(ownerless, customer, None, None).unwrap();
    });
    let facts = store.visit(follower).unwrap().unwrap().facts;
    assert_eq!(facts.customer, Some(customer), "visits follow the owner");
    let card = store
        .card(crate::domain::Subject::Customer(customer, None))
        .unwrap()
        .unwrap();
    assert_eq!(card.spent.0, 999 + 50, "sums follow a changed visit");
    take_back(&mut store, batch);
    assert_eq!(dump(&store), before);
}

#[test]
fn a_row_of_before_that_was_edited_since_stays_as_it_is() {
    let (_dir, mut store) = new_store();
    let id = add_customer(&mut store, "Budi");
    let batch = import(&mut store, |load| {
        load.update_customer(id, &named("BUDI")).unwrap();
    });
    write(&mut store, &edit(id, &named("BUDI"), &named("Budi S"))).unwrap();
    let counts = take_back(&mut store, batch);
    assert_eq!(counted(&counts, "kept"), 1);
    assert_eq!(store.customer(id).unwrap().unwrap().facts.name, "Budi S");
}

/// Two imports, of which the second corrects what the first brought.
fn corrected(store: &mut Store) -> [BatchId; 2] {
    let mut brought = None;
    let first = import(store, |load| {
        brought = Some(brings(load, "Budi", "B 1 A"));
    });
    let (customer, vehicle, visit) = brought.unwrap();
    let second = import(store, |load| {
        let facts = visit_of(Some(customer), Some(vehicle), 200);
        load.update_visit(visit, &facts).unwrap();
    });
    [first, second]
}

#[test]
fn an_import_that_was_taken_back_is_no_change_since_the_one_before() {
    let (_dir, mut store) = new_store();
    let before = dump(&store);
    let [first, second] = corrected(&mut store);
    take_back(&mut store, second);
    let counts = take_back(&mut store, first);
    assert_eq!(counted(&counts, "kept"), 0);
    assert_eq!(dump(&store), before);
}

#[test]
fn what_stayed_for_a_later_import_goes_when_that_one_is_taken_back_too() {
    let (_dir, mut store) = new_store();
    let before = dump(&store);
    let [first, second] = corrected(&mut store);
    let counts = take_back(&mut store, first);
    assert_eq!(counted(&counts, "visits"), 0, "the later import needs it");
    let nothing = write(&mut store, &Change::UndoImport { batch: first });
    assert!(matches!(nothing, Err(StoreError::NothingToUndo)));
    take_back(&mut store, second);
    take_back(&mut store, first);
    assert_eq!(dump(&store), before);
}

#[test]
fn what_was_edited_taken_back_and_edited_again_by_undoing_that_stays() {
    let (_dir, mut store) = new_store();
    let mut brought = None;
    let batch = import(&mut store, |load| {
        brought = Some(brings(load, "Budi", "B 1 A"));
    });
    let (customer, ..) = brought.unwrap();
    write(&mut store, &edit(customer, &named("Budi"), &named("Joko"))).unwrap();
    let undone = write(&mut store, &Change::Undo { change: None }).unwrap();
    let redo = Change::Undo {
        change: Some(undone.change),
    };
    write(&mut store, &redo).unwrap();
    take_back(&mut store, batch);
    assert_eq!(
        store.customer(customer).unwrap().unwrap().facts.name,
        "Joko"
    );
}

#[test]
fn taking_back_an_import_can_be_stopped_and_then_nothing_is_gone() {
    let (_dir, mut store) = new_store();
    let ani = author("Ani");
    let mut load = store
        .load(&ani, op(), crate::store::LoadKind::Import, &[])
        .unwrap();
    for at in 0..3_000 {
        load.customer(None, &named(&format!("Budi {at}"))).unwrap();
    }
    let batch = load.commit(&[]).unwrap().batch;
    let change = Change::UndoImport { batch };
    let stopped = store.write_unless(Some(Box::new(|| true)), &ani, op(), &change);
    assert!(matches!(stopped, Err(StoreError::Cancelled)), "{stopped:?}");
    assert_eq!(store.info().unwrap().customers, 3_000);
    store
        .write_unless(Some(Box::new(|| false)), &ani, op(), &change)
        .unwrap();
    assert_eq!(store.info().unwrap().customers, 0);
}
