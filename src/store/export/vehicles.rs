//! Vehicles, with their owners of today.

use std::collections::BTreeMap;

use rusqlite::Row;

use super::beside::Beside;
use super::{Reached, Wanted, put};
use crate::domain::export::ExportFilter;
use crate::domain::{Day, Plate};
use crate::store::rows::maybe_day;
use crate::store::{Store, StoreError};

/// A vehicle on the way out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VehicleRow {
    /// Its number in the book.
    pub id: i64,
    /// Today's plate as displayed; empty without one.
    pub plate: String,
    /// May be empty.
    pub make: String,
    /// May be empty.
    pub model: String,
    /// Model year.
    pub year: Option<i64>,
    /// May be empty.
    pub color: String,
    /// Chassis number; may be empty.
    pub vin: String,
    /// Engine number; may be empty.
    pub engine_no: String,
    /// Cubic centimetres.
    pub engine_cc: Option<i64>,
    /// Customer ID of the owner; empty while nobody is known.
    pub owner_code: String,
    /// The owner's honorific.
    pub owner_honorific: String,
    /// The owner's name.
    pub owner: String,
    /// First day of this ownership.
    pub owned_since: Option<Day>,
    /// Plates of before, each with its last day, newest first.
    pub earlier_plates: Vec<(String, String)>,
    /// What the shop wrote down last as the next service.
    pub next_service_day: Option<Day>,
    /// Likewise, in km.
    pub next_service_odometer: Option<i64>,
    /// Free notes.
    pub note: String,
    /// Custom fields by key.
    pub fields: BTreeMap<String, String>,
    /// Done visits.
    pub visits: i64,
    /// Reading of the newest visit that has one, in km.
    pub odometer: Option<i64>,
    /// Newest visit.
    pub last_day: Option<Day>,
}

const VEHICLES: &str = "
    SELECT v.id, v.plate, v.make, v.model, v.year, v.color, v.vin, v.engine_no, v.engine_cc,
           c.code, c.honorific, c.name, o.since, v.next_service_day, v.next_service_odometer, v.note,
           coalesce(s.visits, 0), s.last_odometer, s.last_day
    FROM vehicle v LEFT JOIN ownership o ON o.vehicle_id = v.id AND o.until IS NULL
    LEFT JOIN customer c ON c.id = o.customer_id LEFT JOIN vehicle_summary s ON s.vehicle_id = v.id
    WHERE (?1 IS NULL OR o.customer_id IN (SELECT value FROM json_each(?1)))
      AND (?2 IS NULL OR s.last_day >= ?2) AND (?3 IS NULL OR s.last_day <= ?3) AND (?4 IS NULL OR v.id = ?4)
    ORDER BY v.id";
const EARLIER: &str =
    "SELECT vehicle_id, plate, until FROM plate_history ORDER BY vehicle_id, until DESC, id DESC";
const FIELDS: &str = "SELECT vehicle_id, key, value FROM vehicle_field ORDER BY vehicle_id, key";
const FIELD_KEYS: &str = "SELECT DISTINCT key FROM vehicle_field ORDER BY key";
const LAST: &str = "SELECT max(id) FROM vehicle";

impl Store {
    /// Keys of all fields that any vehicle has.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn vehicle_field_keys(&self) -> Result<Vec<String>, StoreError> {
        let mut statement = self.conn.prepare(FIELD_KEYS)?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Gives every vehicle that the filter means, in the order in which they were written down.
    ///
    /// # Errors
    /// When the file cannot be read, and whatever `each` refuses.
    pub fn export_vehicles<E: From<StoreError>>(
        &self,
        filter: &ExportFilter,
        mut each: impl FnMut(&VehicleRow, Reached) -> Result<(), E>,
    ) -> Result<(), E> {
        let _moment = self.listing()?;
        let all = self.last(LAST)?;
        let wanted = Wanted::of(filter);
        let walk = |sql| self.conn.prepare(sql).map_err(StoreError::from);
        let (mut vehicles, mut earlier, mut fields) =
            (walk(VEHICLES)?, walk(EARLIER)?, walk(FIELDS)?);
        let mut earlier = Beside::new(earlier.query([]).map_err(StoreError::from)?);
        let mut fields = Beside::new(fields.query([]).map_err(StoreError::from)?);
        let mut rows = vehicles.query(wanted.all()).map_err(StoreError::from)?;
        let mut held = VehicleRow::default();
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            read(row, &mut held).map_err(StoreError::from)?;
            earlier.of(held.id, |row| {
                let plate = Plate::shown(row.get_ref(1)?.as_str()?).into_owned();
                held.earlier_plates.push((plate, row.get(2)?));
                Ok(())
            })?;
            fields.of(held.id, |row| {
                held.fields.insert(row.get(1)?, row.get(2)?);
                Ok(())
            })?;
            let done = held.id.unsigned_abs();
            each(&held, Reached { done, all })?;
        }
        Ok(())
    }
}

fn read(row: &Row<'_>, held: &mut VehicleRow) -> rusqlite::Result<()> {
    held.id = row.get(0)?;
    held.plate.clear();
    held.plate
        .push_str(&Plate::shown(row.get_ref(1)?.as_str()?));
    put(row, 2, &mut held.make)?;
    put(row, 3, &mut held.model)?;
    held.year = row.get(4)?;
    put(row, 5, &mut held.color)?;
    put(row, 6, &mut held.vin)?;
    put(row, 7, &mut held.engine_no)?;
    held.engine_cc = row.get(8)?;
    put(row, 9, &mut held.owner_code)?;
    put(row, 10, &mut held.owner_honorific)?;
    put(row, 11, &mut held.owner)?;
    held.owned_since = maybe_day(row, 12)?;
    held.next_service_day = maybe_day(row, 13)?;
    held.next_service_odometer = row.get(14)?;
    put(row, 15, &mut held.note)?;
    held.visits = row.get(16)?;
    held.odometer = row.get(17)?;
    held.last_day = maybe_day(row, 18)?;
    held.earlier_plates.clear();
    held.fields.clear();
    Ok(())
}
