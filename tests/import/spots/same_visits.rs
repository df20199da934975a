//! One year of a garage in many layouts: whatever the file, the visits are the same.

use std::collections::BTreeMap;
use std::path::Path;

use kenal::exchange::plan::PlannedVisit;

use super::{Compare, imported, spot};
use crate::book::Book;
use crate::case::Wrong;
use crate::table::{Row, plate_key, rows, rupiah, slash_day};

/// Plate, day, amount and odometer of all visits, sorted.
fn facts(book: &Book) -> Vec<(String, String, i64, i64)> {
    let fact = |(visit, (_, vehicle)): (&PlannedVisit, &(Option<usize>, Option<usize>))| {
        let plate = vehicle.map(|v| book.vehicles[v].record.plate_key.clone());
        (
            plate.unwrap_or_default(),
            visit.day.to_string(),
            visit.total.unwrap_or(0),
            visit.odometer.unwrap_or(0),
        )
    };
    let visits = book.visits.iter().map(|kept| &kept.record);
    let mut facts: Vec<_> = visits.zip(&book.who).map(fact).collect();
    facts.sort();
    facts
}

/// The same out of the plainest of our own layouts: 400 rows, a visit each.
fn wanted_facts(folder: &Path, how_many: usize) -> Vec<(String, String, i64, i64)> {
    let all = rows(&folder.join("derived/bengkel_utf8bom_semicolon.csv"), b';');
    let fact = |row: &Row| {
        (
            plate_key(row.get("No Polisi")),
            slash_day(row.get("Tgl Servis")).expect("a day").to_string(),
            rupiah(row.get("Total")),
            row.number("KM").unwrap_or(0),
        )
    };
    let mut facts: Vec<_> = all.iter().take(how_many).map(fact).collect();
    facts.sort();
    facts
}

/// Visits of one vehicle on one day may have become one visit: amounts added, one of the odometers.
fn joined(facts: Vec<(String, String, i64, i64)>) -> BTreeMap<(String, String), (i64, Vec<i64>)> {
    let mut days = BTreeMap::new();
    for (plate, day, total, km) in facts {
        let (sum, readings) = days.entry((plate, day)).or_insert((0, Vec::new()));
        *sum += total;
        readings.push(km);
    }
    days
}

fn same_facts(book: &Book, wanted: Vec<(String, String, i64, i64)>, amounts: bool) -> Wrong {
    let (is, should) = (joined(facts(book)), joined(wanted));
    let mut wrong = Wrong::new();
    for (day, should) in &should {
        match is.get(day) {
            None => wrong.push(format!("no visit of {day:?}")),
            Some(is)
                if (amounts && is.0 != should.0)
                    || is.1.iter().any(|km| !should.1.contains(km)) =>
            {
                wrong.push(format!("{day:?}: {is:?}, should be {should:?}"));
            }
            Some(_) => {}
        }
    }
    let more = is.keys().filter(|day| !should.contains_key(*day));
    wrong.extend(more.map(|day| format!("nobody wrote of {day:?}")));
    wrong
}

macro_rules! same_visits {
    ($($test:ident: $file:literal, $rows:literal, amounts $amounts:literal;)*) => {
        $(#[test]
        fn $test() {
            spot($file, |folder| {
                let book = imported(folder, &[concat!("derived/", $file)]);
                same_facts(&book, wanted_facts(folder, $rows), $amounts)
            });
        })*
    };
}

same_visits! {
    semicolons_give_the_same_visits: "bengkel_utf8bom_semicolon.csv", 400, amounts true;
    the_sep_line_gives_the_same_visits: "bengkel_sep_line.csv", 400, amounts true;
    utf_16_gives_the_same_visits: "bengkel_utf16le.txt", 400, amounts true;
    months_in_xlsx_give_the_same_visits: "bengkel_per_kunjungan_bulanan.xlsx", 400, amounts true;
    months_in_ods_give_the_same_visits: "bengkel_per_kunjungan_bulanan.ods", 400, amounts true;
    months_in_xls_give_the_same_visits: "bengkel_per_kunjungan_bulanan.xls", 400, amounts true;
    visits_spread_in_xlsx_are_the_same: "bengkel_per_pelanggan_melebar.xlsx", 400, amounts false;
    visits_spread_in_ods_are_the_same: "bengkel_per_pelanggan_melebar.ods", 400, amounts false;
    visits_spread_in_xls_are_the_same: "bengkel_per_pelanggan_melebar.xls", 400, amounts false;
    days_and_money_that_excel_damaged_are_the_same: "bengkel_kerusakan_excel.xlsx", 150, amounts true;
    days_and_money_damaged_in_ods_are_the_same: "bengkel_kerusakan_excel.ods", 150, amounts true;
}

#[test]
fn mechanics_oils_and_complaints_of_each_month_arrive() {
    spot("months in detail", |folder| {
        let book = imported(folder, &["derived/bengkel_per_kunjungan_bulanan.xlsx"]);
        let mut wrong = Wrong::new();
        for row in rows(&folder.join("derived/bengkel_utf8bom_semicolon.csv"), b';') {
            let (key, day) = (
                plate_key(row.get("No Polisi")),
                slash_day(row.get("Tgl Servis")),
            );
            let its = |place: &usize| {
                let plate = book.who[*place]
                    .1
                    .map(|v| &book.vehicles[v].record.plate_key);
                plate == Some(&key) && Some(book.visits[*place].record.day) == day
            };
            let total = rupiah(row.get("Total"));
            let places: Vec<usize> = (0..book.visits.len()).filter(its).collect();
            // Two visits of one vehicle on one day are told apart by their amounts, if they are two.
            let exact = places
                .iter()
                .find(|p| book.visits[**p].record.total == Some(total));
            let Some(visit) = exact.or(places.first()).map(|p| &book.visits[*p].record) else {
                wrong.push(format!("line {}: no visit", row.line));
                continue;
            };
            if exact.is_none() {
                continue;
            }
            wrong.compare(&row, "oil", visit.oil.as_str(), row.get("Oli"));
            wrong.compare(
                &row,
                "mechanic",
                visit.mechanics.join("+"),
                row.get("Mekanik").to_owned(),
            );
            wrong.compare(
                &row,
                "complaint",
                visit.complaint.as_str(),
                row.get("Keluhan"),
            );
            wrong.compare(
                &row,
                "payment",
                visit.payment.as_str(),
                row.get("Cara Bayar"),
            );
            wrong.compare(
                &row,
                "next day",
                visit.next_day,
                slash_day(row.get("Servis Berikutnya")),
            );
            let work =
                |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
            let lines: String = visit.lines.iter().map(|line| work(&line.text)).collect();
            wrong.compare(&row, "work", lines, work(row.get("Pekerjaan")));
        }
        wrong
    });
}
