//! What the list of guests is of.

use super::adding::Adding;
use crate::domain::{CustomerId, Day, GatheringId, Guest, GuestState};
use crate::insight::GatheringGuests;
use crate::protocol::{Answer, Query, Slot};
use crate::screens::listed::{Heard, ListScreen, Order, Source};
use crate::text::Say;

/// The guests of a gathering.
pub type GuestList = ListScreen<Guests>;

/// Everybody who is invited to a gathering, by name.
#[derive(Debug)]
pub struct Guests {
    /// Of which.
    pub(super) gathering: GatheringId,
    /// The picker of one more, while it is open.
    pub(super) adding: Option<Adding>,
}

impl ListScreen<Guests> {
    /// The guests of a gathering.
    pub fn new(id: GatheringId) -> Self {
        Self::of(Guests {
            gathering: id,
            adding: None,
        })
    }
}

impl Source for Guests {
    type Known = GatheringGuests;
    type Row<'a> = &'a Guest;
    type Id = CustomerId;

    const SLOT: Slot = Slot::Gatherings;

    fn query(&self, today: Day) -> Query {
        Query::Guests(self.gathering, today)
    }

    fn heard(&self, answer: &Answer) -> Heard<GatheringGuests> {
        match answer {
            Answer::Guests(Some(guests)) => Heard::Known((**guests).clone()),
            Answer::Guests(None) => Heard::Gone,
            _ => Heard::Else,
        }
    }

    fn count(&self, known: &GatheringGuests) -> usize {
        known.guests.len()
    }

    fn row<'a>(&self, known: &'a GatheringGuests, at: usize) -> &'a Guest {
        &known.guests[at]
    }

    fn id(guest: &Guest) -> CustomerId {
        guest.customer
    }

    fn sought(guest: &Guest) -> Vec<String> {
        [&guest.name, &guest.code, &guest.phone]
            .map(String::clone)
            .into()
    }

    fn orders(&self) -> &'static [Order<Self>] {
        ORDERS
    }
}

const ORDERS: &[Order<Guests>] = &[
    Order::as_it_came(Say::RowsByName),
    Order::new(Say::EventByState, |guest| {
        let place = match guest.state {
            GuestState::Came => 0,
            GuestState::Coming => 1,
            GuestState::Invited => 2,
            GuestState::Absent => 3,
        };
        (place, 0, String::new())
    }),
];
