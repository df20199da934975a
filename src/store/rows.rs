//! From SQLite's values to the domain's, and back.

use rusqlite::Row;
use rusqlite::types::Type;

use crate::domain::{CustomerKind, Day, INDONESIA, Money, Phone, PhoneFlag, VisitStatus};

/// A day that must be there.
pub(super) fn day(row: &Row<'_>, at: usize) -> rusqlite::Result<Day> {
    let text = row.get_ref(at)?.as_bytes();
    read_day(text.map_err(|error| bad(error, at))?, at)
}

/// A day that may be missing.
pub(super) fn maybe_day(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Day>> {
    let text = row.get_ref(at)?.as_bytes_or_null();
    let text = text.map_err(|error| bad(error, at))?;
    text.map(|text| read_day(text, at)).transpose()
}

fn read_day(text: &[u8], at: usize) -> rusqlite::Result<Day> {
    match in_digits(text) {
        Some(day) => Ok(day),
        None => String::from_utf8_lossy(text)
            .parse()
            .map_err(|error: chrono::ParseError| bad(error, at)),
    }
}

fn bad(error: impl std::error::Error + Send + Sync + 'static, at: usize) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(at, Type::Text, Box::new(error))
}

/// As the book writes it, `2026-11-22`: a tenth of the time of a parser for anything.
fn in_digits(text: &[u8]) -> Option<Day> {
    let (year, rest) = text.split_at_checked(4)?;
    let &[b'-', ref month @ .., b'-', tens, ones] = rest else {
        return None;
    };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0_u32, |number, digit| {
            let digit = digit.is_ascii_digit().then(|| u32::from(digit - b'0'))?;
            Some(number * 10 + digit)
        })
    };
    let month = number(month.as_array::<2>()?)?;
    let year = i32::try_from(number(year)?).ok()?;
    Day::from_ymd_opt(year, month, number(&[tens, ones])?)
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

/// A phone as people write it; empty where there is none.
pub(super) fn phone_of(row: &Row<'_>, at: usize) -> rusqlite::Result<String> {
    let raw: Option<String> = row.get(at)?;
    let phone = raw.map(|raw| Phone::parse(&raw, INDONESIA).display(INDONESIA));
    Ok(phone.unwrap_or_default())
}

/// The flag of a phone, by its code.
pub(super) fn phone_flag(code: &str) -> Option<PhoneFlag> {
    PhoneFlag::ALL
        .iter()
        .copied()
        .find(|flag| flag.code() == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_any_parser_reads_it_and_what_is_none_is_refused() {
        for text in ["2026-11-22", "2024-02-29", "0001-01-01", "9999-12-31"] {
            assert_eq!(read_day(text.as_bytes(), 0).ok(), text.parse().ok());
        }
        for text in [
            "2023-02-29",
            "2026-13-01",
            "2026-1-22",
            "2026-11-2x",
            "2026/11/22",
            "22-11-2026",
            "",
        ] {
            assert_eq!(in_digits(text.as_bytes()), None, "{text}");
        }
        assert!(read_day(b"2023-02-29", 0).is_err());
    }
}
