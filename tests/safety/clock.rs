//! N03, N04: clocks that are wrong, time zones, and birthdays that are not every year.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::oracle::sound;
use crate::support::{Book, Ran, ended, same_variables, word};

/// A library that puts a clock of its own before the system's; `None` where nothing compiles it.
fn wrong_clock(book: &Book) -> Option<PathBuf> {
    let library = book.path("wrong_clock.so");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/safety/wrong_clock.c");
    let mut compiler = Command::new("cc");
    compiler.args(["-shared", "-fPIC", "-o"]).arg(&library);
    let made = compiler.arg(source).status();
    if made.is_ok_and(|status| status.success()) {
        return Some(library);
    }
    println!("skipped: needs a C compiler");
    None
}

/// The moment that the newest line of the audit bears.
fn newest_moment(book: &Book) -> String {
    let conn = rusqlite::Connection::open(book.file()).unwrap();
    let sql = "SELECT at FROM change ORDER BY id DESC LIMIT 1";
    conn.query_row(sql, [], |row| row.get(0)).unwrap()
}

/// Runs without a day that is said, so that the clock decides.
fn by_the_clock(book: &Book, variables: &[(&str, &str)], words: &[&str]) -> Ran {
    let like = book.command(["info"]);
    let mut command = Command::new(like.get_program());
    same_variables(&mut command, &like);
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
    let book = Book::garage();
    let Some(library) = wrong_clock(&book) else {
        return;
    };
    for (time, year) in [
        ("1969-06-01T00:00:00Z", "1969"),
        ("2024-02-29T23:59:59Z", "2024"),
        ("2038-01-19T03:14:08Z", "2038"),
        ("9999-12-31T23:59:59Z", "9999"),
        ("2016-11-25T08:00:00Z", "2016"),
    ] {
        let moment: chrono::DateTime<chrono::Utc> = time.parse().unwrap();
        let seconds = moment.timestamp().to_string();
        works(
            &book,
            &[
                ("LD_PRELOAD", word(&library)),
                ("KENAL_TEST_CLOCK", &seconds),
            ],
        );
        let newest = newest_moment(&book);
        assert!(newest.starts_with(year), "{newest} is not {time}");
    }
    sound(&book.file(), &[]);
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
