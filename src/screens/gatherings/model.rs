//! What the list of gatherings is of.

use crate::domain::name::fold;
use crate::domain::{Day, GatheringId};
use crate::insight::GatheringTold;
use crate::protocol::{Answer, Query, Slot};
use crate::screens::listed::{Heard, ListScreen, Order, Source, most};
use crate::text::Say;

/// The list of gatherings.
pub type Gatherings = ListScreen<All>;

/// All gatherings, the youngest first.
#[derive(Debug, Default)]
pub struct All;

impl ListScreen<All> {
    /// A list that knows nothing yet.
    pub fn new() -> Self {
        Self::default()
    }
}

impl Source for All {
    type Known = Vec<GatheringTold>;
    type Row<'a> = &'a GatheringTold;
    type Id = GatheringId;

    const SLOT: Slot = Slot::Gatherings;

    fn query(&self, today: Day) -> Query {
        Query::Gatherings(today)
    }

    fn heard(&self, answer: &Answer) -> Heard<Self::Known> {
        match answer {
            Answer::Gatherings(all) => Heard::Known(all.clone()),
            _ => Heard::Else,
        }
    }

    fn count(&self, known: &Self::Known) -> usize {
        known.len()
    }

    fn row<'a>(&self, known: &'a Self::Known, at: usize) -> &'a GatheringTold {
        &known[at]
    }

    fn id(told: &GatheringTold) -> GatheringId {
        told.gathering.id
    }

    fn sought(told: &GatheringTold) -> Vec<String> {
        let facts = &told.gathering.facts;
        vec![facts.name.clone(), facts.place.clone()]
    }

    fn orders(&self) -> &'static [Order<Self>] {
        ORDERS
    }
}

const ORDERS: &[Order<All>] = &[
    Order::as_it_came(Say::RowsByNewest),
    Order::new(Say::EventByGuests, |told| {
        let came = i64::try_from(told.result.came.people).unwrap_or(i64::MAX);
        (0, most(came), String::new())
    }),
    Order::new(Say::RowsByName, |told| {
        (0, 0, fold(&told.gathering.facts.name))
    }),
];
