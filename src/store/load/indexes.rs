//! Indexes that are built after the rows, and summaries of many at once.

use rusqlite::Connection;

use super::super::StoreResult;
use crate::domain::BatchId;

const SCHEMA: &str = include_str!("../migrations/0001_customer_book.sql");

/// Tables whose indexes wait until a load into an empty book has ended. Those of `ownership` stay:
/// the load itself asks who owns a vehicle.
const LOADED: [&str; 7] = [
    "customer",
    "alias",
    "phone",
    "vehicle",
    "plate_history",
    "visit",
    "import_identity",
];

/// The statements of the schema that make an index of a loaded table.
fn statements() -> impl Iterator<Item = &'static str> {
    let index = |line: &&str| {
        let on_loaded = |table: &&str| line.contains(&format!(" ON {table} ("));
        let made = line.starts_with("CREATE INDEX") || line.starts_with("CREATE UNIQUE INDEX");
        made && LOADED.iter().any(on_loaded)
    };
    SCHEMA.lines().filter(index)
}

fn name(statement: &str) -> Option<&str> {
    statement.split_once("INDEX ")?.1.split(' ').next()
}

/// Takes the indexes away; they come back before the transaction ends, or with it.
pub(super) fn drop_all(conn: &Connection) -> StoreResult<()> {
    for name in statements().filter_map(name) {
        conn.execute_batch(&format!("DROP INDEX {name}"))?;
    }
    Ok(())
}

/// Makes the indexes again, statement by statement as the schema has them.
pub(super) fn build_all(conn: &Connection) -> StoreResult<()> {
    for statement in statements() {
        conn.execute_batch(statement)?;
    }
    Ok(())
}

/// Brings the summaries of everything that the batch touched up to date.
pub(super) fn summarise(conn: &Connection, batch: BatchId, everything: bool) -> StoreResult<()> {
    if everything {
        conn.execute(ALL_CUSTOMERS, [])?;
        conn.execute(ALL_VEHICLES, [])?;
    } else {
        conn.execute(BATCH_CUSTOMERS, [batch.0])?;
        conn.execute(BATCH_VEHICLES, [batch.0])?;
    }
    Ok(())
}

macro_rules! customers {
    ($which:literal) => {
        concat!(
            "INSERT OR REPLACE INTO customer_summary (customer_id, visits, spent, first_day, last_day) ",
            "SELECT c.id, coalesce(sum(t.status = 'done'), 0), ",
            "coalesce(sum(CASE WHEN t.status = 'done' THEN t.total END), 0), ",
            "min(CASE WHEN t.status <> 'cancelled' THEN t.day END), ",
            "max(CASE WHEN t.status <> 'cancelled' THEN t.day END) ",
            "FROM customer c LEFT JOIN visit t ON t.customer_id = c.id ",
            $which,
            " GROUP BY c.id"
        )
    };
}

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

const ALL_CUSTOMERS: &str = customers!("");
const ALL_VEHICLES: &str = vehicles!("");
const BATCH_CUSTOMERS: &str = customers!(
    "WHERE c.id IN (SELECT id FROM customer WHERE batch_id = ?1 \
     UNION SELECT customer_id FROM visit WHERE batch_id = ?1)"
);
const BATCH_VEHICLES: &str = vehicles!(
    "WHERE v.id IN (SELECT id FROM vehicle WHERE batch_id = ?1 \
     UNION SELECT vehicle_id FROM visit WHERE batch_id = ?1)"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_indexes_of_the_loaded_tables_are_found_in_the_schema() {
        let names: Vec<_> = statements().filter_map(name).collect();
        for index in [
            "vehicle_by_plate",
            "visit_by_customer",
            "visit_by_batch",
            "phone_by_e164",
        ] {
            assert!(names.contains(&index), "{index} in {names:?}");
        }
        assert!(!names.contains(&"change_by_undoes"));
    }
}
