//! Rows that refer to nothing, sums that are not those of the visits, and whom the search misses.

use rusqlite::{Connection, OptionalExtension};

use super::super::search::Index;
use super::super::summary::{CUSTOMERS_UNTRUE, VEHICLES_UNTRUE};
use crate::store::{Store, StoreResult};

const LOOSE: &str =
    "SELECT \"table\", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2";
const CODE: &str = "SELECT code FROM customer WHERE id = ?1";
const PLATE: &str = "SELECT plate FROM vehicle WHERE id = ?1";
const EVERYBODY: &str = "SELECT count(*) FROM customer";

type Named = Vec<(String, String)>;

/// The customer ID of a row; its number where that is gone.
pub(super) fn code(conn: &Connection, customer: i64) -> StoreResult<String> {
    named(conn, CODE, customer)
}

fn named(conn: &Connection, sql: &str, id: i64) -> StoreResult<String> {
    let mut statement = conn.prepare_cached(sql)?;
    let name = statement.query_row([id], |row| row.get::<_, String>(0));
    let name = name.optional()?.filter(|name| !name.is_empty());
    Ok(name.unwrap_or_else(|| id.to_string()))
}

/// Tables whose rows refer to rows that are not there.
pub(super) fn loose(conn: &Connection) -> StoreResult<Named> {
    let mut statement = conn.prepare(LOOSE)?;
    let rows = statement.query_map([], |row| {
        let (table, parent, rows): (String, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok((table, format!("{rows} rows without {parent}")))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Customers and vehicles whose summary is not what their visits say.
pub(super) fn untrue(conn: &Connection) -> StoreResult<Named> {
    let mut found = Vec::new();
    for (sql, name) in [(CUSTOMERS_UNTRUE, CODE), (VEHICLES_UNTRUE, PLATE)] {
        let mut statement = conn.prepare(sql)?;
        let ids = statement.query_map([], |row| row.get::<_, i64>(0))?;
        for id in ids {
            found.push((named(conn, name, id?)?, "summary".to_owned()));
        }
    }
    Ok(found)
}

/// Whether an index that is built anew knows as many customers as the book has.
pub(super) fn unknown(store: &Store) -> StoreResult<Named> {
    let index = Index::build(store, &|_| (), &|| true)?;
    let all: i64 = store.conn.query_row(EVERYBODY, [], |row| row.get(0))?;
    let known = index.customers();
    if usize::try_from(all) == Ok(known) {
        return Ok(Vec::new());
    }
    Ok(vec![(String::new(), format!("{known} of {all} customers"))])
}
