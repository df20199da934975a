//! A vehicle in JSON.

use serde::Serialize;

use super::some;
use crate::domain::trade::Trade;
use crate::domain::{self, CustomerId, Day, Ownership};

/// A vehicle, with the stretch in which it was somebody's.
#[derive(Debug, Serialize)]
pub struct Vehicle {
    plate: Option<String>,
    /// What it is called by; only where the trade gives each a name.
    name: Option<String>,
    make: Option<String>,
    model: Option<String>,
    year: Option<i32>,
    color: Option<String>,
    odometer: Option<i64>,
    since: Option<Day>,
    until: Option<Day>,
}

impl Vehicle {
    /// A vehicle as this customer's; `None` for one whose owner is not known.
    pub fn of(vehicle: &domain::Vehicle, owner: Option<CustomerId>, trade: &Trade) -> Vehicle {
        let named = trade.asset.as_ref().is_some_and(|asset| asset.named);
        let facts = &vehicle.facts;
        let theirs = |stretch: &&Ownership| Some(stretch.customer) == owner;
        let stretch = vehicle.owners.iter().find(theirs);
        Vehicle {
            plate: facts.plate.as_ref().map(domain::Plate::display),
            name: some(&facts.make).filter(|_| named),
            make: some(&facts.make),
            model: some(&facts.model),
            year: facts.year,
            color: some(&facts.color),
            odometer: vehicle.odometer.map(|(km, _)| km),
            since: stretch.and_then(|stretch| stretch.since),
            until: stretch.and_then(|stretch| stretch.until),
        }
    }
}
