//! The services that are written down and due.

use super::super::super::{Store, StoreResult, vehicle};
use crate::domain::{Day, VehicleId};
use crate::insight::{DueWith, ServiceDue};

/// Vehicles that are named.
const MOST: usize = 5;

impl Store {
    /// Of these vehicles those of which a service is over or due soon, as their cards say it; the
    /// first one first.
    pub(super) fn services_due(
        &self,
        owned: &[VehicleId],
        as_of: Day,
    ) -> StoreResult<Vec<DueWith>> {
        let mut all = Vec::new();
        for owned in owned {
            let Some(vehicle) = vehicle::read(&self.conn, *owned)? else {
                continue;
            };
            let due = ServiceDue::of(&vehicle, as_of);
            all.extend(due.filter(|due| due.is_due(as_of)).map(|due| DueWith {
                vehicle: vehicle.facts,
                due,
            }));
        }
        all.sort_by_key(|one| one.due.first());
        all.truncate(MOST);
        Ok(all)
    }
}
