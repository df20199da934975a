//! Whom a script means: a customer ID, a plate or a phone.

use rusqlite::{Connection, OptionalExtension};

use super::{Store, StoreResult, vehicle};
use crate::domain::{
    CustomerId, INDONESIA, Phone, Plate, Subject, VehicleId, customer_code, customer_number,
};

const BY_CODE: &str = "SELECT id FROM customer WHERE code = ?1";
const BY_ALIAS: &str = "SELECT customer_id FROM alias WHERE code = ?1";
const BY_PLATE: &str = "SELECT id FROM vehicle WHERE plate_key = ?1 ORDER BY id LIMIT 20";
const BY_EARLIER: &str = "SELECT DISTINCT vehicle_id FROM plate_history WHERE plate_key = ?1 ORDER BY vehicle_id LIMIT 20";
const BY_VIN: &str = "SELECT id FROM vehicle WHERE vin = ?1 AND vin <> '' ORDER BY id LIMIT 20";
const BY_PHONE: &str =
    "SELECT DISTINCT customer_id FROM phone WHERE e164 = ?1 ORDER BY customer_id LIMIT 20";

impl Store {
    /// Everybody whom `text` names in full: by customer ID or alias, else by plate, else by an
    /// earlier plate, else by chassis number, else by phone. At most twenty; empty when nobody is meant.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn who(&self, text: &str) -> StoreResult<Vec<Subject>> {
        let text = text.trim();
        let conn = &self.conn;
        if let Some(id) = by_code(conn, text)? {
            return Ok(vec![Subject::Customer(id, None)]);
        }
        if let Some(plate) = Plate::parse(text) {
            for sql in [BY_PLATE, BY_EARLIER] {
                let vehicles = ids(conn, sql, &plate.key)?;
                if !vehicles.is_empty() {
                    return vehicles.into_iter().map(|id| owned(conn, id)).collect();
                }
            }
        }
        for vin in [text, &text.to_uppercase()] {
            let vehicles = ids(conn, BY_VIN, vin)?;
            if !vehicles.is_empty() {
                return vehicles.into_iter().map(|id| owned(conn, id)).collect();
            }
        }
        let Some(e164) = Phone::parse(text, INDONESIA).e164 else {
            return Ok(Vec::new());
        };
        let customers = ids(conn, BY_PHONE, &e164)?;
        let subject = |id| Subject::Customer(CustomerId(id), None);
        Ok(customers.into_iter().map(subject).collect())
    }
}

/// By the customer ID as typed, its full spelling, or an alias.
fn by_code(conn: &Connection, text: &str) -> StoreResult<Option<CustomerId>> {
    let full = customer_number(text)
        .filter(|_| text.starts_with(['c', 'C']))
        .map(customer_code);
    for code in [Some(text.to_owned()), Some(text.to_uppercase()), full]
        .into_iter()
        .flatten()
    {
        for sql in [BY_CODE, BY_ALIAS] {
            let mut statement = conn.prepare_cached(sql)?;
            let id = statement.query_row([&code], |row| row.get(0)).optional()?;
            if let Some(id) = id {
                return Ok(Some(CustomerId(id)));
            }
        }
    }
    Ok(None)
}

fn ids(conn: &Connection, sql: &str, key: &str) -> StoreResult<Vec<i64>> {
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map([key], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn owned(conn: &Connection, vehicle: i64) -> StoreResult<Subject> {
    let vehicle = VehicleId(vehicle);
    let owner = vehicle::owner_now(conn, vehicle)?;
    Ok(owner.map_or(Subject::Vehicle(vehicle), |owner| {
        Subject::Customer(owner, Some(vehicle))
    }))
}
