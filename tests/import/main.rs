//! Imports held against truth that was written down without the importer: real spreadsheets
//! (where they lie beside the project), hostile ones, and the books of invented shops.

#![expect(clippy::expect_used, reason = "a test may say what it expects")]
#![expect(clippy::panic, reason = "a test may complain about its own data")]
#![expect(
    clippy::needless_pass_by_value,
    clippy::ref_option,
    reason = "comparisons read better by value"
)]
#![expect(clippy::print_stdout, reason = "a skipped test says what it needs")]

mod again;
mod book;
mod case;
mod expected;
mod faults;
mod layouts;
mod nasty;
mod not_yet;
mod random;
mod real;
mod real_book;
#[path = "../support/real.rs"]
mod real_files;
mod shops;
mod spots;
mod table;

use std::path::PathBuf;

use kenal::exchange::import::Options;

/// The day on which every test here imports.
fn options() -> Options {
    Options::new(chrono::NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day"))
}

/// A file of this folder.
fn here(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/import")
        .join(name)
}

/// The folder of the real spreadsheets, or nothing (and a line that says so) where they are absent.
fn real_folder() -> Option<PathBuf> {
    let folder = real_files::folder()?;
    if folder.join("SOURCES.md").exists() {
        return Some(folder);
    }
    println!("skipped: needs the real spreadsheets");
    None
}
