//! Which rules of the points a version of them replaced.

use rusqlite::{Connection, OptionalExtension};

use crate::domain::ChangeId;
use crate::store::StoreResult;

/// The rules that would have been in force on a day, as the book stood before a change: its first
/// version came with the book, the others with changes, and each may have been taken back since.
const BEFORE: &str = "
    WITH seen AS (SELECT json_extract(coalesce(after, before), '$.id') AS id, after, change_id
                  FROM change_row WHERE table_name = 'points_rule'),
         newest AS (SELECT id, after, max(change_id) FROM seen WHERE change_id < ?1 GROUP BY id)
    SELECT rule FROM (
        SELECT id, since, rule FROM points_rule WHERE id NOT IN (SELECT id FROM seen)
        UNION ALL
        SELECT id, json_extract(after, '$.since'), json_extract(after, '$.rule') FROM newest
        WHERE after IS NOT NULL AND coalesce(json_extract(after, '$.taken_back'), 0) = 0)
    WHERE since <= ?2 ORDER BY since DESC, id DESC LIMIT 1";

/// The rules on a day before a change was written, as JSON; empty where there were none.
pub(super) fn before(conn: &Connection, change: ChangeId, since: &str) -> StoreResult<String> {
    let mut statement = conn.prepare_cached(BEFORE)?;
    let rule = statement.query_row((change.0, since), |row| row.get(0));
    Ok(rule.optional()?.unwrap_or_default())
}
