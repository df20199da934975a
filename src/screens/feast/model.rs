//! What the list of a feast is of.

use crate::calendar::{FeastPeople, Greeted};
use crate::domain::name::fold;
use crate::domain::{CustomerId, Day};
use crate::protocol::{Answer, Query, Slot};
use crate::screens::listed::{Heard, ListScreen, Order, Source};
use crate::screens::narrow;
use crate::text::Say;

/// The people of a feast.
pub type FeastScreen = ListScreen<Greetings>;

/// Everybody who is greeted at the feast of a key, whoever is still to be greeted first.
#[derive(Debug)]
pub struct Greetings(pub(super) String);

impl ListScreen<Greetings> {
    /// The people of the feast with this key.
    pub fn new(key: String) -> Self {
        Self::of(Greetings(key))
    }
}

impl Source for Greetings {
    type Known = FeastPeople;
    type Row<'a> = &'a Greeted;
    type Id = CustomerId;

    const SLOT: Slot = Slot::Feast;

    fn query(&self, today: Day) -> Query {
        let key = self.0.clone();
        Query::Feast { key, today }
    }

    fn heard(&self, answer: &Answer) -> Heard<FeastPeople> {
        match answer {
            Answer::Feast(Some(people)) => Heard::Known((**people).clone()),
            // The owner took it out of the file meanwhile.
            Answer::Feast(None) => Heard::Gone,
            _ => Heard::Else,
        }
    }

    fn count(&self, known: &FeastPeople) -> usize {
        known.people.len()
    }

    fn row<'a>(&self, known: &'a FeastPeople, at: usize) -> &'a Greeted {
        &known.people[at]
    }

    fn id(one: &Greeted) -> CustomerId {
        one.who.id
    }

    fn is_done(one: &Greeted) -> bool {
        one.is_done()
    }

    fn sought(one: &Greeted) -> Vec<String> {
        narrow::sought(&one.who)
    }

    fn orders(&self) -> &'static [Order<Self>] {
        ORDERS
    }
}

const ORDERS: &[Order<Greetings>] = &[
    Order::as_it_came(Say::FeastByToGreet),
    Order::new(Say::RowsByName, |one| (0, 0, fold(&one.who.name))),
];
