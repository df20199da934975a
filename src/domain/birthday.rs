//! Birthdays, as far as they are known.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate};

use super::Day;
use super::date::{Century, DateOrder, Written, YEARS, says_no_date};

/// A birthday. Day and month are known together or not at all; the year may be known alone.
///
/// As text it is `1990-05-17`, `--05-17` without a year, `1990` without a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Birthday {
    /// Day of the month, 1 to 31.
    pub day: Option<u32>,
    /// Month, 1 to 12.
    pub month: Option<u32>,
    /// Year.
    pub year: Option<i32>,
}

/// Days ahead in which a birthday is announced.
pub const BIRTHDAY_AHEAD: u64 = 7;
/// Days after which a missed birthday is no longer mentioned.
pub const BIRTHDAY_MISSED: u64 = 3;

/// A birthday that is near.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NearBirthday {
    /// The day on which it is kept this time.
    pub day: Day,
    /// How old the person becomes, if the year of birth is known.
    pub age: Option<i32>,
}

/// When a birthday on 29 February is kept in years that have none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum LeapDay {
    /// On 28 February.
    #[default]
    Before,
    /// On 1 March.
    After,
}

impl LeapDay {
    /// Its stable word in the book.
    pub const fn word(self) -> &'static str {
        match self {
            LeapDay::Before => "before",
            LeapDay::After => "after",
        }
    }

    /// Of a stable word; on 28 February where the book says nothing.
    pub fn of(word: &str) -> LeapDay {
        if word == LeapDay::After.word() {
            LeapDay::After
        } else {
            LeapDay::Before
        }
    }
}

/// Why a text is no birthday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum BirthdayError {
    /// No date, or one that no calendar has.
    #[error("not a date")]
    NotADate,
    /// Nobody is born in the future.
    #[error("in the future")]
    Future,
    /// An instant with a time zone: which calendar day it was cannot be known.
    #[error("an instant with a time zone")]
    Zoned,
}

impl Birthday {
    /// A day and month, with the year if it is known. `None` when the calendar has no such day.
    pub fn new(day: u32, month: u32, year: Option<i32>) -> Option<Self> {
        // 2000 had a 29 February.
        NaiveDate::from_ymd_opt(year.unwrap_or(2000), month, day)?;
        Some(Self {
            day: Some(day),
            month: Some(month),
            year,
        })
    }

    /// Only the year is known.
    pub const fn of_year(year: i32) -> Self {
        Self {
            day: None,
            month: None,
            year: Some(year),
        }
    }

    /// Reads what people write: every date, with or without its year, or a year alone.
    /// `Ok(None)` for text that says there is none, the stopgaps 1 January 1900 and 1970 included.
    ///
    /// # Errors
    /// When it is no date, lies in the future, or is an instant with a time zone.
    pub fn parse(text: &str, order: DateOrder, today: Day) -> Result<Option<Self>, BirthdayError> {
        let text = text.trim();
        if says_no_date(text) {
            return Ok(None);
        }
        if let Some(year) = lone_year(text) {
            let born = Some(Self::of_year(year));
            return if year > today.year() {
                Err(BirthdayError::Future)
            } else {
                Ok(born)
            };
        }
        let written = Written::parse(text).ok_or(BirthdayError::NotADate)?;
        if written.is_zoned() {
            return Err(BirthdayError::Zoned);
        }
        let (day, month) = written
            .day_and_month(order)
            .ok_or(BirthdayError::NotADate)?;
        if !written.has_year() {
            return Ok(Self::new(day, month, None));
        }
        let born = written
            .day(order, Century::Birth, today)
            .ok_or(BirthdayError::NotADate)?;
        match (born.year(), born.ordinal()) {
            _ if born > today => Err(BirthdayError::Future),
            (1900 | 1970, 1) if !written.has_short_year() => Ok(None),
            _ => Ok(Some(Self::from(born))),
        }
    }

    /// The day on which it is kept in a year. `None` when the day is not known.
    pub fn kept_in(self, year: i32, leap: LeapDay) -> Option<Day> {
        let (day, month) = (self.day?, self.month?);
        NaiveDate::from_ymd_opt(year, month, day).or_else(|| match leap {
            LeapDay::Before => NaiveDate::from_ymd_opt(year, 2, 28),
            LeapDay::After => NaiveDate::from_ymd_opt(year, 3, 1),
        })
    }

    /// The next day it is kept, `today` included.
    pub fn next(self, today: Day, leap: LeapDay) -> Option<Day> {
        let this_year = self.kept_in(today.year(), leap)?;
        if this_year >= today {
            Some(this_year)
        } else {
            self.kept_in(today.year() + 1, leap)
        }
    }

    /// Days until it is kept next; 0 today.
    pub fn days_until(self, today: Day, leap: LeapDay) -> Option<i64> {
        Some((self.next(today, leap)? - today).num_days())
    }

    /// When it is kept between two days, both included.
    pub fn within(self, from: Day, until: Day, leap: LeapDay) -> Option<NearBirthday> {
        let mut years = from.year()..=until.year();
        years.find_map(|year| {
            let day = self.kept_in(year, leap)?;
            let age = self.turns(year);
            (from..=until)
                .contains(&day)
                .then_some(NearBirthday { day, age })
        })
    }

    /// When it is kept, if that is near enough to be mentioned: today, in the next seven days, or
    /// missed in the last three.
    pub fn near(self, today: Day, leap: LeapDay) -> Option<NearBirthday> {
        let from = today.checked_sub_days(Days::new(BIRTHDAY_MISSED))?;
        let until = today.checked_add_days(Days::new(BIRTHDAY_AHEAD))?;
        self.within(from, until, leap)
    }

    /// How old the person is on a day; `None` unless day and year are known.
    pub fn age(self, on: Day, leap: LeapDay) -> Option<i32> {
        let year = on.year();
        let kept = self.kept_in(year, leap)?;
        self.turns(if kept <= on { year } else { year - 1 })
    }

    /// How old the person turns in a year; `None` without a year of birth or before it.
    pub fn turns(self, year: i32) -> Option<i32> {
        Some(year - self.year?).filter(|age| *age >= 0)
    }
}

impl From<Day> for Birthday {
    fn from(day: Day) -> Self {
        Self {
            day: Some(day.day()),
            month: Some(day.month()),
            year: Some(day.year()),
        }
    }
}

impl fmt::Display for Birthday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}")?,
            None => f.write_str("-")?,
        }
        match (self.day, self.month) {
            (Some(day), Some(month)) => write!(f, "-{month:02}-{day:02}"),
            _ => Ok(()),
        }
    }
}

impl FromStr for Birthday {
    type Err = BirthdayError;

    /// Reads the text form that [`Birthday`] is written in.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some(year) = lone_year(text) {
            return Ok(Self::of_year(year));
        }
        let (year, date) = match text.strip_prefix("--") {
            // 2000 had a 29 February.
            Some(rest) => (None, format!("2000-{rest}")),
            None => (text.get(..4).and_then(lone_year), text.to_owned()),
        };
        let shape = date.len() == 10 && (year.is_some() || text.starts_with("--"));
        let day: Day = date.parse().map_err(|_| BirthdayError::NotADate)?;
        let born = Self {
            year,
            ..Self::from(day)
        };
        shape.then_some(born).ok_or(BirthdayError::NotADate)
    }
}

fn lone_year(text: &str) -> Option<i32> {
    let plain = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    let year = plain.then(|| text.parse().ok()).flatten()?;
    YEARS.contains(&year).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn parse(text: &str) -> Result<Option<String>, BirthdayError> {
        Birthday::parse(text, DateOrder::DayFirst, day("2026-11-22"))
            .map(|found| found.map(|birthday| birthday.to_string()))
    }

    #[rstest]
    #[case("29/02/1992", Ok(Some("1992-02-29")))]
    #[case("29/02/1993", Err(BirthdayError::NotADate))]
    #[case("31/04/1990", Err(BirthdayError::NotADate))]
    #[case("17-08-1985", Ok(Some("1985-08-17")))]
    #[case("5 Mei 1990", Ok(Some("1990-05-05")))]
    #[case("1 Agustus 1991", Ok(Some("1991-08-01")))]
    #[case("17/08", Ok(Some("--08-17")))]
    #[case("32874", Err(BirthdayError::NotADate))]
    #[case("0000-00-00", Ok(None))]
    #[case("2090-01-01", Err(BirthdayError::Future))]
    #[case("1990-05-17T17:00:00Z", Err(BirthdayError::Zoned))]
    #[case("1990-05-17 00:00:00", Ok(Some("1990-05-17")))]
    #[case("05/17/1990", Err(BirthdayError::NotADate))]
    #[case("17.8.85", Ok(Some("1985-08-17")))]
    #[case("29/02/1900", Err(BirthdayError::NotADate))]
    #[case("29 Feb", Ok(Some("--02-29")))]
    #[case("30 Feb", Err(BirthdayError::NotADate))]
    #[case("kemarin", Err(BirthdayError::NotADate))]
    #[case("1990", Ok(Some("1990")))]
    #[case("2027", Err(BirthdayError::Future))]
    #[case("01/01/1900", Ok(None))]
    #[case("1970-01-01", Ok(None))]
    #[case("01/01/1971", Ok(Some("1971-01-01")))]
    #[case(" - ", Ok(None))]
    #[case("", Ok(None))]
    fn birthdays_of_every_shape(
        #[case] text: &str,
        #[case] wanted: Result<Option<&str>, BirthdayError>,
    ) {
        assert_eq!(parse(text), wanted.map(|text| text.map(str::to_owned)));
    }

    #[test]
    fn twenty_nine_february_is_kept_on_the_day_before_or_after() {
        let born = Birthday::new(29, 2, Some(1992)).unwrap();
        let kept = |year, leap| born.kept_in(year, leap).unwrap();
        assert_eq!(kept(2027, LeapDay::Before), day("2027-02-28"));
        assert_eq!(kept(2027, LeapDay::After), day("2027-03-01"));
        assert_eq!(kept(2028, LeapDay::Before), day("2028-02-29"));
        assert_eq!(born.days_until(day("2027-02-28"), LeapDay::Before), Some(0));
        assert_eq!(born.days_until(day("2027-02-28"), LeapDay::After), Some(1));
    }

    #[test]
    fn the_next_one_counts_today_and_goes_over_new_year() {
        let born = Birthday::new(22, 11, None).unwrap();
        let until = |today| born.days_until(day(today), LeapDay::Before);
        assert_eq!(until("2026-11-22"), Some(0));
        assert_eq!(until("2026-11-23"), Some(364));
        assert_eq!(until("2026-11-15"), Some(7));
    }

    #[test]
    fn it_is_near_from_seven_days_ahead_to_three_missed() {
        let born = Birthday::new(1, 1, Some(1990)).unwrap();
        let near = |today| born.near(day(today), LeapDay::Before);
        let kept = |text, age| {
            let (day, age) = (day(text), Some(age));
            Some(NearBirthday { day, age })
        };
        assert_eq!(near("2026-12-24"), None);
        assert_eq!(near("2026-12-25"), kept("2027-01-01", 37));
        assert_eq!(near("2027-01-04"), kept("2027-01-01", 37));
        assert_eq!(near("2027-01-05"), None);
        assert_eq!(born.age(day("2026-12-31"), LeapDay::Before), Some(36));
        let leap = Birthday::new(29, 2, None).unwrap();
        let missed = leap.near(day("2027-03-04"), LeapDay::After);
        assert_eq!(missed.map(|near| near.day), Some(day("2027-03-01")));
        assert_eq!(leap.near(day("2027-03-04"), LeapDay::Before), None);
    }

    #[test]
    fn without_a_year_there_is_no_age_and_without_a_day_no_feast() {
        assert_eq!(Birthday::new(1, 5, None).unwrap().turns(2026), None);
        assert_eq!(
            Birthday::new(1, 5, Some(1990)).unwrap().turns(2026),
            Some(36)
        );
        assert_eq!(Birthday::of_year(1990).turns(1980), None);
        assert_eq!(
            Birthday::of_year(1990).next(day("2026-11-22"), LeapDay::Before),
            None
        );
    }

    #[rstest]
    fn other_text_is_not_the_stored_form(
        #[values(
            "",
            "-",
            "--",
            "--13-01",
            "--5-17",
            "1990-5-17",
            "17/08",
            "--05-17x",
            "0090"
        )]
        text: &str,
    ) {
        assert_eq!(text.parse::<Birthday>(), Err(BirthdayError::NotADate));
    }

    proptest! {
        #[test]
        fn the_text_form_reads_back(month in 1_u32..=12, date in 1_u32..=31, year in proptest::option::of(1900_i32..=2199)) {
            let Some(birthday) = Birthday::new(date, month, year) else { return Ok(()) };
            prop_assert_eq!(birthday.to_string().parse(), Ok(birthday));
        }

        #[test]
        fn it_comes_round_within_a_year(month in 1_u32..=12, date in 1_u32..=31, days in 0_i64..80_000) {
            let Some(birthday) = Birthday::new(date, month, None) else { return Ok(()) };
            let today = day("1950-01-01") + chrono::TimeDelta::days(days);
            for leap in [LeapDay::Before, LeapDay::After] {
                prop_assert!((0..=365).contains(&birthday.days_until(today, leap).unwrap()));
            }
        }

        #[test]
        fn no_text_breaks_the_reader(text in any::<String>()) {
            let _ = (parse(&text), text.parse::<Birthday>());
        }
    }
}
