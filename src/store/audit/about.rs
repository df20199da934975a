//! What a change was about where that is no customer: a gathering, a campaign, a segment, a text, a
//! version of the rules. And whom a list of a gathering or a campaign named.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension};

use super::images::Kept;
use crate::domain::ChangeId;
use crate::store::customer::full_name;
use crate::store::{Store, StoreResult};

/// What a gathering was called when a change was written; the book itself where the gathering came
/// with no change of its own.
const GATHERING: &str = "
    SELECT coalesce(
        (SELECT json_extract(coalesce(after, before), '$.name') FROM change_row
         WHERE table_name = 'event' AND change_id <= ?2
           AND json_extract(coalesce(after, before), '$.id') = ?1
         ORDER BY change_id DESC, seq DESC LIMIT 1),
        (SELECT name FROM event WHERE id = ?1))";
const PEOPLE: &str = "
    SELECT c.code, c.honorific, c.name FROM change_row r
    LEFT JOIN merged m ON m.gone_id = json_extract(coalesce(r.after, r.before), '$.customer_id')
    JOIN customer c ON c.id = coalesce(m.customer_id, json_extract(coalesce(r.after, r.before), '$.customer_id'))
    WHERE r.change_id = ?1 AND r.table_name IN ('event_guest', 'campaign_target') ORDER BY r.seq";

/// What a change was about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The stable name of the field that tells it, such as `campaign`.
    pub field: &'static str,
    /// What that field held after the change, or before it was taken away.
    pub value: String,
}

/// Somebody whom a list named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The customer ID.
    pub code: String,
    /// The name with the honorific.
    pub name: String,
}

impl Store {
    /// The guests or targets that a change brought or took away, as far as they are in the book.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn named_in(&self, change: ChangeId) -> StoreResult<Vec<Named>> {
        let mut statement = self.conn.prepare_cached(PEOPLE)?;
        let rows = statement.query_map([change.0], |row| {
            let (honorific, name): (String, String) = (row.get(1)?, row.get(2)?);
            Ok(Named {
                code: row.get(0)?,
                name: full_name(&honorific, &name),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// What the first row that has a name of its own is called.
pub(super) fn about(
    conn: &Connection,
    change: ChangeId,
    images: &[Kept],
) -> StoreResult<Option<About>> {
    for image in images {
        let (field, value) = match image.table.name {
            "event" => ("event", held(image, "name")),
            "event_guest" => ("event", gathering(conn, change, image)?),
            "campaign" => ("campaign", held(image, "name")),
            "segment" => ("segment", held(image, "name")),
            "template" => ("template", held(image, "key")),
            "points_rule" => ("since", held(image, "since")),
            _ => continue,
        };
        let about = |value| About { field, value };
        return Ok(value.map(about));
    }
    Ok(None)
}

fn held(image: &Kept, column: &str) -> Option<String> {
    let row = image.after.as_ref().or(image.before.as_ref())?;
    match row.get(image.table.at(column)?)? {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    }
}

fn gathering(conn: &Connection, change: ChangeId, guest: &Kept) -> StoreResult<Option<String>> {
    let [Value::Integer(event), _] = guest.key()[..] else {
        return Ok(None);
    };
    let mut statement = conn.prepare_cached(GATHERING)?;
    let name = statement.query_row([event, change.0], |row| row.get(0));
    Ok(name.optional()?.flatten())
}
