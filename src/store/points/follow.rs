//! How the ledgers follow the visits.

use std::collections::{BTreeSet, HashMap};

use rusqlite::{Connection, OptionalExtension};

use super::ledgers::Ledgers;
use super::now::Now;
use super::touched::Touched;
use super::{Pen, Rules};
use crate::domain::{BatchId, Day, VisitId};
use crate::store::StoreResult;
use crate::store::writer::Writer;

const OF_BATCH: &str =
    "SELECT id FROM visit WHERE batch_id = ?1 AND day >= ?2 ORDER BY customer_id, day, id";
const REDEEMED: &str = "SELECT id FROM visit WHERE batch_id = ?1 AND redeemed IS NOT NULL AND day < ?2 ORDER BY customer_id, day, id";
const ORPHANS: &str = "
    SELECT DISTINCT visit_id FROM points_line l WHERE visit_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM visit v WHERE v.id = l.visit_id)";

/// Nobody stands above themselves, so the way up has an end.
const FIRST_OF_ALL: &str = "
    WITH RECURSIVE up (id, by) AS (
        SELECT id, referred_by FROM customer WHERE id = ?1
        UNION SELECT c.id, c.referred_by FROM up JOIN customer c ON c.id = up.by)
    SELECT id FROM up WHERE by IS NULL";

/// Ledgers that are kept in memory before they are written.
const WAITING: usize = 500;

/// Visits of a batch on days since the programme began, customer by customer.
pub(in crate::store) fn of_batch(conn: &Connection, batch: BatchId) -> StoreResult<Vec<i64>> {
    let Some(begin) = Rules::read(conn)?.begin() else {
        return Ok(Vec::new());
    };
    let mut statement = conn.prepare_cached(OF_BATCH)?;
    let rows = statement.query_map((batch.0, begin.to_string()), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Visits of a batch on days before the programme began that points are said to have paid a part of.
pub(in crate::store) fn redeemed_of(conn: &Connection, batch: BatchId) -> StoreResult<Vec<i64>> {
    let begin = Rules::read(conn)?.begin().unwrap_or(Day::MAX);
    let mut statement = conn.prepare_cached(REDEEMED)?;
    let rows = statement.query_map((batch.0, begin.to_string()), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Visits that are gone and that the ledger still knows.
pub(in crate::store) fn orphans(conn: &Connection) -> StoreResult<Vec<i64>> {
    let mut statement = conn.prepare_cached(ORPHANS)?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Makes the ledgers say of these visits what the visits say now. `noted`: as a part of a change
/// that the audit tells row by row.
pub(in crate::store) fn follow(
    writer: &mut Writer<'_>,
    pen: Pen<'_>,
    touched: &Touched,
    noted: bool,
) -> StoreResult<()> {
    let each = |ledgers: &mut Ledgers, writer: &mut Writer<'_>, rules: &Rules, visit| {
        ledgers.follow(writer.conn, rules, pen.today, visit)
    };
    let rules = Rules::read(writer.conn)?;
    let ledgers = Ledgers::new(rules.on(pen.today));
    follow_each(writer, pen, touched, noted, (&rules, ledgers), each)
}

/// The same where nobody can be asked: a visit that points cannot pay a part of, as it says, says so no longer, and points
/// may go below zero. Says which visits.
pub(in crate::store) fn follow_without(
    writer: &mut Writer<'_>,
    pen: Pen<'_>,
    mut touched: Touched,
    noted: bool,
) -> StoreResult<Vec<VisitId>> {
    touched.visits = in_their_order(writer.conn, &touched.visits)?;
    let mut unpaid = Vec::new();
    let each = |ledgers: &mut Ledgers, writer: &mut Writer<'_>, rules: &Rules, visit| {
        if !ledgers.follow_or_forgo(writer, rules, pen.today, visit)? {
            unpaid.push(visit);
        }
        Ok(())
    };
    let rules = Rules::read(writer.conn)?;
    let ledgers = Ledgers::unasked();
    follow_each(writer, pen, &touched, noted, (&rules, ledgers), each)?;
    Ok(unpaid)
}

/// These visits day by day, customer by customer but for those who brought each other: what one brings, also to whoever
/// brought whose it is, may pay a part of a later one and makes the tier that it is reckoned by.
fn in_their_order(conn: &Connection, visits: &[i64]) -> StoreResult<Vec<i64>> {
    let mut order = BTreeSet::new();
    let mut firsts = HashMap::new();
    for visit in visits {
        let Some(now) = Now::read(conn, VisitId(*visit))? else {
            order.insert((None, *visit));
            continue;
        };
        let first = match now.referrer {
            Some(by) => first_of_all(conn, &mut firsts, by)?,
            None => now.customer,
        };
        order.insert((Some((first, now.billed.day)), *visit));
    }
    Ok(order.into_iter().map(|(_, visit)| visit).collect())
}

/// Whom nobody brought, of those who brought this one over however many others.
fn first_of_all(
    conn: &Connection,
    known: &mut HashMap<i64, i64>,
    customer: i64,
) -> StoreResult<i64> {
    if let Some(first) = known.get(&customer) {
        return Ok(*first);
    }
    let mut statement = conn.prepare_cached(FIRST_OF_ALL)?;
    let first = statement.query_row([customer], |row| row.get(0));
    let first = first.optional()?.unwrap_or(customer);
    known.insert(customer, first);
    Ok(first)
}

fn follow_each(
    writer: &mut Writer<'_>,
    pen: Pen<'_>,
    touched: &Touched,
    noted: bool,
    (rules, mut ledgers): (&Rules, Ledgers),
    mut each: impl FnMut(&mut Ledgers, &mut Writer<'_>, &Rules, VisitId) -> StoreResult<()>,
) -> StoreResult<()> {
    if touched.is_nobody() {
        return Ok(());
    }
    // Where rewards and welcomes lie is asked before anything moves. What comes to one goes before what another loses:
    // nobody owes anything in between.
    let [comes, goes] = ledgers.moved(writer.conn, rules, touched)?;
    let written: BTreeSet<i64> = touched.visits.iter().copied().collect();
    for visit in comes.difference(&written) {
        ledgers.follow_gifts(writer.conn, rules, pen.today, VisitId(*visit))?;
    }
    for visit in &touched.visits {
        each(&mut ledgers, writer, rules, VisitId(*visit))?;
        if ledgers.kept.len() > WAITING {
            ledgers.write(writer, pen, noted)?;
        }
    }
    for visit in goes
        .difference(&comes)
        .filter(|visit| !written.contains(visit))
    {
        ledgers.follow_gifts(writer.conn, rules, pen.today, VisitId(*visit))?;
    }
    ledgers.write(writer, pen, noted)
}

/// The same for many visits of before, customer by customer, as if each had been written down on its
/// own day; what has lapsed since then has its lines.
pub(in crate::store) fn follow_day_by_day<'v>(
    writer: &mut Writer<'_>,
    pen: Pen<'_>,
    visits: impl IntoIterator<Item = &'v i64>,
) -> StoreResult<()> {
    let rules = Rules::read(writer.conn)?;
    let mut ledgers = Ledgers::unasked();
    let mut last = None;
    for visit in visits {
        let visit = VisitId(*visit);
        let now = Now::read(writer.conn, visit)?;
        let whose = now.as_ref().map(|now| now.customer);
        // More visits of the last one may come.
        if std::mem::replace(&mut last, whose) != whose && ledgers.kept.len() > WAITING {
            ledgers.write_lapsed(writer, pen)?;
        }
        let on = now.map_or(pen.today, |now| now.billed.day);
        ledgers.follow(writer.conn, &rules, on.min(pen.today), visit)?;
    }
    ledgers.write_lapsed(writer, pen)
}
