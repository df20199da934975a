//! Rows that are no data: totals, signatures, days that stand alone.

use super::convert::Shop;
use super::read::cell::{Cell, Record};
use super::recognise::{Field, Layout, looks_like_date};
use crate::domain::plate::Indonesian;
use crate::domain::{Phone, plate};

/// Words with which a row of sums begins.
const TOTALS: &[&str] = &[
    "grand total",
    "sub total",
    "subtotal",
    "total",
    "jumlah",
    "jml",
];

/// What a row of sums holds.
const AMOUNTS: &[Field] = &[
    Field::Total,
    Field::Discount,
    Field::LabourAmount,
    Field::PartsAmount,
    Field::UnitPrice,
    Field::LineAmount,
    Field::LineCost,
    Field::Spent,
    Field::Quantity,
    Field::Points,
    Field::Redeemed,
];

/// The fields that a row fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Filled(u128);

impl Filled {
    pub(crate) fn of(record: &Record, layout: &Layout) -> Self {
        let filled = |column: &usize| !record.cell(*column).is_blank();
        let mut set = 0;
        for (field, columns) in layout.columns.iter() {
            if columns.iter().any(filled) {
                set |= bit(field);
            }
        }
        for (field, column) in layout.wide.iter().flatten() {
            if filled(column) {
                set |= bit(*field);
            }
        }
        Self(set)
    }

    fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether no other field is filled; true when none is.
    pub(crate) fn is_within(self, fields: &[Field]) -> bool {
        let within = fields.iter().fold(0, |set, field| set | bit(*field));
        self.0 & !within == 0
    }
}

fn bit(field: Field) -> u128 {
    1 << field as u32
}

/// Whether a row holds one text and that in brackets: `(bayar minggu depan)`.
pub(crate) fn lone_remark(record: &Record) -> bool {
    let mut filled = record.cells.iter().filter(|cell| !cell.is_blank());
    let (only, more) = (filled.next(), filled.next());
    let in_brackets = |cell: &Cell| {
        let text = cell.text();
        let text = text.trim();
        text.starts_with('(') && text.ends_with(')')
    };
    more.is_none() && only.is_some_and(in_brackets)
}

/// The only cell of a row that holds something, if it is a day.
pub(crate) fn lone_day(record: &Record) -> Option<(usize, &Cell)> {
    let mut filled = record
        .cells
        .iter()
        .enumerate()
        .filter(|(_, cell)| !cell.is_blank());
    let (only, more) = (filled.next()?, filled.next());
    if more.is_some() {
        return None;
    }
    let is_day = matches!(only.1, Cell::Date(_)) || looks_like_date(&only.1.text());
    is_day.then_some(only)
}

/// Whether a row sums up others: it begins with such a word, or holds nothing but amounts, and
/// shows neither a plate nor a phone.
pub(crate) fn is_totals(record: &Record, filled: Filled, layout: &Layout, shop: Shop) -> bool {
    let first = record.cells.iter().find(|cell| !cell.is_blank());
    let begins = filled.len() <= 4 && first.is_some_and(|cell| says_total(&cell.text(), false));
    let said = begins || (filled.len() <= 3 && labelled_late(record));
    let only_amounts = filled.len() > 0 && filled.is_within(AMOUNTS) && has_no_words(record);
    (said || only_amounts) && !shows_somebody(record, layout, shop)
}

fn has_no_words(record: &Record) -> bool {
    let words = |cell: &Cell| cell.text().chars().any(char::is_alphabetic);
    !record.cells.iter().any(words)
}

/// `, , , TOTAL, 12.000`: the word stands right before the amounts.
fn labelled_late(record: &Record) -> bool {
    let says = |cell: &Cell| matches!(cell, Cell::Text(text) if says_total(text, true));
    record.cells.iter().any(says)
}

/// Whether a text begins with a word for totals; `alone` asks that no other word follows.
fn says_total(text: &str, alone: bool) -> bool {
    let text = text.trim();
    TOTALS.iter().any(|word| {
        let Some((begin, rest)) = text.split_at_checked(word.len()) else {
            return false;
        };
        let another = alone && rest.chars().any(char::is_alphabetic);
        begin.eq_ignore_ascii_case(word) && !rest.starts_with(char::is_alphanumeric) && !another
    })
}

fn shows_somebody(record: &Record, layout: &Layout, shop: Shop) -> bool {
    let text = |field| {
        let column: Option<usize> = layout.columns.first(field);
        column.map_or(String::new(), |column| {
            record.cell(column).text().into_owned()
        })
    };
    let plate = plate::key(&text(Field::Plate));
    let phone = text(Field::Phone);
    Indonesian::of(&plate).is_some()
        || (!phone.trim().is_empty() && Phone::parse(&phone, shop.home).e164.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_is_told_from_a_name_that_begins_alike() {
        assert!(says_total("TOTAL", true) && says_total("Jumlah: 12", true));
        assert!(says_total("Jumlah unit", false) && !says_total("Jumlah unit", true));
        assert!(!says_total("Totalindo Motor", false) && !says_total("Jumlahadi", false));
    }

    #[test]
    fn a_day_alone_is_a_heading() {
        let record = |cells: &[&str]| Record {
            cells: cells
                .iter()
                .map(|text| Cell::Text((*text).to_owned()))
                .collect(),
            ..Record::default()
        };
        assert!(lone_day(&record(&["", "Selasa, 16 Juni 2026", ""])).is_some());
        assert!(lone_day(&record(&["16/06/2026", "B 1 A"])).is_none());
    }
}
