//! Whom the shop lost to another.

use rusqlite::{Connection, OptionalExtension, Row};

use super::StoreResult;
use super::rows::day;
use crate::domain::{CustomerId, Day, LostTo};

const LOST: &str = "SELECT day, competitor, reason FROM lost_to WHERE customer_id = ?1";

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
