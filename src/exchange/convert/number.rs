//! Whole numbers: odometers, points, years, engine sizes, quantities.

use chrono::Datelike;

use super::{Reader, Weight, cell_of};
use crate::domain::date::{Century, DateSystem, Written, from_serial};
use crate::domain::{Amount, Currency, odometer};
use crate::exchange::plan::Reason;
use crate::exchange::read::cell::{Cell, Record};
use crate::exchange::read::refusal::MAX_POINTS;
use crate::exchange::recognise::Field;

impl Reader<'_> {
    /// An odometer reading; 0 stands where nobody looked.
    pub(super) fn odometer(&mut self, record: &Record, column: Option<usize>) -> Option<i64> {
        let column = column?;
        let cell = cell_of(record, column);
        let text = match cell {
            Cell::Number(number) => format!("{number:.0}").into(),
            _ => cell.text(),
        };
        let km = odometer::parse(&text);
        if km.is_none() && !says_zero(&text) {
            self.unread(column, cell, Reason::BadNumber);
        }
        km
    }

    /// Points brought along.
    pub(super) fn points(&mut self, record: &Record) -> Option<i64> {
        self.points_in(record, Field::Points)
    }

    /// Points that paid a part of a visit; none is no word.
    pub(super) fn redeemed(&mut self, record: &Record) -> Option<i64> {
        self.points_in(record, Field::Redeemed)
            .filter(|points| *points > 0)
    }

    fn points_in(&mut self, record: &Record, field: Field) -> Option<i64> {
        let column = self.column(field)?;
        let cell = cell_of(record, column);
        if cell.is_blank() {
            return None;
        }
        // Points are counted like rupiah: whole, with thousands apart.
        let points = Amount::parse(&cell.text(), Currency::IDR, None);
        let points = points.ok().flatten().map(|amount| amount.money.0);
        let taken = points.filter(|points| (0..=MAX_POINTS).contains(points));
        if taken.is_none() {
            let below = points.is_some_and(|points| points < 0) && field == Field::Points;
            let why = if below {
                Reason::PointsBelowZero
            } else {
                Reason::BadNumber
            };
            self.unread(column, cell, why);
        }
        taken
    }

    /// The model year, also of a whole date; 1900 to next year.
    pub(super) fn year(&mut self, record: &Record) -> Option<i32> {
        let column = self.column(Field::Year)?;
        let cell = cell_of(record, column);
        let text = cell.text();
        let text = text.trim().trim_start_matches('\'');
        if says_zero(text) {
            return None;
        }
        let year = match cell {
            Cell::Date(serial) => from_serial(*serial, DateSystem::From1900).map(|day| day.year()),
            _ => text.parse().ok().or_else(|| {
                let day =
                    Written::parse(text)?.day(self.shop.order, Century::Visit, self.shop.today)?;
                Some(day.year())
            }),
        };
        let year = year.filter(|year| (1900..=self.shop.today.year() + 1).contains(year));
        if year.is_none() {
            self.unread(column, cell, Reason::BadYear);
        }
        year
    }

    /// Cubic centimetres.
    pub(super) fn engine_cc(&mut self, record: &Record) -> Option<i64> {
        let column = self.column(Field::EngineCc)?;
        let cell = cell_of(record, column);
        let text = cell.text().to_lowercase();
        let text = text.trim().trim_end_matches("cc").trim();
        if says_zero(text) {
            return None;
        }
        let cc = Amount::parse(text, Currency::IDR, None).ok().flatten();
        let cc = cc
            .map(|amount| amount.money.0)
            .filter(|cc| (1..=30_000).contains(cc));
        if cc.is_none() {
            self.unread(column, cell, Reason::BadNumber);
        }
        cc
    }

    /// A quantity in thousandths; 1000 when none is written.
    pub(super) fn quantity(&mut self, record: &Record) -> i64 {
        const ONE: i64 = 1000;
        let Some(column) = self.column(Field::Quantity) else {
            return ONE;
        };
        let cell = cell_of(record, column);
        if cell.is_blank() {
            return ONE;
        }
        let quantity = thousandths(&cell.text());
        if quantity.is_none() {
            self.unread(column, cell, Reason::BadNumber);
        }
        quantity.unwrap_or(ONE)
    }

    /// Notes a value that could not be read; blanks are not worth a word.
    pub(super) fn unread(&mut self, column: usize, cell: &Cell, reason: Reason) {
        if !cell.is_blank() {
            let reason = if *cell == Cell::Error {
                Reason::CellError
            } else {
                reason
            };
            self.remark(column, cell, reason, Weight::Unreadable);
        }
    }
}

/// Whether nothing, a dash or a zero stands there.
pub(super) fn says_zero(text: &str) -> bool {
    let text = text.trim();
    text.chars()
        .all(|c| matches!(c, '0' | '-' | '.' | ',' | ' '))
}

/// `2`, `1,5`, `0.5 L`, `2 pcs`.
fn thousandths(text: &str) -> Option<i64> {
    let text = text
        .trim()
        .trim_end_matches(|c: char| c.is_alphabetic() || c == '.' || c == ' ');
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 9 || !digits(whole) || !digits(fraction) {
        return None;
    }
    let fraction: String = format!("{fraction}000").chars().take(3).collect();
    Some(whole.parse::<i64>().ok()? * 1000 + fraction.parse::<i64>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_are_counted_in_thousandths() {
        assert_eq!(thousandths("2"), Some(2000));
        assert_eq!(thousandths("3,5 L"), Some(3500));
        assert_eq!(thousandths("0.5"), Some(500));
        assert_eq!(thousandths("dua"), None);
    }
}
