//! What the list of campaigns is of.

use crate::domain::name::fold;
use crate::domain::{CampaignId, Day};
use crate::insight::CampaignTold;
use crate::protocol::{Answer, Query, Slot};
use crate::screens::listed::{Heard, ListScreen, Order, Source, most};
use crate::text::Say;

/// The list of campaigns.
pub type Campaigns = ListScreen<All>;

/// All campaigns, the youngest first.
#[derive(Debug, Default)]
pub struct All;

impl ListScreen<All> {
    /// A list that knows nothing yet.
    pub fn new() -> Self {
        Self::default()
    }
}

impl Source for All {
    type Known = Vec<CampaignTold>;
    type Row<'a> = &'a CampaignTold;
    type Id = CampaignId;

    const SLOT: Slot = Slot::Campaigns;

    fn query(&self, today: Day) -> Query {
        Query::Campaigns(today)
    }

    fn heard(&self, answer: &Answer) -> Heard<Self::Known> {
        match answer {
            Answer::Campaigns(all) => Heard::Known(all.clone()),
            _ => Heard::Else,
        }
    }

    fn count(&self, known: &Self::Known) -> usize {
        known.len()
    }

    fn row<'a>(&self, known: &'a Self::Known, at: usize) -> &'a CampaignTold {
        &known[at]
    }

    fn id(told: &CampaignTold) -> CampaignId {
        told.campaign.id
    }

    fn sought(told: &CampaignTold) -> Vec<String> {
        let facts = &told.campaign.facts;
        vec![facts.name.clone(), facts.segment.clone()]
    }

    fn orders(&self) -> &'static [Order<Self>] {
        ORDERS
    }
}

const ORDERS: &[Order<All>] = &[
    Order::as_it_came(Say::RowsByNewest),
    Order::new(Say::RowsByMoney, |told| {
        (0, most(told.result.sent.money), String::new())
    }),
    Order::new(Say::RowsByName, |told| {
        (0, 0, fold(&told.campaign.facts.name))
    }),
];
