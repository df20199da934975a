//! Row images as the book keeps them, read back.

use rusqlite::Connection;
use rusqlite::types::Value;

use crate::store::table::{Table, table};
use crate::store::{StoreError, StoreResult};

const OF_CHANGE: &str =
    "SELECT table_name, before, after FROM change_row WHERE change_id = ?1 ORDER BY seq";
const SINCE: &str = "
    SELECT change_id, before, after FROM change_row
    WHERE change_id > ?1 AND table_name = ?2 ORDER BY change_id DESC, seq DESC";

/// One row as it was and as it became; `None` where it was not there, or where the values were
/// emptied.
#[derive(Debug)]
pub(in crate::store) struct Kept {
    pub(in crate::store) table: &'static Table,
    pub(in crate::store) before: Option<Vec<Value>>,
    pub(in crate::store) after: Option<Vec<Value>>,
}

impl Kept {
    /// The key of the row; a change never changes it.
    pub(in crate::store) fn key(&self) -> Vec<Value> {
        let row = self.after.as_ref().or(self.before.as_ref());
        let row = row.map_or(&[][..], Vec::as_slice);
        key(self.table, row)
    }

    /// The number of a row that has one as its key.
    pub(in crate::store) fn number(&self) -> Option<i64> {
        match self.key()[..] {
            [Value::Integer(number)] => Some(number),
            _ => None,
        }
    }
}

fn key(table: &'static Table, row: &[Value]) -> Vec<Value> {
    let places = table.key.iter().filter_map(|name| table.at(name));
    places.filter_map(|at| row.get(at).cloned()).collect()
}

/// The images of a change, in the order they were written.
pub(in crate::store) fn of(conn: &Connection, change: i64) -> StoreResult<Vec<Kept>> {
    let mut statement = conn.prepare_cached(OF_CHANGE)?;
    let mut rows = statement.query([change])?;
    let mut images = Vec::new();
    while let Some(row) = rows.next()? {
        let name: String = row.get(0)?;
        let table = table(&name)
            .ok_or_else(|| StoreError::Damaged(format!("the audit names a table {name}")))?;
        images.push(Kept {
            table,
            before: read(table, row.get(1)?)?,
            after: read(table, row.get(2)?)?,
        });
    }
    Ok(images)
}

/// What changes after `since` made of the row of this key, the newest first: which change, and the
/// row before and after it.
pub(in crate::store) fn writes_since(
    conn: &Connection,
    table: &'static Table,
    wanted: &[Value],
    since: i64,
) -> StoreResult<Vec<(i64, Kept)>> {
    let mut statement = conn.prepare_cached(SINCE)?;
    let mut rows = statement.query((since, table.name))?;
    let mut writes = Vec::new();
    while let Some(row) = rows.next()? {
        let kept = Kept {
            table,
            before: read(table, row.get(1)?)?,
            after: read(table, row.get(2)?)?,
        };
        if kept.key() == wanted {
            writes.push((row.get(0)?, kept));
        }
    }
    Ok(writes)
}

/// A row from its JSON object. A column that the object does not name is empty: it was added to
/// the table later.
fn read(table: &'static Table, json: Option<String>) -> StoreResult<Option<Vec<Value>>> {
    let Some(json) = json else { return Ok(None) };
    let bad = |why: &str| StoreError::Damaged(format!("an image in the audit {why}"));
    let object: serde_json::Value = serde_json::from_str(&json).map_err(|_| bad("is not JSON"))?;
    let columns = table
        .columns
        .iter()
        .map(|column| match &object[column.name] {
            serde_json::Value::String(text) => Ok(Value::Text(text.clone())),
            serde_json::Value::Number(number) => {
                let number = number.as_i64().ok_or_else(|| bad("holds an odd number"))?;
                Ok(Value::Integer(number))
            }
            serde_json::Value::Null => Ok(Value::Null),
            _ => Err(bad("holds something odd")),
        });
    columns.collect::<StoreResult<Vec<_>>>().map(Some)
}
