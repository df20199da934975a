//! The ledgers of two who turn out to be one person, and of one who turns out to be two.
//!
//! No line moves: each stays under the number under which it was written, and what names that number means whoever it is
//! now. What joining adds are draws alone, where one owed what the other has; parting gives those back.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::now::Now;
use super::{Kept, One, Pen, Touched};
use crate::store::StoreResult;
use crate::store::writer::Writer;

const FORGET: &str = "DELETE FROM points_lot WHERE customer_id = ?1";
/// Visits of one whose award, or what paid a part of them, was written for the other.
const ELSEWHERE: &str = "
    SELECT DISTINCT v.id FROM visit v JOIN points_line l ON l.visit_id = v.id
    LEFT JOIN merged m ON m.gone_id = l.customer_id
    WHERE v.customer_id = ?1 AND coalesce(m.customer_id, l.customer_id) = ?2
      AND l.kind IN ('earn', 'redeem', 'birthday')
      AND NOT EXISTS (SELECT 1 FROM points_line r WHERE r.customer_id = l.customer_id AND r.reverses = l.id)";

const NEWEST: &str = "SELECT coalesce(max(id), 0) FROM points_line";

/// The number of the line that was written last into any ledger; 0 where there is none.
pub(in crate::store) fn newest_line(conn: &Connection) -> StoreResult<i64> {
    let mut statement = conn.prepare_cached(NEWEST)?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// Writes off what has lapsed, before anything else is written.
pub(in crate::store) fn lapse(
    writer: &mut Writer<'_>,
    pen: Pen<'_>,
    customer: i64,
) -> StoreResult<()> {
    let mut kept = Kept::read(writer.conn, customer)?;
    kept.ledger.lapse(pen.today);
    kept.write_noted(writer, pen)
}

/// Fills up what either owes with what the other has. The book says already that they are one, and of both is written off
/// what has lapsed; a second welcome goes as the ledgers follow.
pub(in crate::store) fn join(writer: &mut Writer<'_>, pen: Pen<'_>, one: One) -> StoreResult<()> {
    writer.conn.prepare_cached(FORGET)?.execute([one.gone])?;
    level(writer, pen, one.keep)?;
    Ok(())
}

/// Writes lines of visits once more that did not count any more because two were one: their reverses, of any customers.
/// Only where the visit is what it was.
pub(in crate::store) fn count_again(
    writer: &mut Writer<'_>,
    pen: Pen<'_>,
    reverses: &[i64],
) -> StoreResult<()> {
    for line in reverses {
        let customer = Kept::whose(writer.conn, *line)?;
        let mut kept = Kept::read(writer.conn, customer)?;
        let Some(at) = kept.place_of(*line) else {
            continue;
        };
        let Some(of) = kept.ledger.lines()[at].reverses else {
            continue;
        };
        let line = &kept.ledger.lines()[of];
        let (visit, on) = (line.visit, line.day);
        let now = match visit {
            Some(visit) => Now::read(writer.conn, visit)?,
            None => None,
        };
        if now.is_some_and(|now| now.is_paid() && now.billed.day == on) {
            kept.ledger.write_again(of, pen.today);
            kept.write_noted(writer, pen)?;
        }
    }
    Ok(())
}

/// Gives back what lines of one took from lots of the other, as long as the book says that they are one: `theirs` are
/// the numbers of whoever goes.
pub(in crate::store) fn part(
    writer: &mut Writer<'_>,
    pen: Pen<'_>,
    keep: i64,
    theirs: &BTreeSet<i64>,
) -> StoreResult<()> {
    let mut kept = Kept::read(writer.conn, keep)?;
    kept.ledger.lapse(pen.today);
    kept.ledger.part(|number| theirs.contains(&number));
    kept.write_noted(writer, pen)
}

/// Pays what a ledger owes with what it has; after [`part`], of each when the book says again that they are two. Says
/// which lines still owe.
pub(in crate::store) fn level(
    writer: &mut Writer<'_>,
    pen: Pen<'_>,
    customer: i64,
) -> StoreResult<Vec<i64>> {
    let mut kept = Kept::read(writer.conn, customer)?;
    kept.ledger.level(pen.today);
    kept.write_noted(writer, pen)?;
    kept.write_lots(writer.conn)?;
    Ok(kept
        .lots()
        .into_iter()
        .filter(|(_, open)| *open < 0)
        .map(|(line, _)| line)
        .collect())
}

/// Visits that were put right while two were one: those lines stand with whoever stayed.
pub(in crate::store) fn went_on(
    conn: &Connection,
    one: One,
    touched: &mut Touched,
) -> StoreResult<()> {
    let mut statement = conn.prepare_cached(ELSEWHERE)?;
    let visits = statement.query_map((one.gone, one.keep), |row| row.get(0))?;
    for visit in visits {
        let visit: i64 = visit?;
        if !touched.visits.contains(&visit) {
            touched.visits.push(visit);
        }
    }
    touched.visits.sort_unstable();
    Ok(())
}
