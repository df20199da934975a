//! What is asked of a field, and whether it holds.

use std::fmt;

use chrono::Days;
use serde::{Deserialize, Serialize};

use crate::domain::Day;
use crate::domain::name::fold;

/// A question about one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Test {
    /// Anything is known.
    Known,
    /// It is so; for a field of yes or no.
    Yes,
    /// It is one of these, case and accents aside.
    Is(Vec<String>),
    /// It has this in it, case and accents aside.
    Contains(String),
    /// It has this in it, written on that day or later.
    Since {
        /// What is in it, case and accents aside.
        part: String,
        /// The first day.
        from: When,
    },
    /// A number, or so many days.
    Number(Bound<Figure>),
    /// An amount in minor units.
    Money(Bound<i64>),
    /// A day.
    Day(Bound<When>),
}

/// How a value may stand to one, or between two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound<T> {
    /// Less.
    Below(T),
    /// Less or the same.
    AtMost(T),
    /// The same.
    Exactly(T),
    /// More or the same.
    AtLeast(T),
    /// More.
    Above(T),
    /// From the one to the other, both included.
    Between(T, T),
}

/// A number with up to three decimals, in thousandths, within ±[`Figure::MAX`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "serde_json::Number")]
pub struct Figure(pub i64);

/// A day, or one that moves with today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(try_from = "String")]
pub enum When {
    /// This day.
    On(Day),
    /// So many days after today; before it when negative.
    Today(i32),
}

/// What is known of a customer in a field.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Known<'a> {
    /// Text, or the text that a number or a day of an own field is kept as.
    Text(&'a str),
    /// A whole number: visits, days, minor units.
    Whole(i64),
    /// A number with decimals.
    Decimal(f64),
    /// A day.
    Day(Day),
    /// It is so.
    Yes,
}

impl<T> Bound<T> {
    /// The same of other values.
    pub fn map<U>(self, mut to: impl FnMut(T) -> U) -> Bound<U> {
        match self {
            Bound::Below(one) => Bound::Below(to(one)),
            Bound::AtMost(one) => Bound::AtMost(to(one)),
            Bound::Exactly(one) => Bound::Exactly(to(one)),
            Bound::AtLeast(one) => Bound::AtLeast(to(one)),
            Bound::Above(one) => Bound::Above(to(one)),
            Bound::Between(from, until) => Bound::Between(to(from), to(until)),
        }
    }
}

impl<T: Ord + Copy> Bound<T> {
    /// Whether a value stands like that.
    pub fn holds(self, value: T) -> bool {
        match self {
            Bound::Below(one) => value < one,
            Bound::AtMost(one) => value <= one,
            Bound::Exactly(one) => value == one,
            Bound::AtLeast(one) => value >= one,
            Bound::Above(one) => value > one,
            Bound::Between(from, until) => (from..=until).contains(&value),
        }
    }
}

impl Figure {
    /// The largest: a thousand million.
    pub const MAX: Self = Self(1_000_000_000_000);

    /// A whole number.
    pub const fn whole(number: i64) -> Self {
        Self(number.saturating_mul(1000))
    }

    /// The number of a text of digits, with a sign and a point or a comma before at most three
    /// decimals. `None` for anything else, and beyond the largest.
    pub fn parse(text: &str) -> Option<Self> {
        let (sign, digits) = match text.strip_prefix('-') {
            Some(digits) => (-1, digits),
            None => (1, text),
        };
        let (whole, rest) = digits.split_once(['.', ',']).unwrap_or((digits, "0"));
        let plain = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !plain(whole) || !plain(rest) || rest.len() > 3 {
            return None;
        }
        let number: i64 = whole.parse().ok()?;
        let rest: i64 = format!("{rest:0<3}").parse().ok()?;
        let all = number.checked_mul(1000)?.checked_add(rest)?;
        (all <= Self::MAX.0).then_some(Self(sign * all))
    }

    /// The nearest to a number.
    #[expect(clippy::cast_possible_truncation, reason = "`as` stops at the ends")]
    fn near(number: f64) -> Self {
        Self((number * 1000.0).round() as i64)
    }
}

impl fmt::Display for Figure {
    /// As it is read: `2.5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0.unsigned_abs() / 1000, self.0.unsigned_abs() % 1000);
        if self.0 < 0 {
            f.write_str("-")?;
        }
        if rest == 0 {
            return write!(f, "{whole}");
        }
        write!(f, "{whole}.{}", format!("{rest:03}").trim_end_matches('0'))
    }
}

impl When {
    /// The most days before or after today: a hundred years.
    pub const MOST: i32 = 36_525;

    /// The day, as of today.
    pub fn day(self, today: Day) -> Day {
        let Self::Today(days) = self else {
            let Self::On(day) = self else { return today };
            return day;
        };
        let far = Days::new(days.unsigned_abs().into());
        let moved = if days < 0 {
            today.checked_sub_days(far)
        } else {
            today.checked_add_days(far)
        };
        moved.unwrap_or(today)
    }

    /// Reads `2026-11-22`, `today`, `today-90`, `today+14`.
    pub fn parse(text: &str) -> Option<Self> {
        let Some(days) = text.strip_prefix("today") else {
            let day: Day = text.parse().ok()?;
            return (day.to_string() == text).then_some(Self::On(day));
        };
        if days.is_empty() {
            return Some(Self::Today(0));
        }
        let signed = days.starts_with(['+', '-']);
        let days: i32 = days.parse().ok().filter(|_| signed)?;
        (days.unsigned_abs() <= Self::MOST.unsigned_abs()).then_some(Self::Today(days))
    }
}

impl fmt::Display for When {
    /// As it is read.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::On(day) => write!(f, "{day}"),
            Self::Today(0) => f.write_str("today"),
            Self::Today(days) => write!(f, "today{days:+}"),
        }
    }
}

/// A test made ready for many customers of one day.
#[derive(Debug, Clone)]
pub struct Ready(Folded);

#[derive(Debug, Clone)]
enum Folded {
    Known,
    Yes,
    Is(Vec<String>),
    Contains(String),
    Number(Bound<Figure>),
    Money(Bound<i64>),
    Day(Bound<Day>),
}

impl Test {
    /// Made ready: words folded, days fixed.
    pub fn ready(&self, today: Day) -> Ready {
        Ready(match self {
            Test::Known => Folded::Known,
            Test::Yes => Folded::Yes,
            Test::Is(words) => Folded::Is(words.iter().map(|word| fold(word.trim())).collect()),
            // Since when is asked where the text is read.
            Test::Contains(part) | Test::Since { part, .. } => Folded::Contains(fold(part)),
            Test::Number(bound) => Folded::Number(*bound),
            Test::Money(bound) => Folded::Money(*bound),
            Test::Day(bound) => Folded::Day(bound.map(|when| when.day(today))),
        })
    }
}

impl Ready {
    /// Whether it holds for something that is known.
    pub fn holds(&self, known: Known<'_>) -> bool {
        match (&self.0, known) {
            (_, Known::Text("")) => false,
            (Folded::Known, _) | (Folded::Yes, Known::Yes) => true,
            (Folded::Is(words), Known::Text(text)) => words.contains(&fold(text.trim())),
            (Folded::Contains(part), Known::Text(text)) => fold(text).contains(part),
            (Folded::Number(bound), Known::Whole(number)) => bound.holds(Figure::whole(number)),
            (Folded::Number(bound), Known::Decimal(number)) => bound.holds(Figure::near(number)),
            (Folded::Number(bound), Known::Text(text)) => text
                .parse()
                .is_ok_and(|number| bound.holds(Figure::near(number))),
            (Folded::Money(bound), Known::Whole(minor)) => bound.holds(minor),
            (Folded::Day(bound), Known::Day(day)) => bound.holds(day),
            (Folded::Day(bound), Known::Text(text)) => {
                text.parse().is_ok_and(|day| bound.holds(day))
            }
            _ => false,
        }
    }
}
