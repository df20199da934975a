//! `kenal today --json`.

use serde::Serialize;

use super::some;
use crate::calendar::{FeastRow, Greets, Person, Reason, Today, Why};
use crate::domain::Day;

/// What a day asks for.
#[derive(Debug, Serialize)]
pub struct TodayList {
    today: Day,
    days: u16,
    feasts: Vec<FeastDay>,
    customers: Vec<Waiting>,
    /// Whether more customers wait than are listed.
    more: bool,
    /// Feasts of which no date is known for the year to come.
    unknown_dates: Vec<Unknown>,
    /// Lines of the owner's own file that have mistakes.
    mistakes: Vec<Option<usize>>,
    services_due: super::NotYet,
    follow_ups: super::NotYet,
    promises: super::NotYet,
}

#[derive(Debug, Serialize)]
struct FeastDay {
    feast: String,
    name: String,
    date: Day,
    until: Day,
    expected: bool,
    greet: &'static str,
    greet_from: Day,
    greet_until: Day,
    customers: u64,
    not_asked: u64,
    /// How many were written to about it.
    done: u64,
}

#[derive(Debug, Serialize)]
struct Waiting {
    customer_id: String,
    name: String,
    honorific: Option<String>,
    plate: Option<String>,
    phone: Option<String>,
    reasons: Vec<ReasonRow>,
}

/// A reason; what does not belong to its kind is `null`.
#[derive(Debug, Default, Serialize)]
struct ReasonRow {
    kind: &'static str,
    /// What is marked when it is done.
    refers: String,
    date: Option<Day>,
    /// Whether the customer agreed to hear about it; `null` while nobody has asked.
    agreed: Option<bool>,
    age: Option<i32>,
    feast: Option<String>,
    /// The customer ID of whom they brought.
    friend: Option<String>,
    points: Option<i64>,
    worth: Option<i64>,
    outlook: Option<&'static str>,
    last_visit: Option<Day>,
    usual_days: Option<u32>,
    visits: Option<u32>,
    money: Option<i64>,
}

#[derive(Debug, Serialize)]
struct Unknown {
    name: String,
    last: Option<Day>,
}

impl TodayList {
    /// Of the list of a day.
    pub fn new(list: &Today) -> TodayList {
        let over = list.over.iter().map(|over| Unknown {
            name: over.name.en.clone(),
            last: over.last,
        });
        TodayList {
            today: list.day,
            days: list.ahead,
            feasts: list.feasts.iter().map(FeastDay::from).collect(),
            customers: list.people.iter().map(Waiting::from).collect(),
            more: list.more,
            unknown_dates: over.collect(),
            mistakes: list.mistakes.iter().map(|mistake| mistake.line).collect(),
            services_due: None,
            follow_ups: None,
            promises: None,
        }
    }
}

impl From<&FeastRow> for FeastDay {
    fn from(row: &FeastRow) -> FeastDay {
        FeastDay {
            feast: row.key.clone(),
            name: row.name.en.clone(),
            date: row.day,
            until: row.until,
            expected: row.expected,
            greet: match row.greets {
                Greets::Chosen(_) => "chosen",
                Greets::All => "all",
                Greets::Vehicles => "vehicles",
                Greets::Nobody => "nobody",
            },
            greet_from: row.greeting.0,
            greet_until: row.greeting.1,
            customers: row.customers,
            not_asked: row.not_asked,
            done: row.done,
        }
    }
}

impl From<&Person> for Waiting {
    fn from(person: &Person) -> Waiting {
        let who = &person.who;
        Waiting {
            customer_id: who.code.clone(),
            name: who.name.clone(),
            honorific: some(&who.honorific),
            plate: some(&who.plate),
            phone: some(&who.phone),
            reasons: person.reasons.iter().map(ReasonRow::from).collect(),
        }
    }
}

impl From<&Reason> for ReasonRow {
    fn from(reason: &Reason) -> ReasonRow {
        let occasion = reason.why.occasion();
        let row = ReasonRow {
            kind: occasion.kind.key(),
            refers: occasion.refers,
            agreed: reason.agreed,
            ..ReasonRow::default()
        };
        match &reason.why {
            Why::Birthday(near) => ReasonRow {
                date: Some(near.day),
                age: near.age,
                ..row
            },
            Why::Feast { key, day, .. } => ReasonRow {
                date: Some(*day),
                feast: Some(key.clone()),
                ..row
            },
            Why::Points { points, worth, day } => ReasonRow {
                date: Some(*day),
                points: Some(*points),
                worth: Some(*worth),
                ..row
            },
            Why::Thanks {
                friend,
                day,
                points,
            } => ReasonRow {
                date: Some(*day),
                friend: Some(friend.code.clone()),
                points: Some(*points),
                ..row
            },
            Why::WinBack {
                away,
                last,
                usual,
                visits,
                money,
            } => ReasonRow {
                outlook: Some(away.name()),
                last_visit: Some(*last),
                usual_days: *usual,
                visits: Some(*visits),
                money: Some(*money),
                ..row
            },
        }
    }
}
