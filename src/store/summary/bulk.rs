//! Summaries of many at once: the visits are read once, in the order of the customers.

use rusqlite::{Connection, Rows};

use super::super::StoreResult;
use super::customer::{Sums, Visited, Writing, refresh};
use super::vehicle;
use crate::domain::BatchId;

const CUSTOMERS: &str = "SELECT id FROM customer ORDER BY id";
pub(super) const VISITS: &str = "
    SELECT customer_id, day, status, total, cost FROM visit WHERE customer_id IS NOT NULL ORDER BY customer_id";
const OF_BATCH: &str = "
    SELECT id FROM customer WHERE batch_id = ?1
    UNION SELECT customer_id FROM visit WHERE batch_id = ?1 AND customer_id IS NOT NULL";

/// Makes the summaries of everybody and everything.
///
/// # Errors
/// When a customer's money leaves what an amount can hold, or the file cannot be read or written.
pub(in crate::store) fn all(conn: &Connection) -> StoreResult<()> {
    let mut customers = conn.prepare(CUSTOMERS)?;
    let mut customers = customers.query([])?;
    let mut visits = conn.prepare(VISITS)?;
    let mut visits = visits.query([])?;
    let mut write = Writing::begin(conn)?;
    let mut sums = Sums::default();
    let mut visit = next(&mut visits)?;
    while let Some(row) = customers.next()? {
        let customer: i64 = row.get(0)?;
        while let Some((whose, visited)) = visit.filter(|(whose, _)| *whose <= customer) {
            if whose == customer {
                sums.add(&visited)?;
            }
            visit = next(&mut visits)?;
        }
        write.summary(customer, &mut sums)?;
    }
    vehicle::all(conn)
}

fn next(visits: &mut Rows<'_>) -> StoreResult<Option<(i64, Visited)>> {
    match visits.next()? {
        Some(row) => Ok(Some((row.get(0)?, Visited::read(row, 1)?))),
        None => Ok(None),
    }
}

/// Makes the summaries of everybody and everything that a batch touched.
///
/// # Errors
/// As [`all`].
pub(in crate::store) fn of_batch(conn: &Connection, batch: BatchId) -> StoreResult<()> {
    let mut customers = conn.prepare(OF_BATCH)?;
    let customers = customers.query_map([batch.0], |row| row.get::<_, i64>(0))?;
    let customers = customers.collect::<Result<Vec<_>, _>>()?;
    refresh(conn, customers)?;
    vehicle::of_batch(conn, batch)
}
