//! The birthday line: today, the next seven days and the last three missed.

use super::Wording;
use crate::domain::{Birthday, NearBirthday};
use crate::text::{Say, say};

/// The line for a near birthday, with its heart; `None` when none is near.
pub fn line(birthday: Option<Birthday>, wording: Wording<'_>, heart: &str) -> Option<String> {
    let near = birthday?.near(wording.today, wording.trade.leap_day)?;
    Some(format!("{heart} {}", said(near, wording)))
}

/// A near birthday in words: `Birthday in 4 days, 26 Nov (52)`.
pub fn said(near: NearBirthday, wording: Wording<'_>) -> String {
    let lang = wording.lang;
    let (away, date) = (wording.distance(near.day), wording.date(near.day));
    match (near.day.cmp(&wording.today), near.age) {
        (std::cmp::Ordering::Equal, None) => Say::CardBirthdayToday.in_(lang).to_owned(),
        (std::cmp::Ordering::Equal, Some(age)) => say::card_birthday_today_age(lang, age),
        (std::cmp::Ordering::Greater, None) => say::card_birthday_soon(lang, away, date),
        (std::cmp::Ordering::Greater, Some(age)) => {
            say::card_birthday_soon_age(lang, away, date, age)
        }
        (std::cmp::Ordering::Less, _) => say::card_birthday_passed(lang, away, date),
    }
}

/// From this age on, meeting face to face is suggested.
const ELDER: i32 = 50;

/// Whether to meet face to face rather than to write, as far as the age is known.
pub fn is_elder(born: Option<Birthday>, wording: Wording<'_>) -> bool {
    let age = born.and_then(|born| born.age(wording.today, wording.trade.leap_day));
    age.is_some_and(|age| age >= ELDER)
}

/// A birthday as far as it is known: `26 Nov 1974`, `26 Nov`, `1974`.
pub fn day(born: Birthday, wording: Wording<'_>) -> String {
    match (born.day, born.month, born.year) {
        (Some(day), Some(month), _) => {
            let spoken = chrono::NaiveDate::from_ymd_opt(born.year.unwrap_or(2000), month, day);
            let spoken = spoken
                .map(|day| wording.day_and_month(day))
                .unwrap_or_default();
            born.year
                .map_or(spoken.clone(), |year| format!("{spoken} {year}"))
        }
        (_, _, Some(year)) => year.to_string(),
        _ => String::new(),
    }
}
