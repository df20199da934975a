//! A list of the review that holds more than a screen: narrowed to some of all who belong to it, or
//! put in another order.

use std::collections::HashMap;

use super::{Birthday, Lapsing};
use crate::domain::{CustomerId, Day, Introduced};
use crate::insight::{Appraised, Expected};

/// A row about somebody.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum OfList {
    /// Somebody with visits.
    Person(Appraised),
    /// Somebody of whom it is said what they may bring.
    Ahead(Appraised, Expected),
    /// Somebody of whom no more than the name is told.
    Known(CustomerId),
    /// Somebody who has a birthday.
    Birthday(Birthday),
    /// Somebody whose points lapse.
    Lapsing(Lapsing),
}

impl OfList {
    /// Whom it is about.
    pub fn who(&self) -> CustomerId {
        match self {
            Self::Person(one) | Self::Ahead(one, _) => one.customer,
            Self::Known(who) => *who,
            Self::Birthday(birthday) => birthday.customer,
            Self::Lapsing(lapsing) => lapsing.customer,
        }
    }

    /// The day of their last visit; `None` where that is not told.
    pub fn last(&self) -> Option<Day> {
        match self {
            Self::Person(one) | Self::Ahead(one, _) => Some(one.visits.last),
            Self::Known(_) | Self::Birthday(_) | Self::Lapsing(_) => None,
        }
    }

    /// What they ever brought, in minor units; `None` where that is not told.
    pub fn money(&self) -> Option<i64> {
        match self {
            Self::Person(one) | Self::Ahead(one, _) => Some(one.visits.money),
            Self::Known(_) | Self::Birthday(_) | Self::Lapsing(_) => None,
        }
    }
}

/// The rows that are left.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Narrowed {
    /// How many of all who belong to the list.
    pub total: usize,
    /// What they ever brought, in minor units; `None` where that is not told.
    pub money: Option<i64>,
    /// The first of them, in the order asked for.
    pub first: Vec<OfList>,
    /// Who those are.
    pub people: Vec<Introduced>,
    /// Who of those has been here since the day of the review, and when last.
    pub since: HashMap<CustomerId, Day>,
}
