//! Offers out of a book.

use super::super::super::test_kit::{add_customer, add_pair, new_store, with_plate, write};
use super::*;
use crate::domain::{
    Change, Money, NextService, Owner, Subject, VisitFacts, VisitLine, VisitStatus,
};
use crate::insight::ServiceDue;

fn come(store: &mut Store, customer: CustomerId, on: &str, lines: &[&str]) {
    let line = |text: &&str| VisitLine {
        text: (*text).to_owned(),
        quantity: 1000,
        ..VisitLine::default()
    };
    let facts = VisitFacts {
        customer: Some(customer),
        lines: lines.iter().map(line).collect(),
        ..VisitFacts::on(on.parse().unwrap())
    };
    let facts = Box::new(facts);
    write(store, &Change::AddVisit { facts }).unwrap();
}

#[test]
fn what_others_of_the_year_take_together_is_offered_to_whoever_takes_half_of_it() {
    let (_dir, mut store) = new_store();
    let as_of: Day = "2026-11-22".parse().unwrap();
    for number in 0..40 {
        let one = add_customer(&mut store, "somebody");
        let lines: &[&str] = match number {
            0..15 => &["Ganti oli mesin", "Filter oli"],
            15..20 => &["GANTI OLI MESIN"],
            _ => &["Ban"],
        };
        come(&mut store, one, "2026-05-01", lines);
    }
    let budi = add_customer(&mut store, "Budi");
    come(&mut store, budi, "2025-09-01", &["filter oli"]);
    come(&mut store, budi, "2026-09-01", &["Shell HX7 10W-40"]);
    let together = store.taken_together(as_of).unwrap();
    assert_eq!(together.by_customers.counted(), 41);
    let found = store.offers(budi, as_of, &together).unwrap();
    assert_eq!(found.offers.len(), 1);
    let offer = &found.offers[0];
    assert_eq!(
        (&*offer.thing, &*offer.because),
        ("Filter oli", "Ganti oli mesin")
    );
    assert_eq!((offer.both, offer.of), (15, 21));
    assert_eq!(offer.last, Some("2025-09-01".parse().unwrap()));
    assert_eq!((found.breadth, found.breadth_year), (2, 1));
    let bundles = together.bundles();
    assert_eq!(bundles.len(), 1);
    let bundle = &bundles[0];
    // Fewer than twenty visits with a filter say nothing from its side.
    assert_eq!(
        (&*bundle.one, &*bundle.other),
        ("Ganti oli mesin", "Filter oli")
    );
    assert_eq!((bundle.both, bundle.of), (15, 21));
}

#[test]
fn a_part_and_the_work_on_it_are_one_thing_and_neither_is_offered_for_the_other() {
    let (_dir, mut store) = new_store();
    let as_of: Day = "2026-11-22".parse().unwrap();
    for _ in 0..30 {
        let one = add_customer(&mut store, "somebody");
        let pads = ["Jasa kampas rem depan", "Kampas rem depan", "Minyak rem"];
        come(&mut store, one, "2026-05-01", &pads);
    }
    for _ in 0..30 {
        let one = add_customer(&mut store, "somebody else");
        come(&mut store, one, "2026-05-01", &["Ban"]);
    }
    let budi = add_customer(&mut store, "Budi");
    come(
        &mut store,
        budi,
        "2026-09-01",
        &["Kampas rem depan", "Jasa kampas rem depan"],
    );
    let together = store.taken_together(as_of).unwrap();
    let bundles = together.bundles();
    let told: Vec<_> = bundles.iter().map(|one| (&*one.one, &*one.other)).collect();
    assert_eq!(told, [("Minyak rem", "Kampas rem depan")]);
    let found = store.offers(budi, as_of, &together).unwrap();
    let told: Vec<_> = found
        .offers
        .iter()
        .map(|one| (&*one.thing, &*one.because))
        .collect();
    assert_eq!(told, [("Minyak rem", "Kampas rem depan")]);
    assert_eq!(found.breadth, 1);
    assert_eq!(found.takes[0].0, "Kampas rem depan");
}

#[test]
fn what_the_last_visit_promised_is_due_as_on_the_card() {
    let (_dir, mut store) = new_store();
    let as_of: Day = "2026-11-22".parse().unwrap();
    let (budi, avanza) = add_pair(&mut store, "Budi", "B 1234 XYZ");
    let together = TakenTogether::default();
    let mut promise = |on: &str, next: Option<&str>| {
        let facts = Box::new(VisitFacts {
            customer: Some(budi),
            vehicle: Some(avanza),
            next_service: NextService {
                day: next.map(|day| day.parse().unwrap()),
                odometer: None,
            },
            ..VisitFacts::on(on.parse().unwrap())
        });
        write(&mut store, &Change::AddVisit { facts }).unwrap();
        let due = store.offers(budi, as_of, &together).unwrap().due;
        let first = due.first().and_then(|one| one.due.first());
        first.map(|day| day.to_string())
    };
    assert_eq!(promise("2026-06-01", None), None);
    assert_eq!(
        promise("2026-08-01", Some("2026-11-30")).as_deref(),
        Some("2026-11-30")
    );
    // A later promise holds; one that lies far ahead is nothing to offer yet.
    assert_eq!(promise("2026-09-01", Some("2026-12-31")), None);
}

#[test]
fn of_a_fleet_each_vehicle_that_is_due_is_named_as_its_card_says() {
    let (_dir, mut store) = new_store();
    let as_of: Day = "2026-11-22".parse().unwrap();
    let (firm, first) = add_pair(&mut store, "PT Maju", "B 9001 AA");
    let mut vehicles = vec![first];
    for plate in ["B 9002 AB", "B 9003 AC"] {
        let change = Change::AddVehicle {
            facts: Box::new(with_plate(plate)),
            owner: Owner::Known(firm),
            since: None,
        };
        vehicles.push(write(&mut store, &change).unwrap().vehicle.unwrap());
    }
    let nexts = ["2026-11-30", "2027-02-01", "2026-11-20"];
    for (vehicle, next) in vehicles.iter().zip(nexts) {
        let facts = Box::new(VisitFacts {
            customer: Some(firm),
            vehicle: Some(*vehicle),
            next_service: NextService {
                day: next.parse().ok(),
                odometer: None,
            },
            ..VisitFacts::on("2026-08-01".parse().unwrap())
        });
        write(&mut store, &Change::AddVisit { facts }).unwrap();
    }
    let found = store
        .offers(firm, as_of, &TakenTogether::default())
        .unwrap();
    assert!(found.of_fleet);
    let told: Vec<_> = found
        .due
        .iter()
        .map(|one| (one.vehicle.plate.as_ref().unwrap().display(), one.due.day))
        .collect();
    let due = |plate: &str, on: &str| (plate.to_owned(), on.parse().ok());
    assert_eq!(
        told,
        [
            due("B 9003 AC", "2026-11-20"),
            due("B 9001 AA", "2026-11-30")
        ]
    );
    for (vehicle, is_told) in vehicles.iter().zip([true, false, true]) {
        let card = store.card(Subject::Vehicle(*vehicle)).unwrap().unwrap();
        let due = ServiceDue::of(&card.vehicle.unwrap(), as_of).unwrap();
        assert_eq!(due.is_due(as_of), is_told);
        assert_eq!(found.due.iter().any(|one| one.due == due), is_told);
    }
}

#[test]
fn a_service_that_is_promised_for_a_reading_alone_is_due_about_when_the_vehicle_gets_there() {
    let (_dir, mut store) = new_store();
    let as_of: Day = "2026-11-22".parse().unwrap();
    let (budi, avanza) = add_pair(&mut store, "Budi", "B 1234 XYZ");
    let together = TakenTogether::default();
    let mut come = |on: &str, odometer: Option<i64>, next: Option<i64>| {
        let facts = Box::new(VisitFacts {
            customer: Some(budi),
            vehicle: Some(avanza),
            odometer,
            next_service: NextService {
                day: None,
                odometer: next,
            },
            ..VisitFacts::on(on.parse().unwrap())
        });
        write(&mut store, &Change::AddVisit { facts }).unwrap();
        let due = store.offers(budi, as_of, &together).unwrap().due;
        due.first().map(|one| (one.due.km, one.due.about()))
    };
    assert_eq!(come("2026-01-01", None, Some(50_000)), None, "never read");
    // One reading: as of a usual car that is in the middle of next year, then near.
    assert_eq!(come("2026-09-01", Some(40_000), Some(50_000)), None);
    let near = come("2026-09-02", Some(40_000), Some(44_000));
    assert_eq!(near, Some((Some(44_000), None)));
    // By its own pace, 100 km a day.
    come("2026-09-22", Some(42_000), None);
    come("2026-10-12", Some(44_000), None);
    let about = come("2026-11-01", Some(46_000), Some(49_000));
    let day = "2026-12-01".parse().unwrap();
    assert_eq!(about, Some((Some(49_000), Some(day))));
    assert_eq!(come("2026-11-02", Some(46_100), Some(60_000)), None);
}

#[test]
fn a_dearer_oil_that_others_changed_to_is_named_with_what_it_rests_on() {
    let (_dir, mut store) = new_store();
    let as_of: Day = "2026-11-22".parse().unwrap();
    for _ in 0..24 {
        add_customer(&mut store, "somebody");
    }
    let mut oil = |who: CustomerId, on: &str, text: &str, amount: i64| {
        let facts = VisitFacts {
            customer: Some(who),
            lines: vec![VisitLine {
                text: text.to_owned(),
                quantity: 4000,
                amount: Some(Money(amount)),
                ..VisitLine::default()
            }],
            ..VisitFacts::on(on.parse().unwrap())
        };
        let facts = Box::new(facts);
        write(&mut store, &Change::AddVisit { facts }).unwrap();
    };
    let (mineral, full) = ("Oli mineral 20W-50", "Oli full synthetic 10W-40");
    for number in 0..24_i64 {
        let who = CustomerId(number + 1);
        oil(who, "2026-02-01", mineral, 240_000);
        let then = if number < 8 {
            (full, 440_000)
        } else {
            (mineral, 240_000)
        };
        oil(who, "2026-08-01", then.0, then.1);
    }
    let together = store.taken_together(as_of).unwrap();
    let found = |who: i64| {
        store
            .offers(CustomerId(who), as_of, &together)
            .unwrap()
            .dearer
    };
    let stays = found(20);
    assert_eq!(stays.len(), 1, "{stays:?}");
    assert_eq!((&*stays[0].thing, &*stays[0].instead_of), (full, mineral));
    assert_eq!((stays[0].changed, stays[0].of), (8, 24));
    assert_eq!(
        (stays[0].price, stays[0].instead_price),
        (Money(110_000), Money(60_000))
    );
    assert_eq!(found(3), [], "who changed takes it");
}

#[test]
fn cancelled_visits_and_those_of_other_years_count_in_nothing() {
    let (_dir, mut store) = new_store();
    let as_of: Day = "2026-11-22".parse().unwrap();
    let budi = add_customer(&mut store, "Budi");
    come(&mut store, budi, "2025-11-22", &["Ban"]);
    come(&mut store, budi, "2026-11-23", &["Ban"]);
    let facts = VisitFacts {
        customer: Some(budi),
        status: VisitStatus::Cancelled,
        lines: vec![VisitLine {
            text: "Busi".to_owned(),
            quantity: 1000,
            ..VisitLine::default()
        }],
        ..VisitFacts::on(as_of)
    };
    let facts = Box::new(facts);
    write(&mut store, &Change::AddVisit { facts }).unwrap();
    let together = store.taken_together(as_of).unwrap();
    for all in [&together.by_customers, &together.by_visits] {
        assert_eq!(*all, Together::default());
    }
    let found = store.offers(budi, as_of, &together).unwrap();
    assert_eq!((found.breadth, found.offers.len()), (1, 0));
}
