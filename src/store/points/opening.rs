//! Points that customers had before this book: the ledger follows what a sheet said.

use std::collections::BTreeSet;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension};

use super::{Kept, Pen, Rules};
use crate::domain::{BatchId, OPENING_POINTS};
use crate::points::{Kind, Line};
use crate::store::StoreResult;
use crate::store::table::CUSTOMER_FIELD;
use crate::store::writer::{Image, Writer};

const SAID: &str = "SELECT value FROM customer_field WHERE customer_id = ?1 AND key = ?2";
const OF_BATCH: &str = "
    SELECT f.customer_id FROM customer c JOIN customer_field f ON f.customer_id = c.id AND f.key = ?2
    WHERE c.batch_id = ?1";
/// Who has such points, and nothing says so any more.
const UNSAID: &str = "
    SELECT DISTINCT coalesce(m.customer_id, l.customer_id)
    FROM points_line l LEFT JOIN merged m ON m.gone_id = l.customer_id WHERE l.kind = 'opening'
    AND NOT EXISTS (SELECT 1 FROM customer_field f WHERE f.customer_id = coalesce(m.customer_id, l.customer_id) AND f.key = ?1)";

/// Customers whose points of before may be others after these writes.
pub(in crate::store) fn opened(images: &[Image]) -> BTreeSet<i64> {
    let mut customers = BTreeSet::new();
    let of_fields = images
        .iter()
        .filter(|image| image.table.name == CUSTOMER_FIELD.name);
    for row in of_fields.flat_map(|image| [&image.before, &image.after].into_iter().flatten()) {
        let at = |column: &str| row.get(CUSTOMER_FIELD.at(column)?);
        let is_opening = matches!(at("key"), Some(Value::Text(key)) if key == OPENING_POINTS);
        if let (true, Some(Value::Integer(customer))) = (is_opening, at("customer_id")) {
            customers.insert(*customer);
        }
    }
    customers
}

/// Customers of a batch for whom a sheet says points of before.
pub(in crate::store) fn opened_by(conn: &Connection, batch: BatchId) -> StoreResult<Vec<i64>> {
    let mut statement = conn.prepare_cached(OF_BATCH)?;
    let rows = statement.query_map((batch.0, OPENING_POINTS), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Customers with points of before, about whom no sheet says so any more.
pub(in crate::store) fn unsaid(conn: &Connection) -> StoreResult<Vec<i64>> {
    let mut statement = conn.prepare_cached(UNSAID)?;
    let rows = statement.query_map([OPENING_POINTS], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Makes the ledgers of these customers say of the points of before what the sheet says: a number that
/// stays has its line already, one that changes is reversed and written anew. They count from the day
/// on which they are written. Whose ledger came along line by line has them in it. `noted`: as a part of a change that the audit tells row by row.
pub(in crate::store) fn follow_openings(
    writer: &mut Writer<'_>,
    pen: Pen<'_>,
    customers: impl IntoIterator<Item = i64>,
    noted: bool,
) -> StoreResult<()> {
    let mut customers = customers.into_iter().peekable();
    if customers.peek().is_none() {
        return Ok(());
    }
    let rules = Rules::read(writer.conn)?;
    let rule = rules
        .on(pen.today)
        .map(|version| (version.id, &version.rule));
    for customer in customers {
        let mut kept = Kept::read(writer.conn, customer)?;
        let came_along = kept.counting(true).next().is_some();
        let said = said(writer.conn, customer)?.filter(|points| *points > 0 && !came_along);
        let is_opening = |at: &usize| kept.ledger.lines()[*at].kind == Kind::Opening;
        let known: Vec<usize> = kept.counting(false).filter(is_opening).collect();
        let has: i64 = known.iter().map(|at| kept.ledger.lines()[*at].points).sum();
        if has == said.unwrap_or(0) {
            continue;
        }
        for at in known {
            kept.ledger.reverse(at, pen.today, "");
        }
        if let Some((points, (version, rule))) = said.zip(rule) {
            let line = Line {
                kind: Kind::Opening,
                points,
                visit: None,
                rule: Some(version),
                day: pen.today,
                expires: rule.valid_through(pen.today),
                reverses: None,
                reason: String::new(),
                weight: None,
            };
            kept.ledger.credit(line, pen.today);
        }
        if noted {
            kept.write_noted(writer, pen)?;
        } else {
            let at = writer.at.clone();
            kept.write(writer.conn, pen, &at)?;
        }
    }
    Ok(())
}

fn said(conn: &Connection, customer: i64) -> StoreResult<Option<i64>> {
    let mut statement = conn.prepare_cached(SAID)?;
    let said = statement.query_row((customer, OPENING_POINTS), |row| row.get::<_, String>(0));
    Ok(said
        .optional()?
        .and_then(|points| points.trim().parse().ok()))
}
