//! What the list of thanks is of.

use crate::domain::name::fold;
use crate::domain::{CustomerId, Day, ThanksList, ThanksOwed};
use crate::protocol::{Answer, Query, Slot};
use crate::screens::listed::{Heard, ListScreen, Order, Source, most};
use crate::text::Say;

/// The list of thanks that are owed.
pub type Thanks = ListScreen<Owed>;

/// All thanks that are owed, the youngest first.
#[derive(Debug, Default)]
pub struct Owed;

impl ListScreen<Owed> {
    /// A list that knows nothing yet.
    pub fn new() -> Self {
        Self::default()
    }
}

impl Source for Owed {
    type Known = ThanksList;
    type Row<'a> = &'a ThanksOwed;
    type Id = (CustomerId, CustomerId);

    const SLOT: Slot = Slot::Thanks;

    fn query(&self, today: Day) -> Query {
        Query::Thanks(today)
    }

    fn heard(&self, answer: &Answer) -> Heard<Self::Known> {
        match answer {
            Answer::Thanks(all) => Heard::Known(all.clone()),
            _ => Heard::Else,
        }
    }

    fn count(&self, known: &Self::Known) -> usize {
        known.owed.len()
    }

    fn row<'a>(&self, known: &'a Self::Known, at: usize) -> &'a ThanksOwed {
        &known.owed[at]
    }

    fn id(owed: &ThanksOwed) -> (CustomerId, CustomerId) {
        (owed.referrer.id, owed.friend.id)
    }

    fn sought(owed: &ThanksOwed) -> Vec<String> {
        let names = [&owed.referrer.name, &owed.friend.name];
        let codes = [&owed.referrer.code, &owed.friend.code];
        names.into_iter().chain(codes).cloned().collect()
    }

    fn orders(&self) -> &'static [Order<Self>] {
        ORDERS
    }
}

const ORDERS: &[Order<Owed>] = &[
    Order::as_it_came(Say::RowsByNewest),
    Order::new(Say::RowsByName, |owed| (0, 0, fold(&owed.referrer.name))),
    Order::new(Say::RowsByMoney, |owed| {
        (0, most(owed.paid.0), String::new())
    }),
];
