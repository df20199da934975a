//! `kenal event --json`.

use serde::Serialize;

use super::some;
use crate::domain::{Day, Guest};
use crate::insight::{GatheringGuests, GatheringTold, Guests, Stretch};

/// All gatherings.
#[derive(Debug, Serialize)]
pub struct Events {
    as_of: Day,
    events: Vec<Event>,
}

/// One of them, with its guests.
#[derive(Debug, Serialize)]
pub struct EventGuests {
    as_of: Day,
    #[serde(flatten)]
    event: Event,
    guests: Vec<EventGuest>,
    left_out: u64,
}

#[derive(Debug, Serialize)]
struct Event {
    name: String,
    date: Day,
    time: Option<String>,
    place: Option<String>,
    notes: Option<String>,
    days_after: u64,
    came: Side,
    others: Side,
}

#[derive(Debug, Serialize)]
struct Side {
    people: u64,
    before: Sum,
    after: Sum,
}

#[derive(Debug, Serialize)]
struct Sum {
    visits: u64,
    money: i64,
}

#[derive(Debug, Serialize)]
struct EventGuest {
    #[serde(rename = "customer_id")]
    code: String,
    name: String,
    phone: Option<String>,
    state: &'static str,
    do_not_contact: bool,
}

impl Events {
    /// As of a day.
    pub fn new(as_of: Day, all: &[GatheringTold]) -> Self {
        Self {
            as_of,
            events: all.iter().map(Event::of).collect(),
        }
    }
}

impl EventGuests {
    /// As of a day.
    pub fn new(as_of: Day, known: &GatheringGuests) -> Self {
        Self {
            as_of,
            event: Event::of(&known.told),
            guests: known.guests.iter().map(EventGuest::of).collect(),
            left_out: 0,
        }
    }

    /// So many were not invited just now: they do not want to be contacted.
    #[must_use]
    pub fn without(self, left_out: u64) -> Self {
        Self { left_out, ..self }
    }
}

impl Event {
    fn of(told: &GatheringTold) -> Self {
        let facts = &told.gathering.facts;
        Self {
            name: facts.name.clone(),
            date: facts.day,
            time: some(&facts.time),
            place: some(&facts.place),
            notes: some(&facts.note),
            days_after: told.result.days_after,
            came: Side::of(&told.result.came),
            others: Side::of(&told.result.others),
        }
    }
}

impl Side {
    fn of(guests: &Guests) -> Self {
        let sum = |stretch: Stretch| Sum {
            visits: stretch.visits,
            money: stretch.money,
        };
        Self {
            people: guests.people,
            before: sum(guests.before),
            after: sum(guests.after),
        }
    }
}

impl EventGuest {
    fn of(guest: &Guest) -> Self {
        Self {
            code: guest.code.clone(),
            name: guest.name.clone(),
            phone: some(&guest.phone),
            state: guest.state.word(),
            do_not_contact: guest.do_not_contact,
        }
    }
}
