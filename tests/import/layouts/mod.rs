//! One invented shop in hundreds of layouts: whatever header, order, delimiter, encoding, title, total and
//! way of writing days, money, plates and phones, the same book comes out.

mod columns;
mod dice;
mod file;
mod people;
mod sheet;
mod shop;
mod ways;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use chrono::NaiveDate;

use crate::book::Book;
use crate::options;
use dice::Dice;
use file::{workbook, written};
use people::check_people;
use sheet::sheet;
use shop::{Kind, NAMES, Visit, shop};

type Facts = BTreeSet<(String, NaiveDate, Option<i64>, String)>;

fn check(seed: u64) -> Result<(), String> {
    let mut dice = Dice(seed);
    let rows_are = dice.of(&[Kind::Whole, Kind::Whole, Kind::Lines, Kind::Heads]);
    let shop = shop(&mut dice, rows_are != Kind::Whole);
    let typed = dice.once_in(4);
    let rows = sheet(&shop, rows_are, typed, &mut dice);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder
        .path()
        .join(if typed { "buku.xlsx" } else { "buku.csv" });
    let bytes = if typed {
        workbook(&rows)
    } else {
        written(&rows, &mut dice)
    };
    fs::write(&path, bytes).expect("written");
    let mut book = Book::default();
    let text = || {
        rows.iter()
            .map(|row| row.join(" | "))
            .collect::<Vec<_>>()
            .join("\n")
    };
    let report = book
        .import(&[path], &options())
        .map_err(|refused| format!("{refused}\n{}", text()))?;
    let mut wrong = book.faults.clone();
    let key = |visit: &Visit| visit.plate.concat();
    let owners: BTreeMap<String, (&str, String)> = shop
        .visits
        .iter()
        .map(|visit| {
            (
                key(visit),
                (
                    NAMES[visit.customer],
                    format!("+62{}", shop.phones[visit.customer]),
                ),
            )
        })
        .collect();
    for (plate, (name, e164)) in &owners {
        match book.owner(plate) {
            Some(owner)
                if owner.name == *name
                    && owner.phones.iter().any(|p| p.e164.as_ref() == Some(e164)) => {}
            owner => wrong.push(format!("{plate} of {name} {e164}: {owner:?}")),
        }
    }
    let should: Facts = shop
        .visits
        .iter()
        .map(|visit| {
            (
                key(visit),
                visit.day,
                Some(i64::from(visit.total)),
                visit
                    .lines
                    .iter()
                    .map(|(work, _)| *work)
                    .collect::<Vec<_>>()
                    .join("+"),
            )
        })
        .collect();
    let is: Facts = book
        .visits
        .iter()
        .zip(&book.who)
        .map(|(kept, (_, vehicle))| {
            let plate = vehicle.map_or("", |v| &book.vehicles[v].record.plate_key);
            let visit = &kept.record;
            let work: Vec<&str> = visit.lines.iter().map(|line| line.text.as_str()).collect();
            (plate.to_owned(), visit.day, visit.total, work.join("+"))
        })
        .collect();
    wrong.extend(
        should
            .symmetric_difference(&is)
            .map(|fact| format!("{fact:?}")),
    );
    let people: BTreeSet<usize> = shop.visits.iter().map(|visit| visit.customer).collect();
    let counts = (book.customers.len(), book.vehicles.len(), book.visits.len());
    if counts != (people.len(), owners.len(), shop.visits.len()) {
        wrong.push(format!("customers, vehicles, visits: {counts:?}"));
    }
    let lines: usize = shop.visits.iter().map(|visit| visit.lines.len()).sum();
    if report.files[0].rows != lines as u64 {
        wrong.push(format!("{} rows of {lines}", report.files[0].rows));
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(format!("{}\n{}", wrong.join("\n"), text()))
    }
}

/// Every seed is a layout; none may fail.
fn in_any_layout(check: fn(u64) -> Result<(), String>) {
    let failed: Vec<String> = (0..120)
        .filter_map(|seed| Some(format!("layout {seed}:\n{}", check(seed).err()?)))
        .collect();
    let all = failed.join("\n\n");
    assert!(failed.is_empty(), "{} fail\n{all}", failed.len());
}

#[test]
fn one_list_of_people_in_any_layout_is_the_same_book() {
    in_any_layout(check_people);
}

#[test]
fn one_shop_in_any_layout_is_the_same_book() {
    in_any_layout(check);
}
