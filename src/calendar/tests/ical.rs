use super::day;
use crate::calendar::{Item, calendar_file};
use proptest::prelude::*;

/// A reader of its own, after the grammar of RFC 5545: unfolds, splits, and takes marks off.
/// Answers with name and value of every line.
fn read(file: &str) -> Vec<(String, String)> {
    assert!(file.ends_with("\r\n"), "the last line has an end");
    for line in file.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.contains(['\r', '\n']), "a bare line end: {line:?}");
    }
    let whole = file.replace("\r\n ", "");
    let lines = whole.split_terminator("\r\n");
    lines
        .map(|line| {
            let (name, value) = line.split_once(':').expect("name and value");
            (name.to_owned(), plain(value))
        })
        .collect()
}

fn plain(value: &str) -> String {
    let mut out = String::new();
    let mut letters = value.chars();
    while let Some(c) = letters.next() {
        match c {
            '\\' => match letters.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(c @ ('\\' | ';' | ',')) => out.push(c),
                other => panic!("\\{other:?} means nothing"),
            },
            ';' | ',' => panic!("{c} is not marked in {value}"),
            c => out.push(c),
        }
    }
    out
}

fn item(summary: &str, description: &str) -> Item {
    Item {
        id: "birthday-42-2026".to_owned(),
        day: day("2026-12-31"),
        until: day("2026-12-31"),
        summary: summary.to_owned(),
        description: description.to_owned(),
    }
}

#[test]
fn the_file_is_what_the_standard_says() {
    let items = [item("Ulang tahun Pak Budi; 52", "0812\nGold, \\o/")];
    let file = calendar_file("Bengkel, Maju", "0f1e", day("2026-11-26"), &items);
    insta::assert_snapshot!(file.replace("\r\n", "\n"));
}

#[test]
fn the_same_thing_has_the_same_name_in_every_file() {
    let uid = |as_of: &str| {
        let file = calendar_file("a", "0f1e", day(as_of), &[item("x", "")]);
        let lines = read(&file);
        lines.into_iter().find(|(name, _)| name == "UID")
    };
    assert_eq!(uid("2026-11-26"), uid("2026-12-01"));
}

proptest! {
    #[test]
    fn whatever_is_written_reads_back(summary in "\\PC{0,200}", description in "(\\PC|\n){0,300}") {
        let file = calendar_file("Kenal", "0f1e", day("2026-11-26"), &[item(&summary, &description)]);
        let lines = read(&file);
        let value = |name: &str| {
            let found = lines.iter().find(|(known, _)| known == name);
            found.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        prop_assert_eq!(value("SUMMARY"), summary);
        prop_assert_eq!(value("DESCRIPTION"), description);
        prop_assert_eq!(value("DTSTART;VALUE=DATE"), "20261231");
        prop_assert_eq!(value("DTEND;VALUE=DATE"), "20270101");
    }
}
