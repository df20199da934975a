//! Dates at the keyboard.

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::words::days_from_today;
use super::{Century, DateOrder, Day, Written};

/// Reads what a person types into a date field: every written date, `today`, `hari ini`,
/// `kemarin`, `besok`, `lusa`, a distance in days (`+7`, `-3`), and a day without a year
/// (`22/11`, `22 Nov`), which is the one nearest to `today`.
pub fn typed_date(text: &str, order: DateOrder, today: Day) -> Option<Day> {
    let text = text.trim();
    if let Some(days) = days_from_today(text).or_else(|| distance(text)) {
        return today.checked_add_signed(TimeDelta::try_days(days)?);
    }
    let written = Written::parse(text)?;
    if written.has_year() {
        return written.day(order, Century::Visit, today);
    }
    let (day, month) = written.day_and_month(order)?;
    (today.year() - 1..=today.year() + 1)
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
        .min_by_key(|found| (*found - today).num_days().abs())
}

/// `+7`, `-3`, `+ 7`: days from today. A sign is needed; `7` alone is no distance.
fn distance(text: &str) -> Option<i64> {
    let sign = text.chars().next().filter(|c| matches!(c, '+' | '-'))?;
    let days = text.strip_prefix(sign)?.trim_start();
    let plain = (1..=5).contains(&days.len()) && days.bytes().all(|b| b.is_ascii_digit());
    let days: i64 = plain.then(|| days.parse().ok()).flatten()?;
    Some(if sign == '-' { -days } else { days })
}
