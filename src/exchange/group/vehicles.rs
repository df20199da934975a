//! Rows that are one vehicle: the same plate, else the same chassis, else the same owner's car.

use std::collections::HashMap;

use super::identity::{identity, of_vehicle, short};
use super::{Fates, Seen};
use crate::exchange::plan::{CustomerKey, Identity, PlannedVehicle, VehicleKey};

#[derive(Debug, Clone, Copy)]
struct Entry {
    seen: Seen,
    owner: Option<CustomerKey>,
    /// What the receiver was told last.
    told: u64,
}

/// The vehicles of a plan.
#[derive(Debug, Default)]
pub(crate) struct Vehicles {
    all: Vec<Entry>,
    by: HashMap<u64, u32>,
    pub(crate) fates: Fates,
}

/// What a row's vehicle turned out to be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KnownVehicle {
    pub(crate) key: VehicleKey,
    /// Where it was seen before.
    pub(crate) before: Option<Seen>,
    /// Its owner in this plan before this row.
    pub(crate) owner: Option<CustomerKey>,
}

impl Vehicles {
    /// The owner that the plan knows for a plate.
    pub(crate) fn owner_of_plate(&self, plate_key: &str) -> Option<CustomerKey> {
        if plate_key.is_empty() {
            return None;
        }
        let key = self.by.get(&short(by_plate(plate_key)))?;
        self.all.get(*key as usize)?.owner
    }

    /// The owner that the plan knows for a vehicle.
    pub(crate) fn owner(&self, key: VehicleKey) -> Option<CustomerKey> {
        self.all.get(key.0 as usize)?.owner
    }

    /// Finds the vehicle of a row, or makes a new one, and gives it key, identities and owner. A
    /// vehicle keeps the first owner of the plan.
    pub(crate) fn place(
        &mut self,
        vehicle: &mut PlannedVehicle,
        owner: Option<(CustomerKey, Identity)>,
        seen: Seen,
    ) -> KnownVehicle {
        let identities = identities(vehicle, owner.map(|(_, identity)| identity));
        let known = identities
            .iter()
            .find_map(|identity| self.by.get(&short(*identity)).copied());
        let key = known.unwrap_or_else(|| {
            self.all.push(Entry {
                seen,
                owner: None,
                told: 0,
            });
            u32::try_from(self.all.len() - 1).unwrap_or(u32::MAX)
        });
        for identity in &identities {
            self.by.entry(short(*identity)).or_insert(key);
        }
        let mut before = None;
        if let Some(entry) = self.all.get_mut(key as usize) {
            before = entry.owner;
            entry.owner = entry.owner.or(owner.map(|(key, _)| key));
            vehicle.owner = entry.owner;
        }
        vehicle.key = VehicleKey(key);
        vehicle.origin.identities = identities;
        let told = owner
            .filter(|(key, _)| Some(*key) == vehicle.owner)
            .map(|(_, identity)| identity);
        vehicle.origin.fingerprint = of_vehicle(vehicle, told);
        let seen = known
            .and_then(|key| self.all.get(key as usize))
            .map(|entry| entry.seen);
        KnownVehicle {
            key: vehicle.key,
            before: seen,
            owner: before,
        }
    }

    /// What the receiver was told last, as a key.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "32 bits of a hash tell two records of one key apart"
    )]
    pub(crate) fn told(&self, key: VehicleKey) -> u32 {
        self.all
            .get(key.0 as usize)
            .map_or(0, |entry| entry.told as u32)
    }

    /// Whether the record says something that the receiver has not been told last.
    pub(crate) fn is_news(&mut self, vehicle: &PlannedVehicle) -> bool {
        let says = short(vehicle.origin.fingerprint);
        let Some(entry) = self.all.get_mut(vehicle.key.0 as usize) else {
            return true;
        };
        let news = entry.told != says;
        entry.told = says;
        news
    }
}

fn by_plate(plate_key: &str) -> Identity {
    identity("vehicle by plate", &[plate_key])
}

fn identities(vehicle: &PlannedVehicle, owner: Option<Identity>) -> Vec<Identity> {
    if !vehicle.plate_key.is_empty() {
        return vec![by_plate(&vehicle.plate_key)];
    }
    if vehicle.vin.len() >= 6 {
        return vec![identity(
            "vehicle by chassis",
            &[&vehicle.vin.to_uppercase()],
        )];
    }
    let owner = owner.map_or(String::new(), |owner| format!("{owner:?}"));
    let car = [&vehicle.make, &vehicle.model, &vehicle.engine_no].map(|text| text.to_lowercase());
    vec![identity(
        "vehicle by owner",
        &[&owner, &car[0], &car[1], &car[2]],
    )]
}
