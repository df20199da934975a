//! Lists against what the book was told, and each way of choosing rows against the others.

use tempfile::TempDir;

use super::*;
use crate::domain::export::ExportFilter;
use crate::domain::{
    Birthday, Change, CustomerFacts, CustomerId, Money, Subject, VehicleId, VisitFacts, VisitLine,
};
use crate::store::StoreError;
use crate::store::test_kit::{add_pair, named, new_store, write};

fn visit(customer: CustomerId, vehicle: VehicleId, day: &str, texts: &[&str]) -> Change {
    let line = |text: &&str| VisitLine {
        text: (*text).to_owned(),
        quantity: 1500,
        amount: Some(Money(50)),
        cost: None,
    };
    Change::AddVisit {
        facts: Box::new(VisitFacts {
            customer: Some(customer),
            vehicle: Some(vehicle),
            lines: texts.iter().map(line).collect(),
            mechanics: texts.iter().map(|text| format!("Joko {text}")).collect(),
            ..VisitFacts::on(day.parse().unwrap())
        }),
    }
}

/// Two customers with a vehicle each, whose visits take turns; the last has no line.
fn book() -> (TempDir, Store, [(CustomerId, VehicleId); 2]) {
    let (dir, mut store) = new_store();
    let pairs = [("Budi", "B 1 A"), ("Sari", "B 2 B")]
        .map(|(name, plate)| add_pair(&mut store, name, plate));
    for (at, (day, texts)) in [
        ("2026-01-01", &["Oli", "Filter"][..]),
        ("2026-02-01", &["Ban"]),
        ("2026-03-01", &["Rem", "Aki", "Busi"]),
        ("2026-04-01", &[]),
    ]
    .into_iter()
    .enumerate()
    {
        let (customer, vehicle) = pairs[at % 2];
        write(&mut store, &visit(customer, vehicle, day, texts)).unwrap();
    }
    (dir, store, pairs)
}

fn visits(store: &Store, filter: &ExportFilter) -> Vec<VisitRow> {
    let mut rows = Vec::new();
    let walked = store.export_visits(filter, |row, _| {
        rows.push(row.clone());
        Ok::<_, StoreError>(())
    });
    walked.unwrap();
    rows
}

fn only(customers: &[CustomerId]) -> ExportFilter {
    ExportFilter {
        customers: Some(customers.to_vec()),
        ..ExportFilter::default()
    }
}

#[test]
fn lines_and_mechanics_stand_beside_their_own_visits() {
    let (_dir, store, _) = book();
    let rows = visits(&store, &ExportFilter::default());
    let all: Vec<_> = rows.iter().map(|row| row.services.as_str()).collect();
    assert_eq!(all, ["Oli; Filter", "Ban", "Rem; Aki; Busi", ""]);
    assert_eq!(rows[0].mechanics, "Joko Oli, Joko Filter");
    assert_eq!(rows[3].mechanics, "");
    assert_eq!(
        (rows[1].plate.as_str(), rows[1].name.as_str()),
        ("B 2 B", "Sari")
    );
}

#[test]
fn a_few_many_and_one_vehicle_choose_the_same_visits() {
    let (_dir, store, [budi, sari]) = book();
    let all = visits(&store, &ExportFilter::default());
    let of = |at: usize| -> Vec<VisitRow> {
        let own = all.iter().skip(at).step_by(2);
        own.cloned().collect()
    };
    assert_eq!(visits(&store, &only(&[budi.0])), of(0));
    let many: Vec<CustomerId> = (1000..)
        .take(MANY)
        .map(CustomerId)
        .chain([sari.0])
        .collect();
    assert_eq!(visits(&store, &only(&many)), of(1));
    let of_vehicle = ExportFilter {
        vehicle: Some(budi.1),
        ..ExportFilter::default()
    };
    assert_eq!(visits(&store, &of_vehicle), of(0));
    assert!(visits(&store, &only(&[])).is_empty());
    for mut filter in [only(&[budi.0]), only(&many), of_vehicle] {
        filter.since = Some("2026-01-02".parse().unwrap());
        filter.until = Some("2026-03-01".parse().unwrap());
        let rows = visits(&store, &filter);
        assert_eq!(rows.len(), 1, "{filter:?}");
        assert!(!rows[0].services.is_empty(), "its lines come along");
    }
}

#[test]
fn every_line_has_its_visit_and_a_visit_without_lines_comes_once() {
    let (_dir, store, _) = book();
    let mut met = Vec::new();
    let walked = store.export_lines(&ExportFilter::default(), |row, _| {
        met.push((row.id, row.at, row.lines.get(row.at).cloned()));
        Ok::<_, StoreError>(())
    });
    walked.unwrap();
    let lines: Vec<_> = met.iter().filter_map(|(.., line)| line.as_ref()).collect();
    assert_eq!((met.len(), lines.len()), (7, 6));
    assert!(lines.iter().all(|line| line.quantity == 1500));
    assert_eq!(lines[1].text, "Filter");
    assert_eq!(
        met[3..6].iter().map(|(_, at, _)| *at).collect::<Vec<_>>(),
        [0, 1, 2]
    );
}

#[test]
fn who_refuses_a_row_hears_of_no_other() {
    let (_dir, store, _) = book();
    let mut met = 0;
    let walked = store.export_visits(&ExportFilter::default(), |_, _| {
        met += 1;
        Err(StoreError::Gone)
    });
    assert!(matches!(walked, Err(StoreError::Gone)));
    assert_eq!(met, 1);
}

#[test]
fn customers_and_vehicles_are_what_their_cards_say() {
    let (_dir, store, [budi, _]) = book();
    let mut rows = Vec::new();
    let walked = store.export_customers(&only(&[budi.0]), |row, _| {
        rows.push(row.clone());
        Ok::<_, StoreError>(())
    });
    walked.unwrap();
    let card = store
        .card(Subject::Customer(budi.0, None))
        .unwrap()
        .unwrap();
    let customer = card.customer.unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(
        (&rows[0].code, &rows[0].name),
        (&customer.code, &customer.facts.name)
    );
    assert_eq!(rows[0].visits, 2);
    let mut plates = Vec::new();
    let walked = store.export_vehicles(&ExportFilter::default(), |row, _| {
        plates.push((row.plate.clone(), row.owner_code.clone(), row.visits));
        Ok::<_, StoreError>(())
    });
    walked.unwrap();
    assert_eq!(plates[0], ("B 1 A".to_owned(), customer.code, 2));
}

#[test]
fn birthdays_come_in_the_order_of_the_year_from_the_first_day_on() {
    let (_dir, mut store) = new_store();
    for (name, day, month) in [
        ("Dec", 30, 12),
        ("Leap", 29, 2),
        ("Jan", 2, 1),
        ("March", 1, 3),
    ] {
        let facts = CustomerFacts {
            birthday: Birthday::new(day, month, None),
            ..named(name)
        };
        let add = Change::AddCustomer {
            facts: Box::new(facts),
            code: None,
            vehicle: None,
        };
        write(&mut store, &add).unwrap();
    }
    let names = |since: Option<&str>, until: Option<&str>| {
        let day = |text: Option<&str>| text.map(|text| text.parse().unwrap());
        let filter = ExportFilter {
            since: day(since),
            until: day(until),
            ..ExportFilter::default()
        };
        let mut names = Vec::new();
        let walked = store.export_birthdays(&filter, |row, _| {
            names.push(row.name.clone());
            Ok::<_, StoreError>(())
        });
        walked.unwrap();
        names.join(" ")
    };
    assert_eq!(names(None, None), "Jan Leap March Dec");
    assert_eq!(names(Some("2026-12-01"), None), "Dec Jan Leap March");
    assert_eq!(names(Some("2026-12-30"), Some("2027-02-28")), "Dec Jan");
    assert_eq!(
        names(Some("2026-12-30"), Some("2027-03-01")),
        "Dec Jan Leap March"
    );
}
