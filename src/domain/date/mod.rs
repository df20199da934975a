//! Dates as people write them, in files and at the keyboard.
//!
//! [`Written`] is what a text says by itself. What it leaves open (which of two numbers is the
//! month, which century `19` belongs to) is answered by whoever reads it: an importer by a vote
//! over the column, a form by the shop's settings.

mod serial;
mod typed;
mod words;
mod written;

pub use serial::{DateSystem, USUAL_SERIALS, from_serial};
pub use typed::typed_date;
pub use words::month;
pub use written::{DateShape, Written};

use super::Day;

/// Years that a date in the book may have; anything else is a slip of the finger.
pub const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// Which comes first where both day and month are written as numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum DateOrder {
    /// `31/12`: nearly everywhere.
    #[default]
    DayFirst,
    /// `12/31`: the United States.
    MonthFirst,
}

/// What a year of two digits means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Century {
    /// Something that happens at the shop: next year at the latest.
    Visit,
    /// A birth: never in the future.
    Birth,
}

/// Whether a text says in so many words that there is no date: `-`, `0000-00-00`, `00/00/0000`,
/// and the days zero of spreadsheets (`1900-01-00`, `30/12/1899`). Empty text says so as well.
pub fn says_no_date(text: &str) -> bool {
    let date = text.trim().split([' ', 'T']).next().unwrap_or_default();
    let zeros = date.bytes().all(|b| b"0-/.".contains(&b)) && date != "." && date != "/";
    let zero_day = [
        "1900-01-00",
        "00/01/1900",
        "0/1/1900",
        "1/0/1900",
        "01/00/1900",
        "00-01-1900",
        "30/12/1899",
        "12/30/1899",
        "30-12-1899",
        "1899-12-30",
        "31/12/1899",
        "1899-12-31",
    ];
    zeros || zero_day.contains(&date)
}

#[cfg(test)]
mod tests;
