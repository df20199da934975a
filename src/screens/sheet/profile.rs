//! Everything known about a customer, part by part, for the full card.

use super::vehicles::vehicles;
use super::{Wording, birthday, counter, wording};
use crate::domain::trade::{DEFAULT_TRADE, FieldGroup, Trade, TradeField};
use crate::domain::{Birthday, Card, Customer, CustomerKind, Day, LeapDay, Vehicle};
use crate::kit::Fact;
use crate::look::{Role, Symbols};
use crate::text::{Lang, Say, say};
use chrono::Datelike;

/// Longest values still wrap over this many lines.
pub(super) const LINES: u16 = 12;

/// The facts under the name, with a title over each part that has any.
pub fn facts(card: &Card, wording: Wording<'_>, symbols: &Symbols) -> Vec<Fact> {
    let mut all = Vec::new();
    if let Some(customer) = &card.customer {
        urgent(&mut all, customer, wording, symbols);
        part(
            &mut all,
            wording.say(Say::CardProfileTitle),
            profile(card, customer, wording),
        );
        let preferences = of_trade(customer, FieldGroup::Preference, wording);
        part(
            &mut all,
            wording.say(Say::CardPreferencesTitle),
            preferences,
        );
    }
    part(
        &mut all,
        wording.say(Say::CardVehiclesTitle),
        vehicles(card, wording, symbols),
    );
    if let Some(customer) = &card.customer {
        part(
            &mut all,
            wording.say(Say::SheetConsents),
            consents(card, wording),
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

fn urgent(all: &mut Vec<Fact>, customer: &Customer, wording: Wording<'_>, symbols: &Symbols) {
    let alert = &customer.facts.alert;
    if !alert.is_empty() {
        all.push(Fact::whole(format!("{} {alert}", symbols.alert), Role::Danger).lines(LINES));
    }
    let birthday = birthday::line(customer.facts.birthday, wording, symbols.heart);
    all.extend(birthday.map(|text| Fact::whole(text, Role::Accent)));
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
    let totals = [
        say::word_visits(wording.lang, u64::from(card.visits)),
        wording.money(card.spent),
    ];
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
        (Say::CardVisits, totals.join(", ")),
    ];
    let mut all: Vec<Fact> = rows
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(label, text)| Fact::new(wording.say(label), text).lines(LINES))
        .collect();
    all.extend(of_trade(customer, FieldGroup::Profile, wording));
    all
}

fn birthday_words(customer: &Customer, wording: Wording<'_>) -> String {
    let Some(born) = customer.facts.birthday else {
        return String::new();
    };
    let shown = match (born.day, born.month, born.year) {
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
    };
    match age(born, wording.today) {
        Some(age) => say::sheet_age(wording.lang, shown, age),
        None => shown,
    }
}

/// How old the person is today, if day and year are known.
fn age(born: Birthday, today: Day) -> Option<i32> {
    let year = today.year();
    let kept = born.kept_in(year, LeapDay::default())?;
    born.turns(if kept <= today { year } else { year - 1 })
}

/// The trade's fields of a group; keys that the trade does not know stand under themselves.
fn of_trade(customer: &Customer, group: FieldGroup, wording: Wording<'_>) -> Vec<Fact> {
    let trade = Trade::named(DEFAULT_TRADE)
        .map(|trade| trade.fields)
        .unwrap_or_default();
    let held = &customer.facts.fields;
    let known = trade.iter().filter(|field| field.group == group);
    let mut facts: Vec<Fact> = known
        .filter_map(|field| {
            let value = held.get(&field.key)?;
            let label = in_lang(&field.label, wording.lang);
            Some(Fact::new(label, value_words(field, value, wording.lang)).lines(LINES))
        })
        .collect();
    if group == FieldGroup::Profile {
        let own = held
            .iter()
            .filter(|(key, _)| !trade.iter().any(|field| field.key == **key));
        facts.extend(own.map(|(key, value)| Fact::new(key, value).lines(LINES)));
    }
    facts
}

fn value_words(field: &TradeField, value: &str, lang: Lang) -> String {
    let choice = field.choices.iter().find(|choice| choice.value == value);
    choice
        .map_or(value, |choice| match lang {
            Lang::En => &choice.en,
            Lang::Id => &choice.id,
        })
        .to_owned()
}

fn in_lang(word: &crate::domain::trade::Word, lang: Lang) -> &str {
    match lang {
        Lang::En => &word.en,
        Lang::Id => &word.id,
    }
}

fn consents(card: &Card, wording: Wording<'_>) -> Vec<Fact> {
    [
        ("service_reminders", Say::SheetConsentServiceReminders),
        ("promotions", Say::SheetConsentPromotions),
        ("birthday", Say::SheetConsentBirthday),
        ("contact", Say::SheetConsentContact),
    ]
    .map(|(purpose, label)| {
        let line = card
            .consents
            .iter()
            .find(|consent| consent.purpose == purpose);
        let label = wording.say(label);
        match line {
            None => Fact::new(label, wording.say(Say::SheetNotAsked)).role(Role::Label),
            Some(line) if line.yes => Fact::new(
                label,
                say::sheet_yes_on(wording.lang, wording.date(line.day)),
            ),
            Some(line) => Fact::new(
                label,
                say::sheet_no_on(wording.lang, wording.date(line.day)),
            )
            .role(Role::Attention),
        }
    })
    .into()
}

fn remarks(card: &Card, wording: Wording<'_>) -> Vec<Fact> {
    card.remarks
        .iter()
        .map(|remark| {
            let (row, file) = (remark.row, &remark.file);
            let text = say::card_remark(wording.lang, row, file, &remark.column, &remark.value);
            Fact::new(wording.say(Say::CardCheck), text)
                .role(Role::Attention)
                .lines(LINES)
        })
        .collect()
}
