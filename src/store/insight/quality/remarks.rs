//! What an import was unsure of and nobody has settled.

use rusqlite::{Connection, Row};

use super::super::super::StoreResult;
use super::super::super::rows::maybe_day;
use super::inbox::Inbox;
use crate::domain::{BatchId, Doubt, Remark, RemarkId};
use crate::insight::review::{Reason, Slip};

/// Whom a remark is about: the customer, else whose visit it was, else who owns the vehicle. What
/// each line of a visit says is told once, where it stands first.
const UNSETTLED: &str = "
    SELECT coalesce(r.customer_id, t.customer_id, o.customer_id) AS whose, min(r.id), r.batch_id, r.file, r.row,
           r.column_name, r.value, r.code, t.day, v.plate
    FROM import_remark r LEFT JOIN visit t ON t.id = r.visit_id
    LEFT JOIN vehicle v ON v.id = coalesce(r.vehicle_id, t.vehicle_id)
    LEFT JOIN ownership o ON o.vehicle_id = v.id AND o.until IS NULL
    WHERE r.settled_at IS NULL AND r.rejected = 0 AND whose IS NOT NULL
    GROUP BY r.customer_id, r.vehicle_id, r.visit_id, r.column_name, r.value, r.code ORDER BY min(r.id)";

pub(super) fn look(conn: &Connection, inbox: &mut Inbox) -> StoreResult<()> {
    let mut statement = conn.prepare_cached(UNSETTLED)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let doubt = Doubt::Remark(RemarkId(row.get(1)?));
        inbox.put(Slip::Import, row.get(0)?, doubt, || {
            let remark = remark(row)?;
            let about = format!("{} {}", remark.column, remark.value);
            let reason = Reason::Remark {
                remark,
                plate: super::super::shown_plate(row.get(9)?),
                visit: maybe_day(row, 8)?,
            };
            Ok((about.trim().to_owned(), reason))
        })?;
    }
    Ok(())
}

fn remark(row: &Row<'_>) -> StoreResult<Remark> {
    Ok(Remark {
        batch: BatchId(row.get(2)?),
        file: row.get(3)?,
        row: row.get::<_, i64>(4)?.unsigned_abs(),
        column: row.get(5)?,
        value: row.get(6)?,
        code: row.get(7)?,
    })
}
