//! The line about a feast at which somebody wishes to be greeted.

use std::cmp::Ordering;

use super::Wording;
use crate::domain::NearFeast;
use crate::text::say;

/// Such a feast in words: `♥ Natal in 4 days, 25 Dec: wishes to be greeted`.
pub fn line(near: &NearFeast, wording: Wording<'_>, heart: &str) -> String {
    let (lang, name) = (wording.lang, near.name.in_(wording.lang));
    let (away, date) = (wording.distance(near.day), wording.date(near.day));
    let said = match near.day.cmp(&wording.today) {
        Ordering::Equal => say::card_feast_today(lang, name),
        Ordering::Greater => say::card_feast_soon(lang, name, away, date),
        Ordering::Less => say::card_feast_passed(lang, name, away, date),
    };
    format!("{heart} {said}")
}
