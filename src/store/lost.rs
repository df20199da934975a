//! Whom the shop lost to another.

use rusqlite::{Connection, OptionalExtension, Row};

use super::rows::{day, maybe_day};
use super::{Store, StoreResult};
use crate::domain::{CustomerId, Day, LostTo};

const LAST_CAME: &str = "SELECT last_visit FROM customer_summary WHERE customer_id = ?1";
const LOST: &str = "SELECT day, competitor, reason FROM lost_to WHERE customer_id = ?1";

/// As the card says it: that a customer went to somebody else and has not come since.
pub(super) fn now(conn: &Connection, customer: CustomerId) -> StoreResult<Option<LostTo>> {
    let mut statement = conn.prepare_cached(LAST_CAME)?;
    let last = statement.query_row([customer.0], |row| maybe_day(row, 0));
    to(conn, customer, last.optional()?.flatten())
}

impl Store {
    /// That a customer went to somebody else, unless they came after that day.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn lost_to(&self, customer: CustomerId) -> StoreResult<Option<LostTo>> {
        now(&self.conn, customer)
    }
}

/// That a customer went to somebody else, unless they came after that day.
pub(super) fn to(
    conn: &Connection,
    customer: CustomerId,
    last_came: Option<Day>,
) -> StoreResult<Option<LostTo>> {
    let mut statement = conn.prepare_cached(LOST)?;
    let lost = statement.query_row([customer.0], lost).optional()?;
    Ok(lost.filter(|lost| last_came.is_none_or(|came| came <= lost.day)))
}

fn lost(row: &Row<'_>) -> rusqlite::Result<LostTo> {
    Ok(LostTo {
        day: day(row, 0)?,
        competitor: row.get(1)?,
        reason: row.get(2)?,
    })
}
