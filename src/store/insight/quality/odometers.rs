//! Readings of odometers that cannot be.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension};

use super::super::super::StoreResult;
use super::super::super::vehicle::readings;
use super::inbox::Inbox;
use crate::domain::odometer::{Reading, doubt, doubtful};
use crate::domain::{Doubt, VehicleId};
use crate::insight::review::{Reason, Slip};

pub(super) const NEWEST: &str = "
    SELECT vehicle_id FROM visit WHERE odometer IS NOT NULL AND vehicle_id IS NOT NULL ORDER BY day DESC LIMIT ?1";
const OWNER: &str = "SELECT customer_id FROM ownership WHERE vehicle_id = ?1 AND until IS NULL";
const PLATE: &str = "SELECT plate FROM vehicle WHERE id = ?1";

/// The newest visits whose vehicles are looked at: those of some weeks in a shop of ten thousand
/// customers, those of a day in one of a million.
const READ: u32 = 4_000;
/// Readings of a vehicle that are judged beside one another.
const JUDGED: u32 = 20;

pub(super) fn look(conn: &Connection, inbox: &mut Inbox) -> StoreResult<()> {
    let mut statement = conn.prepare_cached(NEWEST)?;
    let mut rows = statement.query([READ])?;
    let mut looked_at = HashSet::new();
    while let Some(row) = rows.next()? {
        let vehicle: i64 = row.get(0)?;
        if !looked_at.insert(vehicle) {
            continue;
        }
        let readings = readings(conn, VehicleId(vehicle), JUDGED)?;
        let asked = |odd: &Reading| Doubt::Reading {
            vehicle: VehicleId(vehicle),
            day: odd.day,
            km: odd.km,
        };
        let doubtful = doubtful(&readings);
        let mut open = doubtful.iter().rev();
        let Some(odd) = open.find(|odd| !inbox.is_settled(&asked(odd))) else {
            continue;
        };
        let mut owner = conn.prepare_cached(OWNER)?;
        let owner: Option<i64> = owner.query_row([vehicle], |row| row.get(0)).optional()?;
        let Some(owner) = owner else { continue };
        inbox.put(Slip::Odometer, owner, asked(odd), || {
            let mut plate = conn.prepare_cached(PLATE)?;
            let plate = plate.query_row([vehicle], |row| row.get(0))?;
            let plate = super::super::shown_plate(plate);
            let reason = reason(plate, *odd, &readings, &doubtful);
            Ok((odd.km.to_string(), reason))
        })?;
    }
    Ok(())
}

/// What is odd about a reading beside those that can be believed.
fn reason(plate: String, reading: Reading, all: &[Reading], doubtful: &[Reading]) -> Reason {
    let believed = all.iter().filter(|other| !doubtful.contains(other));
    let believed: Vec<Reading> = believed.copied().collect();
    Reason::Reading {
        plate,
        reading,
        odd: doubt(reading, &believed),
    }
}
