//! Dates as people read them, and how far away they are.

use super::{Lang, Say, say};
use chrono::{Datelike, Months, NaiveDate};

const MONTHS: [Say; 12] = [
    Say::WhenJan,
    Say::WhenFeb,
    Say::WhenMar,
    Say::WhenApr,
    Say::WhenMay,
    Say::WhenJun,
    Say::WhenJul,
    Say::WhenAug,
    Say::WhenSep,
    Say::WhenOct,
    Say::WhenNov,
    Say::WhenDec,
];

/// The weekdays, short, Monday first.
pub(super) const WEEKDAYS: [Say; 7] = [
    Say::WhenMon,
    Say::WhenTue,
    Say::WhenWed,
    Say::WhenThu,
    Say::WhenFri,
    Say::WhenSat,
    Say::WhenSun,
];

/// Day and month, with the year only where it is not this year: `12 Aug`, `12 Agu 2025`.
pub fn short_date(lang: Lang, date: NaiveDate, today: NaiveDate) -> String {
    if date.year() == today.year() {
        format!("{} {}", date.day(), month_name(lang, date))
    } else {
        full_date(lang, date)
    }
}

/// Day, month and year: `12 Aug 2026`.
pub fn full_date(lang: Lang, date: NaiveDate) -> String {
    format!("{} {} {}", date.day(), month_name(lang, date), date.year())
}

/// The date of the header, with its weekday: `Sun 22 Nov 2026`.
pub fn header_date(lang: Lang, date: NaiveDate) -> String {
    format!("{} {}", weekday(lang, date), full_date(lang, date))
}

/// The weekday, short: `Sun`, `Min`.
fn weekday(lang: Lang, date: NaiveDate) -> &'static str {
    let at = date.weekday().num_days_from_monday() as usize;
    WEEKDAYS[at].in_(lang)
}

/// The month, short: `Aug`, `Agu`.
pub fn month_name(lang: Lang, date: NaiveDate) -> &'static str {
    MONTHS[date.month0() as usize].in_(lang)
}

/// How far a date is from today, in the unit a person would choose: days up to two weeks,
/// weeks up to two months, then whole months up to two years, then whole years. A month is over on its last
/// day, and after thirty days.
pub fn distance(lang: Lang, date: NaiveDate, today: NaiveDate) -> String {
    let days = (date - today).num_days();
    let past = days < 0;
    let days = days.unsigned_abs();
    match (days, past) {
        (0, _) => return Say::WhenToday.in_(lang).to_owned(),
        (1, true) => return Say::WhenYesterday.in_(lang).to_owned(),
        (1, false) => return Say::WhenTomorrow.in_(lang).to_owned(),
        (2..=13, true) => return say::when_days_ago(lang, days),
        (2..=13, false) => return say::when_in_days(lang, days),
        _ => {}
    }
    // Ninety days are three months, whatever the calendar says of them.
    let months = whole_months(date.min(today), date.max(today)).max(days / 30);
    if months < 2 {
        let say = if past {
            say::when_weeks_ago
        } else {
            say::when_in_weeks
        };
        return say(lang, days / 7);
    }
    match (months, past) {
        (..=23, true) => say::when_months_ago(lang, months),
        (..=23, false) => say::when_in_months(lang, months),
        (_, true) => say::when_years_ago(lang, months / 12),
        (_, false) => say::when_in_years(lang, months / 12),
    }
}

/// Calendar months that have passed completely between two dates, `from` not later.
fn whole_months(from: NaiveDate, to: NaiveDate) -> u64 {
    let count = |date: NaiveDate| i64::from(date.year()) * 12 + i64::from(date.month0());
    let months = u32::try_from(count(to) - count(from)).unwrap_or_default();
    let reached = from
        .checked_add_months(Months::new(months))
        .is_none_or(|anniversary| anniversary <= to);
    u64::from(if reached {
        months
    } else {
        months.saturating_sub(1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("an ISO date")
    }

    #[test]
    fn the_year_is_said_only_when_it_is_another() {
        let today = day("2026-11-22");
        assert_eq!(short_date(Lang::En, day("2026-08-12"), today), "12 Aug");
        assert_eq!(
            short_date(Lang::Id, day("2025-08-12"), today),
            "12 Agu 2025"
        );
    }

    #[test]
    fn the_header_names_the_weekday() {
        assert_eq!(header_date(Lang::En, day("2026-11-22")), "Sun 22 Nov 2026");
        assert_eq!(header_date(Lang::Id, day("2026-11-22")), "Min 22 Nov 2026");
    }

    #[rstest]
    #[case("2026-11-22", "today", "hari ini")]
    #[case("2026-11-21", "yesterday", "kemarin")]
    #[case("2026-11-23", "tomorrow", "besok")]
    #[case("2026-11-26", "in 4 days", "4 hari lagi")]
    #[case("2026-11-09", "13 days ago", "13 hari lalu")]
    #[case("2026-11-08", "2 weeks ago", "2 minggu lalu")]
    #[case("2026-09-24", "8 weeks ago", "8 minggu lalu")]
    #[case("2026-09-23", "2 months ago", "2 bulan lalu")]
    #[case("2026-08-25", "2 months ago", "2 bulan lalu")]
    #[case("2026-08-12", "3 months ago", "3 bulan lalu")]
    #[case("2027-02-28", "in 3 months", "3 bulan lagi")]
    #[case("2027-02-20", "in 3 months", "3 bulan lagi")]
    #[case("2026-08-24", "3 months ago", "3 bulan lalu")]
    #[case("2024-12-05", "23 months ago", "23 bulan lalu")]
    #[case("2024-11-23", "2 years ago", "2 tahun lalu")]
    #[case("2024-11-22", "2 years ago", "2 tahun lalu")]
    #[case("2031-11-22", "in 5 years", "5 tahun lagi")]
    fn distances_use_the_unit_a_person_would_choose(
        #[case] date: &str,
        #[case] english: &str,
        #[case] indonesian: &str,
    ) {
        let today = day("2026-11-22");
        assert_eq!(distance(Lang::En, day(date), today), english);
        assert_eq!(distance(Lang::Id, day(date), today), indonesian);
    }

    #[test]
    fn a_month_is_whole_when_its_last_day_is_reached() {
        assert_eq!(whole_months(day("2026-01-31"), day("2026-02-28")), 1);
        assert_eq!(whole_months(day("2024-02-29"), day("2025-02-28")), 12);
        assert_eq!(whole_months(day("2026-01-31"), day("2026-02-27")), 0);
    }

    proptest! {
        #[test]
        fn no_two_dates_are_too_far_apart_for_a_sentence(from in -90_000_000_i32..90_000_000, to in -90_000_000_i32..90_000_000) {
            let (Some(from), Some(to)) = (NaiveDate::from_num_days_from_ce_opt(from), NaiveDate::from_num_days_from_ce_opt(to)) else { return Ok(()) };
            prop_assert!(!distance(Lang::En, from, to).is_empty());
        }
    }
}
