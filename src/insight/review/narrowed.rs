//! A list of the review that holds more than a screen: narrowed to some of all who belong to it, or
//! put in another order.

use std::collections::HashMap;

use super::{Birthday, DoneVisit, Lapsing};
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
    /// A visit of the days under review.
    Visit {
        /// Its place among all of them.
        at: usize,
        /// Whose; `None` where that is not known.
        customer: Option<CustomerId>,
        /// What was paid, in minor units.
        total: Option<i64>,
    },
}

impl OfList {
    /// Whom it is about; `None` for a visit of which nobody knows whose it was.
    pub fn who(&self) -> Option<CustomerId> {
        match self {
            Self::Person(one) | Self::Ahead(one, _) => Some(one.customer),
            Self::Known(who) => Some(*who),
            Self::Birthday(birthday) => Some(birthday.customer),
            Self::Lapsing(lapsing) => Some(lapsing.customer),
            Self::Visit { customer, .. } => *customer,
        }
    }

    /// The day of their last visit; `None` where that is not told.
    pub fn last(&self) -> Option<Day> {
        match self {
            Self::Person(one) | Self::Ahead(one, _) => Some(one.visits.last),
            _ => None,
        }
    }

    /// What they ever brought, or paid at a visit, in minor units; `None` where that is not told.
    pub fn money(&self) -> Option<i64> {
        match self {
            Self::Person(one) | Self::Ahead(one, _) => Some(one.visits.money),
            Self::Visit { total, .. } => *total,
            _ => None,
        }
    }

    /// The day that it is about; `None` where it is about none.
    pub fn day(&self) -> Option<Day> {
        match self {
            Self::Birthday(birthday) => Some(birthday.day),
            Self::Lapsing(lapsing) => Some(lapsing.day),
            _ => None,
        }
    }
}

/// The rows that are left.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Narrowed {
    /// How many of all who belong to the list.
    pub total: usize,
    /// What they ever brought, or paid at these visits, in minor units; `None` where that is not told.
    pub money: Option<i64>,
    /// The first of them, in the order asked for.
    pub first: Vec<OfList>,
    /// Who those are.
    pub people: Vec<Introduced>,
    /// Who of those has been here since the day of the review, and when last.
    pub since: HashMap<CustomerId, Day>,
    /// The visits among them, by their places among all of the days under review.
    pub visits: HashMap<usize, DoneVisit>,
}
