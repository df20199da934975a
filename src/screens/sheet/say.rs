//! The sentence to say: what the clerk reads aloud before the customer reaches the counter.

use super::{Wording, aloud, counter, wording};
use crate::domain::{Card, Vehicle, Visit};
use crate::insight::{First, ServiceDue, Urgency};
use crate::screens::sheet::due::urgency;
use crate::text::{Say, say};

/// Lines of work that are named; the others are counted.
const NAMED: usize = 2;

/// The sentence, in the person's language: "Pak Budi, Avanza B 1234 XYZ; last here 12 August
/// at 45,210 km for an oil change with Joko; usually Shell HX7 10W-40; next service due
/// 2 December."
pub fn sentence(card: &Card, wording: Wording<'_>) -> String {
    let mut clauses = vec![who(card, wording)];
    clauses.extend(birthday_today(card, wording));
    clauses.push(last_time(card, wording, last));
    if let Some(oil) = &card.usual.oil {
        clauses.push(say::speak_usual(wording.lang, aloud::name(oil, 2)));
    }
    clauses.extend(due_next(card, wording));
    finished(&clauses)
}

/// The most useful part of it, where there is no room for more: "Pak Budi; last here 12 August;
/// next service due 2 December." What was done, and the vehicle, stand beside it.
pub fn in_short(card: &Card, wording: Wording<'_>) -> String {
    let mut clauses = match &card.customer {
        Some(customer) => vec![aloud::name(&wording::greeting(&customer.facts), 2)],
        None => vec![who(card, wording)],
    };
    clauses.extend(birthday_today(card, wording));
    clauses.push(last_time(card, wording, last_day));
    clauses.extend(due_next(card, wording));
    finished(&clauses)
}

/// The one thing to say beside the name, where hardly anything fits: that a service is late, else
/// when it was that somebody was here.
pub fn in_shortest(card: &Card, wording: Wording<'_>) -> String {
    let Some(customer) = &card.customer else {
        return finished(&[who(card, wording)]);
    };
    let name = aloud::name(&wording::greeting(&customer.facts), 2);
    let asset = counter::asset(card, wording);
    let late = asset.filter(|vehicle| urgency(vehicle, wording.today) == Urgency::Late);
    let late = late.and_then(|vehicle| next(vehicle, wording));
    let said = birthday_today(card, wording).or(late);
    let said = said.unwrap_or_else(|| last_time(card, wording, last_day));
    finished(&[name, said])
}

fn finished(clauses: &[String]) -> String {
    format!("{}.", clauses.join("; ").trim_end_matches('.'))
}

fn due_next(card: &Card, wording: Wording<'_>) -> Option<String> {
    counter::asset(card, wording).and_then(|vehicle| next(vehicle, wording))
}

fn birthday_today(card: &Card, wording: Wording<'_>) -> Option<String> {
    let born = card.customer.as_ref()?.facts.birthday?;
    let near = born.near(wording.today, wording.trade.leap_day)?;
    (near.day == wording.today).then(|| wording.say(Say::SpeakBirthdayToday).to_owned())
}

/// When somebody was here, told by `tell`, or that it is the first time.
fn last_time(
    card: &Card,
    wording: Wording<'_>,
    tell: fn(&Visit, bool, Wording<'_>) -> String,
) -> String {
    match &card.last_visit {
        Some(visit) if visit.facts.day > wording.today => {
            say::speak_ahead(wording.lang, wording.spoken(visit.facts.day))
        }
        Some(visit) => tell(visit, counter::is_of_another(card, visit), wording),
        None if card.visits > 0 && counter::asset(card, wording).is_some() => {
            say::speak_first_of_another(wording.lang, wording.asset())
        }
        None => wording.say(Say::SpeakFirst).to_owned(),
    }
}

/// The day alone.
fn last_day(visit: &Visit, of_another: bool, wording: Wording<'_>) -> String {
    let day = wording.spoken(visit.facts.day);
    if of_another {
        say::speak_last_of_another(wording.lang, wording.asset(), day)
    } else {
        say::speak_last(wording.lang, day)
    }
}

fn who(card: &Card, wording: Wording<'_>) -> String {
    let vehicle = counter::asset(card, wording).map(|vehicle| spoken_vehicle(vehicle, wording));
    match &card.customer {
        Some(customer) => {
            let name = aloud::name(&wording::greeting(&customer.facts), 2);
            wording::joined(&[&name, &vehicle.unwrap_or_default()], ", ")
        }
        None => {
            say::speak_unknown_owner(wording.lang, vehicle.unwrap_or_default(), wording.asset())
        }
    }
}

/// "Avanza B 1234 XYZ": what stands in the yard, without its make and year; "Milo" where each
/// has a name.
fn spoken_vehicle(vehicle: &Vehicle, wording: Wording<'_>) -> String {
    let facts = &vehicle.facts;
    let named = wording
        .trade
        .asset
        .as_ref()
        .is_some_and(|asset| asset.named);
    let name = if facts.model.is_empty() || (named && !facts.make.is_empty()) {
        &facts.make
    } else {
        &facts.model
    };
    wording::joined(&[&aloud::name(name, 3), &wording.plate(facts)], " ")
}

/// The last time. What an earlier owner had done is not told as if this one had been here.
fn last(visit: &Visit, of_another: bool, wording: Wording<'_>) -> String {
    let lang = wording.lang;
    let facts = &visit.facts;
    let mut words = vec![last_day(visit, of_another, wording)];
    // What cannot be true is not read aloud.
    words.extend(
        facts
            .odometer
            .filter(|_| !visit.doubtful_odometer)
            .map(|km| say::speak_at_km(lang, wording.km(km))),
    );
    let services = aloud::work_first(&wording::services(facts));
    if !services.is_empty() {
        let named = services.iter().take(NAMED).map(|text| aloud::line(text));
        let named = named.collect::<Vec<_>>().join(", ");
        let others = services.len().saturating_sub(NAMED) as u64;
        let all = if others == 0 {
            named
        } else {
            say::speak_services_more(lang, named, others)
        };
        words.push(say::speak_for_services(lang, all));
    }
    if let Some(mechanic) = facts.mechanics.first() {
        words.push(say::speak_with_mechanic(lang, aloud::name(mechanic, 2)));
    }
    words.join(" ")
}

fn next(vehicle: &Vehicle, wording: Wording<'_>) -> Option<String> {
    let (lang, today) = (wording.lang, wording.today);
    let due = ServiceDue::of(vehicle, today)?;
    Some(match due.comes_first() {
        First::Day(day) if day < today => say::speak_due_late(lang, wording.spoken(day)),
        First::Day(day) => say::speak_due_on(lang, wording.spoken(day)),
        First::Passed(km) => say::speak_due_late_at(lang, wording.km(km)),
        First::Reading(km, Some(about)) if about < today => {
            say::speak_due_late_at(lang, wording.km(km))
        }
        First::Reading(km, Some(about)) => {
            say::speak_due_about(lang, wording.km(km), wording.spoken(about))
        }
        First::Reading(km, None) => say::speak_due_at(lang, wording.km(km)),
    })
}
