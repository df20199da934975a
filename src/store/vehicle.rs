//! Reading vehicles, with who owned them when.

use rusqlite::{Connection, OptionalExtension, Row};

use super::customer::{fields, full_name};
use super::rows::{day, maybe_day};
use super::{Store, StoreResult};
use crate::domain::odometer::{self, Reading};
use crate::domain::{
    CustomerId, Day, EarlierPlate, NextService, Ownership, Plate, Vehicle, VehicleFacts, VehicleId,
};

const VEHICLE: &str = "
    SELECT v.id, v.rowver, v.plate, v.make, v.model, v.year, v.color, v.vin, v.engine_no, v.engine_cc,
           v.note, v.next_service_day, v.next_service_odometer, s.last_day
    FROM vehicle v LEFT JOIN vehicle_summary s ON s.vehicle_id = v.id WHERE v.id = ?1";
const FIELDS: &str = "SELECT key, value FROM vehicle_field WHERE vehicle_id = ?1";
const EARLIER: &str =
    "SELECT plate, until FROM plate_history WHERE vehicle_id = ?1 ORDER BY until DESC, id DESC";
const OWNERS: &str = "
    SELECT o.customer_id, c.honorific, c.name, c.code, o.since, o.until
    FROM ownership o JOIN customer c ON c.id = o.customer_id WHERE o.vehicle_id = ?1
    ORDER BY o.until IS NULL DESC, o.until DESC, o.since DESC, o.id DESC";
const READINGS: &str = "
    SELECT day, odometer FROM visit
    WHERE vehicle_id = ?1 AND odometer IS NOT NULL AND status <> 'cancelled'
    ORDER BY day DESC, id DESC LIMIT ?2";
const PROMISES: &str = "
    SELECT day, odometer, next_service_day, next_service_odometer FROM visit
    WHERE vehicle_id = ?1 AND status <> 'cancelled' ORDER BY day DESC, id DESC LIMIT 20";
const OWNED_NOW: &str = "
    SELECT o.vehicle_id FROM ownership o LEFT JOIN vehicle_summary s ON s.vehicle_id = o.vehicle_id
    WHERE o.customer_id = ?1 AND o.until IS NULL
    ORDER BY s.last_day DESC NULLS LAST, o.vehicle_id LIMIT ?2";
const OWNED_BEFORE: &str = "
    SELECT DISTINCT o.vehicle_id FROM ownership o
    WHERE o.customer_id = ?1 AND o.until IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM ownership n
                      WHERE n.vehicle_id = o.vehicle_id AND n.customer_id = ?1 AND n.until IS NULL)
    ORDER BY o.until DESC LIMIT ?2";
const OWNER_NOW: &str = "SELECT customer_id FROM ownership WHERE vehicle_id = ?1 AND until IS NULL";

/// Newest readings among which the one that counts is sought, and which tell how it is driven.
const NEWEST: u32 = 50;

/// One vehicle; `None` when there is none of that number.
pub(super) fn read(conn: &Connection, id: VehicleId) -> StoreResult<Option<Vehicle>> {
    let mut statement = conn.prepare_cached(VEHICLE)?;
    let Some(mut vehicle) = statement.query_row([id.0], row).optional()? else {
        return Ok(None);
    };
    vehicle.facts.fields = fields(conn, FIELDS, id.0)?;
    vehicle.earlier_plates = earlier_plates(conn, id)?;
    vehicle.owners = owners(conn, id)?;
    vehicle.readings = readings(conn, id, NEWEST)?;
    vehicle.odometer = newest(&vehicle.readings);
    if let Some(promised) = promised(conn, id)? {
        vehicle.next_service = promised;
    }
    Ok(Some(vehicle))
}

/// Readings of a vehicle, newest first, at most `limit`; those of cancelled visits do not count.
pub(super) fn readings(conn: &Connection, id: VehicleId, limit: u32) -> StoreResult<Vec<Reading>> {
    let mut statement = conn.prepare_cached(READINGS)?;
    let rows = statement.query_map([id.0, i64::from(limit)], |row| {
        Ok(Reading {
            day: day(row, 0)?,
            km: row.get(1)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The newest reading that can be believed, whatever else was written down after it.
pub(super) fn newest(readings: &[Reading]) -> Option<(i64, Day)> {
    let doubtful = odometer::doubtful(readings);
    let believed = readings.iter().find(|reading| !doubtful.contains(reading));
    believed.map(|reading| (reading.km, reading.day))
}

/// What is known about a vehicle, by primary keys alone.
pub(super) fn facts(conn: &Connection, id: VehicleId) -> StoreResult<Option<VehicleFacts>> {
    let mut statement = conn.prepare_cached(VEHICLE)?;
    let Some(vehicle) = statement.query_row([id.0], row).optional()? else {
        return Ok(None);
    };
    let fields = fields(conn, FIELDS, id.0)?;
    Ok(Some(VehicleFacts {
        fields,
        ..vehicle.facts
    }))
}

fn row(row: &Row<'_>) -> rusqlite::Result<Vehicle> {
    Ok(Vehicle {
        id: VehicleId(row.get(0)?),
        rowver: row.get(1)?,
        facts: VehicleFacts {
            plate: Plate::parse(&row.get::<_, String>(2)?),
            make: row.get(3)?,
            model: row.get(4)?,
            year: row.get(5)?,
            color: row.get(6)?,
            vin: row.get(7)?,
            engine_no: row.get(8)?,
            engine_cc: row.get(9)?,
            note: row.get(10)?,
            fields: std::collections::BTreeMap::new(),
        },
        earlier_plates: Vec::new(),
        owners: Vec::new(),
        odometer: None,
        readings: Vec::new(),
        last_day: maybe_day(row, 13)?,
        next_service: NextService {
            day: maybe_day(row, 11)?,
            odometer: row.get(12)?,
        },
    })
}

fn earlier_plates(conn: &Connection, id: VehicleId) -> StoreResult<Vec<EarlierPlate>> {
    let mut statement = conn.prepare_cached(EARLIER)?;
    let rows = statement.query_map([id.0], |row| {
        let written: String = row.get(0)?;
        Ok(EarlierPlate {
            plate: Plate::shown(&written).into_owned(),
            until: day(row, 1)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Owners, newest first.
fn owners(conn: &Connection, id: VehicleId) -> StoreResult<Vec<Ownership>> {
    let mut statement = conn.prepare_cached(OWNERS)?;
    let rows = statement.query_map([id.0], |row| {
        let (honorific, name): (String, String) = (row.get(1)?, row.get(2)?);
        Ok(Ownership {
            customer: CustomerId(row.get(0)?),
            name: full_name(&honorific, &name),
            code: row.get(3)?,
            since: maybe_day(row, 4)?,
            until: maybe_day(row, 5)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What the shop promised last at a visit, unless a later visit has kept it. `None` when no visit
/// says anything, so that what the sheet said about the vehicle counts.
pub(super) fn promised(conn: &Connection, id: VehicleId) -> StoreResult<Option<NextService>> {
    let mut statement = conn.prepare_cached(PROMISES)?;
    let mut rows = statement.query([id.0])?;
    let (mut newest_day, mut newest_reading): (Option<Day>, Option<i64>) = (None, None);
    while let Some(row) = rows.next()? {
        let next = NextService {
            day: maybe_day(row, 2)?,
            odometer: row.get(3)?,
        };
        if !next.is_empty() {
            let kept = next
                .day
                .zip(newest_day)
                .is_some_and(|(due, came)| came >= due)
                || next
                    .odometer
                    .zip(newest_reading)
                    .is_some_and(|(due, read)| read >= due);
            return Ok(Some(if kept { NextService::default() } else { next }));
        }
        newest_day = newest_day.or(Some(day(row, 0)?));
        newest_reading = newest_reading.or(row.get(1)?);
    }
    Ok(None)
}

/// Vehicles that a customer owns today, most recent visitor first.
pub(super) fn owned_now(
    conn: &Connection,
    owner: CustomerId,
    limit: i64,
) -> StoreResult<Vec<VehicleId>> {
    ids(conn, OWNED_NOW, owner, limit)
}

/// Vehicles that a customer owned before and does not own today.
pub(super) fn owned_before(
    conn: &Connection,
    owner: CustomerId,
    limit: i64,
) -> StoreResult<Vec<VehicleId>> {
    ids(conn, OWNED_BEFORE, owner, limit)
}

fn ids(conn: &Connection, sql: &str, owner: CustomerId, limit: i64) -> StoreResult<Vec<VehicleId>> {
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map([owner.0, limit], |row| row.get(0).map(VehicleId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The owner of today.
pub(super) fn owner_now(conn: &Connection, id: VehicleId) -> StoreResult<Option<CustomerId>> {
    let mut statement = conn.prepare_cached(OWNER_NOW)?;
    let owner = statement.query_row([id.0], |row| row.get(0)).optional()?;
    Ok(owner.map(CustomerId))
}

impl Store {
    /// One vehicle; `None` when there is none of that number.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn vehicle(&self, id: VehicleId) -> StoreResult<Option<Vehicle>> {
        read(&self.conn, id)
    }

    /// Odometer readings in km with their days, newest first, at most `limit`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn readings(&self, id: VehicleId, limit: u32) -> StoreResult<Vec<(Day, i64)>> {
        let readings = readings(&self.conn, id, limit)?;
        let pairs = readings.iter().map(|reading| (reading.day, reading.km));
        Ok(pairs.collect())
    }
}
