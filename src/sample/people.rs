//! Invented people and firms: names, phones, birthdays, likes.

use std::collections::BTreeMap;

use crate::domain::{
    Birthday, CustomerFacts, CustomerKind, FIELD_CHANNEL, FIELD_GREETINGS, FIELD_LIKES,
    FIELD_WAITS, Greeting, Greetings, INDONESIA, Phone, PhoneEntry,
};

use super::calendar::{DayNo, day};
use super::dice::{Dice, scattered};
use super::words::{
    ALERTS, BACKS, DESK, FIRM_BACKS, FIRM_FRONTS, FIRM_TRADES, FIRMS, FRONTS, LIKES, MADAM, MEN,
    NOTES, SIR, SOURCES, STREETS, TOWNS, WOMEN,
};

/// Wishes have dice of their own.
const WISHES: u64 = 0x6772_6565_7469_6e67;

/// How many of a thousand wish to be greeted at each feast. Some wish it at several, some at none.
const WISHED: &[(Greeting, u64)] = &[
    (Greeting::Lebaran, 780),
    (Greeting::Natal, 140),
    (Greeting::Imlek, 80),
    (Greeting::Nyepi, 20),
    (Greeting::Waisak, 25),
];

/// A family name of two halves, such as "Wirakusuma".
pub(super) fn family_name(dice: &mut Dice) -> String {
    let (front, back) = (dice.pick(FRONTS), dice.pick(BACKS));
    let front = front.trim_end_matches(|last| back.starts_with(last));
    format!("{front}{back}")
}

/// A person. `number` is the customer's place in the garage: it decides the phone.
pub(super) fn person(
    dice: &mut Dice,
    seed: u64,
    number: u64,
    family: &str,
    today: DayNo,
) -> CustomerFacts {
    let woman = dice.chance(420);
    let given = if woman { WOMEN } else { MEN };
    let first = *dice.pick(given);
    // One-word names and names of three words are normal.
    let name = match dice.below(10) {
        0 => format!("{first} {}", dice.pick(given)),
        1 | 2 => format!("{first} {} {family}", dice.pick(given)),
        3 if dice.chance(300) => family.to_owned(),
        _ => format!("{first} {family}"),
    };
    let honorific = dice.weighted(if woman { MADAM } else { SIR });
    let mut facts = CustomerFacts {
        honorific: (*honorific).to_owned(),
        email: email(dice, first, family, number),
        birthday: birthday(dice, today),
        fields: preferences(dice),
        ..reachable(dice, seed, number, name)
    };
    if dice.chance(25) {
        (*dice.pick(ALERTS)).clone_into(&mut facts.alert);
    }
    let wishes = wishes(&mut Dice::new(seed ^ WISHES, number));
    let wishes = wishes.map(|wishes| (FIELD_GREETINGS.to_owned(), wishes.to_string()));
    facts.fields.extend(wishes);
    facts
}

/// A firm with a fleet.
pub(super) fn firm(dice: &mut Dice, seed: u64, number: u64) -> CustomerFacts {
    let form = dice.weighted(FIRMS);
    let words = format!("{} {}", dice.pick(FIRM_FRONTS), dice.pick(FIRM_BACKS));
    let name = if dice.chance(400) {
        format!("{form} {words} {}", dice.pick(FIRM_TRADES))
    } else {
        format!("{form} {words}")
    };
    CustomerFacts {
        kind: CustomerKind::Company,
        email: format!("kantor{number}@example.com"),
        ..reachable(dice, seed, number, name)
    }
}

fn reachable(dice: &mut Dice, seed: u64, number: u64, name: String) -> CustomerFacts {
    let label = String::new();
    let phone = phone(seed, number);
    let phones = if dice.chance(930) {
        vec![PhoneEntry { phone, label }]
    } else {
        Vec::new()
    };
    CustomerFacts {
        name,
        phones,
        address: if dice.chance(550) {
            format!("{} No. {}", dice.pick(STREETS), dice.between(1, 180))
        } else {
            String::new()
        },
        city: (*dice.weighted(TOWNS)).to_owned(),
        source: (*dice.weighted(SOURCES)).to_owned(),
        note: if dice.chance(70) {
            (*dice.pick(NOTES)).to_owned()
        } else {
            String::new()
        },
        ..CustomerFacts::default()
    }
}

/// A number that reads like a mobile phone's and rings nowhere: no operator of Indonesia was ever
/// given 084. Every customer of a garage has a number of his own.
fn phone(seed: u64, number: u64) -> Phone {
    let rest = scattered(number, 1_000_000_000, seed);
    Phone::parse(&format!("084{rest:09}"), INDONESIA)
}

/// Addresses of `example.com`, which is reserved for examples.
fn email(dice: &mut Dice, first: &str, family: &str, number: u64) -> String {
    if dice.chance(160) {
        format!("{first}.{family}{number}@example.com").to_lowercase()
    } else {
        String::new()
    }
}

fn birthday(dice: &mut Dice, today: DayNo) -> Option<Birthday> {
    use chrono::Datelike as _;
    if dice.chance(400) {
        return None;
    }
    // Some stand before the shop this very week, so that there is somebody to greet.
    let age_days = match dice.below(40) {
        0 => dice.between(20, 70) * 365 + dice.between(0, 25),
        _ => dice.between(19 * 365, 78 * 365),
    };
    let born = day(today - age_days)?;
    let year = born.year();
    Some(Birthday {
        day: Some(born.day()),
        month: Some(born.month()),
        year: (dice.chance(700) && year >= 1880).then_some(year),
    })
}

fn preferences(dice: &mut Dice) -> BTreeMap<String, String> {
    let mut fields = BTreeMap::new();
    let mut keep = |key: &str, value: &str| fields.insert(key.to_owned(), value.to_owned());
    if dice.chance(450) {
        let waits = if dice.chance(600) { "waits" } else { "leaves" };
        keep(FIELD_WAITS, waits);
    }
    if dice.chance(350) {
        let channel = *dice.weighted(&[("whatsapp", 70), ("phone", 20), ("counter", 10)]);
        keep(FIELD_CHANNEL, channel);
    }
    if dice.chance(180) {
        keep(FIELD_LIKES, LIKES[dice.index(LIKES.len())]);
    }
    fields
}

/// At which feasts somebody wishes to be greeted; `None` for whoever was not asked.
fn wishes(dice: &mut Dice) -> Option<Greetings> {
    if !dice.chance(380) {
        return None;
    }
    let wished = WISHED.iter().filter(|(_, chance)| dice.chance(*chance));
    Some(Greetings(wished.map(|(feast, _)| *feast).collect()))
}

/// Who stands at the desk of every sample garage.
pub(super) fn desk() -> &'static [&'static str] {
    DESK
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::hygiene::clean_line;

    #[test]
    fn a_phone_is_usable_and_belongs_to_no_operator() {
        for number in [0, 1, 999_999] {
            let phone = phone(3, number);
            assert!(phone.e164.as_deref().unwrap().starts_with("+6284"));
            assert_eq!(phone.flag, None);
        }
        assert_ne!(phone(3, 1), phone(3, 2));
    }

    #[test]
    fn most_are_not_asked_for_their_wishes_and_every_feast_has_some_who_wish_it() {
        let mut dice = Dice::new(11, 0);
        let mut told = Vec::new();
        for number in 0..4_000 {
            let facts = person(&mut dice, 11, number, "Widjaja", 739_942);
            let text = facts.fields.get(FIELD_GREETINGS).cloned();
            told.extend(text.map(|text| text.parse::<Greetings>().unwrap()));
        }
        let share = |of: usize, among: usize| of * 100 / among;
        assert!(
            (34..42).contains(&share(told.len(), 4_000)),
            "{}",
            told.len()
        );
        let wish = |feast| told.iter().filter(|one| one.0.contains(&feast)).count();
        assert!((73..83).contains(&share(wish(Greeting::Lebaran), told.len())));
        assert!(Greeting::ALL.into_iter().all(|feast| wish(feast) > 5));
        assert!(told.iter().any(|one| one.0.is_empty()));
    }

    #[test]
    fn a_person_is_fit_for_the_book() {
        let mut dice = Dice::new(11, 0);
        for number in 0..500 {
            let family = family_name(&mut dice);
            let facts = person(&mut dice, 11, number, &family, 739_942);
            assert_eq!(clean_line(&facts.name).text, facts.name);
            assert!(facts.name.len() > 2 && facts.name.len() < 60);
            assert!(facts.fields.values().all(|value| !value.is_empty()));
        }
    }
}
