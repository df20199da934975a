//! Vehicles: whose they are, and what plate they carry.

use super::*;
use crate::domain::{Owner, Plate, Subject, VehicleFacts};

fn sold(vehicle: VehicleId, owner: Owner, on: &str) -> Change {
    Change::ChangeOwner {
        vehicle,
        owner,
        day: day(on),
    }
}

fn replated(vehicle: VehicleId, plate: &str) -> Change {
    Change::ChangePlate {
        vehicle,
        plate: Plate::parse(plate).unwrap(),
        day: day("2026-11-20"),
    }
}

fn ownerless(store: &mut Store, plate: &str) -> VehicleId {
    let change = Change::AddVehicle {
        facts: Box::new(with_plate(plate)),
        owner: Owner::Unknown,
        since: None,
    };
    write(store, &change).unwrap().vehicle.unwrap()
}

#[test]
fn a_sold_vehicle_keeps_its_visits_with_whom_they_were_made() {
    let (_dir, mut store) = new_store();
    let (seller, vehicle) = add_pair(&mut store, "Budi", "B 1234 XYZ");
    let visit = add_visit(&mut store, &visit_of(Some(seller), Some(vehicle), 1));
    let buyer = Owner::New(Box::new(named("Sari")));
    let receipt = write(&mut store, &sold(vehicle, buyer, "2026-11-10")).unwrap();
    let buyer = receipt.customer.unwrap();
    assert_eq!(receipt.code.as_deref(), Some("C-00002"));
    let read = store.vehicle(vehicle).unwrap().unwrap();
    let owners: Vec<_> = read
        .owners
        .iter()
        .map(|owner| (owner.customer, owner.since, owner.until))
        .collect();
    assert_eq!(
        owners,
        [
            (buyer, Some(day("2026-11-10")), None),
            (seller, None, Some(day("2026-11-09")))
        ]
    );
    assert_eq!(
        store.visit(visit).unwrap().unwrap().facts.customer,
        Some(seller)
    );
}

#[test]
fn a_vehicle_tells_all_its_visits_and_each_owner_only_their_own() {
    let (_dir, mut store) = new_store();
    let (seller, vehicle) = add_pair(&mut store, "Budi", "B 1234 XYZ");
    let (_, other) = add_pair(&mut store, "Eko", "B 9 Z");
    let mut came = |customer, vehicle, total| {
        add_visit(&mut store, &visit_of(Some(customer), Some(vehicle), total))
    };
    let first = came(seller, vehicle, 1);
    came(seller, other, 2);
    let buyer = add_customer(&mut store, "Sari");
    let sale = sold(vehicle, Owner::Known(buyer), "2026-11-10");
    write(&mut store, &sale).unwrap();
    let later = add_visit(&mut store, &visit_of(Some(buyer), Some(vehicle), 3));
    let told = |of, skip, limit| {
        let (visits, total) = store.history(of, skip, limit).unwrap();
        let visits = visits.into_iter().map(|visit| (visit.id, visit.name));
        (visits.collect::<Vec<_>>(), total)
    };
    let of_vehicle = Subject::Vehicle(vehicle);
    let (all, total) = told(of_vehicle, 0, 10);
    let expected = [(later, "Sari".to_owned()), (first, "Budi".to_owned())];
    assert_eq!((all.as_slice(), total), (&expected[..], 2));
    assert_eq!(told(of_vehicle, 1, 1), (vec![expected[1].clone()], 2));
    assert_eq!(told(Subject::Customer(seller, None), 0, 10).1, 2);
    assert_eq!(told(Subject::Customer(buyer, None), 0, 10).1, 1);
}

#[test]
fn visits_of_a_vehicle_without_owner_follow_when_the_owner_is_known() {
    let (_dir, mut store) = new_store();
    let vehicle = ownerless(&mut store, "B 1 A");
    let visit = add_visit(&mut store, &visit_of(None, Some(vehicle), 70));
    let customer = add_customer(&mut store, "Budi");
    write(
        &mut store,
        &sold(vehicle, Owner::Known(customer), "2026-11-22"),
    )
    .unwrap();
    assert_eq!(
        store.visit(visit).unwrap().unwrap().facts.customer,
        Some(customer)
    );
    let card = store
        .card(crate::domain::Subject::Customer(customer, None))
        .unwrap()
        .unwrap();
    assert_eq!((card.visits, card.spent.0), (1, 70));
    assert_eq!(
        store.vehicle(vehicle).unwrap().unwrap().owners[0].since,
        None
    );
}

#[test]
fn a_visit_without_a_customer_is_with_the_owner_of_today() {
    let (_dir, mut store) = new_store();
    let (customer, vehicle) = add_pair(&mut store, "Budi", "B 1234 XYZ");
    let visit = add_visit(&mut store, &visit_of(None, Some(vehicle), 1));
    assert_eq!(
        store.visit(visit).unwrap().unwrap().facts.customer,
        Some(customer)
    );
}

#[test]
fn a_sale_to_its_own_owner_or_before_it_was_bought_is_refused() {
    let (_dir, mut store) = new_store();
    let (seller, vehicle) = add_pair(&mut store, "Budi", "B 1234 XYZ");
    let buyer = add_customer(&mut store, "Sari");
    let again = write(
        &mut store,
        &sold(vehicle, Owner::Known(seller), "2026-11-10"),
    );
    assert_eq!(
        refusals(again),
        [("owner".to_owned(), "same_owner".to_owned())]
    );
    write(
        &mut store,
        &sold(vehicle, Owner::Known(buyer), "2026-11-10"),
    )
    .unwrap();
    let early = write(
        &mut store,
        &sold(vehicle, Owner::Known(seller), "2026-11-09"),
    );
    assert_eq!(
        refusals(early),
        [("day".to_owned(), "too_early".to_owned())]
    );
    // Bought and sold on one day is owned for that day.
    write(
        &mut store,
        &sold(vehicle, Owner::Known(seller), "2026-11-10"),
    )
    .unwrap();
    let owners = store.vehicle(vehicle).unwrap().unwrap().owners;
    assert_eq!(owners.len(), 3);
}

#[test]
fn an_earlier_plate_keeps_finding_the_vehicle() {
    let (_dir, mut store) = new_store();
    let (customer, vehicle) = add_pair(&mut store, "Budi", "B 1234 XYZ");
    write(&mut store, &replated(vehicle, "AB 77 C")).unwrap();
    let read = store.vehicle(vehicle).unwrap().unwrap();
    assert_eq!(read.facts.plate.unwrap().key, "AB77C");
    assert_eq!(read.earlier_plates[0].plate, "B 1234 XYZ");
    let who = store.who("b1234xyz").unwrap();
    assert_eq!(
        who,
        [crate::domain::Subject::Customer(customer, Some(vehicle))]
    );
    // The old plate is free for another vehicle.
    add_pair(&mut store, "Sari", "B 1234 XYZ");
}

#[test]
fn an_earlier_plate_is_spelled_as_plates_are_however_the_sheet_wrote_it() {
    let (_dir, mut store) = new_store();
    let (_, vehicle) = add_pair(&mut store, "Budi", "ab4964sy");
    write(&mut store, &replated(vehicle, "AB 77 C")).unwrap();
    let read = store.vehicle(vehicle).unwrap().unwrap();
    assert_eq!(read.earlier_plates[0].plate, "AB 4964 SY");
}

#[test]
fn a_plate_that_another_vehicle_carries_is_refused_everywhere() {
    let (_dir, mut store) = new_store();
    let (_, vehicle) = add_pair(&mut store, "Budi", "B 1234 XYZ");
    let (_, other) = add_pair(&mut store, "Sari", "B 5678 XYZ");
    let taken = [("plate".to_owned(), "plate_taken".to_owned())];
    let change = Change::AddCustomer {
        facts: Box::new(named("Joko")),
        code: None,
        vehicle: Some(Box::new(with_plate("b-1234-xyz"))),
    };
    assert_eq!(refusals(write(&mut store, &change)), taken);
    assert_eq!(
        refusals(write(&mut store, &replated(other, "B1234XYZ"))),
        taken
    );
    assert_eq!(
        store.info().unwrap().customers,
        2,
        "nothing is written by halves"
    );
    let _ = vehicle;
}

#[test]
fn a_form_gives_a_first_plate_and_corrects_it_without_a_history() {
    let (_dir, mut store) = new_store();
    let base = VehicleFacts {
        make: "Toyota".to_owned(),
        ..VehicleFacts::default()
    };
    let change = Change::AddVehicle {
        facts: Box::new(base.clone()),
        owner: Owner::Unknown,
        since: None,
    };
    let id = write(&mut store, &change).unwrap().vehicle.unwrap();
    let edit = |base: &VehicleFacts, plate: &str| Change::EditVehicle {
        id,
        base: Box::new(base.clone()),
        facts: Box::new(VehicleFacts {
            plate: Plate::parse(plate),
            ..base.clone()
        }),
    };
    write(&mut store, &edit(&base, "B 1 A")).unwrap();
    let base = store.vehicle(id).unwrap().unwrap().facts;
    let none = write(&mut store, &edit(&base, ""));
    assert_eq!(
        refusals(none),
        [("plate".to_owned(), "change_plate".to_owned())]
    );
    write(&mut store, &edit(&base, "b 1 a")).unwrap();
    let base = store.vehicle(id).unwrap().unwrap().facts;
    write(&mut store, &edit(&base, "B 2 A")).unwrap();
    let corrected = store.vehicle(id).unwrap().unwrap();
    assert_eq!(corrected.earlier_plates, []);
    let found = |plate: &str| store.who(plate).unwrap().len();
    assert_eq!((found("B 1 A"), found("B 2 A")), (0, 1));
}
