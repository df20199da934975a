//! Nobody is brought by whom they brought, over however many others.

use rusqlite::{Connection, OptionalExtension};

use super::super::{StoreError, StoreResult};

/// Whether one stands among those who brought the other, over however many.
const ABOVE: &str = "
    WITH RECURSIVE up (id) AS (
        SELECT ?1 UNION SELECT c.referred_by FROM up JOIN customer c ON c.id = up.id WHERE c.referred_by IS NOT NULL)
    SELECT EXISTS (SELECT 1 FROM up WHERE id = ?2)";
const REFERRER: &str = "SELECT referred_by FROM customer WHERE id = ?1 AND referred_by IS NOT NULL";

/// Refuses when one of these was brought by whom they brought.
///
/// # Errors
/// [`StoreError::Refused`] of the field `referred_by`.
pub(in crate::store) fn no_circles<'a>(
    conn: &Connection,
    brought: impl IntoIterator<Item = &'a i64>,
) -> StoreResult<()> {
    for friend in brought {
        let by = conn
            .prepare_cached(REFERRER)?
            .query_row([*friend], |row| row.get(0))
            .optional()?;
        if let Some(by) = by
            && stands_above(conn, *friend, by)?
        {
            let why = ("referred_by".to_owned(), "referral_circle".to_owned());
            return Err(StoreError::Refused(vec![why]));
        }
    }
    Ok(())
}

/// Whether `friend` is among those who brought `by`, or is the same.
pub(in crate::store) fn stands_above(conn: &Connection, friend: i64, by: i64) -> StoreResult<bool> {
    let mut statement = conn.prepare_cached(ABOVE)?;
    Ok(statement.query_row([by, friend], |row| row.get(0))?)
}
