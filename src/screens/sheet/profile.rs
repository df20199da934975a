//! Everything known about a customer, part by part, for the full card.

use super::vehicles::vehicles;
use super::{
    Wording, birthday, consent, counter, gathering, message, points, referral, terms, wording,
};
use crate::domain::trade::FieldGroup;
use crate::domain::{
    Attended, Card, Customer, CustomerKind, FIELD_BUYING, FIELD_CHANNEL, MessageEntry, Purpose,
    Vehicle,
};
use crate::insight::{self, Rhythm, Visits};
use crate::kit::Fact;
use crate::look::{Role, Symbols};
use crate::text::{self, Say, say};

/// Longest values still wrap over this many lines.
pub(super) const LINES: u16 = 12;

/// The facts under the name, with a title over each part that has any.
pub fn facts(card: &Card, wording: Wording<'_>, symbols: &Symbols) -> Vec<Fact> {
    facts_with(card, Vec::new(), wording, symbols)
}

/// The same, with parts that are no part of the card: what is worth offering, who brought whom.
pub fn facts_with(
    card: &Card,
    beside: Vec<(Say, Vec<Fact>)>,
    wording: Wording<'_>,
    symbols: &Symbols,
) -> Vec<Fact> {
    let mut all = Vec::new();
    if let Some(customer) = &card.customer {
        all.extend(consent::alert(card, wording, symbols));
        all.extend(counter::first_glance(card, LINES, wording, symbols));
        let lost = referral::lost(card, wording);
        all.extend(lost.map(|text| Fact::whole(text, Role::Attention).lines(LINES)));
        let points = points::facts(card, wording, symbols);
        let terms = terms::fact(card, wording, symbols);
        all.extend(
            points
                .into_iter()
                .chain(terms)
                .map(|fact| fact.lines(LINES)),
        );
        part(
            &mut all,
            wording.say(Say::CardProfileTitle),
            profile(card, customer, wording),
        );
        let preferences = of_trade(card, customer, FieldGroup::Preference, wording);
        part(
            &mut all,
            wording.say(Say::CardPreferencesTitle),
            preferences,
        );
    }
    if let Some(asset) = &wording.trade.asset {
        let title = text::heading(wording.word(&asset.many));
        part(&mut all, &title, vehicles(card, wording, symbols));
    }
    for (title, facts) in beside {
        part(&mut all, wording.say(title), facts);
    }
    if let Some(customer) = &card.customer {
        part(
            &mut all,
            wording.say(Say::SheetConsents),
            consent::facts(card, wording, symbols),
        );
        let mut notes = Vec::new();
        if !customer.facts.note.is_empty() {
            notes.push(Fact::whole(&customer.facts.note, Role::Normal).lines(LINES));
        }
        notes.extend(remarks(card, wording));
        part(&mut all, wording.say(Say::CardNotesTitle), notes);
    }
    all
}

/// Messages that are told on a card at the most.
const MESSAGES: usize = 10;

/// What the customer was sent lately, under a title of its own.
pub fn messages(
    all: &mut Vec<Fact>,
    sent: &[MessageEntry],
    wording: Wording<'_>,
    symbols: &Symbols,
) {
    let told = sent.iter().take(MESSAGES);
    let told = told.map(|entry| {
        let line = message::line(entry, wording, symbols.dot);
        Fact::whole(line, Role::Normal).lines(2)
    });
    part(all, wording.say(Say::MessageTitle), told.collect());
}

/// The gatherings that the customer is or was a guest of, under a title of their own.
pub fn gatherings(
    all: &mut Vec<Fact>,
    attended: &[Attended],
    wording: Wording<'_>,
    symbols: &Symbols,
) {
    let told = attended.iter().take(MESSAGES);
    let told = told.map(|one| {
        let parts = [
            wording.date(one.day),
            one.name.clone(),
            wording
                .say(gathering::state(one.state, one.day > wording.today))
                .to_owned(),
        ];
        Fact::whole(parts.join(symbols.dot), Role::Normal).lines(2)
    });
    part(all, wording.say(Say::EventTitle), told.collect());
}

/// The vehicles in the order of their numbers on the card: the one in question, then others.
pub fn numbered(card: &Card) -> impl Iterator<Item = &Vehicle> {
    card.vehicle.iter().chain(&card.other_vehicles)
}

fn part(all: &mut Vec<Fact>, title: &str, facts: Vec<Fact>) {
    if facts.is_empty() {
        return;
    }
    if !all.is_empty() {
        all.push(counter::gap());
    }
    all.push(Fact::whole(title, Role::Title));
    all.extend(facts);
}

fn profile(card: &Card, customer: &Customer, wording: Wording<'_>) -> Vec<Fact> {
    let facts = &customer.facts;
    let names = |people: &[(crate::domain::CustomerId, String)]| {
        let names: Vec<&str> = people.iter().map(|(_, name)| name.as_str()).collect();
        names.join(", ")
    };
    let phones: Vec<String> = facts.phones.iter().map(wording::phone).collect();
    let household = facts
        .household
        .as_ref()
        .map_or("", |household| household.name.as_str());
    let household = wording::joined(&[household, &names(&card.household)], ": ");
    let company = match facts.kind {
        CustomerKind::Company => Say::CardContact,
        CustomerKind::Person => Say::SheetCustomerOfCompany,
    };
    let spent = (card.visits > 0).then(|| wording.money(card.spent));
    let spent = spent.unwrap_or_default();
    let rows = [
        (Say::CardPhone, phones.join("\n")),
        (Say::CardEmail, facts.email.clone()),
        (
            Say::CardAddress,
            wording::joined(&[&facts.address, &facts.city], ", "),
        ),
        (Say::CardBirthday, birthday_words(customer, wording)),
        (Say::CardHousehold, household),
        (company, names(&card.company)),
        (
            Say::CardSince,
            facts
                .member_since
                .map(|day| wording.date(day))
                .unwrap_or_default(),
        ),
        (Say::FormSource, facts.source.clone()),
        (Say::CardAliases, customer.aliases.join(", ")),
        (Say::CardVisits, count(card, wording)),
        (Say::CardSpent, spent),
        (Say::CardRhythm, rhythm(card, wording)),
    ];
    let mut all: Vec<Fact> = rows
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(label, text)| Fact::new(wording.say(label), text).lines(LINES))
        .collect();
    all.extend(of_trade(card, customer, FieldGroup::Profile, wording));
    all
}

fn visits(card: &Card) -> Option<Visits> {
    let days = card.attendance.as_ref()?;
    Some(Visits::told(days, card.spent.0))
}

/// How often they come, and when they are to be expected; only where there is a rhythm.
fn rhythm(card: &Card, wording: Wording<'_>) -> String {
    let Some(visits) = visits(card).filter(|visits| visits.gaps.is_some()) else {
        return String::new();
    };
    let every = text::insight::rhythm(wording.lang, &visits);
    match Rhythm::of(&visits, wording.today).due {
        Some(due) if due < wording.today => {
            say::card_was_expected(wording.lang, every, wording.date(due))
        }
        Some(due) => say::card_expected(wording.lang, every, wording.date(due)),
        None => every,
    }
}

/// How many visits, and how far that brings somebody with the shop: `12 · loyal`.
fn count(card: &Card, wording: Wording<'_>) -> String {
    let count = text::count(wording.lang, u64::from(card.visits));
    let stage = visits(card).map(|visits| {
        let pace = Rhythm::of(&visits, wording.today).pace;
        let stage = insight::stage(Some(&visits), pace, 0, card.brought);
        wording.say(text::insight::stage(stage))
    });
    wording::joined(&[&count, stage.unwrap_or_default()], " · ")
}

fn birthday_words(customer: &Customer, wording: Wording<'_>) -> String {
    let Some(born) = customer.facts.birthday else {
        return String::new();
    };
    let shown = birthday::day(born, wording);
    match born.age(wording.today, wording.trade.leap_day) {
        Some(age) => say::sheet_age(wording.lang, shown, age),
        None => shown,
    }
}

/// The trade's fields of a group; keys that the trade does not know stand under themselves.
fn of_trade(
    card: &Card,
    customer: &Customer,
    group: FieldGroup,
    wording: Wording<'_>,
) -> Vec<Fact> {
    let agreed = Purpose::Sensitive.agreed(&card.consents);
    let held = &customer.facts.fields;
    let elder = birthday::is_elder(customer.facts.birthday, wording);
    let hint = counter::buying_hint(customer, wording);
    let known = wording
        .trade
        .kept()
        .filter(|field| field.group == group && wording.trade.may_show(&field.key, agreed));
    let mut facts: Vec<Fact> = known
        .filter_map(|field| {
            let label = wording.word(&field.label);
            let Some(value) = held.get(&field.key) else {
                let suggested = field.key == FIELD_CHANNEL && elder;
                let hint = wording.say(Say::EntryFaceToFace);
                return suggested.then(|| Fact::new(label, hint).role(Role::Label).lines(LINES));
            };
            let hint = if field.key == FIELD_BUYING { hint } else { "" };
            let text = wording::joined(&[&wording.held(field, value), hint], ": ");
            Some(Fact::new(label, text).lines(LINES))
        })
        .collect();
    if group == FieldGroup::Profile {
        let own = held
            .iter()
            .filter(|(key, _)| wording.trade.field(key).is_none());
        facts.extend(own.map(|(key, value)| Fact::new(key, value).lines(LINES)));
    }
    facts
}

fn remarks(card: &Card, wording: Wording<'_>) -> Vec<Fact> {
    card.remarks
        .iter()
        .map(|remark| {
            Fact::new(wording.say(Say::CardCheck), wording.remark(remark))
                .role(Role::Attention)
                .lines(LINES)
        })
        .collect()
}
