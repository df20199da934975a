//! The birthday line: today, the next seven days and the last three missed.

use super::Wording;
use crate::domain::{Birthday, Day, LeapDay};
use crate::text::{Say, say};
use chrono::{Datelike, Duration};

/// Days ahead in which a birthday is announced.
const AHEAD: i64 = 7;
/// Days after which a missed birthday is no longer mentioned.
const MISSED: i64 = 3;

/// A birthday that is near: on which day it is kept, and how old the person becomes if the
/// year of birth is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Near {
    /// The day it is kept this time.
    pub day: Day,
    /// Age on that day.
    pub age: Option<i32>,
}

/// The birthday if it is near enough to be mentioned. 29 February is kept on 28 February in
/// other years.
pub fn near(birthday: Birthday, today: Day) -> Option<Near> {
    let from = today - Duration::days(MISSED);
    let until = today + Duration::days(AHEAD);
    let mut years = from.year()..=until.year();
    years.find_map(|year| {
        let kept = birthday.kept_in(year, LeapDay::default())?;
        (from..=until).contains(&kept).then_some(Near {
            day: kept,
            age: birthday.turns(year),
        })
    })
}

/// The line for a near birthday, with its heart; `None` when none is near.
pub fn line(birthday: Option<Birthday>, wording: Wording<'_>, heart: &str) -> Option<String> {
    let near = near(birthday?, wording.today)?;
    let lang = wording.lang;
    let (away, date) = (wording.distance(near.day), wording.date(near.day));
    let text = match (near.day.cmp(&wording.today), near.age) {
        (std::cmp::Ordering::Equal, None) => Say::CardBirthdayToday.in_(lang).to_owned(),
        (std::cmp::Ordering::Equal, Some(age)) => say::card_birthday_today_age(lang, age),
        (std::cmp::Ordering::Greater, None) => say::card_birthday_soon(lang, away, date),
        (std::cmp::Ordering::Greater, Some(age)) => {
            say::card_birthday_soon_age(lang, away, date, age)
        }
        (std::cmp::Ordering::Less, _) => say::card_birthday_passed(lang, away, date),
    };
    Some(format!("{heart} {text}"))
}

/// From this age on, meeting face to face is suggested.
const ELDER: i32 = 50;

/// How old the person is today, if day and year are known.
pub fn age(born: Birthday, today: Day) -> Option<i32> {
    let year = today.year();
    let kept = born.kept_in(year, LeapDay::default())?;
    born.turns(if kept <= today { year } else { year - 1 })
}

/// Whether to meet face to face rather than to write, as far as the age is known.
pub fn is_elder(born: Option<Birthday>, today: Day) -> bool {
    let age = born.and_then(|born| age(born, today));
    age.is_some_and(|age| age >= ELDER)
}
