//! What an import was unsure of and nobody has settled.

use rusqlite::Connection;

use super::super::super::StoreResult;
use super::inbox::Inbox;
use crate::insight::review::Slip;

/// Whom a remark is about: the customer, else whose visit it was, else who owns the vehicle.
const UNSETTLED: &str = "
    SELECT coalesce(r.customer_id, t.customer_id, o.customer_id) AS whose, r.column_name, r.value
    FROM import_remark r LEFT JOIN visit t ON t.id = r.visit_id
    LEFT JOIN ownership o ON o.vehicle_id = coalesce(r.vehicle_id, t.vehicle_id) AND o.until IS NULL
    WHERE r.settled_at IS NULL AND r.rejected = 0 AND whose IS NOT NULL ORDER BY r.id";

pub(super) fn look(conn: &Connection, inbox: &mut Inbox) -> StoreResult<()> {
    let mut statement = conn.prepare_cached(UNSETTLED)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        inbox.put(Slip::Import, row.get(0)?, || {
            let (column, value): (String, String) = (row.get(1)?, row.get(2)?);
            Ok(format!("{column} {value}").trim().to_owned())
        })?;
    }
    Ok(())
}
