//! How urgent the next service is that the sheet or the clerk wrote down.

use super::Wording;
use crate::domain::{Day, NextService};
use crate::look::Role;
use crate::text::{Say, say};

/// How near a promised service is. Due today is due, not late.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// The day or the reading has passed.
    Late,
    /// Within 7 days, today included.
    Now,
    /// Within 21 days.
    Soon,
    /// Later, or nothing is known about when.
    Later,
}

/// Days within which a service is due now.
const NOW_DAYS: i64 = 7;
/// Days within which a service is due soon.
const SOON_DAYS: i64 = 21;

/// The urgency of a promise; the day and the reading each count, the more urgent one wins.
/// `odometer` is the newest reading known.
pub fn urgency(promise: NextService, odometer: Option<i64>, today: Day) -> Urgency {
    let by_day = match promise.day.map(|day| (day - today).num_days()) {
        Some(days) if days < 0 => Urgency::Late,
        Some(days) if days <= NOW_DAYS => Urgency::Now,
        Some(days) if days <= SOON_DAYS => Urgency::Soon,
        _ => Urgency::Later,
    };
    let passed = promise
        .odometer
        .zip(odometer)
        .is_some_and(|(due, now)| now > due);
    if passed { Urgency::Late } else { by_day }
}

/// The promise in words, beginning with the urgency, and its role; `None` when nothing was
/// promised.
pub fn words(
    promise: NextService,
    odometer: Option<i64>,
    wording: Wording<'_>,
) -> Option<(String, Role)> {
    let far = |day| format!("{} ({})", wording.date(day), wording.distance(day));
    told(promise, odometer, far, wording)
}

/// The same without how far away the day is.
pub fn in_brief(
    promise: NextService,
    odometer: Option<i64>,
    wording: Wording<'_>,
) -> Option<(String, Role)> {
    told(promise, odometer, |day| wording.date(day), wording)
}

fn told(
    promise: NextService,
    odometer: Option<i64>,
    written: impl Fn(Day) -> String,
    wording: Wording<'_>,
) -> Option<(String, Role)> {
    let lang = wording.lang;
    let day = promise.day.map(written);
    let km = promise.odometer.map(|km| wording.km(km));
    let when = match (day, km) {
        (None, None) => return None,
        (Some(day), None) => day,
        (None, Some(km)) => say::card_due_at(lang, km),
        (Some(day), Some(km)) => say::sheet_due_both(lang, day, km),
    };
    let (word, role) = match urgency(promise, odometer, wording.today) {
        Urgency::Late => (Say::SheetLate, Role::Danger),
        Urgency::Now => (Say::SheetNow, Role::Attention),
        Urgency::Soon => (Say::SheetSoon, Role::Attention),
        Urgency::Later => return Some((when, Role::Value)),
    };
    Some((format!("{}: {when}", word.in_(lang)), role))
}
