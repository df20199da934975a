//! Finding in whole books: held against the rules read slowly, while everything changes.

mod fresh;
mod hostile;
mod lines;
mod right_one;

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::Path;

use super::entry::{Entry, Slips};
use super::hits::{Candidates, Who};
use super::look::FEW;
use super::query::Query;
use super::{Index, Look, fill};
use crate::domain::{
    Author, Change, CustomerFacts, Day, OpId, Phone, PhoneEntry, Plate, Receipt, VehicleFacts,
    VisitFacts,
};
use crate::domain::{CustomerId, Household, INDONESIA, Subject, VehicleId};
use crate::store::{NewShop, Store};

fn today() -> Day {
    "2026-11-22".parse().unwrap()
}

fn sample(dir: &Path, customers: u64) -> Store {
    let go_on = |_, _| ControlFlow::Continue(());
    Store::create_sample(&dir.join("sample.db"), 7, customers, today(), go_on).unwrap()
}

fn empty(dir: &Path) -> Store {
    let shop = NewShop {
        name: "Bengkel".to_owned(),
        currency: "IDR".to_owned(),
        trade: "garage".to_owned(),
        utc_offset_minutes: 420,
    };
    Store::create(&dir.join("book.db"), &shop).unwrap()
}

fn build(store: &Store) -> Index {
    Index::build(store, &|_| (), &|| true).unwrap()
}

fn author() -> Author {
    Author {
        staff: None,
        name: "Rina".to_owned(),
        terminal: "test".to_owned(),
    }
}

/// Writes with the number of the operation.
fn write(store: &mut Store, op: u64, change: &Change) -> crate::store::StoreResult<Receipt> {
    let mut name = [0; 16];
    name[..8].copy_from_slice(&op.to_le_bytes());
    store.write(&author(), OpId(name), change)
}

fn person(name: &str, phones: &[&str]) -> CustomerFacts {
    let entry = |text: &&str| PhoneEntry {
        phone: Phone::parse(text, INDONESIA),
        label: String::new(),
    };
    CustomerFacts {
        name: name.to_owned(),
        phones: phones.iter().map(entry).collect(),
        ..CustomerFacts::default()
    }
}

fn car(plate: &str, model: &str) -> VehicleFacts {
    VehicleFacts {
        plate: Plate::parse(plate),
        make: "Toyota".to_owned(),
        model: model.to_owned(),
        ..VehicleFacts::default()
    }
}

fn visit(customer: Option<CustomerId>, vehicle: Option<VehicleId>, day: &str) -> VisitFacts {
    VisitFacts {
        customer,
        vehicle,
        day: day.parse().unwrap(),
        ..VisitFacts::on(today())
    }
}

/// Everybody in the book, read one by one.
fn everybody(store: &Store) -> Vec<Entry> {
    let ids = |sql: &str| {
        let mut statement = store.conn.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get::<_, i64>(0)).unwrap();
        rows.collect::<Result<Vec<_>, _>>().unwrap()
    };
    let customers = ids("SELECT id FROM customer")
        .into_iter()
        .map(Who::Customer);
    let vehicles = ids("SELECT id FROM vehicle").into_iter().map(Who::Vehicle);
    let read = |who| Entry::read(&store.conn, who).unwrap();
    customers.chain(vehicles).filter_map(read).collect()
}

/// What the rules find, read slowly.
fn slowly(everybody: &[Entry], text: &str) -> Candidates {
    let query = Query::parse(text);
    let mut found = Candidates::default();
    for entry in everybody {
        entry.whole(&query, &mut found.list);
    }
    found.settle();
    if found.list.is_empty() && !query.tokens.is_empty() {
        for entry in everybody {
            entry.mixed(&query, &mut found.list);
        }
        found.settle();
    }
    if found.list.len() < FEW {
        let slips = Slips::of(&query);
        for entry in everybody {
            entry.forgiven(&query, &slips, &mut found.list);
        }
        found.settle();
    }
    found
}

/// What the index finds.
fn quickly(store: &Store, index: &Index, text: &str) -> Candidates {
    let query = Query::parse(text);
    let models = |some, words: &[&Query]| fill::with_models(&store.conn, some, words);
    Look::new(index, &query, 100, &|| true)
        .run(&models)
        .unwrap()
}

/// Lines that somebody may type into this book: pieces of what stands in it, and slips.
fn lines(store: &Store) -> BTreeSet<String> {
    let texts = |sql: &str| {
        let mut statement = store.conn.prepare(sql).unwrap();
        let rows = statement
            .query_map([], |row| row.get::<_, String>(0))
            .unwrap();
        rows.collect::<Result<Vec<_>, _>>().unwrap()
    };
    let mut lines: BTreeSet<String> = [
        "b",
        "1",
        "12",
        "123",
        "1234",
        "x",
        "xy",
        "ab 1",
        "0812",
        "084",
        "456",
        "c1",
        "c0001",
        "42",
        "bud",
        "sari de",
        "pt",
        "jaya",
        "karya",
        "moh",
        "avanza budi",
        "brio",
        "toyota a",
        "z9z9z9",
        "",
    ]
    .into_iter()
    .map(str::to_owned)
    .collect();
    for (sql, cuts) in [
        (
            "SELECT plate FROM vehicle WHERE plate <> '' AND id % 37 = 1",
            12,
        ),
        ("SELECT plate FROM plate_history LIMIT 5", 12),
        ("SELECT raw FROM phone WHERE customer_id % 41 = 1", 14),
        ("SELECT name FROM customer WHERE id % 43 = 1", 16),
        ("SELECT code FROM customer WHERE id % 97 = 1", 8),
        ("SELECT code FROM alias LIMIT 5", 8),
        (
            "SELECT value FROM customer_field WHERE key LIKE 'custom.%' LIMIT 5",
            9,
        ),
    ] {
        for text in texts(sql) {
            let chars: Vec<char> = text.chars().collect();
            let cut = cuts.min(chars.len());
            lines.extend([2, cut / 2, cut].map(|to| chars[..to.min(chars.len())].iter().collect()));
            lines.insert(chars[chars.len() - chars.len().min(4)..].iter().collect());
            let mut slip = chars.clone();
            slip.swap(cut / 2, (cut / 2 + 1).min(chars.len() - 1));
            lines.insert(slip.iter().collect());
            let mut missing = chars.clone();
            missing.remove(chars.len() / 2);
            lines.insert(missing.iter().collect());
        }
    }
    lines
}

/// How many names the index knows; fails unless they are those of the book.
fn names_known(store: &Store, index: &Index) -> usize {
    let mut known = 0;
    for (row, who) in index.packed.rows.iter() {
        let rank = index.packed.rows.rank(row).unwrap();
        if let (Who::Customer(id), Some(name)) = (who, index.name_key(rank)) {
            let sql = "SELECT name_key FROM customer WHERE id = ?1";
            let key: String = store.conn.query_row(sql, [id], |row| row.get(0)).unwrap();
            assert_eq!(name, key);
            known += 1;
        }
    }
    known
}

/// Fails unless the index finds what the rules find.
fn agrees(store: &Store, index: &Index, when: &str) {
    names_known(store, index);
    let everybody = everybody(store);
    for line in lines(store) {
        let (slow, quick) = (slowly(&everybody, &line), quickly(store, index, &line));
        let counted = quick.list.len().min(super::COUNTED);
        // Of very many, and of very many who may own some model, the first.
        let same = if quick.more {
            slow.list.starts_with(&quick.list[..counted])
        } else {
            slow.list == quick.list
        };
        let differs = slow.list.iter().zip(&quick.list).position(|(a, b)| a != b);
        let place = differs.map(|at| (at, slow.list[at], quick.list[at]));
        let sizes = (slow.list.len(), quick.list.len(), quick.more);
        assert!(same, "{line:?} {when}: {sizes:?} {place:?}");
    }
}
