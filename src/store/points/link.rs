//! Which visits here the lines are of that came along from another book.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::{Kept, Pen};
use crate::domain::{BatchId, VisitId};
use crate::store::StoreResult;
use crate::store::load::Identity;
use crate::store::table::VISIT;
use crate::store::writer::Writer;

const VISIT_HERE: &str = "SELECT row_id FROM import_identity WHERE identity = ?1 AND kind = 'visit_there' ORDER BY id DESC";
const LINES_HERE: &str =
    "SELECT row_id FROM import_identity WHERE identity = ?1 AND kind = 'points_there' ORDER BY id";
/// A line of somebody is of their own visit; the reward for bringing somebody is of the visit of whoever was brought.
const LINK: &str = "
    UPDATE points_line SET visit_id = ?2 WHERE id = ?1 AND visit_id IS NULL AND batch_id IS NOT NULL
      AND EXISTS (SELECT 1 FROM visit v LEFT JOIN merged m ON m.gone_id = points_line.customer_id
                  WHERE v.id = ?2 AND (points_line.kind = 'referral'
                                       OR v.customer_id = coalesce(m.customer_id, points_line.customer_id)))";
const PAID: &str = "
    SELECT -sum(l.points) FROM points_line l JOIN visit v ON v.id = l.visit_id
    WHERE l.visit_id = ?1 AND l.kind = 'redeem' AND l.batch_id IS NOT NULL AND v.redeemed IS NULL
      AND NOT EXISTS (SELECT 1 FROM points_line r WHERE r.customer_id = l.customer_id AND r.reverses = l.id)";
const LINKED: &str =
    "SELECT DISTINCT visit_id FROM points_line WHERE batch_id = ?1 AND visit_id IS NOT NULL";
const GONE: &str = "
    SELECT DISTINCT coalesce(m.customer_id, l.customer_id) FROM points_line l
    LEFT JOIN merged m ON m.gone_id = l.customer_id
    WHERE l.batch_id IS NOT NULL AND l.visit_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM visit v WHERE v.id = l.visit_id)";
const UNLINK_GONE: &str = "
    UPDATE points_line SET visit_id = NULL WHERE batch_id IS NOT NULL AND visit_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM visit v WHERE v.id = points_line.visit_id)";
const UNLINK: &str = "UPDATE points_line SET visit_id = NULL WHERE batch_id = ?1";

/// Whether a visit came here with that number and day.
pub(super) fn is_known(conn: &Connection, there: &Identity) -> StoreResult<bool> {
    Ok(!rows_of(conn, VISIT_HERE, there)?.is_empty())
}

/// Tells lines that came along which visits here they are of: new lines, and visits that came with their numbers. A visit that
/// does not say how many points paid a part of it learns that from them. Says which visits those are.
pub(in crate::store) fn link(
    writer: &mut Writer<'_>,
    pen: Pen<'_>,
    lines: &[(Identity, i64)],
    numbered: &[(Identity, VisitId)],
) -> StoreResult<BTreeSet<i64>> {
    let conn = writer.conn;
    let mut pairs = Vec::new();
    for (there, line) in lines {
        let visits = rows_of(conn, VISIT_HERE, there)?;
        pairs.extend(visits.into_iter().map(|visit| (*line, visit)));
    }
    for (there, visit) in numbered {
        let lines = rows_of(conn, LINES_HERE, there)?;
        pairs.extend(lines.into_iter().map(|line| (line, visit.0)));
    }
    let (mut linked, mut whose) = (BTreeSet::new(), BTreeSet::new());
    let mut statement = conn.prepare_cached(LINK)?;
    for (line, visit) in pairs {
        if statement.execute((line, visit))? > 0 {
            linked.insert(visit);
            whose.insert(Kept::whose(conn, line)?);
        }
    }
    let at = writer.at.clone();
    for customer in whose {
        // What a line is of is a part of the history from which all draws follow.
        let mut kept = Kept::read(conn, customer)?;
        kept.ledger.level(pen.today);
        kept.write(conn, pen, &at)?;
    }
    for visit in &linked {
        let mut statement = conn.prepare_cached(PAID)?;
        let paid: Option<i64> = statement.query_row([visit], |row| row.get(0))?;
        if let Some(paid) = paid.filter(|paid| *paid > 0) {
            let set = vec![("redeemed", paid.into())];
            writer.update(&VISIT, &[(*visit).into()], set)?;
        }
    }
    Ok(linked)
}

fn rows_of(conn: &Connection, sql: &str, there: &Identity) -> StoreResult<Vec<i64>> {
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map([there], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Makes the lines that an import brought along those of no visit; says which visits they were of.
pub(in crate::store) fn unlink(conn: &Connection, batch: BatchId) -> StoreResult<Vec<i64>> {
    let mut statement = conn.prepare_cached(LINKED)?;
    let visits = statement.query_map([batch.0], |row| row.get(0))?;
    let visits = visits.collect::<Result<_, _>>()?;
    conn.prepare_cached(UNLINK)?.execute([batch.0])?;
    Ok(visits)
}

/// Makes lines that came along those of no visit where the visit is gone: they stay as they are.
pub(in crate::store) fn unlink_gone(writer: &mut Writer<'_>, pen: Pen<'_>) -> StoreResult<()> {
    let conn = writer.conn;
    let whose: BTreeSet<i64> = {
        let mut statement = conn.prepare_cached(GONE)?;
        let customers = statement.query_map([], |row| row.get(0))?;
        customers.collect::<Result<_, _>>()?
    };
    if !whose.is_empty() {
        conn.prepare_cached(UNLINK_GONE)?.execute([])?;
    }
    for customer in whose {
        let mut kept = Kept::read(conn, customer)?;
        kept.ledger.level(pen.today);
        kept.write_noted(writer, pen)?;
    }
    Ok(())
}
