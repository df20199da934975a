//! N03, N04: clocks that are wrong, time zones, and birthdays that are not every year.

use std::path::Path;
use std::process::Command;

use crate::support::{Book, Ran, ended};

const LIBRARIES: [&str; 3] = [
    "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1",
    "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1",
    "/usr/lib/faketime/libfaketime.so.1",
];

/// Runs without a day that is said, so that the clock decides.
fn by_the_clock(book: &Book, variables: &[(&str, &str)], words: &[&str]) -> Ran {
    let like = book.command(["info"]);
    let mut command = Command::new(like.get_program());
    command.env_clear().envs(
        like.get_envs()
            .filter_map(|(name, value)| Some((name, value?))),
    );
    ended(
        command
            .envs(variables.to_vec())
            .args(words)
            .current_dir(book.path("")),
    )
}

fn works(book: &Book, variables: &[(&str, &str)]) {
    for words in [
        &["record", "customer", "--name", "Budi"][..],
        &["record", "visit", "--customer", "c1", "--total", "5000"],
        &["show", "c1"],
        &["history", "c1", "--json"],
        &["audit"],
        &["info"],
        &["undo"],
    ] {
        let ran = by_the_clock(book, variables, words);
        assert!(
            ran.code.is_some_and(|code| code < 70),
            "{variables:?} {words:?}: {ran:?}"
        );
    }
}

#[test]
fn a_clock_that_is_wrong_or_jumps_back_is_no_panic() {
    let Some(library) = LIBRARIES.iter().find(|path| Path::new(path).exists()) else {
        println!("skipped: needs libfaketime");
        return;
    };
    let book = Book::garage();
    for time in [
        "1969-06-01 00:00:00",
        "2024-02-29 23:59:59",
        "2038-01-19 03:14:08",
        "9999-12-31 23:59:59",
        "2016-11-25 08:00:00",
    ] {
        works(
            &book,
            &[
                ("LD_PRELOAD", library),
                ("FAKETIME", time),
                ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
            ],
        );
    }
}

#[test]
fn no_time_zone_breaks_anything() {
    let book = Book::garage();
    for zone in [
        "Asia/Jakarta",
        "UTC",
        "America/New_York",
        "Garbage/Nowhere",
        "",
        ":",
        "XXX+99:99",
        "../../etc/passwd",
    ] {
        works(&book, &[("TZ", zone)]);
    }
}

#[test]
fn the_newest_is_what_was_written_last_whatever_the_clock_says() {
    let book = Book::garage();
    for (day, name) in [
        ("2030-01-01", "Xqvwzkelak"),
        ("1999-12-31", "Jhyfgdulu"),
        ("2026-11-22", "Pwmbtkini"),
    ] {
        book.out(["--today", day, "record", "customer", "--name", name]);
        let undone = book.json(["--today", "2000-01-01", "undo", "--list", "--json"]);
        assert!(!undone.is_null());
    }
    for name in ["Pwmbtkini", "Jhyfgdulu", "Xqvwzkelak"] {
        assert_eq!(book.run(["find", name]).code, Some(0));
        book.out(["--today", "2099-01-01", "undo"]);
        assert_eq!(
            book.run(["find", name]).code,
            Some(1),
            "{name} was the newest"
        );
    }
}

#[test]
fn a_birthday_on_the_29th_of_february_is_kept_as_it_is_on_every_day_and_in_every_zone() {
    let book = Book::empty();
    book.out([
        "record",
        "customer",
        "--name",
        "Kabisat",
        "--birthday",
        "29/2/2000",
    ]);
    book.out([
        "record",
        "customer",
        "--name",
        "Tanpa Tahun",
        "--birthday",
        "29/2",
    ]);
    for day in [
        "2026-02-27",
        "2026-02-28",
        "2026-03-01",
        "2028-02-29",
        "2026-12-31",
        "2027-01-01",
    ] {
        for (who, year) in [
            ("c1", serde_json::json!(2000)),
            ("c2", serde_json::Value::Null),
        ] {
            let shown = book.json(["--today", day, "show", who, "--json"]);
            let wanted = serde_json::json!({"day": 29, "month": 2, "year": year});
            assert_eq!(shown["customer"]["birthday"], wanted, "{day}");
        }
    }
    for zone in [
        "Asia/Jakarta",
        "UTC",
        "America/New_York",
        "Pacific/Kiritimati",
    ] {
        let ran = by_the_clock(&book, &[("TZ", zone)], &["show", "c1", "--json"]);
        assert!(ran.out.contains("29"), "{zone}: {ran:?}");
    }
    let common = book.out(["--today", "2027-02-28", "show", "c1"]);
    assert!(
        common.to_lowercase().contains("birthday today")
            || common.contains("🎂")
            || common.to_lowercase().contains("birthday"),
        "{common}"
    );
}
