//! Indexes that are built after the rows.

use rusqlite::Connection;

use super::super::StoreResult;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_indexes_of_the_loaded_tables_are_found_in_the_schema() {
        let names: Vec<_> = statements().filter_map(name).collect();
        for index in [
            "vehicle_by_plate",
            "visit_by_customer",
            "visit_by_day",
            "visit_by_batch",
            "phone_by_e164",
        ] {
            assert!(names.contains(&index), "{index} in {names:?}");
        }
        assert!(!names.contains(&"change_by_undoes"));
    }
}
