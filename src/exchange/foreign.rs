//! Another list below the table, without a header that tells: prices under a list of customers.
//! Its rows stand apart and contradict the columns one after the other.

use super::convert::Shop;
use super::read::cell::{Cell, Record};
use super::recognise::{Field, Layout};
use super::table::can_be_day;
use crate::domain::plate::{self, Indonesian};
use crate::domain::{Phone, Plate, oil};

/// Rows that are held back at most before they are taken for the table's own.
const HELD: usize = 2_000;

/// Watches for stretches of rows that are not the table's.
#[derive(Debug, Default)]
pub(super) struct Foreign {
    held: Vec<Record>,
    contradictions: usize,
    others: usize,
    /// Whether the rows so far may be a stretch of their own.
    apart: bool,
    line_before: u64,
}

/// How a row fits the columns of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fits {
    /// It shows a plate or a phone.
    Shows,
    /// Something stands where it cannot stand.
    Contradicts,
    /// One cell, or words only: a title, a header.
    Words,
    /// Nothing tells.
    Open,
}

impl Foreign {
    /// Looks at a row of data.
    pub(super) fn take(&mut self, record: &Record, layout: &Layout, shop: Shop) -> Judged {
        let stands_apart = self.line_before > 0 && record.line > self.line_before + 1;
        self.line_before = record.line;
        let mut judged = Judged::default();
        if !self.apart || stands_apart {
            let begins = stands_apart || names(record, layout, shop);
            if !begins {
                judged.is_own = true;
                return judged;
            }
            judged = self.end();
            self.apart = true;
        }
        match fit(record, layout, shop) {
            Fits::Contradicts => self.contradictions += 1,
            Fits::Words => {}
            Fits::Open => self.others += 1,
            Fits::Shows => {
                judged.add(self.end());
                judged.is_own = true;
                return judged;
            }
        }
        self.held.push(record.clone());
        if self.held.len() > HELD {
            self.apart = false;
            judged.own.append(&mut self.held);
        }
        judged
    }

    /// A row that is no data ends what stands apart; the next one begins anew.
    pub(super) fn pause(&mut self, line: u64) -> Judged {
        let judged = self.end();
        self.line_before = line;
        self.apart = true;
        judged
    }

    /// The end of a stretch.
    pub(super) fn end(&mut self) -> Judged {
        let held = std::mem::take(&mut self.held);
        let (contradictions, others) = (self.contradictions, self.others);
        (self.contradictions, self.others, self.apart) = (0, 0, false);
        let mut judged = Judged::default();
        let lines = (held.first().map(|row| row.line)).zip(held.last().map(|row| row.line));
        if contradictions >= 2 && others * 3 <= contradictions {
            judged.foreign = lines;
        } else {
            judged.own = held;
        }
        judged
    }
}

/// What a look at a row decided.
#[derive(Debug, Default)]
pub(super) struct Judged {
    /// Earlier rows that are the table's own after all.
    pub(super) own: Vec<Record>,
    /// The lines from and to which rows are not.
    pub(super) foreign: Option<(u64, u64)>,
    /// Whether the row itself is the table's own; else it is held back.
    pub(super) is_own: bool,
}

impl Judged {
    fn add(&mut self, later: Self) {
        self.own.extend(later.own);
        self.foreign = self.foreign.or(later.foreign);
    }
}

/// Whether a row among others can be the title or the header of another list.
fn names(record: &Record, layout: &Layout, shop: Shop) -> bool {
    filled(record) == 1 || (is_words(record) && fit(record, layout, shop) == Fits::Contradicts)
}

fn filled(record: &Record) -> usize {
    record.cells.iter().filter(|cell| !cell.is_blank()).count()
}

/// Whether a row holds words and not one digit.
fn is_words(record: &Record) -> bool {
    let words = |cell: &Cell| {
        let text = cell.text();
        matches!(cell, Cell::Empty | Cell::Text(_)) && !text.bytes().any(|b| b.is_ascii_digit())
    };
    record.cells.iter().all(words)
}

fn fit(record: &Record, layout: &Layout, shop: Shop) -> Fits {
    let cell = |field| {
        let column = layout.columns.first(field)?;
        Some(record.cell(column)).filter(|cell| !cell.is_blank())
    };
    let (plate, phone, day) = (
        cell(Field::Plate),
        cell(Field::Phone),
        cell(Field::VisitDate),
    );
    let shows = plate.is_some_and(|cell| shows_plate(&cell.text()))
        || phone.is_some_and(|cell| Phone::parse(&cell.text(), shop.home).e164.is_some());
    if shows {
        return Fits::Shows;
    }
    let contradicts = plate.is_some_and(|cell| no_plate(&cell.text()))
        || phone.is_some_and(|cell| is_price(&cell.text()))
        || day.is_some_and(no_day);
    if contradicts {
        Fits::Contradicts
    } else if filled(record) == 1 || is_words(record) {
        Fits::Words
    } else {
        Fits::Open
    }
}

/// An Indonesian plate, or letters and digits together that are no grade of oil.
fn shows_plate(text: &str) -> bool {
    let key = plate::key(text);
    let letters = key.chars().any(char::is_alphabetic);
    let digits = key.bytes().any(|b| b.is_ascii_digit());
    Indonesian::of(&key).is_some()
        || (letters
            && digits
            && (4..=9).contains(&key.chars().count())
            && oil::grade(text).is_none())
}

/// Words without a digit, or an amount.
fn no_plate(text: &str) -> bool {
    let words = text.chars().filter(|c| c.is_alphabetic()).count() >= 4
        && !text.bytes().any(|b| b.is_ascii_digit());
    (words && Plate::parse(text).is_some()) || is_price(text)
}

/// `95000`, `150.000`, `1.250.000`: round, and too short for a phone.
fn is_price(text: &str) -> bool {
    let text = text.trim();
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let plain = text
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | 'R' | 'r' | 'p'));
    let round = digits.ends_with("000") || digits.ends_with("500");
    plain && round && (4..=7).contains(&digits.len()) && !digits.starts_with('0')
}

/// Words where a day should be.
fn no_day(cell: &Cell) -> bool {
    let text = cell.text();
    !can_be_day(cell) && text.chars().filter(|c| c.is_alphabetic()).count() >= 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("95000", true)]
    #[case("150.000", true)]
    #[case("Rp 1.250.000", true)]
    #[case("081234567000", false)]
    #[case("0274 556000", false)]
    #[case("556677", false)]
    #[case("Budi", false)]
    fn a_price_is_told_from_a_phone(#[case] text: &str, #[case] price: bool) {
        assert_eq!(is_price(text), price);
    }

    #[rstest]
    #[case("B 1234 XYZ", true, false)]
    #[case("LD64 HLH", true, false)]
    #[case("BARU", false, false)]
    #[case("Ganti oli", false, true)]
    #[case("350.000", false, true)]
    #[case("10W-40", false, false)]
    fn what_cannot_be_a_plate_is_told(#[case] text: &str, #[case] plate: bool, #[case] not: bool) {
        assert_eq!((shows_plate(text), no_plate(text)), (plate, not));
    }
}
