//! `kenal recovery --json`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::Day;
use crate::insight::{self, Need, Needing, Recovering, WonBack};

/// Whom to win back, by the reason.
#[derive(Debug, Serialize)]
pub struct Recovery {
    as_of: Day,
    lists: BTreeMap<&'static str, List>,
    /// How many would stand there and want to be left alone.
    do_not_contact: usize,
}

#[derive(Debug, Serialize)]
struct List {
    customers: usize,
    money: i64,
    /// How many would stand there and want to be left alone.
    do_not_contact: usize,
    first: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    customer_id: Option<String>,
    name: Option<String>,
    plate: Option<String>,
    phone: Option<String>,
    outlook: &'static str,
    visits: u32,
    money: i64,
    last_visit: Day,
    silent_days: u32,
    usual_days: Option<u32>,
    lost_to: Option<Lost>,
    less: Option<Less>,
    /// When a message last asked them to come back, since they were here.
    asked: Option<Day>,
}

#[derive(Debug, Serialize)]
struct Lost {
    date: Day,
    to: Option<String>,
    reason: Option<String>,
}

#[derive(Debug, Serialize)]
struct Less {
    per_visit_before: Option<i64>,
    per_visit_now: Option<i64>,
    only: Option<String>,
    different_before: Option<usize>,
}

impl Recovery {
    /// As of a day.
    pub fn new(found: &insight::Recovery, as_of: Day) -> Recovery {
        let none = Needing::default();
        let list = |need: Need| {
            let list = found.lists.get(&need).unwrap_or(&none);
            let rows = list.first.iter().map(|one| Row::of(one, found, as_of));
            let list = List {
                customers: list.total,
                money: list.money,
                do_not_contact: found.left_alone(need).len(),
                first: rows.collect(),
            };
            (need.name(), list)
        };
        Recovery {
            as_of,
            lists: Need::ALL.into_iter().map(list).collect(),
            do_not_contact: found.left_alone.values().map(Vec::len).sum(),
        }
    }
}

impl Row {
    fn of(row: &Recovering, found: &insight::Recovery, as_of: Day) -> Row {
        let one = &row.one;
        let who = found.people.get(&one.customer);
        let some = |text: &String| (!text.is_empty()).then(|| text.clone());
        let less = row.stagnation.as_ref();
        Row {
            customer_id: who.map(|who| who.code.clone()),
            name: who.map(|who| who.name.clone()),
            plate: who.and_then(|who| some(&who.plate)),
            phone: who.and_then(|who| some(&who.phone)),
            outlook: one.outlook.name(),
            visits: one.visits.count,
            money: one.visits.money,
            last_visit: one.visits.last,
            silent_days: one.visits.silent(as_of),
            usual_days: one.visits.gaps.map(insight::Gaps::usual),
            asked: found.asked(row).map(|asked| asked.day),
            lost_to: row.lost_to.as_ref().map(|lost| Lost {
                date: lost.day,
                to: some(&lost.competitor),
                reason: some(&lost.reason),
            }),
            less: less.map(|less| Less {
                per_visit_before: less.spends.map(|(before, _)| before),
                per_visit_now: less.spends.map(|(_, now)| now),
                only: less.only.as_ref().map(|(only, _)| only.clone()),
                different_before: less.only.as_ref().map(|(_, before)| *before),
            }),
        }
    }
}

/// What became of messages that asked customers to come back.
#[derive(Debug, Serialize)]
pub struct Results {
    within_days: u32,
    sent: usize,
    came_back: usize,
    money: i64,
    messages: Vec<Message>,
}

#[derive(Debug, Serialize)]
struct Message {
    customer_id: String,
    name: String,
    sent: Day,
    came_back: Option<Day>,
    money: Option<i64>,
}

impl Results {
    /// Of these messages.
    pub fn new(all: &[WonBack], within_days: u32) -> Results {
        let (came_back, money) = WonBack::sum(all);
        let message = |one: &WonBack| Message {
            customer_id: one.who.code.clone(),
            name: one.who.name.clone(),
            sent: one.sent,
            came_back: one.came.map(|came| came.day),
            money: one.came.map(|came| came.money),
        };
        Results {
            within_days,
            sent: all.len(),
            came_back,
            money,
            messages: all.iter().map(message).collect(),
        }
    }
}
