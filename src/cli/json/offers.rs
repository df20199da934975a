//! `kenal offers --json`.

use serde::Serialize;

use crate::domain::{Customer, Day, Plate, VehicleFacts, VehicleId};
use crate::insight::{self, Bundle, DueWith, Offer, Offers};

/// What is worth offering to a customer.
#[derive(Debug, Serialize)]
pub struct Worth {
    customer_id: String,
    name: String,
    due: Option<Day>,
    due_km: Option<i64>,
    services: Vec<Service>,
    offers: Vec<One>,
    dearer: Vec<Dearer>,
    breadth: usize,
    breadth_year: usize,
    takes: Vec<Taken>,
}

/// A service that is due, of one vehicle.
#[derive(Debug, Serialize)]
struct Service {
    plate: Option<String>,
    date: Option<Day>,
    odometer: Option<i64>,
    about: Option<Day>,
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
    with: Vec<String>,
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
        let dearer = offers.dearer.iter();
        let dearer = dearer.map(|one| Dearer::new(one, &offers.taken_by));
        Worth {
            customer_id: customer.code.clone(),
            name: customer.facts.name.clone(),
            due: offers
                .due
                .first()
                .and_then(|one| one.due.about().or(one.due.day)),
            due_km: offers.due.first().and_then(|one| one.due.km),
            services: offers.due.iter().map(Service::from).collect(),
            offers: offers.offers.iter().map(One::from).collect(),
            dearer: dearer.collect(),
            breadth: offers.breadth,
            breadth_year: offers.breadth_year,
            takes: takes.collect(),
        }
    }
}

impl From<&DueWith> for Service {
    fn from(one: &DueWith) -> Service {
        Service {
            plate: one.vehicle.plate.as_ref().map(Plate::display),
            date: one.due.day,
            odometer: one.due.km,
            about: one.due.about(),
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

impl Dearer {
    /// What is dearer, taken with some of these vehicles.
    fn new(dearer: &insight::Dearer, vehicles: &[(VehicleId, VehicleFacts)]) -> Dearer {
        let with = vehicles.iter().filter(|(id, _)| dearer.with.contains(id));
        let plates = with.filter_map(|(_, facts)| facts.plate.as_ref().map(Plate::display));
        Dearer {
            offer: dearer.thing.clone(),
            instead_of: dearer.instead_of.clone(),
            changed: dearer.changed,
            of: dearer.of,
            price: dearer.price.0,
            instead_price: dearer.instead_price.0,
            with: plates.collect(),
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
