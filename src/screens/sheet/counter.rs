//! The counter card, fact by fact: who, what is wrong, last time, usual, due, likes, notes.

use super::{Wording, birthday, due, wording};
use crate::domain::{
    Card, Customer, FIELD_CHANNEL, FIELD_LIKES, FIELD_TYRE, FIELD_WAITS, Remark, Visit, VisitStatus,
};
use crate::kit::Fact;
use crate::look::{Role, Symbols};
use crate::text::{Say, say};

/// Remarks that are shown; the others are counted.
const REMARKS: usize = 2;
/// Other vehicles that are shown; the others are counted.
const VEHICLES: usize = 4;

/// Everything under the name. What later parts of the book bring is absent, never empty.
pub fn facts(card: &Card, wording: Wording<'_>, symbols: &Symbols) -> Vec<Fact> {
    let mut facts = Vec::new();
    if let Some(customer) = &card.customer {
        first_glance(&mut facts, customer, wording, symbols);
    } else {
        let hint = say::sheet_unknown_owner_hint(wording.lang, "F3");
        facts.push(Fact::whole(hint, Role::Label));
    }
    facts.push(gap());
    facts.push(last(card.last_visit.as_ref(), wording, symbols));
    let oil = card.usual.oil.as_deref().unwrap_or_default();
    let mechanic = card.usual.mechanic.as_deref().unwrap_or_default();
    let usual = wording::joined(&[oil, mechanic], symbols.dot);
    add(&mut facts, wording.say(Say::CardUsual), usual);
    facts.extend(due_fact(card, wording));
    if let Some(customer) = &card.customer {
        let likes = likes(customer, wording, symbols);
        add(&mut facts, wording.say(Say::CardLikes), likes);
        let phones: Vec<_> = customer.facts.phones.iter().map(wording::phone).collect();
        add(
            &mut facts,
            wording.say(Say::CardPhone),
            phones.join(symbols.dot),
        );
        let note = Fact::new(wording.say(Say::CardNote), &customer.facts.note).lines(3);
        facts.extend((!note.text.is_empty()).then_some(note));
    }
    others(&mut facts, card, wording);
    remarks(&mut facts, &card.remarks, wording);
    facts
}

/// The title on the card's border: plate and vehicle, or nothing without one.
pub fn title(card: &Card, wording: Wording<'_>, symbols: &Symbols) -> String {
    card.vehicle.as_ref().map_or_else(String::new, |vehicle| {
        let plate = wording.plate(&vehicle.facts);
        wording::joined(&[&plate, &wording::vehicle(&vehicle.facts)], symbols.dot)
    })
}

/// The first line: who, and the customer ID that stands at its right end.
pub fn who(card: &Card, wording: Wording<'_>, symbols: &Symbols) -> (String, Role, String) {
    if let Some(customer) = &card.customer {
        let name = wording::person(&customer.facts);
        return (name, Role::Strong, customer.code.clone());
    }
    let text = wording.say(Say::SheetUnknownOwner);
    (
        format!("{} {text}", symbols.alert),
        Role::Attention,
        String::new(),
    )
}

/// An empty line between groups.
pub fn gap() -> Fact {
    Fact::whole("", Role::Normal)
}

fn add(facts: &mut Vec<Fact>, label: &str, text: String) {
    if !text.is_empty() {
        facts.push(Fact::new(label, text));
    }
}

fn first_glance(
    facts: &mut Vec<Fact>,
    customer: &Customer,
    wording: Wording<'_>,
    symbols: &Symbols,
) {
    let alert = &customer.facts.alert;
    if !alert.is_empty() {
        let text = format!("{} {alert}", symbols.alert);
        facts.push(Fact::whole(text, Role::Danger).lines(3));
    }
    let birthday = birthday::line(customer.facts.birthday, wording, symbols.heart);
    facts.extend(birthday.map(|text| Fact::whole(text, Role::Accent)));
}

fn last(visit: Option<&Visit>, wording: Wording<'_>, symbols: &Symbols) -> Fact {
    let label = wording.say(Say::CardLast);
    let Some(visit) = visit else {
        return Fact::new(label, wording.say(Say::CardNoVisit)).role(Role::Label);
    };
    let facts = &visit.facts;
    let (date, away) = (wording.date(facts.day), wording.distance(facts.day));
    let open = match facts.status {
        VisitStatus::Open => wording.say(Say::VisitOpen),
        VisitStatus::Done | VisitStatus::Cancelled => "",
    };
    let km = facts.odometer.map(|km| wording.km(km)).unwrap_or_default();
    let total = facts
        .total
        .map(|total| wording.money(total))
        .unwrap_or_default();
    let services = wording::services(facts).join(", ");
    let lines = [
        wording::joined(&[&date, &away, open], symbols.dot),
        wording::joined(&[&km, &total], symbols.dot),
        wording::joined(&[&services, &facts.mechanics.join(", ")], symbols.dot),
    ];
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    Fact::new(label, wording::joined(&lines, "\n")).lines(5)
}

fn due_fact(card: &Card, wording: Wording<'_>) -> Option<Fact> {
    let vehicle = card.vehicle.as_ref()?;
    let odometer = vehicle.odometer.map(|(km, _)| km);
    let (text, role) = due::words(vehicle.next_service, odometer, wording)?;
    Some(Fact::new(wording.say(Say::CardDue), text).role(role))
}

fn likes(customer: &Customer, wording: Wording<'_>, symbols: &Symbols) -> String {
    let field = |key: &str| customer.facts.fields.get(key).map_or("", String::as_str);
    let with = |value: &str, words: &dyn Fn(&str) -> String| {
        if value.is_empty() {
            String::new()
        } else {
            words(value)
        }
    };
    let lang = wording.lang;
    let channel = with(channel(field(FIELD_CHANNEL), wording), &|channel| {
        say::sheet_by_channel(lang, channel)
    });
    let tyre = with(field(FIELD_TYRE), &|size| say::sheet_tyre(lang, size));
    let parts = [
        field(FIELD_LIKES),
        waits(field(FIELD_WAITS), wording),
        &channel,
        &tyre,
    ];
    wording::joined(&parts, symbols.dot)
}

/// What the customer does while the work is done, in words.
pub fn waits<'a>(value: &'a str, wording: Wording<'_>) -> &'a str {
    match value {
        "waits" => wording.say(Say::CardWaits),
        "leaves" => wording.say(Say::CardLeaves),
        other => other,
    }
}

/// A channel of contact in words; one that nobody knows is said as it is written.
pub fn channel<'a>(value: &'a str, wording: Wording<'_>) -> &'a str {
    match value {
        "counter" => wording.say(Say::SheetCounter),
        "phone" => wording.say(Say::SheetByPhone),
        "whatsapp" => wording.say(Say::SheetWhatsapp),
        "email" => wording.say(Say::SheetEmail),
        "social" => wording.say(Say::SheetSocial),
        other => other,
    }
}

fn others(facts: &mut Vec<Fact>, card: &Card, wording: Wording<'_>) {
    let vehicles = &card.other_vehicles;
    let mut lines: Vec<String> = vehicles
        .iter()
        .take(VEHICLES)
        .map(|vehicle| {
            let plate = wording.plate(&vehicle.facts);
            wording::joined(&[&plate, &wording::vehicle(&vehicle.facts)], "  ")
        })
        .collect();
    let more = vehicles.len().saturating_sub(VEHICLES) as u64;
    if more > 0 {
        lines.push(say::word_more(wording.lang, more));
    }
    if !lines.is_empty() {
        let fact = Fact::new(wording.say(Say::SheetAlso), lines.join("\n"));
        facts.push(fact.lines(u16::try_from(VEHICLES + 1).unwrap_or(u16::MAX)));
    }
}

fn remarks(facts: &mut Vec<Fact>, remarks: &[Remark], wording: Wording<'_>) {
    let mut lines: Vec<String> = remarks
        .iter()
        .take(REMARKS)
        .map(|remark| {
            let (row, file) = (remark.row, &remark.file);
            say::card_remark(wording.lang, row, file, &remark.column, &remark.value)
        })
        .collect();
    let more = remarks.len().saturating_sub(REMARKS) as u64;
    if more > 0 {
        lines.push(say::sheet_check_more(wording.lang, more));
    }
    if !lines.is_empty() {
        let fact = Fact::new(wording.say(Say::CardCheck), lines.join("\n"));
        facts.push(fact.role(Role::Attention).lines(4));
    }
}
