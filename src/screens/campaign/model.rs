//! What the list of a campaign's people is of.

use crate::domain::{CampaignId, CustomerId, Day, Gate};
use crate::insight::{CampaignPeople, PersonTold};
use crate::protocol::{Answer, Query, Slot};
use crate::screens::listed::{Heard, ListScreen, Order, Source, earliest, latest, most};
use crate::text::Say;

/// The people of a campaign.
pub type CampaignScreen = ListScreen<People>;

/// Everybody whom a campaign means, by name.
#[derive(Debug)]
pub struct People(pub(super) CampaignId);

impl ListScreen<People> {
    /// The people of a campaign.
    pub fn new(id: CampaignId) -> Self {
        Self::of(People(id))
    }
}

impl Source for People {
    type Known = CampaignPeople;
    type Row<'a> = &'a PersonTold;
    type Id = CustomerId;

    const SLOT: Slot = Slot::Campaigns;

    fn query(&self, today: Day) -> Query {
        Query::Campaign(self.0, today)
    }

    fn heard(&self, answer: &Answer) -> Heard<CampaignPeople> {
        match answer {
            Answer::Campaign(Some(people)) => Heard::Known((**people).clone()),
            Answer::Campaign(None) => Heard::Gone,
            _ => Heard::Else,
        }
    }

    fn count(&self, known: &CampaignPeople) -> usize {
        known.people.len()
    }

    fn row<'a>(&self, known: &'a CampaignPeople, at: usize) -> &'a PersonTold {
        &known.people[at]
    }

    fn id(one: &PersonTold) -> CustomerId {
        one.person.customer
    }

    fn is_done(one: &PersonTold) -> bool {
        one.sent.is_some()
    }

    /// Who said no is passed over; who was not asked yet can be asked.
    fn waits(one: &PersonTold) -> bool {
        let refused = matches!(one.gate, Gate::DoNotContact | Gate::Refused(_));
        one.sent.is_none() && !refused
    }

    fn sought(one: &PersonTold) -> Vec<String> {
        let person = &one.person;
        [&person.name, &person.code, &person.phone]
            .map(String::clone)
            .into()
    }

    fn orders(&self) -> &'static [Order<Self>] {
        ORDERS
    }
}

const ORDERS: &[Order<People>] = &[
    Order::new(Say::CampaignByToSend, |one| {
        let sent = i64::from(one.sent.is_some());
        (sent, i64::from(!one.gate.is_open()), String::new())
    }),
    Order::new(Say::RowsByMoney, |one| {
        (0, most(one.returned.money), String::new())
    }),
    Order::new(Say::CampaignBySent, |one| {
        (0, earliest(one.sent), String::new())
    }),
    Order::new(Say::CampaignByCame, |one| {
        (0, latest(one.returned.came), String::new())
    }),
    Order::as_it_came(Say::RowsByName),
];
