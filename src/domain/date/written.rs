//! What a written date says by itself.

use chrono::{Datelike, NaiveDate};

use super::words::{is_weekday, month};
use super::{Century, DateOrder, Day, YEARS};

/// How a date in digits is written. Files decide the order of day and month per column and shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateShape {
    /// Between the numbers: `/`, `-`, `.` or a space.
    pub separator: char,
    /// Digits of the year: 2 or 4; 0 for a day without a year.
    pub year_digits: u8,
    /// Whether a time of day follows.
    pub time: bool,
}

/// A date taken apart, before anybody decided which number is the month or which century it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// The day, if `order` is known to be day first.
    first: u32,
    second: u32,
    year: Option<i32>,
    shape: DateShape,
    /// Whether a name or an ISO date already says which number is the month.
    settled: bool,
    zoned: bool,
}

impl Written {
    /// Takes apart `28/01/2019`, `28.1.19`, `2019-01-28 10:42:04`, `28 Januari 2019`,
    /// `Senin, 28-Jan-19`, `January 28, 2019`, `17/08`, `29 Feb`. `None` for anything else, a
    /// month without a day included. Whether the calendar has that day is not asked here.
    pub fn parse(text: &str) -> Option<Self> {
        let (date, clock) = without_clock(without_weekday(text.trim()));
        let separator = date.chars().find(|c| SEPARATORS.contains(c))?;
        let parts: Vec<&str> = date
            .split([' ', ',', separator])
            .filter(|part| !part.is_empty())
            .collect();
        let mut written = match parts.as_slice() {
            [a, b] => Self::of_two(a, b),
            [a, b, c] => Self::of_three(a, b, c),
            _ => None,
        }?;
        written.shape.separator = separator;
        written.shape.time = clock != Clock::None;
        written.zoned = clock == Clock::Zoned;
        Some(written)
    }

    /// Which shape it has, for the vote of a column. `None` where the order is settled by the
    /// text itself.
    pub fn shape(&self) -> Option<DateShape> {
        (!self.settled).then_some(self.shape)
    }

    /// The only order in which the numbers can be a day and a month; `None` when both or neither do.
    pub fn only_order(&self) -> Option<DateOrder> {
        let fits = |day: u32, month: u32| (1..=31).contains(&day) && (1..=12).contains(&month);
        match (fits(self.first, self.second), fits(self.second, self.first)) {
            (true, false) => Some(DateOrder::DayFirst),
            (false, true) => Some(DateOrder::MonthFirst),
            _ => None,
        }
    }

    /// Whether a year is written.
    pub fn has_year(&self) -> bool {
        self.year.is_some()
    }

    /// Whether the year is written with two digits, so that the century is a guess.
    pub fn has_short_year(&self) -> bool {
        self.shape.year_digits == 2
    }

    /// Whether it is an instant with a zone (`…T17:00:00Z`), whose calendar day depends on where one stands.
    pub fn is_zoned(&self) -> bool {
        self.zoned
    }

    /// Day and month. `None` when no year has such a day.
    pub fn day_and_month(&self, order: DateOrder) -> Option<(u32, u32)> {
        let (day, month) = match order {
            DateOrder::MonthFirst if !self.settled => (self.second, self.first),
            _ => (self.first, self.second),
        };
        // 2000 had a 29 February.
        NaiveDate::from_ymd_opt(2000, month, day).map(|_| (day, month))
    }

    /// The day. `None` without a year, outside [`YEARS`], or when the calendar has no such day.
    pub fn day(&self, order: DateOrder, century: Century, today: Day) -> Option<Day> {
        let (day, month) = self.day_and_month(order)?;
        let year = self.year?;
        if !self.has_short_year() {
            return NaiveDate::from_ymd_opt(year, month, day).filter(|_| YEARS.contains(&year));
        }
        let this_century = today.year() - today.year().rem_euclid(100) + year;
        let ahead = match century {
            Century::Visit => this_century > today.year() + 1,
            Century::Birth => {
                NaiveDate::from_ymd_opt(this_century, month, day).is_none_or(|day| day > today)
            }
        };
        NaiveDate::from_ymd_opt(this_century - if ahead { 100 } else { 0 }, month, day)
    }

    /// `17/08`, `29 Feb`, `Mei 5`.
    fn of_two(a: &str, b: &str) -> Option<Self> {
        match (month(a), month(b)) {
            (None, Some(month)) => Some(Self::settled(number(a)?, month)),
            (Some(month), None) => Some(Self::settled(number(b)?, month)),
            (None, None) => Some(Self::open(number(a)?, number(b)?)),
            (Some(_), Some(_)) => None,
        }
    }

    fn of_three(a: &str, b: &str, c: &str) -> Option<Self> {
        if a.len() == 4 {
            let month = month(b).or_else(|| number(b))?;
            return Self::settled(number(c)?, month).in_year(a);
        }
        Self::of_two(a, b)?.in_year(c)
    }

    fn open(first: u32, second: u32) -> Self {
        let shape = DateShape {
            separator: ' ',
            year_digits: 0,
            time: false,
        };
        Self {
            first,
            second,
            year: None,
            shape,
            settled: false,
            zoned: false,
        }
    }

    fn settled(day: u32, month: u32) -> Self {
        Self {
            settled: true,
            ..Self::open(day, month)
        }
    }

    fn in_year(mut self, year: &str) -> Option<Self> {
        let plain = matches!(year.len(), 2 | 4) && year.bytes().all(|b| b.is_ascii_digit());
        self.year = Some(plain.then(|| year.parse().ok()).flatten()?);
        self.shape.year_digits = if year.len() == 2 { 2 } else { 4 };
        Some(self)
    }
}

const SEPARATORS: [char; 4] = ['/', '-', '.', ' '];

/// A day or month of one or two digits.
fn number(part: &str) -> Option<u32> {
    let plain = (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| part.parse().ok()).flatten()
}

fn without_weekday(text: &str) -> &str {
    match text.split_once([',', ' ']) {
        Some((word, rest)) if is_weekday(word) => rest.trim_start(),
        _ => text,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Clock {
    None,
    Local,
    Zoned,
}

/// Cuts off a time of day: ` 10:42:04`, `T17:00:00Z`, ` 10:42 PM`, ` 10:42:04+07:00`.
fn without_clock(text: &str) -> (&str, Clock) {
    let Some(colon) = text.find(':') else {
        return without_dotted_clock(text);
    };
    let start = text[..colon].rfind([' ', 'T', 't']);
    let Some((date, time)) = start.and_then(|at| Some((text.get(..at)?, text.get(at + 1..)?)))
    else {
        return (text, Clock::None);
    };
    let end = time
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.')))
        .unwrap_or(time.len());
    let (clock, after) = time.split_at(end);
    let fits = clock.bytes().filter(|b| *b == b':').count() <= 2
        && clock.starts_with(|c: char| c.is_ascii_digit());
    match after.trim().to_ascii_uppercase().as_str() {
        _ if !fits => (text, Clock::None),
        "" | "AM" | "PM" | "WIB" | "WITA" | "WIT" => (date.trim_end(), Clock::Local),
        "Z" | "UTC" | "GMT" => (date.trim_end(), Clock::Zoned),
        zone if is_offset(zone) => (date.trim_end(), Clock::Zoned),
        _ => (text, Clock::None),
    }
}

/// Cuts off ` 9.30`, as Indonesian clocks are written, behind a date that is whole without it.
fn without_dotted_clock(text: &str) -> (&str, Clock) {
    let is_clock = |time: &str| {
        let (hour, minute) = time.split_once('.')?;
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        let fits = (1..=2).contains(&hour.len()) && minute.len() == 2;
        let hour: u8 = hour.parse().ok().filter(|_| fits && digits(minute))?;
        let minute: u8 = minute.parse().ok()?;
        Some(hour < 24 && minute < 60)
    };
    let whole = |date: &str| Written::parse(date).is_some_and(|date| date.has_year());
    match text.rsplit_once(' ') {
        Some((date, time)) if is_clock(time) == Some(true) && whole(date) => {
            (date.trim_end(), Clock::Local)
        }
        _ => (text, Clock::None),
    }
}

/// `+07:00`, `-0500`, `+7`.
fn is_offset(zone: &str) -> bool {
    zone.strip_prefix(['+', '-']).is_some_and(|hours| {
        (1..=5).contains(&hours.len()) && hours.bytes().all(|b| b.is_ascii_digit() || b == b':')
    })
}
