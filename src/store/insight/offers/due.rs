//! The service that is written down and near.

use chrono::Days;

use super::super::super::{Store, StoreResult, vehicle};
use crate::domain::odometer::Reading;
use crate::domain::{Day, VehicleId};
use crate::insight::{ServiceDue, metres_a_day, reaches};

/// Days ahead in which a promised service is due.
const SOON: u64 = 21;
/// Readings that tell how a vehicle is driven.
const READINGS: u32 = 50;

impl Store {
    /// The first service of these vehicles that is written down, as their cards show it, where it is
    /// over or near: by its day, or by its reading and how the vehicle is driven.
    pub(super) fn service_due(
        &self,
        owned: &[VehicleId],
        as_of: Day,
    ) -> StoreResult<Option<ServiceDue>> {
        let until = as_of.checked_add_days(Days::new(SOON)).unwrap_or(as_of);
        let mut first: Option<(Day, ServiceDue)> = None;
        for owned in owned {
            let next = vehicle::next_service(&self.conn, *owned)?;
            let by_day = next.day.map(|day| (day, ServiceDue::On(day)));
            let by_km = match next.odometer {
                Some(km) => self.reached(*owned, km, as_of)?,
                None => None,
            };
            let due = first.into_iter().chain(by_day).chain(by_km);
            first = due.min_by_key(|(day, _)| *day);
        }
        Ok(first.filter(|(day, _)| *day <= until).map(|(_, due)| due))
    }

    /// About when a vehicle reaches a reading; `None` where none of it was ever read.
    fn reached(
        &self,
        vehicle: VehicleId,
        km: i64,
        as_of: Day,
    ) -> StoreResult<Option<(Day, ServiceDue)>> {
        let readings = vehicle::readings(&self.conn, vehicle, READINGS)?;
        let Some((read, day)) = vehicle::newest(&readings) else {
            return Ok(None);
        };
        let newest = Reading { day, km: read };
        let (day, is_sure) = reaches(km, newest, metres_a_day(&readings, as_of));
        let about = (is_sure && read < km).then_some(day);
        Ok(Some((day, ServiceDue::At(km, about))))
    }
}
