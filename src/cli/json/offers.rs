//! `kenal offers --json`.

use serde::Serialize;

use crate::domain::{Customer, Day};
use crate::insight::{self, Bundle, Offer, Offers, ServiceDue};

/// What is worth offering to a customer.
#[derive(Debug, Serialize)]
pub struct Worth {
    customer_id: String,
    name: String,
    due: Option<Day>,
    due_km: Option<i64>,
    offers: Vec<One>,
    dearer: Vec<Dearer>,
    breadth: usize,
    breadth_year: usize,
    takes: Vec<Taken>,
}

#[derive(Debug, Serialize)]
struct One {
    offer: String,
    because: String,
    both: u32,
    of: u32,
    last_taken: Option<Day>,
}

#[derive(Debug, Serialize)]
struct Dearer {
    offer: String,
    instead_of: String,
    changed: u32,
    of: u32,
    price: i64,
    instead_price: i64,
}

#[derive(Debug, Serialize)]
struct Taken {
    text: String,
    last: Day,
}

impl Worth {
    /// To a customer.
    pub fn new(customer: &Customer, offers: &Offers) -> Worth {
        let takes = offers.takes.iter().map(|(text, last)| Taken {
            text: text.clone(),
            last: *last,
        });
        Worth {
            customer_id: customer.code.clone(),
            name: customer.facts.name.clone(),
            due: offers.due.and_then(ServiceDue::day),
            due_km: match offers.due {
                Some(ServiceDue::At(km, _)) => Some(km),
                _ => None,
            },
            offers: offers.offers.iter().map(One::from).collect(),
            dearer: offers.dearer.iter().map(Dearer::from).collect(),
            breadth: offers.breadth,
            breadth_year: offers.breadth_year,
            takes: takes.collect(),
        }
    }
}

impl From<&Offer> for One {
    fn from(offer: &Offer) -> One {
        One {
            offer: offer.thing.clone(),
            because: offer.because.clone(),
            both: offer.both,
            of: offer.of,
            last_taken: offer.last,
        }
    }
}

impl From<&insight::Dearer> for Dearer {
    fn from(dearer: &insight::Dearer) -> Dearer {
        Dearer {
            offer: dearer.thing.clone(),
            instead_of: dearer.instead_of.clone(),
            changed: dearer.changed,
            of: dearer.of,
            price: dearer.price.0,
            instead_price: dearer.instead_price.0,
        }
    }
}

/// What is often taken together in one visit.
#[derive(Debug, Serialize)]
pub struct Bundles {
    visits: u32,
    bundles: Vec<Pair>,
}

#[derive(Debug, Serialize)]
struct Pair {
    one: String,
    other: String,
    both: u32,
    of: u32,
}

impl Bundles {
    /// Of so many visits.
    pub fn new(all: &[Bundle], visits: u32) -> Bundles {
        let pair = |bundle: &Bundle| Pair {
            one: bundle.one.clone(),
            other: bundle.other.clone(),
            both: bundle.both,
            of: bundle.of,
        };
        Bundles {
            visits,
            bundles: all.iter().map(pair).collect(),
        }
    }
}
