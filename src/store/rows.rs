//! From SQLite's values to the domain's, and back.

use rusqlite::Row;
use rusqlite::types::Type;

use crate::domain::{CustomerKind, Day, Money, PhoneFlag, VisitStatus};

/// A day that must be there.
pub(super) fn day(row: &Row<'_>, at: usize) -> rusqlite::Result<Day> {
    read_day(&row.get::<_, String>(at)?, at)
}

/// A day that may be missing.
pub(super) fn maybe_day(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Day>> {
    let text: Option<String> = row.get(at)?;
    text.map(|text| read_day(&text, at)).transpose()
}

fn read_day(text: &str, at: usize) -> rusqlite::Result<Day> {
    let bad = |error| rusqlite::Error::FromSqlConversionFailure(at, Type::Text, Box::new(error));
    text.parse().map_err(bad)
}

/// An amount that may be unknown.
pub(super) fn money(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Money>> {
    Ok(row.get::<_, Option<i64>>(at)?.map(Money))
}

/// The word for a kind of customer.
pub(super) const fn kind_word(kind: CustomerKind) -> &'static str {
    match kind {
        CustomerKind::Person => "person",
        CustomerKind::Company => "company",
    }
}

/// The kind of customer of a word.
pub(super) fn kind(word: &str) -> CustomerKind {
    match word {
        "company" => CustomerKind::Company,
        _ => CustomerKind::Person,
    }
}

/// The word for how far a visit has come.
pub(super) const fn status_word(status: VisitStatus) -> &'static str {
    match status {
        VisitStatus::Open => "open",
        VisitStatus::Done => "done",
        VisitStatus::Cancelled => "cancelled",
    }
}

/// How far a visit has come, of a word.
pub(super) fn status(word: &str) -> VisitStatus {
    match word {
        "open" => VisitStatus::Open,
        "cancelled" => VisitStatus::Cancelled,
        _ => VisitStatus::Done,
    }
}

/// The flag of a phone, by its code.
pub(super) fn phone_flag(code: &str) -> Option<PhoneFlag> {
    PhoneFlag::ALL
        .iter()
        .copied()
        .find(|flag| flag.code() == code)
}
