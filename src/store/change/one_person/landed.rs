//! What is still written for somebody whose record turned out to be another's goes to that one.

use std::borrow::Cow;
use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension};

use super::refused;
use crate::domain::{Change, CustomerId};
use crate::store::customer::full_name;
use crate::store::{StoreError, StoreResult};

const ANY: &str = "SELECT EXISTS (SELECT 1 FROM merged)";
const SURVIVOR: &str = "SELECT customer_id FROM merged WHERE gone_id = ?1";
const CALLED: &str = "SELECT code, honorific, name FROM customer WHERE id = ?1";

/// Who somebody is now, if their record turned out to be another's.
pub(in crate::store) fn survivor(
    conn: &Connection,
    id: CustomerId,
) -> StoreResult<Option<CustomerId>> {
    let mut statement = conn.prepare_cached(SURVIVOR)?;
    let survivor = statement.query_row([id.0], |row| row.get(0)).optional()?;
    Ok(survivor.map(CustomerId))
}

/// The change for those who are in the book, and the ID of whoever it was asked for under another number.
///
/// # Errors
/// An edit of a record that is gone is refused with the ID that has it all now: what was seen of it says nothing about
/// that one.
pub(in crate::store) fn landed<'c>(
    conn: &Connection,
    change: &'c Change,
) -> StoreResult<(Cow<'c, Change>, bool)> {
    if !conn.prepare_cached(ANY)?.query_row([], |row| row.get(0))? {
        return Ok((Cow::Borrowed(change), false));
    }
    match change {
        Change::EditCustomer { id, .. } => still_there(conn, "name", *id)?,
        Change::MergeCustomers { keep, other, .. } => {
            still_there(conn, "keep", *keep)?;
            still_there(conn, "other", *other)?;
        }
        _ => {}
    }
    let mut now = change.clone();
    let mut landed = false;
    for id in now.customers() {
        if let Some(survivor) = survivor(conn, *id)? {
            *id = survivor;
            landed = true;
        }
    }
    if let Change::AddCampaign { targets: many, .. }
    | Change::AddGathering { guests: many, .. }
    | Change::EditGathering { guests: many, .. }
    | Change::Invite { guests: many, .. } = &mut now
    {
        let mut seen = HashSet::new();
        many.retain(|id| seen.insert(*id));
    }
    Ok((Cow::Owned(now), landed))
}

fn still_there(conn: &Connection, field: &str, id: CustomerId) -> StoreResult<()> {
    let Some(survivor) = survivor(conn, id)? else {
        return Ok(());
    };
    let mut statement = conn.prepare_cached(CALLED)?;
    let called = statement.query_row([survivor.0], |row| {
        let [code, honorific, name]: [String; 3] = [row.get(0)?, row.get(1)?, row.get(2)?];
        Ok(format!("{code} {}", full_name(&honorific, &name)))
    });
    match called.optional()? {
        Some(called) => Err(refused(field, &format!("merged_into {}", called.trim()))),
        None => Err(StoreError::Gone),
    }
}
