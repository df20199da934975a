//! Calendar days of a row.

use chrono::NaiveDate;

use super::{Reader, Shop, Weight, cell_of};
use crate::domain::date::{Century, DateOrder, USUAL_SERIALS, Written, from_serial, says_no_date};
use crate::exchange::plan::Reason;
use crate::exchange::read::cell::{Cell, Record};
use crate::exchange::survey::{Order, Survey};

/// What a cell says about a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Found {
    /// Nothing.
    Blank,
    /// In so many words that there is none.
    Zero,
    /// A day, and what is doubtful about it.
    Day(NaiveDate, Option<(Reason, Weight)>),
    /// No day that could be read.
    Bad(Reason),
}

/// Reads the day in a cell. The order of day and month is what the column's shape was found to be.
pub(crate) fn day_of(cell: &Cell, column: usize, shop: Shop, survey: &Survey) -> Found {
    let serial = |serial: f64| from_serial(serial, crate::domain::date::DateSystem::From1900);
    match cell {
        Cell::Empty => Found::Blank,
        Cell::Error => Found::Bad(Reason::CellError),
        Cell::Bool(_) => Found::Bad(Reason::BadDate),
        Cell::Date(number) => {
            serial(*number).map_or(Found::Bad(Reason::BadDate), |day| Found::Day(day, None))
        }
        Cell::Number(number) => bare_number(*number),
        Cell::Text(text) if text.trim().is_empty() => Found::Blank,
        Cell::Text(text) if says_no_date(text) => Found::Zero,
        Cell::Text(text) => match plain_number(text) {
            Some(number) => bare_number(number),
            None => written(text, column, shop, survey),
        },
    }
}

/// A serial without a date format: readable, and doubtful.
fn bare_number(number: f64) -> Found {
    if let Some(day) = run_together(number) {
        return Found::Day(day, None);
    }
    let day = USUAL_SERIALS
        .contains(&number)
        .then(|| from_serial(number, crate::domain::date::DateSystem::From1900))
        .flatten();
    day.map_or(Found::Bad(Reason::BadDate), |day| {
        Found::Day(day, Some((Reason::DateSerial, Weight::Unreadable)))
    })
}

/// `20260107`, as other programs write a day.
#[expect(
    clippy::cast_possible_truncation,
    reason = "whole and of eight digits, as the range says"
)]
fn run_together(number: f64) -> Option<NaiveDate> {
    let is_one = (19_000_101.0..=21_001_231.0).contains(&number) && number.fract() == 0.0;
    let number = is_one.then_some(number as i32)?;
    let (month, day) = (number / 100 % 100, number % 100);
    NaiveDate::from_ymd_opt(number / 10_000, month.unsigned_abs(), day.unsigned_abs())
}

pub(super) fn plain_number(text: &str) -> Option<f64> {
    let text = text.trim();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let plain = digits >= 5 && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    // 20260107 is a day without its dashes, not a serial.
    let number = plain.then(|| text.parse::<f64>().ok()).flatten();
    number.filter(|number| *number < 1e6)
}

fn written(text: &str, column: usize, shop: Shop, survey: &Survey) -> Found {
    let Some(written) = parse(text) else {
        return Found::Bad(Reason::BadDate);
    };
    let (order, doubt) = match order_of(&written, column, shop, survey) {
        Ok(decided) => decided,
        Err(reason) => return Found::Bad(reason),
    };
    let doubt = if written.is_zoned() {
        Some((Reason::DateWithTimezone, Weight::Unreadable))
    } else {
        doubt
    };
    match written.day(order, Century::Visit, shop.today) {
        Some(day) => Found::Day(day, doubt),
        None => Found::Bad(Reason::BadDate),
    }
}

/// Reads a written date, also where the domain's reader wants it tidier: `Bandung, 17 Mei 1990`,
/// `21/01/2026 9.30`, `2026/06/13 8:15:02 AM GMT+7`, `20260107`.
pub(crate) fn parse(text: &str) -> Option<Written> {
    let text = text.trim();
    Written::parse(text)
        .or_else(|| Written::parse(&with_dashes(text)?))
        .or_else(|| Written::parse(text.split_once(" GMT")?.0))
        .or_else(|| Written::parse(without_dotted_clock(text)?))
        .or_else(|| Written::parse(text.rsplit_once(',')?.1))
}

fn with_dashes(text: &str) -> Option<String> {
    let plain = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
    let recent = text.starts_with("19") || text.starts_with("20");
    (plain && recent).then(|| format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]))
}

fn without_dotted_clock(text: &str) -> Option<&str> {
    let (date, clock) = text.rsplit_once(' ')?;
    let mut parts = clock.split('.');
    let two =
        |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let fits = (2..=3).contains(&clock.split('.').count()) && parts.all(two);
    fits.then_some(date)
}

pub(super) type Decided = (DateOrder, Option<(Reason, Weight)>);

/// In which order a written date is read, and what is doubtful about that.
pub(super) fn order_of(
    written: &Written,
    column: usize,
    shop: Shop,
    survey: &Survey,
) -> Result<Decided, Reason> {
    let Some(shape) = written.shape() else {
        return Ok((shop.order, None));
    };
    match survey.order(column, shape) {
        Order::Decided(order) => Ok((order, None)),
        Order::Undecided if same_both_ways(written) => Ok((shop.order, None)),
        Order::Undecided => Ok((
            shop.order,
            Some((Reason::DateOrderUndecided, Weight::Doubt)),
        )),
        Order::Mixed { most, clear } => match written.only_order() {
            Some(only) if only == most => Ok((
                only,
                (!clear).then_some((Reason::DateOrderMixed, Weight::Doubt)),
            )),
            Some(only) => Ok((only, Some((Reason::DateOrderMixed, Weight::Unreadable)))),
            None if same_both_ways(written) => Ok((most, None)),
            None if clear => Ok((most, Some((Reason::DateOrderMixed, Weight::Unreadable)))),
            None => Err(Reason::DateOrderMixed),
        },
    }
}

fn same_both_ways(written: &Written) -> bool {
    written.day_and_month(DateOrder::DayFirst) == written.day_and_month(DateOrder::MonthFirst)
}

impl Reader<'_> {
    /// A day of a customer or vehicle, or the promised day of a next service.
    pub(super) fn day(&mut self, record: &Record, column: Option<usize>) -> Option<NaiveDate> {
        let column = column?;
        let cell = cell_of(record, column);
        match day_of(cell, column, self.shop, self.survey) {
            Found::Blank | Found::Zero => None,
            Found::Day(day, doubt) => {
                if let Some((reason, weight)) = doubt {
                    self.remark(column, cell, reason, weight);
                }
                Some(day)
            }
            Found::Bad(reason) => {
                self.unread(column, cell, reason);
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn untidy_dates_are_dates() {
        let day = |text| parse(text)?.day(DateOrder::DayFirst, Century::Visit, NaiveDate::MAX);
        let wanted = NaiveDate::from_ymd_opt(2026, 1, 21);
        for text in [
            "20260121",
            "21/01/2026 9.30",
            "2026/01/21 8:15:02 AM GMT+7",
            "Bandung, 21 Januari 2026",
        ] {
            assert_eq!(day(text), wanted, "{text}");
        }
        assert_eq!(parse("kemarin sore"), None);
        assert_eq!(parse("12345678"), None);
    }
}
