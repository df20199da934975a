//! What both answered: a no of either is a no.

use rusqlite::types::Value;

use crate::store::StoreResult;
use crate::store::table::CONSENT;
use crate::store::writer::Writer;

/// The newest answers of each of the two, purpose by purpose.
const NEWEST: &str = "
    SELECT id, purpose, state FROM consent c WHERE customer_id IN (?1, ?2)
      AND id = (SELECT max(id) FROM consent n WHERE n.customer_id = c.customer_id AND n.purpose = c.purpose)
    ORDER BY purpose, id";

/// Says once more what was refused by one where the other's answer is newer and a yes: the newest line counts. Before
/// the lines move.
pub(super) fn join(writer: &mut Writer<'_>, (from, to): (i64, i64)) -> StoreResult<()> {
    let mut statement = writer.conn.prepare_cached(NEWEST)?;
    let rows = statement.query_map((from, to), |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })?;
    let answers: Vec<(i64, String, String)> = rows.collect::<Result<_, _>>()?;
    for pair in answers.chunk_by(|one, other| one.1 == other.1) {
        let [(refused, _, earlier), (_, _, later)] = pair else {
            continue;
        };
        if (earlier.as_str(), later.as_str()) != ("no", "yes") {
            continue;
        }
        let Some(row) = writer.row(&CONSENT, &[(*refused).into()])? else {
            continue;
        };
        let columns = CONSENT.columns.iter().zip(row);
        let set = columns.filter(|(column, _)| column.name != "id");
        let set = set.map(|(column, value)| match column.name {
            "customer_id" => (column.name, Value::from(to)),
            name => (name, value),
        });
        writer.insert(&CONSENT, set.collect())?;
    }
    Ok(())
}
