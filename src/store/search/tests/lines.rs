//! Single lines in a small book, through the index and through the file.

use super::*;
use crate::domain::MatchClass::{self, Exact, Forgiven, Inside, Prefix, Tail};
use crate::domain::MatchField::{self, Code, Name, Phone, Plate};
use crate::domain::{Hit, Owner};
use rstest::rstest;

/// A book of a few people who are easily confused.
fn book(dir: &Path) -> Store {
    let mut store = empty(dir);
    let mut op = 0;
    let mut write = |store: &mut Store, change: Change| {
        op += 1;
        super::write(store, op, &change).unwrap()
    };
    let mut add = |store: &mut Store, name: &str, phone: &str, plate: &str, day: &str| {
        let phones: Vec<&str> = Some(phone)
            .filter(|phone| !phone.is_empty())
            .into_iter()
            .collect();
        let change = Change::AddCustomer {
            facts: Box::new(person(name, &phones)),
            code: None,
            vehicle: Some(Box::new(car(plate, "Avanza"))),
        };
        let receipt = write(store, change);
        let facts = Box::new(visit(receipt.customer, receipt.vehicle, day));
        write(store, Change::AddVisit { facts });
        receipt
    };
    add(
        &mut store,
        "Budi Santoso",
        "0812-3456-7890",
        "B 1234 XYZ",
        "2026-11-01",
    );
    add(
        &mut store,
        "Sari Dewi",
        "0813-1111-2222",
        "D 1234 AB",
        "2026-11-02",
    );
    add(
        &mut store,
        "Soekarno Putra",
        "0814-0000-1234",
        "B 12 XA",
        "2026-11-03",
    );
    add(
        &mut store,
        "Muhammad Fauzi",
        "0815-1234-0000",
        "AB 9123 CD",
        "2026-10-01",
    );
    let gone = add(&mut store, "José Müller", "", "L 77 SD", "2026-09-01");
    add(&mut store, "王小明", "", "B 4321 KK", "2026-08-01");
    let plate = crate::domain::Plate::parse("N 555 EW").unwrap();
    let vehicle = gone.vehicle.unwrap();
    let day = today();
    write(
        &mut store,
        Change::ChangePlate {
            vehicle,
            plate,
            day,
        },
    );
    let facts = Box::new(car("H 8888 QQ", "Brio"));
    let owner = Owner::Unknown;
    let since = None;
    write(
        &mut store,
        Change::AddVehicle {
            facts,
            owner,
            since,
        },
    );
    let firm = Change::AddCustomer {
        facts: Box::new(person("PT Karya Abadi", &[])),
        code: Some("K-77".to_owned()),
        vehicle: None,
    };
    let firm = write(&mut store, firm).customer;
    let mut contact = person("Joko", &[]);
    contact.company = firm;
    let facts = Box::new(contact);
    write(
        &mut store,
        Change::AddCustomer {
            facts,
            code: None,
            vehicle: None,
        },
    );
    store
}

fn shown(hit: &Hit) -> String {
    if hit.name.is_empty() {
        hit.plate.clone()
    } else {
        hit.name.clone()
    }
}

/// What a line finds, the same from a fresh index and one that has everything beside it.
fn found(text: &str) -> Vec<(String, MatchClass, MatchField)> {
    let dir = tempfile::tempdir().unwrap();
    let store = book(dir.path());
    let index = build(&store);
    let found = store.find(Some(&index), text, 50, &|| true).unwrap();
    assert!(!found.partial && !found.more);
    assert_eq!(
        (found.total, found.customers),
        (found.hits.len(), 8),
        "{text}"
    );
    found
        .hits
        .iter()
        .map(|hit| (shown(hit), hit.class, hit.field))
        .collect()
}

#[rstest]
#[case("1234", &[("Sari Dewi", Exact, Plate), ("Budi Santoso", Exact, Plate), ("Soekarno Putra", Tail, Phone), ("Muhammad Fauzi", Inside, Phone)])]
#[case("12", &[("Soekarno Putra", Exact, Plate), ("Sari Dewi", Prefix, Plate), ("Budi Santoso", Prefix, Plate), ("Muhammad Fauzi", Inside, Plate)])]
#[case("1234xy", &[("Budi Santoso", Prefix, Plate)])]
#[case("b 1234 xyz", &[("Budi Santoso", Exact, Plate)])]
#[case("123", &[("Sari Dewi", Prefix, Plate), ("Budi Santoso", Prefix, Plate), ("Muhammad Fauzi", Tail, Plate), ("Soekarno Putra", Inside, Phone)])]
#[case("c2", &[("Sari Dewi", Exact, Code)])]
#[case("C-00002", &[("Sari Dewi", Exact, Code)])]
#[case("k77", &[("PT Karya Abadi", Exact, Code)])]
#[case("890", &[("Budi Santoso", Tail, Phone)])]
#[case("+62 813-1111", &[("Sari Dewi", Prefix, Phone)])]
#[case("62813", &[("Sari Dewi", Prefix, Phone)])]
#[case("813", &[("Sari Dewi", Prefix, Phone)])]
#[case("0813", &[("Sari Dewi", Prefix, Phone)])]
#[case("2813", &[])]
#[case("28131111", &[])]
#[case("0812 3456 7890", &[("Budi Santoso", Exact, Phone)])]
#[case("santoso budi", &[("Budi Santoso", Exact, Name)])]
#[case("budi san", &[("Budi Santoso", Prefix, Name)])]
#[case("pak budi", &[("Budi Santoso", Prefix, Name)])]
#[case("sukarno", &[("Soekarno Putra", Inside, Name)])]
#[case("moh fauzi", &[("Muhammad Fauzi", Exact, Name)])]
#[case("muller", &[("José Müller", Prefix, Name)])]
#[case("王小明", &[("王小明", Exact, Name)])]
#[case("snatoso", &[("Budi Santoso", Forgiven, Name)])]
#[case("b 1243 xyz", &[("Budi Santoso", Forgiven, Plate)])]
#[case("8 1234 xyz", &[("Budi Santoso", Forgiven, Plate)])]
#[case("l77sd", &[("José Müller", Exact, Plate)])]
#[case("555", &[("José Müller", Exact, Plate)])]
#[case("8888", &[("H 8888 QQ", Exact, Plate)])]
#[case("karya", &[("PT Karya Abadi", Prefix, Name), ("Joko", Inside, Name)])]
#[case("budi avanza", &[("Budi Santoso", Inside, Name)])]
#[case("1234 budi", &[("Budi Santoso", Inside, Name)])]
#[case("toyota sari avanza", &[("Sari Dewi", Inside, Name)])]
#[case("avanza", &[])]
#[case("budi brio", &[])]
#[case("1239 rinto", &[])]
fn a_line_finds_whom_it_means_in_order(
    #[case] text: &str,
    #[case] wanted: &[(&str, MatchClass, MatchField)],
) {
    let wanted: Vec<_> = wanted
        .iter()
        .map(|(name, class, field)| ((*name).to_owned(), *class, *field))
        .collect();
    assert_eq!(found(text), wanted, "{text}");
}

#[test]
fn own_fields_and_the_chassis_of_a_car_without_a_plate_find() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = book(dir.path());
    let mut index = build(&store);
    let mut facts = person("Wulan Card", &[]);
    for (key, value) in [
        ("custom.card", "7788-9900"),
        ("custom.cat", "Si Manis"),
        ("custom.since", "2019-05-04"),
        ("likes", "kopi pahit"),
    ] {
        facts.fields.insert(key.to_owned(), value.to_owned());
    }
    let mut vehicle = car("B 1 A", "Jazz");
    (vehicle.plate, vehicle.vin) = (None, "MHRGG83142R629021".to_owned());
    let add = Change::AddCustomer {
        facts: Box::new(facts),
        code: None,
        vehicle: Some(Box::new(vehicle)),
    };
    super::write(&mut store, 900, &add).unwrap();
    assert!(index.refresh(&store).unwrap());
    for index in [&index, &build(&store)] {
        let hit = |text: &str| {
            let found = store.find(Some(index), text, 5, &|| true).unwrap();
            let of = |hit: &Hit| (hit.name.clone(), hit.class, hit.field);
            found
                .hits
                .iter()
                .map(of)
                .find(|(name, ..)| name == "Wulan Card")
        };
        let wulan = |class, field| Some(("Wulan Card".to_owned(), class, field));
        assert_eq!(hit("77889900"), wulan(Exact, Code));
        assert_eq!(hit("7788"), wulan(Prefix, Code));
        assert_eq!(hit("9900"), wulan(Tail, Code));
        assert_eq!(hit("manis"), wulan(Inside, Name));
        assert_eq!(hit("mhrgg83142r629021"), wulan(Exact, Code));
        assert_eq!(hit("R629021"), wulan(Tail, Code));
        for text in ["2019", "kopi", "pahit"] {
            assert_eq!(hit(text), None, "{text}");
        }
    }
}

#[test]
fn a_hit_shows_what_the_clerk_needs() {
    let dir = tempfile::tempdir().unwrap();
    let store = book(dir.path());
    let index = build(&store);
    let hit = |text: &str| {
        store
            .find(Some(&index), text, 1, &|| true)
            .unwrap()
            .hits
            .remove(0)
    };
    let budi = hit("1234xyz");
    assert_eq!(budi.code, "C-00001");
    assert_eq!(budi.plate, "B 1234 XYZ");
    assert_eq!(budi.vehicle_text, "Toyota Avanza");
    assert_eq!(budi.phone, "0812-3456-7890");
    assert_eq!(budi.last_day, Some("2026-11-01".parse().unwrap()));
    assert_eq!(budi.marks, [2, 3, 4, 5, 7, 8, 9]);
    // By name with the vehicle seen last; by an earlier plate with that plate beside today's.
    let by_name = hit("muller");
    assert_eq!(
        (by_name.plate.as_str(), by_name.earlier_plate.as_str()),
        ("N 555 EW", "")
    );
    let earlier = hit("l77");
    assert_eq!(
        (earlier.plate.as_str(), earlier.earlier_plate.as_str()),
        ("N 555 EW", "L 77 SD")
    );
    assert_eq!(earlier.marks, [0, 2, 3]);
    let unknown = hit("8888");
    assert_eq!(
        (unknown.customer, unknown.vehicle_text.as_str()),
        (None, "Toyota Brio")
    );
}

#[test]
fn an_empty_line_finds_the_latest_visitors() {
    let dir = tempfile::tempdir().unwrap();
    let store = book(dir.path());
    let index = build(&store);
    for index in [Some(&index), None] {
        let found = store.find(index, " ", 3, &|| true).unwrap();
        let names: Vec<_> = found.hits.iter().map(|hit| hit.name.as_str()).collect();
        assert_eq!(names, ["Soekarno Putra", "Sari Dewi", "Budi Santoso"]);
        assert_eq!(found.total, 8);
    }
}

#[rstest]
#[case("1234")]
#[case("b 1234 xyz")]
#[case("c2")]
#[case("k-77")]
#[case("0813 1111")]
#[case("budi santoso")]
#[case("b 1243 xyz")]
#[case("l 77 sd")]
#[case("0812-3456-7809")]
fn the_file_alone_finds_the_same_first(#[case] text: &str) {
    let dir = tempfile::tempdir().unwrap();
    let store = book(dir.path());
    let index = build(&store);
    let quick = store.find(Some(&index), text, 1, &|| true).unwrap();
    let slow = store.find(None, text, 1, &|| true).unwrap();
    assert!(slow.partial);
    assert_eq!(slow.hits, quick.hits);
    assert!(!slow.hits.is_empty());
}

#[test]
fn a_process_answers_in_full() {
    let dir = tempfile::tempdir().unwrap();
    let store = book(dir.path());
    for (text, first) in [
        ("b1234xyz", "Budi Santoso"),
        ("toso", "Budi Santoso"),
        ("1234", "Sari Dewi"),
    ] {
        let found = store.find_once(text, 10).unwrap();
        assert_eq!(
            (found.hits[0].name.as_str(), found.partial),
            (first, false),
            "{text}"
        );
    }
}

#[test]
fn at_most_so_many_are_filled_in_and_all_are_counted() {
    let dir = tempfile::tempdir().unwrap();
    let store = sample(dir.path(), 3000);
    let index = build(&store);
    let found = store.find(Some(&index), "b", 7, &|| true).unwrap();
    assert_eq!((found.hits.len(), found.total, found.more), (7, 1000, true));
    let few = store.find(Some(&index), "1234", 1, &|| true).unwrap();
    let all = store.find(Some(&index), "1234", 500, &|| true).unwrap();
    assert_eq!((few.total, few.more), (all.hits.len(), false));
}

/// Where everybody is listed, nobody's tier is looked up.
fn untiered(mut found: crate::domain::Found) -> crate::domain::Found {
    assert!(
        found
            .hits
            .iter()
            .all(|hit| hit.customer.is_none() || hit.tier.is_some())
    );
    for hit in &mut found.hits {
        hit.tier = None;
    }
    found
}

#[test]
fn all_of_them_come_one_after_the_other_in_the_same_order() {
    let dir = tempfile::tempdir().unwrap();
    let store = sample(dir.path(), 120);
    let index = build(&store);
    let all = |text: &str, also| {
        let mut hits = Vec::new();
        let each = |hit, _| {
            hits.push(hit);
            Ok::<(), crate::store::StoreError>(())
        };
        store.find_all(&index, text, also, each).unwrap();
        hits
    };
    for text in ["", "  ", "a", "b 1", "08", "budi", "nobody at all", "?"] {
        let found = untiered(store.find(Some(&index), text, 100_000, &|| true).unwrap());
        assert_eq!(all(text, None), found.hits, "{text:?}");
    }
    assert_eq!(all("", None).len(), 120);
    let who = Subject::Customer(CustomerId(7), None);
    for text in ["", "nobody at all"] {
        let mut found = store.find(Some(&index), text, 100_000, &|| true).unwrap();
        store.put_among(&mut found, who).unwrap();
        assert_eq!(all(text, Some(who)), untiered(found).hits, "{text:?}");
    }
}

#[test]
fn a_customer_with_two_such_plates_stands_there_twice_and_is_one() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = empty(dir.path());
    let change = Change::AddCustomer {
        facts: Box::new(person("Budi", &[])),
        code: None,
        vehicle: Some(Box::new(car("B 1234 XYZ", "Avanza"))),
    };
    let budi = super::write(&mut store, 1, &change).unwrap().customer;
    for (op, owner) in [(2, Owner::Known(budi.unwrap())), (3, Owner::Unknown)] {
        let change = Change::AddVehicle {
            facts: Box::new(car(&format!("B 1234 X{op}"), "Innova")),
            owner,
            since: None,
        };
        super::write(&mut store, op, &change).unwrap();
    }
    let index = build(&store);
    for index in [Some(&index), None] {
        let found = store.find(index, "1234", 9, &|| true).unwrap();
        assert_eq!((found.total, found.people, found.customers), (3, 1, 1));
    }
}

#[test]
fn slips_are_forgiven_only_while_fewer_than_ten_others_were_found() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = empty(dir.path());
    let plates = ('A'..='J').map(|letter| format!("B 1234 {letter}"));
    let mut told = Vec::new();
    for (number, plate) in (1..).zip(["B 1243 ZZ".to_owned()].into_iter().chain(plates)) {
        let change = Change::AddCustomer {
            facts: Box::new(person("Budi", &[])),
            code: None,
            vehicle: Some(Box::new(car(&plate, "Avanza"))),
        };
        super::write(&mut store, number, &change).unwrap();
        let index = build(&store);
        let found = [None, Some(&index)].map(|index| {
            let found = store.find(index, "1234", 50, &|| true).unwrap();
            let forgiven = found.hits.iter().filter(|hit| hit.class == Forgiven);
            (found.hits.len(), forgiven.count())
        });
        assert_eq!(found[0], found[1], "by the file and by the index");
        told.push(found[0]);
    }
    assert_eq!(told[9..], [(10, 1), (10, 0)]);
}

#[test]
fn a_search_that_nobody_waits_for_is_given_up() {
    use std::cell::Cell;
    let dir = tempfile::tempdir().unwrap();
    let store = sample(dir.path(), 300);
    let index = build(&store);
    let cancelled = |result| matches!(result, Err(crate::store::StoreError::Cancelled));
    for text in ["b", "1234", "budi santoso", "snatoso", "avanza budi"] {
        assert!(
            cancelled(store.find(Some(&index), text, 9, &|| false).map(drop)),
            "{text}"
        );
        // Wherever it is asked: it gives up then, or is done.
        for asked in 1..40 {
            let left: Cell<u32> = Cell::new(asked);
            let wanted = || left.replace(left.get().saturating_sub(1)) > 0;
            if let Err(error) = store.find(Some(&index), text, 9, &wanted) {
                assert!(cancelled(Err(error)), "{text}");
            }
        }
    }
    assert!(cancelled(
        Index::build(&store, &|_| (), &|| false).map(drop)
    ));
}
