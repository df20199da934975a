//! How urgent the next service is that the sheet or the clerk wrote down.

use super::Wording;
use crate::domain::{Day, Vehicle};
use crate::insight::{First, ServiceDue, Urgency};
use crate::look::Role;
use crate::text::{Lang, Say, full_date, kilometres, say};

/// The urgency of what was promised of a vehicle; later where nothing was.
pub fn urgency(vehicle: &Vehicle, today: Day) -> Urgency {
    let due = ServiceDue::of(vehicle, today);
    due.map_or(Urgency::Later, |due| due.urgency(today))
}

/// The promise in words, beginning with the urgency, and its role; `None` when nothing was
/// promised.
pub fn words(vehicle: &Vehicle, wording: Wording<'_>) -> Option<(String, Role)> {
    ServiceDue::of(vehicle, wording.today).map(|due| of(due, wording))
}

/// The same of a service that is known to be due or not.
pub fn of(due: ServiceDue, wording: Wording<'_>) -> (String, Role) {
    let far = |day| format!("{} ({})", wording.date(day), wording.distance(day));
    told(due, far, wording)
}

/// The same without how far away the day is.
pub fn in_brief(vehicle: &Vehicle, wording: Wording<'_>) -> Option<(String, Role)> {
    let due = ServiceDue::of(vehicle, wording.today)?;
    Some(told(due, |day| wording.date(day), wording))
}

/// All that is known of when it is: `2 Dec 2026 or at 50,200 km, about 28 Nov 2026`.
pub fn written(due: ServiceDue, lang: Lang) -> String {
    let date = |day| full_date(lang, day);
    let when = when(due, lang, date);
    match due.about() {
        Some(about) => say::sheet_due_about(lang, when, date(about)),
        None => when,
    }
}

/// What was written: `2 Dec or at 50,200 km`.
fn when(due: ServiceDue, lang: Lang, date: impl Fn(Day) -> String) -> String {
    let km = due.km.and_then(|km| u64::try_from(km).ok());
    let km = km.map(|km| kilometres(lang, km));
    match (due.day.map(date), km) {
        (day, None) => day.unwrap_or_default(),
        (None, Some(km)) => say::card_due_at(lang, km),
        (Some(day), Some(km)) => say::sheet_due_both(lang, day, km),
    }
}

/// How urgent it is, and what comes first: the sentence to say names the same.
fn told(due: ServiceDue, date: impl Fn(Day) -> String, wording: Wording<'_>) -> (String, Role) {
    let lang = wording.lang;
    let at = |km| say::card_due_at(lang, wording.km(km));
    let when = match due.comes_first() {
        First::Reading(km, Some(about)) => say::sheet_due_about(lang, at(km), date(about)),
        First::Passed(km) => at(km),
        First::Day(_) | First::Reading(..) => when(due, lang, date),
    };
    pressing(due.urgency(wording.today), when, lang)
}

/// Only what comes first, where there is little room: `soon: ~14 Jan`, `2 Dec`, `at 50,200 km`.
pub fn in_a_word(vehicle: &Vehicle, wording: Wording<'_>) -> Option<(String, Role)> {
    let due = ServiceDue::of(vehicle, wording.today)?;
    let lang = wording.lang;
    let when = match due.comes_first() {
        First::Reading(_, Some(about)) => say::sheet_due_near(lang, wording.date(about)),
        First::Reading(km, None) | First::Passed(km) => say::card_due_at(lang, wording.km(km)),
        First::Day(day) => wording.date(day),
    };
    Some(pressing(due.urgency(wording.today), when, lang))
}

/// The same with how urgent it is before it.
fn pressing(urgency: Urgency, when: String, lang: Lang) -> (String, Role) {
    let (word, role) = match urgency {
        Urgency::Late => (Say::SheetLate, Role::Danger),
        Urgency::Now => (Say::SheetNow, Role::Attention),
        Urgency::Soon => (Say::SheetSoon, Role::Attention),
        Urgency::Later => return (when, Role::Value),
    };
    (format!("{}: {when}", word.in_(lang)), role)
}
