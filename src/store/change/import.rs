//! Taking a whole import back. What people edited since, and what such things need, stays.

use rusqlite::{Connection, OptionalExtension};

use super::undo;
use crate::domain::{BatchId, ChangeId};
use crate::store::audit::images;
use crate::store::door::Done;
use crate::store::load::imported_since;
use crate::store::points::{self, Pen};
use crate::store::table::{IMPORT_REMARK, POINTS_RULE, VISIT};
use crate::store::writer::Writer;
use crate::store::{StoreError, StoreResult, summary};

/// Takes back what batch `batch` brought.
pub(super) fn take_back(
    writer: &mut Writer<'_>,
    pen: Pen<'_>,
    batch: BatchId,
) -> StoreResult<Done> {
    let conn = writer.conn;
    let state: Option<String> = conn
        .prepare_cached("SELECT state FROM import_batch WHERE id = ?1")?
        .query_row([batch.0], |row| row.get(0))
        .optional()?;
    let again = match state.as_deref() {
        None => return Err(StoreError::Gone),
        Some("done") => false,
        Some(_) => true,
    };
    let import: i64 = conn
        .prepare_cached("SELECT id FROM change WHERE batch_id = ?1 ORDER BY id LIMIT 1")?
        .query_row([batch.0], |row| row.get(0))?;
    let covered = points::Covered::of(conn, pen.today, None)?;
    let kept_rows = put_back_updates(writer, import)?;
    let of_lines = points::unlink(conn, batch)?;
    let (counts, stay) = take_rows(conn, batch, import)?;
    let mut touched = points::touched(&writer.images, None);
    // Points that came along with another import stay as they are.
    points::unlink_gone(writer, pen)?;
    touched.visits.extend(points::orphans(conn)?);
    touched.visits.extend(of_lines);
    // Rules that the import brought held for visits of other files too.
    if writer
        .images
        .iter()
        .any(|image| image.table.name == POINTS_RULE.name)
    {
        touched.visits.extend(imported_since(conn, "")?);
    }
    touched.friends.extend(stay);
    let mut opened = points::send_back(writer, pen, batch)?;
    opened.extend(points::unsaid(conn)?);
    points::follow_openings(writer, pen, opened.iter().copied(), true)?;
    touched.greeted.extend(opened);
    points::follow_without(writer, pen, touched, true)?;
    covered.holds(conn, pen.today)?;
    let left = remaining(conn, batch)?;
    // What stayed may go once nothing rests on it any more.
    if again && counts == [0; 3] {
        return Err(StoreError::NothingToUndo);
    }
    let counts = vec![
        ("customers", counts[0].into()),
        ("vehicles", counts[1].into()),
        ("visits", counts[2].into()),
        ("kept", (left + if again { 0 } else { kept_rows }).into()),
    ];
    Ok(Done {
        kind: "undo_import",
        batch: Some(batch),
        // Taken back is taken back once.
        undoes: (!again).then_some(ChangeId(import)),
        counts,
        ..Done::default()
    })
}

/// Rows that were in the book before and that the import changed. Says how many stay because
/// somebody changed them since.
fn put_back_updates(writer: &mut Writer<'_>, import: i64) -> StoreResult<i64> {
    let mut stays = 0;
    let rules_stay = rewards_others(writer.conn, import)?;
    stays += i64::from(rules_stay);
    for kept in images::of(writer.conn, import)?.into_iter().rev() {
        if kept.table.name == POINTS_RULE.name {
            if !rules_stay {
                put_rule_back(writer, &kept)?;
            }
            continue;
        }
        // What another import brought, with all that was noticed and learned of it, went with that.
        let of_others = [IMPORT_REMARK.name, VISIT.name].contains(&kept.table.name);
        if of_others && writer.row(kept.table, &kept.key())?.is_none() {
            continue;
        }
        match undo::put_back(writer, import, &kept, true) {
            Ok(()) => {}
            Err(StoreError::RestsOn { .. }) => stays += 1,
            Err(error) => return Err(error),
        }
    }
    Ok(stays)
}

/// Whether rules that the import brought have rewarded visits that did not come with it.
fn rewards_others(conn: &Connection, import: i64) -> StoreResult<bool> {
    let mut statement = conn.prepare_cached(REWARDS_OTHERS)?;
    Ok(statement.query_row([import], |row| row.get(0))?)
}

/// Rules that came go, or hold no longer where lines remember them; those of the new book are there again.
fn put_rule_back(writer: &mut Writer<'_>, kept: &images::Kept) -> StoreResult<()> {
    let (key, columns) = (kept.key(), kept.table.columns);
    let there = writer.row(kept.table, &key)?.is_some();
    match (&kept.before, there) {
        (None, true) => {
            let set = vec![("taken_back", 1.into())];
            writer.update(kept.table, &key, set).map(|_| ())
        }
        (Some(before), false) => {
            let row = columns.iter().zip(before);
            let row = row.map(|(column, value)| (column.name, value.clone()));
            writer.insert(kept.table, row.collect()).map(|_| ())
        }
        _ => Ok(()),
    }
}

/// Takes the rows of the batch and says how many customers, vehicles and visits went, and which
/// customers lost visits and stay.
fn take_rows(conn: &Connection, batch: BatchId, import: i64) -> StoreResult<([i64; 3], Vec<i64>)> {
    conn.execute_batch(MARKS)?;
    for mark in [
        EDITED,
        KEEP_VISITS,
        KEEP_VEHICLES,
        KEEP_CUSTOMERS,
        GO,
        TOUCHED,
    ] {
        for sql in mark {
            let mut statement = conn.prepare_cached(sql)?;
            match statement.parameter_count() {
                0 => statement.execute([])?,
                1 => statement.execute([batch.0])?,
                _ => statement.execute([batch.0, import])?,
            };
        }
    }
    let mut counts = [0; 3];
    for (count, kind) in counts.iter_mut().zip(["customer", "vehicle", "visit"]) {
        let sql = "SELECT count(*) FROM temp.goes WHERE kind = ?1";
        *count = conn
            .prepare_cached(sql)?
            .query_row([kind], |row| row.get(0))?;
    }
    for sql in TAKE {
        let mut statement = conn.prepare_cached(sql)?;
        match statement.parameter_count() {
            0 => statement.execute([])?,
            _ => statement.execute([batch.0])?,
        };
    }
    let touched = |kind: &str| -> StoreResult<Vec<i64>> {
        let mut statement = conn.prepare_cached("SELECT id FROM temp.touched WHERE kind = ?1")?;
        let rows = statement.query_map([kind], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    };
    let stay = touched("customer")?;
    summary::refresh(conn, stay.iter().copied(), touched("vehicle")?)?;
    conn.execute_batch(UNMARK)?;
    Ok((counts, stay))
}

/// Customers, vehicles and visits of the batch that are still in the book.
fn remaining(conn: &Connection, batch: BatchId) -> StoreResult<i64> {
    let sql = "SELECT (SELECT count(*) FROM customer WHERE batch_id = ?1)
             + (SELECT count(*) FROM vehicle WHERE batch_id = ?1)
             + (SELECT count(*) FROM visit WHERE batch_id = ?1)";
    Ok(conn
        .prepare_cached(sql)?
        .query_row([batch.0], |row| row.get(0))?)
}

const REWARDS_OTHERS: &str = "
    SELECT EXISTS (
        SELECT 1 FROM change_row r JOIN points_line l ON l.rule_id = json_extract(r.after, '$.id')
        JOIN visit v ON v.id = l.visit_id
        WHERE r.change_id = ?1 AND r.table_name = 'points_rule' AND r.before IS NULL
          AND v.batch_id IS NOT (SELECT batch_id FROM change WHERE id = ?1))";

const MARKS: &str = "
    CREATE TEMP TABLE IF NOT EXISTS edited (kind TEXT, id INTEGER, PRIMARY KEY (kind, id)) WITHOUT ROWID;
    CREATE TEMP TABLE IF NOT EXISTS keeps (kind TEXT, id INTEGER, PRIMARY KEY (kind, id)) WITHOUT ROWID;
    CREATE TEMP TABLE IF NOT EXISTS goes (kind TEXT, id INTEGER, PRIMARY KEY (kind, id)) WITHOUT ROWID;
    CREATE TEMP TABLE IF NOT EXISTS touched (kind TEXT, id INTEGER, PRIMARY KEY (kind, id)) WITHOUT ROWID;
    DELETE FROM temp.edited; DELETE FROM temp.keeps; DELETE FROM temp.goes; DELETE FROM temp.touched;";
const UNMARK: &str = "
    DELETE FROM temp.edited; DELETE FROM temp.keeps; DELETE FROM temp.goes; DELETE FROM temp.touched;";

/// What a change since wrote that still stands: one that was not taken back (an import, too), and
/// that does not itself take back something that came after this import. That a visit learned from lines of
/// points how many paid a part of it is no edit: it goes with the visit, and the lines stay.
const EDITED: &[&str] = &["
    INSERT OR IGNORE INTO temp.edited
    SELECT CASE r.table_name WHEN 'visit_line' THEN 'visit' WHEN 'visit_mechanic' THEN 'visit' ELSE r.table_name END,
           coalesce(json_extract(r.after, '$.id'), json_extract(r.after, '$.visit_id'), json_extract(r.after, '$.customer_id'))
    FROM change_row r
    WHERE ?1 IS NOT NULL AND r.after IS NOT NULL AND r.table_name IN ('customer', 'vehicle', 'visit', 'ownership')
      AND NOT (r.table_name = 'visit' AND r.before IS NOT NULL
               AND json_remove(r.before, '$.redeemed', '$.rowver') = json_remove(r.after, '$.redeemed', '$.rowver')
               AND EXISTS (SELECT 1 FROM points_line l JOIN change b ON b.batch_id = l.batch_id
                           WHERE b.id = r.change_id AND l.kind = 'redeem'
                             AND l.visit_id = json_extract(r.after, '$.id')))
      AND r.change_id IN (
        SELECT c.id FROM change c WHERE c.id > ?2 AND (c.undoes IS NULL OR c.undoes < ?2)
        AND (WITH RECURSIVE chain (id, depth) AS (
                 SELECT id, 1 FROM change WHERE undoes = c.id
                 UNION ALL SELECT u.id, depth + 1 FROM change u JOIN chain ON u.undoes = chain.id)
             SELECT coalesce(max(depth), 0) FROM chain) % 2 = 0)"];

const KEEP_VISITS: &[&str] = &[
    "
    INSERT OR IGNORE INTO temp.keeps SELECT 'visit', v.id FROM visit v
    WHERE v.batch_id = ?1 AND (SELECT 1 FROM temp.edited e WHERE e.kind = 'visit' AND e.id = v.id)",
];

/// A vehicle stays when it was edited, or a visit stays, or somebody wrote who owns it.
const KEEP_VEHICLES: &[&str] = &[
    "INSERT OR IGNORE INTO temp.keeps SELECT 'vehicle', v.id FROM vehicle v
     WHERE v.batch_id = ?1 AND (SELECT 1 FROM temp.edited e WHERE e.kind = 'vehicle' AND e.id = v.id)",
    "INSERT OR IGNORE INTO temp.keeps SELECT 'vehicle', t.vehicle_id FROM visit t JOIN vehicle v ON v.id = t.vehicle_id
     WHERE v.batch_id = ?1 AND (t.batch_id IS NOT ?1 OR (SELECT 1 FROM temp.keeps k WHERE k.kind = 'visit' AND k.id = t.id))",
    "INSERT OR IGNORE INTO temp.keeps SELECT 'vehicle', o.vehicle_id FROM ownership o
     JOIN temp.edited e ON e.kind = 'ownership' AND e.id = o.id JOIN vehicle v ON v.id = o.vehicle_id WHERE v.batch_id = ?1",
];

/// A customer stays when edited, when a vehicle stays or a visit of their own of another file, or when somebody answered,
/// belongs to it, was brought by it or was given its vehicle since, or somebody wrote of it.
const KEEP_CUSTOMERS: &[&str] = &[
    "INSERT OR IGNORE INTO temp.keeps SELECT 'customer', c.id FROM customer c
     WHERE c.batch_id = ?1 AND (SELECT 1 FROM temp.edited e WHERE e.kind = 'customer' AND e.id = c.id)",
    "INSERT OR IGNORE INTO temp.keeps SELECT 'customer', t.customer_id FROM visit t JOIN customer c ON c.id = t.customer_id
     WHERE c.batch_id = ?1 AND (SELECT 1 FROM temp.edited e WHERE e.kind = 'visit' AND e.id = t.id)",
    "INSERT OR IGNORE INTO temp.keeps SELECT 'customer', o.customer_id FROM ownership o JOIN customer c ON c.id = o.customer_id
     WHERE c.batch_id = ?1 AND ((SELECT 1 FROM temp.keeps k WHERE k.kind = 'vehicle' AND k.id = o.vehicle_id)
                                OR (SELECT 1 FROM temp.edited e WHERE e.kind = 'ownership' AND e.id = o.id))",
    // Nothing else says whose a visit of another file is that has no vehicle.
    "INSERT OR IGNORE INTO temp.keeps SELECT 'customer', t.customer_id FROM visit t JOIN customer c ON c.id = t.customer_id
     WHERE c.batch_id = ?1 AND t.batch_id IS NOT ?1 AND t.vehicle_id IS NULL",
    "INSERT OR IGNORE INTO temp.keeps SELECT 'customer', n.customer_id FROM consent n JOIN customer c ON c.id = n.customer_id
     WHERE c.batch_id = ?1",
    "INSERT OR IGNORE INTO temp.keeps SELECT 'customer', n.customer_id FROM merged n JOIN customer c ON c.id = n.customer_id
     WHERE c.batch_id = ?1",
    "INSERT OR IGNORE INTO temp.keeps SELECT 'customer', n.customer_id FROM tier_given n JOIN customer c ON c.id = n.customer_id
     WHERE c.batch_id = ?1",
    "INSERT OR IGNORE INTO temp.keeps SELECT 'customer', n.customer_id FROM message n JOIN customer c ON c.id = n.customer_id
     WHERE c.batch_id = ?1",
    "INSERT OR IGNORE INTO temp.keeps SELECT 'customer', n.customer_id FROM today_mark n JOIN customer c ON c.id = n.customer_id
     WHERE c.batch_id = ?1",
    "INSERT OR IGNORE INTO temp.keeps SELECT 'customer', n.customer_id FROM lost_to n JOIN customer c ON c.id = n.customer_id
     WHERE c.batch_id = ?1",
    "INSERT OR IGNORE INTO temp.keeps SELECT 'customer', c.id FROM thanks n JOIN customer c ON c.id IN (n.customer_id, n.friend_id)
     WHERE c.batch_id = ?1",
    "INSERT OR IGNORE INTO temp.keeps SELECT 'customer', n.customer_id FROM company_terms n JOIN customer c ON c.id = n.customer_id
     WHERE c.batch_id = ?1",
    "INSERT OR IGNORE INTO temp.keeps SELECT 'customer', n.customer_id FROM campaign_target n JOIN customer c ON c.id = n.customer_id
     WHERE c.batch_id = ?1",
    "INSERT OR IGNORE INTO temp.keeps SELECT 'customer', n.customer_id FROM event_guest n JOIN customer c ON c.id = n.customer_id
     WHERE c.batch_id = ?1",
    "INSERT OR IGNORE INTO temp.keeps SELECT 'customer', l.customer_id FROM points_line l
     JOIN import_batch b ON b.id = l.batch_id AND b.state = 'done' JOIN customer c ON c.id = l.customer_id
     WHERE c.batch_id = ?1 AND l.batch_id <> ?1",
    "INSERT OR IGNORE INTO temp.keeps
     WITH RECURSIVE up (id) AS (
         SELECT id FROM customer c WHERE (company_id IS NOT NULL OR referred_by IS NOT NULL)
             AND (batch_id IS NOT ?1 OR (SELECT 1 FROM temp.keeps k WHERE k.kind = 'customer' AND k.id = c.id))
         UNION SELECT m.company_id FROM up JOIN customer m ON m.id = up.id WHERE m.company_id IS NOT NULL
         UNION SELECT m.referred_by FROM up JOIN customer m ON m.id = up.id WHERE m.referred_by IS NOT NULL)
     SELECT 'customer', c.id FROM up JOIN customer c ON c.id = up.id WHERE c.batch_id = ?1",
];

const GO: &[&str] = &[
    "INSERT INTO temp.goes SELECT 'customer', id FROM customer
     WHERE batch_id = ?1 AND id NOT IN (SELECT id FROM temp.keeps WHERE kind = 'customer')",
    "INSERT INTO temp.goes SELECT 'vehicle', id FROM vehicle
     WHERE batch_id = ?1 AND id NOT IN (SELECT id FROM temp.keeps WHERE kind = 'vehicle')",
    "INSERT INTO temp.goes SELECT 'visit', id FROM visit
     WHERE batch_id = ?1 AND id NOT IN (SELECT id FROM temp.keeps WHERE kind = 'visit')",
];

/// Whose summaries change though they stay.
const TOUCHED: &[&str] = &[
    "INSERT OR IGNORE INTO temp.touched SELECT 'customer', customer_id FROM visit
     WHERE customer_id IS NOT NULL AND id IN (SELECT id FROM temp.goes WHERE kind = 'visit')
       AND customer_id NOT IN (SELECT id FROM temp.goes WHERE kind = 'customer')",
    "INSERT OR IGNORE INTO temp.touched SELECT 'vehicle', vehicle_id FROM visit
     WHERE vehicle_id IS NOT NULL AND id IN (SELECT id FROM temp.goes WHERE kind = 'visit')
       AND vehicle_id NOT IN (SELECT id FROM temp.goes WHERE kind = 'vehicle')",
];

const TAKE: &[&str] = &[
    "DELETE FROM import_remark WHERE batch_id = ?1",
    // Who stays is known again when the file comes again.
    "DELETE FROM import_identity WHERE batch_id = ?1 AND NOT (kind = 'customer' AND row_id IN (
        SELECT id FROM customer WHERE batch_id = ?1 AND id NOT IN (SELECT id FROM temp.goes WHERE kind = 'customer')))",
    "UPDATE import_remark SET visit_id = NULL WHERE visit_id IN (SELECT id FROM temp.goes WHERE kind = 'visit')",
    "UPDATE import_remark SET vehicle_id = NULL WHERE vehicle_id IN (SELECT id FROM temp.goes WHERE kind = 'vehicle')",
    "UPDATE import_remark SET customer_id = NULL WHERE customer_id IN (SELECT id FROM temp.goes WHERE kind = 'customer')",
    "DELETE FROM settled WHERE customer_id IN (SELECT id FROM temp.goes WHERE kind = 'customer')
        OR other_id IN (SELECT id FROM temp.goes WHERE kind = 'customer')
        OR vehicle_id IN (SELECT id FROM temp.goes WHERE kind = 'vehicle')",
    "DELETE FROM visit_line WHERE visit_id IN (SELECT id FROM temp.goes WHERE kind = 'visit')",
    "DELETE FROM visit_mechanic WHERE visit_id IN (SELECT id FROM temp.goes WHERE kind = 'visit')",
    "DELETE FROM visit WHERE id IN (SELECT id FROM temp.goes WHERE kind = 'visit')",
    // Older visits that followed an owner of this import.
    "UPDATE visit SET customer_id = NULL WHERE customer_id IN (SELECT id FROM temp.goes WHERE kind = 'customer')",
    "DELETE FROM ownership WHERE vehicle_id IN (SELECT id FROM temp.goes WHERE kind = 'vehicle')
        OR customer_id IN (SELECT id FROM temp.goes WHERE kind = 'customer')",
    "DELETE FROM plate_history WHERE vehicle_id IN (SELECT id FROM temp.goes WHERE kind = 'vehicle')",
    "DELETE FROM vehicle_field WHERE vehicle_id IN (SELECT id FROM temp.goes WHERE kind = 'vehicle')",
    "DELETE FROM vehicle_summary WHERE vehicle_id IN (SELECT id FROM temp.goes WHERE kind = 'vehicle')",
    "DELETE FROM vehicle WHERE id IN (SELECT id FROM temp.goes WHERE kind = 'vehicle')",
    "DELETE FROM alias WHERE customer_id IN (SELECT id FROM temp.goes WHERE kind = 'customer')",
    "DELETE FROM phone WHERE customer_id IN (SELECT id FROM temp.goes WHERE kind = 'customer')",
    "DELETE FROM customer_field WHERE customer_id IN (SELECT id FROM temp.goes WHERE kind = 'customer')",
    "DELETE FROM customer_summary WHERE customer_id IN (SELECT id FROM temp.goes WHERE kind = 'customer')",
    "UPDATE customer SET company_id = NULL, referred_by = NULL WHERE id IN (SELECT id FROM temp.goes WHERE kind = 'customer')",
    "DELETE FROM customer WHERE id IN (SELECT id FROM temp.goes WHERE kind = 'customer')",
    "UPDATE import_batch SET state = 'undone' WHERE id = ?1",
];
