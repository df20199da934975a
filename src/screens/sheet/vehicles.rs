//! The vehicles of a customer, with their plates and owners over time.

use super::profile::{LINES, numbered};
use super::{Wording, due, wording};
use crate::domain::{Card, Ownership, Vehicle};
use crate::kit::Fact;
use crate::look::{Role, Symbols};
use crate::text::{Say, say};

pub(super) fn vehicles(card: &Card, wording: Wording<'_>, symbols: &Symbols) -> Vec<Fact> {
    let mut facts = Vec::new();
    for (number, vehicle) in (1..).zip(numbered(card)) {
        facts.extend(vehicle_facts(Some(number), vehicle, wording, symbols));
    }
    for vehicle in &card.former_vehicles {
        facts.extend(vehicle_facts(None, vehicle, wording, symbols));
    }
    if card.other_vehicles.is_empty() {
        return facts;
    }
    facts.push(Fact::whole(
        say::sheet_choose_vehicle(wording.lang, wording.asset()),
        Role::Label,
    ));
    facts
}

pub(super) fn vehicle_facts(
    number: Option<u32>,
    vehicle: &Vehicle,
    wording: Wording<'_>,
    symbols: &Symbols,
) -> Vec<Fact> {
    let about = &vehicle.facts;
    let former = match number {
        Some(_) => "",
        None => wording.say(Say::SheetFormer),
    };
    let plate = wording.plate(about);
    let name = [&plate, &wording::vehicle(about), &about.color, former];
    let name = wording::joined(&name, symbols.dot);
    let reading = vehicle
        .odometer
        .map(|(km, day)| say::sheet_last_reading(wording.lang, wording.km(km), wording.date(day)));
    let due = due::words(vehicle, wording)
        .filter(|_| number.is_some())
        .map(|(text, _)| format!("{}: {text}", wording.say(Say::CardDue)));
    let mut lines: Vec<String> = reading.into_iter().chain(due).collect();
    for earlier in &vehicle.earlier_plates {
        let until = say::card_owned_until(wording.lang, wording.date(earlier.until));
        let plate = say::card_former_plate(wording.lang, &earlier.plate);
        lines.push(format!("{plate}, {until}"));
    }
    lines.extend(
        vehicle
            .owners
            .iter()
            .filter_map(|owner| ownership(owner, number.is_none(), wording)),
    );
    lines.extend((!about.note.is_empty()).then(|| about.note.clone()));
    let sign = number.map_or_else(|| symbols.bullet.to_owned(), |number| number.to_string());
    let head = Fact::whole(format!("{sign} {name}"), Role::Strong).lines(LINES);
    let rest = lines
        .into_iter()
        .map(|line| Fact::whole(format!("  {line}"), Role::Normal));
    std::iter::once(head)
        .chain(rest.map(|fact| fact.lines(LINES)))
        .collect()
}

/// Who owned it when; today's owner only with the day since when, and with a name where the
/// vehicle is `sold` to somebody else.
pub(super) fn ownership(owner: &Ownership, sold: bool, wording: Wording<'_>) -> Option<String> {
    let lang = wording.lang;
    let since = owner
        .since
        .map(|day| say::card_owned_from(lang, wording.date(day)));
    match owner.until {
        None if sold => {
            let now = say::card_owner_now(lang, &owner.name);
            Some(wording::joined(&[&now, &since.unwrap_or_default()], ", "))
        }
        None => since,
        Some(until) => {
            let name = say::card_former_owner(lang, &owner.name);
            let since = since.unwrap_or_default();
            let until = say::card_owned_until(lang, wording.date(until));
            Some(wording::joined(&[&name, &since, &until], ", "))
        }
    }
}
