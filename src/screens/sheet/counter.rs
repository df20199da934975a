//! The counter card, fact by fact: who, what is wrong, last time, usual, due, likes, notes.

use super::{Wording, aloud, birthday, consent, due, feast, points, terms, timeline, wording};
use crate::domain::trade::FieldGroup;
use crate::domain::{
    Card, Customer, CustomerId, CustomerKind, FIELD_BUYING, FIELD_CHANNEL, FIELD_GREETINGS,
    FIELD_LIKES, FIELD_MECHANIC, FIELD_OIL, FIELD_ROLE, FIELD_TYRE, FIELD_WAITS, Purpose, Remark,
    Vehicle, Visit, VisitStatus,
};
use crate::kit::Fact;
use crate::look::{Role, Symbols};
use crate::text::{Say, say};

/// Lines of an alert at the most.
const ALERT: u16 = 3;
/// Remarks that are shown; the others are counted.
const REMARKS: usize = 2;
/// Other vehicles that are shown; the others are counted.
const VEHICLES: usize = 4;
/// Contact persons and members of a household that are shown; the others are counted.
const CONTACTS: usize = 3;

/// Everything under the name. What later parts of the book bring is absent, never empty.
pub fn facts(card: &Card, wording: Wording<'_>, symbols: &Symbols) -> Vec<Fact> {
    let mut facts = Vec::new();
    if card.customer.is_some() {
        facts.extend(consent::alert(card, wording, symbols));
        facts.extend(first_glance(card, ALERT, wording, symbols));
    } else {
        let hint = say::sheet_unknown_owner_hint(wording.lang, "F3");
        facts.push(Fact::whole(hint, Role::Label));
    }
    facts.push(gap());
    facts.extend(last_time(card, wording, symbols));
    let oil = card.usual.oil.as_deref().unwrap_or_default();
    let mechanic = card.usual.mechanic.as_deref().unwrap_or_default();
    let usual = wording::joined(&[oil, mechanic], symbols.dot);
    facts.extend(told(wording.say(Say::CardUsual), usual));
    facts.extend(due_fact(card, wording));
    facts.extend(points::facts(card, wording, symbols));
    facts.extend(terms::fact(card, wording, symbols));
    if let Some(customer) = &card.customer {
        let agreed = Purpose::Sensitive.agreed(&card.consents);
        let likes = likes(customer, agreed, wording, symbols);
        facts.extend(told(wording.say(Say::CardLikes), likes).map(|fact| fact.lines(4)));
        facts.extend(told(
            wording.say(Say::CardNote),
            customer.facts.note.clone(),
        ));
        let phones: Vec<_> = customer.facts.phones.iter().map(wording::phone).collect();
        add(
            &mut facts,
            wording.say(Say::CardPhone),
            phones.join(symbols.dot),
        );
        let hint = buying_hint(customer, wording);
        add(&mut facts, wording.say(Say::CardServe), hint.to_owned());
        add(
            &mut facts,
            wording.say(Say::SheetFamily),
            family(card, customer, wording),
        );
        let (label, people) = company(card, customer, wording, symbols);
        add(&mut facts, label, people);
    }
    others(&mut facts, card, wording);
    remarks(&mut facts, &card.remarks, wording);
    facts
}

/// Facts of which a part has to do where rows are few.
pub fn is_long(fact: &Fact, wording: Wording<'_>) -> bool {
    [Say::CardLikes, Say::CardNote]
        .iter()
        .any(|label| wording.say(*label) == fact.label)
}

/// The line about a birthday or a feast.
pub fn is_birthday(fact: &Fact) -> bool {
    fact.label.is_empty() && fact.role == Role::Accent
}

/// What the shop promises to the tier: the clerk keeps it, so it is seen in any window.
pub fn is_promise(fact: &Fact) -> bool {
    fact.label.is_empty() && fact.role == Role::Gold
}

/// How many facts from the top are seen in any window: down to preferences and notes.
pub fn first_facts(facts: &[Fact], wording: Wording<'_>) -> usize {
    let first = [
        Say::CardLast,
        Say::CardUsual,
        Say::CardDue,
        Say::CardPoints,
        Say::TermsCard,
        Say::CardLikes,
        Say::CardNote,
    ];
    let first = first.map(|label| wording.say(label));
    let found = facts
        .iter()
        .rposition(|fact| first.contains(&fact.label.as_str()) || is_promise(fact));
    found.map_or(facts.len(), |at| at + 1)
}

/// The same down to the phone, where there is room for one more.
pub fn first_with_phone(facts: &[Fact], wording: Wording<'_>) -> usize {
    let label = wording.say(Say::CardPhone);
    let phone = facts.iter().rposition(|fact| fact.label == label);
    phone.map_or_else(|| first_facts(facts, wording), |at| at + 1)
}

/// What the household is called, and who else lives in it: "Reksa – Bu Ani, Pak Joni".
fn family(card: &Card, customer: &Customer, wording: Wording<'_>) -> String {
    let household = customer.facts.household.as_ref();
    let household = household.map_or("", |household| household.name.as_str());
    // "Keluarga Reksa" beside the label says it twice.
    let label = wording.say(Say::SheetFamily);
    let name = household.strip_prefix(label).map_or(household, str::trim);
    wording::joined(&[name, &people(&card.household, wording)], " – ")
}

/// The first names of a list; the others are counted.
fn people(all: &[(CustomerId, String)], wording: Wording<'_>) -> String {
    let first = all.iter().take(CONTACTS);
    let mut names: Vec<String> = first.map(|(_, name)| name.clone()).collect();
    let more = all.len().saturating_sub(CONTACTS) as u64;
    if more > 0 {
        names.push(say::word_more(wording.lang, more));
    }
    names.join(", ")
}

/// The company of a contact person with what they do there, or the first contact persons of a company.
fn company<'a>(
    card: &Card,
    customer: &Customer,
    wording: Wording<'a>,
    symbols: &Symbols,
) -> (&'a str, String) {
    let names = people(&card.company, wording);
    let facts = &customer.facts;
    match facts.kind {
        CustomerKind::Company => (wording.say(Say::CardContact), names),
        CustomerKind::Person => {
            let role = facts.fields.get(FIELD_ROLE).filter(|_| !names.is_empty());
            let role = role.map_or("", String::as_str);
            let text = wording::joined(&[&names, role], symbols.dot);
            (wording.say(Say::SheetCustomerOfCompany), text)
        }
    }
}

/// The title on the card's border: plate and vehicle, or nothing without one.
pub fn title(card: &Card, wording: Wording<'_>, symbols: &Symbols) -> String {
    asset(card, wording).map_or_else(String::new, |vehicle| {
        let plate = wording.plate(&vehicle.facts);
        wording::joined(&[&plate, &wording::vehicle(&vehicle.facts)], symbols.dot)
    })
}

/// Lines that the last visit keeps beside the sentence to say: the day, the numbers, what points paid,
/// the work.
pub fn least_of_last(card: &Card, wording: Wording<'_>) -> u16 {
    let visit = card.last_visit.as_ref();
    let paid = visit.and_then(|visit| timeline::paid_in_brief(visit, wording));
    3 + u16::from(paid.is_some())
}

/// What the card is about beside the customer; nothing where the trade keeps customers only.
pub fn asset<'a>(card: &'a Card, wording: Wording<'_>) -> Option<&'a Vehicle> {
    let kept = wording.trade.asset.is_some();
    card.vehicle.as_ref().filter(|_| kept)
}

/// Whether a visit was made by somebody else than the customer of the card: an earlier owner, or
/// whoever else came with the vehicle.
pub fn is_of_another(card: &Card, visit: &Visit) -> bool {
    let now = card.customer.as_ref().map(|customer| customer.id);
    now.is_some() && visit.facts.customer.is_some() && visit.facts.customer != now
}

/// The first line: who, and the customer ID that stands at its right end.
pub fn who(card: &Card, wording: Wording<'_>, symbols: &Symbols) -> (String, Role, String) {
    if let Some(customer) = &card.customer {
        let name = wording::person(&customer.facts);
        let code = wording::joined(&[&customer.code, &points::badge(card, symbols)], "  ");
        return (name, Role::Strong, code);
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

/// What the counter says every day, in a narrow window too; nothing where nothing is known.
fn told(label: &str, text: String) -> Option<Fact> {
    (!text.is_empty()).then(|| Fact::new(label, text).lines(3))
}

fn add(facts: &mut Vec<Fact>, label: &str, text: String) {
    if !text.is_empty() {
        facts.push(Fact::new(label, text));
    }
}

/// What must not be overlooked: the alert, in so many lines at the most, the birthday, a feast.
pub fn first_glance(
    card: &Card,
    alert_lines: u16,
    wording: Wording<'_>,
    symbols: &Symbols,
) -> Vec<Fact> {
    let Some(customer) = &card.customer else {
        return Vec::new();
    };
    let mut facts = Vec::new();
    let alert = &customer.facts.alert;
    if !alert.is_empty() {
        let text = format!("{} {alert}", symbols.alert);
        facts.push(Fact::whole(text, Role::Danger).lines(alert_lines));
    }
    let birthday = birthday::line(customer.facts.birthday, wording, symbols.heart);
    let feasts = card.feasts.iter();
    let feasts = feasts.map(|near| feast::line(near, wording, symbols.heart));
    let greetings = birthday.into_iter().chain(feasts);
    facts.extend(greetings.map(|text| Fact::whole(text, Role::Accent)));
    facts
}

/// What was done last time, and what was sold over the counter since.
pub fn last_time(card: &Card, wording: Wording<'_>, symbols: &Symbols) -> Vec<Fact> {
    let mut facts = vec![last(card, wording, symbols)];
    facts.extend(sale(card, wording, symbols));
    facts
}

/// The last time in one go, for a card of few rows: the day, the numbers, who did it, the work.
pub fn last_in_brief(card: &Card, wording: Wording<'_>, symbols: &Symbols) -> Fact {
    let long = last(card, wording, symbols);
    let Some(visit) = &card.last_visit else {
        return long;
    };
    let facts = &visit.facts;
    let whose = timeline::by_another(card, visit, wording).map(timeline::Another::in_brief);
    let open = match facts.status {
        VisitStatus::Open => wording.say(Say::VisitOpen),
        VisitStatus::Done | VisitStatus::Cancelled => "",
    };
    let doubt = timeline::doubt(visit, wording).map(|(text, _)| text);
    let parts = [
        wording.date(facts.day),
        whose.unwrap_or_default(),
        open.to_owned(),
        facts.odometer.map(|km| wording.km(km)).unwrap_or_default(),
        doubt.unwrap_or_default(),
        facts
            .total
            .map(|total| wording.money(total))
            .unwrap_or_default(),
        facts.mechanics.join(", "),
        aloud::work_first(&wording::services(facts)).join(", "),
        timeline::paid_in_brief(visit, wording).unwrap_or_default(),
    ];
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    Fact::new(long.label, wording::joined(&parts, symbols.dot)).lines(4)
}

fn last(card: &Card, wording: Wording<'_>, symbols: &Symbols) -> Fact {
    let label = wording.say(Say::CardLast);
    let Some(visit) = &card.last_visit else {
        return Fact::new(label, wording.say(Say::CardNoVisit)).role(Role::Label);
    };
    let facts = &visit.facts;
    let (date, away) = (wording.date(facts.day), wording.distance(facts.day));
    let open = match facts.status {
        VisitStatus::Open => wording.say(Say::VisitOpen),
        VisitStatus::Done | VisitStatus::Cancelled => "",
    };
    let whose = timeline::by_another(card, visit, wording).map(timeline::Another::in_brief);
    let km = facts.odometer.map(|km| wording.km(km)).unwrap_or_default();
    let doubt = timeline::doubt(visit, wording).map(|(text, _)| text);
    let total = facts
        .total
        .map(|total| wording.money(total))
        .unwrap_or_default();
    let paid = timeline::paid_in_brief(visit, wording);
    let of_points = u16::from(paid.is_some());
    // Not all of it may fit: the work says more than the parts, as in the sentence to say.
    let services = aloud::work_first(&wording::services(facts)).join(", ");
    let lines = [
        wording::joined(
            &[&date, &away, &whose.unwrap_or_default(), open],
            symbols.dot,
        ),
        wording::joined(&[&km, &doubt.unwrap_or_default(), &total], symbols.dot),
        wording::joined(&[&services, &facts.mechanics.join(", ")], symbols.dot),
        paid.unwrap_or_default(),
    ];
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    Fact::new(label, wording::joined(&lines, "\n")).lines(5 + 2 * of_points)
}

/// What was sold over the counter since: the day, the total, and what it was.
fn sale(card: &Card, wording: Wording<'_>, symbols: &Symbols) -> Option<Fact> {
    let visit = card.last_sale.as_ref()?;
    let facts = &visit.facts;
    let (date, away) = (wording.date(facts.day), wording.distance(facts.day));
    let total = facts.total.map(|total| wording.money(total));
    let total = total.unwrap_or_default();
    let first = wording::joined(&[&date, &away], symbols.dot);
    let sold = wording::services(facts).join(", ");
    let sold = wording::joined(&[&total, &sold], symbols.dot);
    let paid = timeline::paid_in_brief(visit, wording).unwrap_or_default();
    let lines = if paid.is_empty() { 2 } else { 4 };
    let text = wording::joined(&[&first, &sold, &paid], "\n");
    Some(Fact::new(wording.say(Say::SheetSale), text).lines(lines))
}

fn due_fact(card: &Card, wording: Wording<'_>) -> Option<Fact> {
    let vehicle = asset(card, wording)?;
    let (text, role) = due::words(vehicle, wording)?;
    told(wording.say(Say::CardDue), text).map(|fact| fact.role(role))
}

/// Tells what is usual and when the next service is in one go, where rows are few.
pub fn join_usual_and_due(
    facts: &mut Vec<Fact>,
    card: &Card,
    wording: Wording<'_>,
    symbols: &Symbols,
) {
    let at = |label: Say| {
        let label = wording.say(label);
        facts.iter().position(|fact| fact.label == label)
    };
    let (Some(usual), Some(due)) = (at(Say::CardUsual), at(Say::CardDue)) else {
        return;
    };
    let Some(vehicle) = asset(card, wording) else {
        return;
    };
    let Some((text, role)) = due::in_brief(vehicle, wording) else {
        return;
    };
    let taken = format!("{} {}", facts[usual].label, facts[usual].text);
    let text = wording::joined(&[&text, &taken], symbols.dot);
    facts[due] = Fact::new(wording.say(Say::CardDue), text)
        .role(role)
        .lines(3);
    facts.remove(usual);
}

/// Preferences in one line, those first that the counter says every day. Oil and who does the
/// work are said as usual already; how to serve a buying type has a line of its own; greetings are
/// for the day of a feast.
fn likes(customer: &Customer, agreed: bool, wording: Wording<'_>, symbols: &Symbols) -> String {
    let lang = wording.lang;
    let held = &customer.facts.fields;
    let first = [FIELD_LIKES, FIELD_WAITS, FIELD_CHANNEL, FIELD_TYRE];
    let elsewhere = [FIELD_OIL, FIELD_MECHANIC, FIELD_BUYING, FIELD_GREETINGS];
    let fields = wording.trade.kept();
    let others = fields
        .filter(|field| field.group == FieldGroup::Preference)
        .map(|field| field.key.as_str())
        .filter(|key| wording.trade.may_show(key, agreed))
        .filter(|key| !first.contains(key) && !elsewhere.contains(key));
    let said = first.into_iter().chain(others).filter_map(|key| {
        let (field, value) = (wording.trade.field(key)?, held.get(key)?);
        let words = wording.held(field, value);
        Some(match key {
            FIELD_LIKES | FIELD_WAITS => words,
            // Face to face is no way that something goes by.
            FIELD_CHANNEL if value == "counter" => channel(value, wording).to_owned(),
            FIELD_CHANNEL => say::sheet_by_channel(lang, channel(value, wording)),
            FIELD_TYRE => say::sheet_tyre(lang, words),
            _ => format!("{}: {words}", wording.word(&field.label)),
        })
    });
    let suggested = (!held.contains_key(FIELD_CHANNEL)
        && birthday::is_elder(customer.facts.birthday, wording))
    .then(|| wording.say(Say::SheetFaceToFace).to_owned());
    let said: Vec<String> = said.chain(suggested).collect();
    let said: Vec<&str> = said.iter().map(String::as_str).collect();
    wording::joined(&said, symbols.dot)
}

/// How to serve a customer who buys like this; empty while nobody knows how.
pub fn buying_hint<'a>(customer: &Customer, wording: Wording<'a>) -> &'a str {
    let value = customer.facts.fields.get(FIELD_BUYING);
    let field = wording.trade.field(FIELD_BUYING);
    let choice = field
        .zip(value)
        .and_then(|(field, value)| field.choice(value));
    let hint = choice.and_then(|choice| choice.hint.as_ref());
    hint.map_or("", |hint| wording.word(hint))
}

/// A channel of contact in words; one that nobody knows is said as it is written.
pub fn channel<'a>(value: &'a str, wording: Wording<'_>) -> &'a str {
    match value {
        "counter" => wording.say(Say::SheetCounter),
        "phone" => wording.say(Say::SheetByPhone),
        "whatsapp" => wording.say(Say::SheetWhatsapp),
        "email" => wording.say(Say::SheetEmail),
        "social" => wording.say(Say::SheetSocial),
        "import" => wording.say(Say::SheetFromAFile),
        other => other,
    }
}

fn others(facts: &mut Vec<Fact>, card: &Card, wording: Wording<'_>) {
    let kept = wording.trade.asset.is_some();
    let vehicles: &[Vehicle] = if kept { &card.other_vehicles } else { &[] };
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
    let mut lines: Vec<String> = Vec::new();
    // Several visits may have the same: it is said once.
    for doubt in remarks.iter().map(|remark| wording.doubt(remark)) {
        if !lines.contains(&doubt) {
            lines.push(doubt);
        }
    }
    let more = lines.len().saturating_sub(REMARKS) as u64;
    lines.truncate(REMARKS);
    if more > 0 {
        lines.push(say::sheet_check_more(wording.lang, more));
    }
    if !lines.is_empty() {
        let fact = Fact::new(wording.say(Say::CardCheck), lines.join("\n"));
        facts.push(fact.role(Role::Attention).lines(4));
    }
}
