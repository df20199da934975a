//! Whom a change leaves with fewer points than none.

use std::collections::{BTreeMap, BTreeSet};

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
        let found = statement.query_map((customer, today.to_string()), |row| {
            let [code, honorific, name]: [String; 3] = [row.get(1)?, row.get(2)?, row.get(3)?];
            let name = full_name(&honorific, &name);
            let who = if name.is_empty() { code } else { name };
            let points = row.get(4)?;
            Ok((row.get(0)?, Owing { who, points }))
        })?;
        for owing in found {
            let (id, owing) = owing?;
            below.insert(id, owing);
        }
    }
    Ok(below.into_values().collect())
}
