//! An index beside a book that changes.

use super::*;
use crate::domain::Owner;
use crate::store::StoreError;
use proptest::prelude::*;

/// Something that somebody does, with numbers to choose by.
fn act(store: &mut Store, op: u64, kind: u8, pick: i64) {
    let customers = highest(store, "SELECT max(id) FROM customer");
    let vehicles = highest(store, "SELECT max(id) FROM vehicle");
    let customer = CustomerId(pick % customers + 1);
    let vehicle = VehicleId(pick % vehicles + 1);
    let change = match kind {
        0 => Change::AddCustomer {
            facts: Box::new(person(
                &format!("Sukma Wijaya{pick}"),
                &[&format!("0845{:07}", pick % 10_000_000)],
            )),
            code: None,
            vehicle: Some(Box::new(car(
                &format!("B {} QX", pick % 9000 + 1000),
                "Rush",
            ))),
        },
        1 => {
            let Some(base) = store.customer(customer).unwrap() else {
                return;
            };
            let mut facts = base.facts.clone();
            facts.name = format!(
                "{} Sarjono",
                facts.name.chars().take(180).collect::<String>()
            );
            facts.phones = person("", &[&format!("0846{:07}", pick % 10_000_000)]).phones;
            for (key, value) in [
                ("custom.card", format!("K{pick}")),
                ("custom.pet", format!("Si Belang{}", pick % 7)),
            ] {
                facts.fields.insert(key.to_owned(), value);
            }
            let (base, facts) = (Box::new(base.facts), Box::new(facts));
            Change::EditCustomer {
                id: customer,
                base,
                facts,
            }
        }
        2 => Change::ChangePlate {
            vehicle,
            plate: Plate::parse(&format!("AB {} ZZ", pick % 9000 + 1000)).unwrap(),
            day: today(),
        },
        3 => Change::ChangeOwner {
            vehicle,
            owner: Owner::Known(customer),
            day: today(),
        },
        4 => Change::AddVisit {
            facts: Box::new(visit(Some(customer), None, "2026-11-22")),
        },
        5 => Change::AddVehicle {
            facts: Box::new(car(&format!("D {} UU", pick % 9000 + 1000), "Calya")),
            owner: if pick % 2 == 0 {
                Owner::Unknown
            } else {
                Owner::Known(customer)
            },
            since: None,
        },
        6 => Change::ChangeOwner {
            vehicle,
            owner: Owner::New(Box::new(person(&format!("Pembeli Baru{pick}"), &[]))),
            day: today(),
        },
        _ => Change::Undo { change: None },
    };
    match write(store, op, &change) {
        // What cannot be done is not done.
        Ok(_)
        | Err(
            StoreError::NothingToUndo
            | StoreError::Refused(_)
            | StoreError::Conflict(_)
            | StoreError::Gone
            | StoreError::RestsOn { .. },
        ) => {}
        Err(error) => panic!("{change:?}: {error}"),
    }
}

fn highest(store: &Store, sql: &str) -> i64 {
    store.conn.query_row(sql, [], |row| row.get(0)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn an_index_that_is_kept_fresh_finds_what_a_new_one_finds(acts in prop::collection::vec((0_u8..9, 0_i64..100_000), 1..25)) {
        let dir = tempfile::tempdir().unwrap();
        let mut store = sample(dir.path(), 150);
        let reader = Store::open(&dir.path().join("sample.db"), crate::store::Access::Read).unwrap();
        let mut index = build(&reader);
        for (op, (kind, pick)) in (0..).zip(&acts) {
            act(&mut store, op, *kind, *pick);
            if pick % 3 != 0 {
                prop_assert!(index.refresh(&reader).unwrap());
            }
        }
        prop_assert!(index.refresh(&reader).unwrap());
        agrees(&reader, &index, "kept fresh");
        let new = build(&reader);
        for line in lines(&reader) {
            let kept = reader.find(Some(&index), &line, 30, &|| true).unwrap();
            prop_assert_eq!(kept, reader.find(Some(&new), &line, 30, &|| true).unwrap(), "{}", line);
        }
    }
}

#[test]
fn a_new_index_finds_what_the_rules_find() {
    let dir = tempfile::tempdir().unwrap();
    let store = sample(dir.path(), 1500);
    agrees(&store, &build(&store), "new");
}

#[test]
fn names_are_known_without_the_file_until_they_change() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = sample(dir.path(), 300);
    let mut index = build(&store);
    assert_eq!(names_known(&store, &index), 300);
    let id = CustomerId(7);
    let base = Box::new(store.customer(id).unwrap().unwrap().facts);
    let facts = Box::new(CustomerFacts {
        name: "Sukma Wijaya".to_owned(),
        ..(*base).clone()
    });
    write(&mut store, 1, &Change::EditCustomer { id, base, facts }).unwrap();
    assert!(index.refresh(&store).unwrap());
    assert!(names_known(&store, &index) < 300);
    let hits = store
        .find(Some(&index), "sukma wijayq", 10, &|| true)
        .unwrap()
        .hits;
    assert_eq!(hits[0].customer, Some(id));
}

#[test]
fn nothing_new_costs_nothing_and_a_load_asks_for_a_new_index() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = sample(dir.path(), 50);
    let mut index = build(&store);
    assert!(index.refresh(&store).unwrap());
    let load = store.load(
        &author(),
        OpId([9; 16]),
        crate::store::LoadKind::Import,
        &[],
    );
    let mut load = load.unwrap();
    let id = load
        .customer(None, &person("Zulkarnaen Baru", &[]))
        .unwrap();
    let batch = load.commit(&[]).unwrap().batch;
    assert!(!index.refresh(&store).unwrap());
    assert!(!index.refresh(&store).unwrap(), "it stays out of date");
    let mut index = build(&store);
    let found = store.find(Some(&index), "zulkarnaen", 5, &|| true).unwrap();
    assert_eq!(found.hits[0].customer, Some(id));
    write(&mut store, 1, &Change::UndoImport { batch }).unwrap();
    assert!(!index.refresh(&store).unwrap());
    index = build(&store);
    let found = store.find(Some(&index), "zulkarnaen", 5, &|| true).unwrap();
    assert_eq!(found.total, 0);
}

#[test]
fn somebody_who_is_gone_is_found_nowhere() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = sample(dir.path(), 50);
    let mut index = build(&store);
    let add = Change::AddCustomer {
        facts: Box::new(person("Qomaruddin Unik", &["0847-1234-567"])),
        code: None,
        vehicle: Some(Box::new(car("QQ 4711 QQ", "Rush"))),
    };
    write(&mut store, 1, &add).unwrap();
    let stale = build(&store);
    assert!(index.refresh(&store).unwrap());
    let lines = [
        "qomaruddin",
        "unik",
        "08471234567",
        "567",
        "qq4711qq",
        "4711",
        "c51",
        "qomarudin",
        "",
    ];
    for line in lines {
        let found = store.find(Some(&index), line, 100, &|| true).unwrap();
        assert!(
            found.hits.iter().any(|hit| hit.name == "Qomaruddin Unik"),
            "{line}"
        );
    }
    write(&mut store, 2, &Change::Undo { change: None }).unwrap();
    assert!(index.refresh(&store).unwrap());
    // The file has the last word even for an index that lags behind.
    for index in [Some(&index), Some(&stale), None] {
        for line in lines {
            let found = store.find(index, line, 100, &|| true).unwrap();
            assert!(
                found.hits.iter().all(|hit| hit.name != "Qomaruddin Unik"),
                "{line}"
            );
        }
    }
}

#[test]
fn more_changes_than_are_kept_beside_it_ask_for_a_new_index() {
    let dir = tempfile::tempdir().unwrap();
    let store = sample(dir.path(), 50);
    let mut index = build(&store);
    let sql = "INSERT INTO change (op_id, at, staff_name, terminal, kind, fields, subjects)
               VALUES (randomblob(16), '', '', '', 'x', '[]', ?1)";
    let all: Vec<i64> = (1..=1001).collect();
    let subjects = serde_json::json!({ "customer": all }).to_string();
    store.conn.execute(sql, [subjects]).unwrap();
    assert!(!index.refresh(&store).unwrap());
}

/// A book of a pet shop.
fn pet_shop(dir: &std::path::Path) -> Store {
    let shop = crate::store::NewShop {
        name: "Toko".to_owned(),
        currency: "IDR".to_owned(),
        trade: "pets".to_owned(),
        utc_offset_minutes: 420,
    };
    Store::create(&dir.join("pets.db"), &shop).unwrap()
}

fn pet(name: &str) -> VehicleFacts {
    VehicleFacts {
        make: name.to_owned(),
        model: "Kucing".to_owned(),
        ..VehicleFacts::default()
    }
}

fn tini_with_molly() -> Change {
    Change::AddCustomer {
        facts: Box::new(person("Tini", &[])),
        code: None,
        vehicle: Some(Box::new(pet("Molly"))),
    }
}

#[test]
fn a_pet_is_found_by_its_name_also_after_it_was_renamed() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = pet_shop(dir.path());
    let made = write(&mut store, 1, &tini_with_molly()).unwrap();
    let mut index = build(&store);
    let found = |store: &Store, index: &Index, line: &str| {
        let found = store.find(Some(index), line, 10, &|| true).unwrap();
        found.hits.iter().any(|hit| hit.name == "Tini")
    };
    assert!(found(&store, &index, "molly") && found(&store, &index, "mol"));
    let id = made.vehicle.unwrap();
    let base = store.vehicle(id).unwrap().unwrap();
    let renamed = Change::EditVehicle {
        id,
        base: Box::new(base.facts),
        facts: Box::new(pet("Belang")),
    };
    write(&mut store, 2, &renamed).unwrap();
    assert!(index.refresh(&store).unwrap());
    assert!(found(&store, &index, "belang") && !found(&store, &index, "molly"));
    assert!(found(&store, &build(&store), "belang"));
}

#[test]
fn of_several_pets_the_one_whose_name_was_typed_is_shown() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = pet_shop(dir.path());
    let tini = write(&mut store, 1, &tini_with_molly())
        .unwrap()
        .customer
        .unwrap();
    for (op, name) in [(2, "Si Belang"), (3, "Oreo")] {
        let change = Change::AddVehicle {
            facts: Box::new(pet(name)),
            owner: crate::domain::Owner::Known(tini),
            since: None,
        };
        write(&mut store, op, &change).unwrap();
    }
    let index = build(&store);
    for (line, shown) in [
        ("molly", "Molly Kucing"),
        ("mol", "Molly Kucing"),
        ("belang", "Si Belang Kucing"),
        ("oreo", "Oreo Kucing"),
        ("tini molly", "Molly Kucing"),
        // The newest, where no pet is named.
        ("tini", "Oreo Kucing"),
    ] {
        let found = store.find(Some(&index), line, 10, &|| true).unwrap();
        let first = found.hits.first().map(|hit| hit.vehicle_text.as_str());
        assert_eq!(first, Some(shown), "{line}");
    }
}

#[test]
fn somebody_who_was_just_written_down_stands_before_what_the_line_finds_once() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = empty(dir.path());
    let mut add = |op, name: &str, plate: &str| {
        let change = Change::AddCustomer {
            facts: Box::new(person(name, &[])),
            code: None,
            vehicle: Some(Box::new(car(plate, "Avanza"))),
        };
        let receipt = write(&mut store, op, &change).unwrap();
        Subject::Customer(receipt.customer.unwrap(), receipt.vehicle)
    };
    let budi = add(1, "Budi", "B 1234 XYZ");
    let ani = add(2, "Ani", "D 77 SD");
    let index = build(&store);
    let found = |also| {
        let mut found = store.find(Some(&index), "1234", 10, &|| true).unwrap();
        store.put_among(&mut found, also).unwrap();
        let names = found.hits.iter().map(|hit| hit.name.clone());
        assert_eq!(found.people, found.total, "everybody is another customer");
        (names.collect::<Vec<_>>(), found.total)
    };
    let names = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(found(budi), (names(&["Budi"]), 1));
    assert_eq!(found(ani), (names(&["Ani", "Budi"]), 2));
    // Nobody stands there who is not in the book.
    let nobody = Subject::Customer(CustomerId(99), None);
    assert_eq!(found(nobody), (names(&["Budi"]), 1));
    let mut again = store.find(Some(&index), "1234", 10, &|| true).unwrap();
    store.put_among(&mut again, ani).unwrap();
    assert_eq!(again.hits[0].plate, "D 77 SD");
    assert!(again.hits[0].marks.is_empty());
    // Of those who are not listed nobody is counted twice.
    let mut latest = store.find(Some(&index), "", 1, &|| true).unwrap();
    store.put_among(&mut latest, budi).unwrap();
    assert_eq!((latest.hits.len(), latest.total, latest.people), (2, 2, 2));
}

#[test]
fn a_household_finds_its_members_packed_and_fresh() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = empty(dir.path());
    let mut add = |op, name: &str, household: Option<&str>| {
        let mut facts = person(name, &[]);
        facts.household = household.map(|name| Household {
            id: None,
            name: name.to_owned(),
        });
        let change = Change::AddCustomer {
            facts: Box::new(facts),
            code: None,
            vehicle: None,
        };
        write(&mut store, op, &change).unwrap();
    };
    add(1, "Ani", Some("Keluarga Reksa 2"));
    add(2, "Joni", Some("Keluarga Reksa 2"));
    add(3, "Budi", None);
    let found = |store: &Store, index: &Index, line: &str| {
        let hits = store.find(Some(index), line, 10, &|| true).unwrap().hits;
        let names = hits.into_iter().map(|hit| hit.name);
        names.collect::<std::collections::BTreeSet<_>>()
    };
    let names = |names: &[&str]| names.iter().map(ToString::to_string).collect();
    let packed = build(&store);
    assert_eq!(found(&store, &packed, "reksa"), names(&["Ani", "Joni"]));
    assert_eq!(found(&store, &packed, "reksa joni"), names(&["Joni"]));
    let whole = found(&store, &packed, "keluarga reksa 2");
    assert_eq!(whole, names(&["Ani", "Joni"]));
    let mut fresh = Index::build(
        &empty(tempfile::tempdir().unwrap().path()),
        &|_| (),
        &|| true,
    )
    .unwrap();
    assert!(fresh.refresh(&store).unwrap());
    assert_eq!(found(&store, &fresh, "reksa"), names(&["Ani", "Joni"]));
}
