//! Days as whole numbers, the shop's opening days, and the season before Lebaran.

use chrono::{Datelike, NaiveDate};

use crate::domain::Day;

/// A day as its number since 1 January of year 1.
pub(super) type DayNo = i64;

/// The number of a day.
pub(super) fn number(day: Day) -> DayNo {
    i64::from(day.num_days_from_ce())
}

/// The day of a number; days that a book cannot write (beyond 31 December 9999) are `None`.
pub(super) fn day(number: DayNo) -> Option<Day> {
    let day = NaiveDate::from_num_days_from_ce_opt(i32::try_from(number).ok()?)?;
    (1..=9999).contains(&day.year()).then_some(day)
}

/// The first day of Lebaran (1 Syawal) on or after a day, by the arithmetic Islamic calendar: at
/// most a day beside the one that is announced.
pub(super) fn lebaran_from(from: DayNo) -> DayNo {
    // 354 11/30 days a year; 1 Muharram of year 1 was day 227,015.
    let guess = (from - 227_015) * 30 / 10_631;
    (guess - 1..=guess + 3)
        .map(first_of_syawal)
        .find(|lebaran| *lebaran >= from)
        .unwrap_or(from)
}

fn first_of_syawal(year: i64) -> DayNo {
    let new_year = 227_015 + (year - 1) * 354 + (3 + 11 * year).div_euclid(30);
    // Nine months of 30 and 29 days in turn lie before Syawal.
    new_year + 5 * 30 + 4 * 29
}

/// The first day from `wanted` on that the shop is open: not on Sundays and not from the day
/// before Lebaran to the sixth day of the feast.
pub(super) fn open_day(wanted: DayNo) -> DayNo {
    let lebaran = lebaran_from(wanted - 6);
    let after_feast = if (lebaran - 1..lebaran + 6).contains(&wanted) {
        lebaran + 6
    } else {
        wanted
    };
    // Day 7 was a Sunday.
    if after_feast % 7 == 0 {
        after_feast + 1
    } else {
        after_feast
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Weekday;
    use proptest::prelude::*;
    use rstest::rstest;

    fn of(text: &str) -> DayNo {
        number(text.parse().unwrap())
    }

    #[rstest]
    #[case("2021-01-01", "2021-05-13")]
    #[case("2023-01-01", "2023-04-22")]
    #[case("2024-04-11", "2025-03-31")]
    #[case("2026-01-01", "2026-03-20")]
    fn lebaran_is_found_within_a_day(#[case] from: &str, #[case] announced: &str) {
        assert!((lebaran_from(of(from)) - of(announced)).abs() <= 1);
    }

    proptest! {
        #[test]
        fn the_shop_opens_within_a_week_and_never_on_sunday(n in 650_000_i64..3_600_000) {
            let open = open_day(n);
            prop_assert!((n..=n + 8).contains(&open));
            prop_assert_ne!(day(open).unwrap().weekday(), Weekday::Sun);
        }

        #[test]
        fn a_day_and_its_number_are_one(n in 1_i64..3_652_059) {
            prop_assert_eq!(number(day(n).unwrap()), n);
        }
    }
}
