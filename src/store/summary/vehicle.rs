//! Visits, newest day and newest reading of a vehicle.

use rusqlite::Connection;

use super::super::StoreResult;
use crate::domain::BatchId;

macro_rules! vehicles {
    ($which:literal) => {
        concat!(
            "INSERT OR REPLACE INTO vehicle_summary (vehicle_id, visits, last_day, last_odometer) ",
            "SELECT v.id, coalesce(sum(t.status = 'done'), 0), ",
            "max(CASE WHEN t.status <> 'cancelled' THEN t.day END), ",
            "(SELECT odometer FROM visit r WHERE r.vehicle_id = v.id AND r.odometer IS NOT NULL ",
            "AND r.status <> 'cancelled' ORDER BY r.day DESC, r.id DESC LIMIT 1) ",
            "FROM vehicle v LEFT JOIN visit t ON t.vehicle_id = v.id ",
            $which,
            " GROUP BY v.id"
        )
    };
}

const ONE: &str = vehicles!("WHERE v.id = ?1");
const ALL: &str = vehicles!("");
const OF_BATCH: &str = vehicles!(
    "WHERE v.id IN (SELECT id FROM vehicle WHERE batch_id = ?1 \
     UNION SELECT vehicle_id FROM visit WHERE batch_id = ?1)"
);

/// Brings the summaries of these vehicles up to date.
pub(super) fn refresh(
    conn: &Connection,
    vehicles: impl IntoIterator<Item = i64>,
) -> StoreResult<()> {
    for vehicle in vehicles {
        conn.prepare_cached(ONE)?.execute([vehicle])?;
    }
    Ok(())
}

/// Makes those of all vehicles.
pub(super) fn all(conn: &Connection) -> StoreResult<()> {
    conn.execute(ALL, [])?;
    Ok(())
}

/// Makes those of all vehicles that a batch touched.
pub(super) fn of_batch(conn: &Connection, batch: BatchId) -> StoreResult<()> {
    conn.execute(OF_BATCH, [batch.0])?;
    Ok(())
}
