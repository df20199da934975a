//! Tables on their way into a file: typed cells go in row by row, and every kind of file writes
//! them as its readers understand them best. Nothing is held but the row that is being written.

pub mod columns;
mod csv;
mod file;
mod kept;
mod list;
mod xlsx;

pub use csv::{Csv, CsvStyle};
pub use file::NewFile;
pub use kept::Kept;
pub use list::{List, NotListed};
pub use xlsx::Xlsx;

use std::borrow::Cow;
use std::io;

use crate::domain::export::Value;
use crate::domain::hygiene::{clean_note, is_unwanted};
use crate::domain::{Day, Money};

/// One cell. What a kind of file knows nothing of is written as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing.
    Blank,
    /// Text; never taken for a number, a date or a formula by a spreadsheet.
    Text(Cow<'a, str>),
    /// A whole number.
    Whole(i64),
    /// Thousandths; 1500 is one and a half.
    Thousandths(i64),
    /// A part of all, in thousandths: 71 is 7.1 %.
    Share(i64),
    /// An amount in minor units.
    Money(Money),
    /// A calendar day.
    Day(Day),
}

impl<'a> Cell<'a> {
    /// Text; blank where there is none.
    pub fn text(text: &'a str) -> Cell<'a> {
        if text.is_empty() {
            Cell::Blank
        } else {
            Cell::Text(Cow::Borrowed(text))
        }
    }

    /// Text that was put together; blank where there is none.
    pub fn made(text: String) -> Cell<'a> {
        if text.is_empty() {
            Cell::Blank
        } else {
            Cell::Text(Cow::Owned(text))
        }
    }

    /// A whole number that may be unknown.
    pub fn whole(number: Option<i64>) -> Cell<'a> {
        number.map_or(Cell::Blank, Cell::Whole)
    }

    /// An amount that may be unknown.
    pub fn money(amount: Option<Money>) -> Cell<'a> {
        amount.map_or(Cell::Blank, Cell::Money)
    }

    /// A day that may be unknown.
    pub fn day(day: Option<Day>) -> Cell<'a> {
        day.map_or(Cell::Blank, Cell::Day)
    }
}

impl<'a> From<&'a Value> for Cell<'a> {
    fn from(value: &'a Value) -> Cell<'a> {
        match value {
            Value::Blank => Cell::Blank,
            Value::Text(text) => Cell::text(text),
            Value::Whole(number) => Cell::Whole(*number),
            Value::Thousandths(number) => Cell::Thousandths(*number),
            Value::Money(amount) => Cell::Money(*amount),
            Value::Day(day) => Cell::Day(*day),
        }
    }
}

/// Writes a table, cell by cell. The header is written when the writer is made.
pub trait TableWriter {
    /// The next cell of the row.
    ///
    /// # Errors
    /// When the file cannot be written; then it is no good.
    fn cell(&mut self, cell: &Cell<'_>) -> io::Result<()>;

    /// The row is complete.
    ///
    /// # Errors
    /// As for [`TableWriter::cell`].
    fn end_row(&mut self) -> io::Result<()>;

    /// The table is complete: hands on what is still held.
    ///
    /// # Errors
    /// As for [`TableWriter::cell`].
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// Text as it may stand in a file that others open: without what steers terminals and without a
/// lone carriage return. The book holds none of it, unless somebody else wrote into the book.
fn clean(text: &str) -> Cow<'_, str> {
    let plain = text.bytes().all(|byte| (b' '..0x7f).contains(&byte));
    if plain
        || !text
            .chars()
            .any(|c| is_unwanted(c) && !matches!(c, '\n' | '\t'))
    {
        return Cow::Borrowed(text);
    }
    Cow::Owned(clean_note(text).text)
}

/// A number with so many decimals, such as an amount: `-1250.05`.
fn decimal(minor: i64, decimals: u8, mark: char) -> String {
    let sign = if minor < 0 { "-" } else { "" };
    let amount = minor.unsigned_abs();
    if decimals == 0 {
        return format!("{sign}{amount}");
    }
    let unit = 10_u64.saturating_pow(decimals.into());
    let (whole, rest) = (amount / unit, amount % unit);
    format!("{sign}{whole}{mark}{rest:0width$}", width = decimals.into())
}

/// Thousandths without zeros behind: `1.5`, `2`.
fn thousandths(number: i64, mark: char) -> String {
    let text = decimal(number, 3, mark);
    let text = text.trim_end_matches('0');
    text.strip_suffix(mark).unwrap_or(text).to_owned()
}

#[cfg(test)]
mod tests;
