//! Questions that a form asks while it is filled in: is this plate known, who has this phone?

use rusqlite::{Connection, OptionalExtension};

use super::customer::full_name;
use super::{Store, StoreResult};
use crate::domain::{CustomerId, Phone, Plate, VehicleId, plate};

const BY_PLATE: &str = "
    SELECT v.id, c.id, c.honorific, c.name, v.plate FROM vehicle v
    LEFT JOIN ownership o ON o.vehicle_id = v.id AND o.until IS NULL
    LEFT JOIN customer c ON c.id = o.customer_id
    WHERE v.plate_key = ?1 ORDER BY v.id LIMIT 1";
const BY_PHONE: &str = "
    SELECT DISTINCT c.id, c.honorific, c.name, c.code FROM phone p JOIN customer c ON c.id = p.customer_id
    WHERE p.e164 = ?1 ORDER BY c.id LIMIT 10";

/// A vehicle that carries a plate today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlateHolder {
    /// The vehicle.
    pub vehicle: VehicleId,
    /// Its owner, if known.
    pub owner: Option<CustomerId>,
    /// The owner's name with the honorific; empty without an owner.
    pub name: String,
    /// The plate as displayed.
    pub plate: String,
}

impl Store {
    /// The vehicle that carries this plate today.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn plate_holder(&self, plate: &Plate) -> StoreResult<Option<PlateHolder>> {
        holder(&self.conn, &plate.key)
    }

    /// Vehicles whose plate is one slip of the finger away, at most `limit`: a quiet hint, for one
    /// real plate in six has such a neighbour.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn similar_plates(&self, plate: &Plate, limit: usize) -> StoreResult<Vec<PlateHolder>> {
        let mut similar = Vec::new();
        for key in plate::neighbours(&plate.key) {
            if similar.len() >= limit {
                break;
            }
            similar.extend(holder(&self.conn, &key)?);
        }
        Ok(similar)
    }

    /// Who has this phone: customer, name with honorific, customer ID; at most ten. Nobody has a
    /// number that is not usable.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn phone_holders(&self, phone: &Phone) -> StoreResult<Vec<(CustomerId, String, String)>> {
        let Some(e164) = &phone.e164 else {
            return Ok(Vec::new());
        };
        let mut statement = self.conn.prepare_cached(BY_PHONE)?;
        let rows = statement.query_map([e164], |row| {
            let (honorific, name): (String, String) = (row.get(1)?, row.get(2)?);
            Ok((
                CustomerId(row.get(0)?),
                full_name(&honorific, &name),
                row.get(3)?,
            ))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn holder(conn: &Connection, key: &str) -> StoreResult<Option<PlateHolder>> {
    let mut statement = conn.prepare_cached(BY_PLATE)?;
    let found = statement.query_row([key], |row| {
        let honorific: Option<String> = row.get(2)?;
        let name: Option<String> = row.get(3)?;
        let plate: String = row.get(4)?;
        Ok(PlateHolder {
            vehicle: VehicleId(row.get(0)?),
            owner: row.get::<_, Option<i64>>(1)?.map(CustomerId),
            name: full_name(&honorific.unwrap_or_default(), &name.unwrap_or_default()),
            plate: Plate::shown(&plate).into_owned(),
        })
    });
    Ok(found.optional()?)
}
