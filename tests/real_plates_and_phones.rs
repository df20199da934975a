//! The rules for plates and phones against a real workshop's sheet, with the numbers that it was measured to have.

#![expect(clippy::expect_used, reason = "a test may say what it expects")]
#![expect(clippy::print_stdout, reason = "a skipped test says what it needs")]

use std::collections::{BTreeMap, BTreeSet};

use kenal::domain::plate::Indonesian;
use kenal::domain::{INDONESIA, Phone, Plate};

#[path = "support/real.rs"]
mod real;

/// Plate and phone of each row, or nothing where the real files are absent.
fn rows(file: &str) -> Option<Vec<(String, String)>> {
    let folder = real::folder()?;
    let Ok(mut reader) = csv::Reader::from_path(folder.join(file)) else {
        println!("skipped: needs {file}");
        return None;
    };
    let header = reader.headers().expect("a header").clone();
    let column = |name| {
        header
            .iter()
            .position(|cell| cell == name)
            .expect("a column")
    };
    let (plate, phone) = (column("nopol"), column("no_hp"));
    let cells = |row: csv::StringRecord| (row[plate].to_owned(), row[phone].to_owned());
    Some(
        reader
            .records()
            .map(|row| cells(row.expect("a row")))
            .collect(),
    )
}

#[test]
fn plates_of_a_real_workshop_are_understood() {
    let Some(rows) = rows("carspeed_konsumen_id.csv") else {
        return;
    };
    let plates: Vec<Plate> = rows
        .iter()
        .filter_map(|(plate, _)| Plate::parse(plate))
        .collect();
    let keys: BTreeSet<&str> = plates.iter().map(|plate| plate.key.as_str()).collect();
    let odd = keys
        .iter()
        .filter(|key| Indonesian::of(key).is_none())
        .count();
    // One of the 2,612 rows says (BLANK), and one plate stands there twice.
    assert_eq!((plates.len(), keys.len(), odd), (2611, 2610, 3));
}

#[test]
fn phones_of_a_real_workshop_are_understood() {
    let Some(rows) = rows("carspeed_konsumen_id.csv") else {
        return;
    };
    let mut usable = 0;
    let mut flags = BTreeMap::new();
    for (_, text) in &rows {
        let phones = Phone::parse_all(text, INDONESIA);
        usable += usize::from(phones.iter().any(|(phone, _)| phone.is_mobile()));
        for flag in phones.iter().filter_map(|(phone, _)| phone.flag) {
            *flags.entry(flag.code()).or_insert(0) += 1;
        }
    }
    assert_eq!(usable, 2510);
    let wanted = [
        ("leading_zero_restored", 5),
        ("phone_bad_length", 6),
        ("phone_doubled_zero", 34),
        ("phone_placeholder", 36),
    ];
    assert_eq!(flags, BTreeMap::from(wanted));
}
