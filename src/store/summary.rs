//! Visits and money of a customer, visits and reading of a vehicle: kept with every write.

use rusqlite::{Connection, OptionalExtension};

use super::{StoreError, StoreResult};
use crate::domain::Money;

const CUSTOMER: &str = "
    INSERT OR REPLACE INTO customer_summary (customer_id, visits, spent, first_day, last_day)
    SELECT c.id, coalesce(sum(t.status = 'done'), 0),
           coalesce(sum(CASE WHEN t.status = 'done' THEN t.total END), 0),
           min(CASE WHEN t.status <> 'cancelled' THEN t.day END),
           max(CASE WHEN t.status <> 'cancelled' THEN t.day END)
    FROM customer c LEFT JOIN visit t ON t.customer_id = c.id WHERE c.id = ?1 GROUP BY c.id
    RETURNING spent";
const VEHICLE: &str = "
    INSERT OR REPLACE INTO vehicle_summary (vehicle_id, visits, last_day, last_odometer)
    SELECT v.id, coalesce(sum(t.status = 'done'), 0),
           max(CASE WHEN t.status <> 'cancelled' THEN t.day END),
           (SELECT odometer FROM visit r WHERE r.vehicle_id = v.id AND r.odometer IS NOT NULL
            AND r.status <> 'cancelled' ORDER BY r.day DESC, r.id DESC LIMIT 1)
    FROM vehicle v LEFT JOIN visit t ON t.vehicle_id = v.id WHERE v.id = ?1 GROUP BY v.id";

/// Brings the summaries of these customers and vehicles up to date; one that is gone has none.
///
/// # Errors
/// [`StoreError::Refused`] when a customer's money leaves what an amount can hold.
pub(super) fn refresh(
    conn: &Connection,
    customers: impl IntoIterator<Item = i64>,
    vehicles: impl IntoIterator<Item = i64>,
) -> StoreResult<()> {
    for customer in customers {
        let mut statement = conn.prepare_cached(CUSTOMER)?;
        let spent = statement.query_row([customer], |row| row.get(0)).optional();
        if spent
            .map_err(too_large)?
            .is_some_and(|spent| Money::new(spent).is_none())
        {
            return Err(refused());
        }
    }
    for vehicle in vehicles {
        conn.prepare_cached(VEHICLE)?.execute([vehicle])?;
    }
    Ok(())
}

/// SQL's own sum refuses with "integer overflow".
fn too_large(error: rusqlite::Error) -> StoreError {
    if error.to_string().contains("integer overflow") {
        refused()
    } else {
        error.into()
    }
}

fn refused() -> StoreError {
    StoreError::Refused(vec![("total".to_owned(), "too_large".to_owned())])
}
