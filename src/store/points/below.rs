//! Whom a change leaves with fewer points than none.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, Row};

use crate::domain::{Day, Owing};
use crate::store::StoreResult;
use crate::store::customer::full_name;
use crate::store::table::POINTS_LINE;
use crate::store::writer::Writer;

const BELOW: &str = "
    SELECT c.id, c.code, c.honorific, c.name,
           (SELECT sum(points) FROM points_lot t
            WHERE t.customer_id = c.id AND (t.expires_on IS NULL OR t.expires_on >= ?2)) AS has
    FROM customer c
    WHERE c.id = coalesce((SELECT customer_id FROM merged WHERE gone_id = ?1), ?1) AND has < 0";

/// The same of everybody whose ledger got a line after this one.
const BELOW_SINCE: &str = "
    SELECT c.id, c.code, c.honorific, c.name, sum(t.points) AS has
    FROM points_lot t JOIN customer c ON c.id = t.customer_id
    WHERE (t.expires_on IS NULL OR t.expires_on >= ?2) AND t.customer_id IN
        (SELECT coalesce(m.customer_id, l.customer_id)
         FROM points_line l LEFT JOIN merged m ON m.gone_id = l.customer_id WHERE l.id > ?1)
    GROUP BY c.id HAVING has < 0";

/// Whose ledger got a line by a change and lies below zero after it.
pub(in crate::store) fn below(writer: &Writer<'_>, today: Day) -> StoreResult<Vec<Owing>> {
    let lines = writer
        .images
        .iter()
        .filter(|image| image.table.name == POINTS_LINE.name);
    let whose: BTreeSet<i64> = lines
        .filter_map(|image| image.number("customer_id"))
        .collect();
    let mut statement = writer.conn.prepare_cached(BELOW)?;
    // Two numbers may be one customer by now.
    let mut below: BTreeMap<i64, Owing> = BTreeMap::new();
    for customer in whose {
        for found in statement.query_map((customer, today.to_string()), owing)? {
            let (id, owing) = found?;
            below.insert(id, owing);
        }
    }
    Ok(below.into_values().collect())
}

/// Whose ledger got a line after this one and lies below zero.
pub(in crate::store) fn below_since(
    conn: &Connection,
    line: i64,
    today: Day,
) -> StoreResult<Vec<Owing>> {
    let mut statement = conn.prepare_cached(BELOW_SINCE)?;
    let found = statement.query_map((line, today.to_string()), owing)?;
    let found = found.map(|found| Ok(found?.1));
    found.collect()
}

fn owing(row: &Row<'_>) -> rusqlite::Result<(i64, Owing)> {
    let [code, honorific, name]: [String; 3] = [row.get(1)?, row.get(2)?, row.get(3)?];
    let name = full_name(&honorific, &name);
    let who = if name.is_empty() { code } else { name };
    let points = row.get(4)?;
    Ok((row.get(0)?, Owing { who, points }))
}
