use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::domain::{CustomerKind, Phone, VisitStatus};

fn today() -> Day {
    "2026-11-22".parse().unwrap()
}

fn garage(seed: u64, customers: u64) -> Vec<Party> {
    Garage::new(seed, customers, today()).collect()
}

#[test]
fn the_same_seed_and_day_give_the_same_rows() {
    assert_eq!(garage(1, 300), garage(1, 300));
    assert_ne!(garage(1, 300), garage(2, 300));
    assert_ne!(
        garage(1, 300),
        Garage::new(1, 300, "2026-11-23".parse().unwrap()).collect::<Vec<_>>()
    );
}

#[test]
fn a_smaller_garage_is_the_beginning_of_a_bigger_one() {
    let (small, big) = (garage(3, 200), garage(3, 400));
    assert_eq!(small[..120], big[..120]);
}

#[test]
fn it_has_as_many_customers_as_were_asked_for_and_numbers_them_in_order() {
    for wanted in [0, 1, 2, 3, 5, 77, 1000] {
        let ids: Vec<i64> = garage(1, wanted)
            .iter()
            .flat_map(|party| party.customers.iter().map(|(id, _)| id.0))
            .collect();
        assert_eq!(
            ids,
            (1..=i64::try_from(wanted).unwrap()).collect::<Vec<_>>()
        );
    }
}

#[test]
fn no_phone_or_plate_stands_twice() {
    let all = garage(5, 3000);
    let phones: Vec<&Phone> = all
        .iter()
        .flat_map(|party| &party.customers)
        .flat_map(|(_, facts)| facts.phones.iter().map(|entry| &entry.phone))
        .collect();
    let unique: BTreeSet<_> = phones.iter().map(|phone| phone.e164.clone()).collect();
    assert_eq!(unique.len(), phones.len());
    let plates: Vec<_> = all
        .iter()
        .flat_map(|party| &party.vehicles)
        .map(|vehicle| vehicle.facts.plate.as_ref().unwrap().key.clone())
        .collect();
    assert_eq!(plates.iter().collect::<BTreeSet<_>>().len(), plates.len());
}

#[test]
fn a_visit_belongs_to_the_owner_of_that_day_and_odometers_only_grow() {
    for party in garage(7, 2000) {
        let mut readings = BTreeMap::new();
        for visit in &party.visits {
            let vehicle = party
                .vehicles
                .iter()
                .find(|vehicle| Some(vehicle.id) == visit.vehicle)
                .unwrap();
            let owned = vehicle.owners.iter().any(|(owner, since, until)| {
                Some(*owner) == visit.customer
                    && since.is_none_or(|day| day <= visit.day)
                    && until.is_none_or(|day| visit.day <= day)
            });
            assert!(owned, "{visit:?} {vehicle:?}");
            assert!(visit.day <= today());
            if let Some(km) = visit.odometer {
                let before = readings.insert(vehicle.id, km);
                assert!(before.is_none_or(|before| before < km));
            }
        }
    }
}

#[test]
fn there_is_some_of_everything() {
    let all = garage(1, 2400);
    let customers = || {
        all.iter()
            .flat_map(|party| &party.customers)
            .map(|(_, facts)| facts)
    };
    let visits = || all.iter().flat_map(|party| &party.visits);
    assert!(customers().any(|facts| facts.kind == CustomerKind::Company));
    assert!(customers().any(|facts| facts.household.is_some()));
    assert!(customers().any(|facts| facts.company.is_some()));
    assert!(customers().any(|facts| !facts.alert.is_empty()));
    assert!(
        all.iter()
            .flat_map(|party| &party.vehicles)
            .any(|car| car.earlier_plate.is_some())
    );
    assert!(
        all.iter()
            .flat_map(|party| &party.vehicles)
            .any(|car| car.owners.len() == 2)
    );
    assert!(visits().any(|visit| visit.status == VisitStatus::Cancelled));
    assert!(visits().any(|visit| !visit.complaint.is_empty()));
    let average = visits().count() / 2400;
    assert!((8..=12).contains(&average), "{average} visits a customer");
}

#[test]
fn who_brought_somebody_had_been_here_before() {
    let all = garage(1, 600);
    let first = |who| {
        let visits = all.iter().flat_map(|party| &party.visits);
        let theirs = visits.filter(|visit| visit.customer == Some(who));
        theirs.map(|visit| visit.day).min()
    };
    let mut brought = 0;
    for (id, facts) in all.iter().flat_map(|party| &party.customers) {
        if let Some(by) = facts.referred_by {
            assert!(first(by) < first(*id), "{id:?} by {by:?}");
            brought += 1;
        }
    }
    assert!(brought > 10, "{brought}");
}

#[test]
fn a_garage_of_any_day_has_only_days_that_a_book_can_write() {
    use chrono::Datelike as _;
    for text in ["1969-12-31", "2024-02-29", "2038-01-19", "9999-12-31"] {
        let today: Day = text.parse().unwrap();
        for party in Garage::new(1, 200, today) {
            for visit in &party.visits {
                assert!(visit.day <= today);
                let next = visit.next_service.day;
                assert!(next.is_none_or(|day| day.year() <= 9999));
            }
        }
    }
}
