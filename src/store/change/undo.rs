//! Taking a change back: its rows become again what they were, if they still are what it made.
//!
//! Columns that others changed since and this change did not are left as they are.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};

use super::{import, one_person, staff};
use crate::domain::{Author, BatchId, ChangeId, CustomerId, Plate, Undone, VehicleId, VisitId};
use crate::store::audit::images::{self, Kept};
use crate::store::customer::full_name;
use crate::store::door::Done;
use crate::store::points::{self, Pen};
use crate::store::rows::maybe_day;
use crate::store::table::{
    CAMPAIGN, EVENT, MESSAGE, POINTS_LINE, POINTS_RULE, SEGMENT, STAFF, TABLES, Table,
};
use crate::store::writer::{Set, Writer};
use crate::store::{StoreError, StoreResult};

/// A visit on or after the day since which a version of the points rules holds.
const UNDER_IT: &str = "
    SELECT EXISTS (SELECT 1 FROM visit WHERE day >= (SELECT since FROM points_rule WHERE id = ?1))";
/// A change counts as made unless an odd number of undos stands upon it. What is an undo itself
/// (and not a redo) is taken back only by naming it.
pub(in crate::store) const NEWEST: &str = "
    SELECT id FROM change c WHERE staff_name = ?1 AND terminal = ?2 AND kind <> 'demo' AND kind <> 'export'
    AND NOT EXISTS (SELECT 1 FROM change u WHERE u.undoes = c.id)
    AND (WITH RECURSIVE chain (id, depth) AS (
             SELECT c.undoes, 0
             UNION ALL SELECT o.undoes, depth + 1 FROM change o JOIN chain ON o.id = chain.id)
         SELECT max(depth) FROM chain) % 2 = 0
    ORDER BY id DESC";
const FORMER_NAMES: &str = "
    SELECT DISTINCT json_extract(r.before, '$.name') FROM change c JOIN change_row r ON r.change_id = c.id
    WHERE c.kind IN ('edit_staff', 'set_shop', 'undo') AND r.table_name = 'staff' AND r.before IS NOT NULL
    AND json_extract(r.before, '$.id') = (SELECT id FROM staff WHERE name_key = ?1)
    AND NOT EXISTS (SELECT 1 FROM staff o WHERE o.name = json_extract(r.before, '$.name'))";
const COUNTS: &str = "
    SELECT (WITH RECURSIVE chain (id, depth) AS (
                SELECT id, 1 FROM change WHERE undoes = c.id
                UNION ALL SELECT u.id, depth + 1 FROM change u JOIN chain ON u.undoes = chain.id)
            SELECT coalesce(max(depth), 0) FROM chain) % 2 = 0, undoes
    FROM change c WHERE id = ?1";
const CHANGE: &str = "
    SELECT kind, customer_id, vehicle_id, visit_id, batch_id, staff_name,
           (SELECT id FROM change u WHERE u.undoes = c.id)
    FROM change c WHERE id = ?1";

const SENT_FOR: &str = "SELECT id FROM message WHERE campaign_id = ?1 ORDER BY id DESC LIMIT 1";

const WHOM: &str = "SELECT code, honorific, name FROM customer WHERE id = ?1";
const OF_WHAT: &str = "SELECT plate, make, model FROM vehicle WHERE id = ?1";
const WHEN: &str = "SELECT day FROM visit WHERE id = ?1";

/// The change to take back.
struct Made {
    kind: String,
    customer: Option<i64>,
    vehicle: Option<i64>,
    visit: Option<i64>,
    batch: Option<i64>,
    undone_by: Option<i64>,
}

/// Takes back the newest change of this author from this terminal, or the named one.
pub(super) fn run(
    writer: &mut Writer<'_>,
    author: &Author,
    pen: Pen<'_>,
    named: Option<ChangeId>,
) -> StoreResult<Done> {
    let id = match named {
        Some(id) => id.0,
        None => newest(writer.conn, author)?.ok_or(StoreError::NothingToUndo)?,
    };
    let made = made(writer.conn, id)?.ok_or(StoreError::NothingToUndo)?;
    if let Some(by) = made.undone_by {
        return Err(rests_on(writer.conn, by)?);
    }
    match (made.kind.as_str(), made.batch) {
        ("import", Some(batch)) => {
            let undone = Some(told(writer.conn, &made)?);
            let done = import::take_back(writer, pen, BatchId(batch))?;
            return Ok(Done { undone, ..done });
        }
        // Nothing was kept that could bring back what a whole import brought, and a file is out of reach.
        ("undo_import" | "demo" | "export", _) => return Err(StoreError::NothingToUndo),
        _ => {}
    }
    // Who was new is not in the book any more afterwards.
    let undone = told(writer.conn, &made)?;
    // What an undo took away comes back whoever uses it meanwhile; the same the other way round.
    let by_the_way = !matches!(made.kind.as_str(), "add_staff" | "edit_staff" | "set_shop");
    let (lines, kept): (Vec<_>, Vec<_>) = images::of(writer.conn, id)?
        .into_iter()
        .partition(|kept| kept.table.appended);
    let one = one_person::before_parting(writer, pen, &kept)?;
    for kept in kept.iter().rev() {
        put_back(writer, id, kept, by_the_way)?;
    }
    if let Some(one) = one {
        one_person::after_parting(writer, pen, one, id)?;
    }
    let lines: Vec<i64> = lines.iter().rev().filter_map(Kept::number).collect();
    points::take_back(writer, pen, &lines)?;
    if one.is_some_and(|one| one.parted) {
        points::count_again(writer, pen, &lines)?;
    }
    super::shop::currency_stays(writer)?;
    super::terms::stay_after_undo(writer)?;
    Ok(Done {
        kind: "undo",
        customer: made.customer.map(CustomerId),
        vehicle: made.vehicle.map(VehicleId),
        visit: made.visit.map(VisitId),
        undoes: Some(ChangeId(id)),
        undone: Some(undone),
        one,
        ..Done::default()
    })
}

/// Whose a change was, of which vehicle, on which day: as far as it had any of these.
fn told(conn: &Connection, made: &Made) -> StoreResult<Undone> {
    let mut undone = Undone {
        kind: made.kind.clone(),
        ..Undone::default()
    };
    let whom = conn
        .prepare_cached(WHOM)?
        .query_row([made.customer], |row| {
            let (honorific, name): (String, String) = (row.get(1)?, row.get(2)?);
            Ok((row.get(0)?, full_name(&honorific, &name)))
        });
    if let Some((code, name)) = whom.optional()? {
        (undone.code, undone.name) = (code, name);
    }
    let vehicle = conn
        .prepare_cached(OF_WHAT)?
        .query_row([made.vehicle], |row| {
            let texts: [String; 3] = [row.get(0)?, row.get(1)?, row.get(2)?];
            Ok(texts)
        });
    if let Some([plate, make, model]) = vehicle.optional()? {
        let plate = Plate::parse(&plate).map(|plate| plate.display());
        undone.vehicle = plate.unwrap_or_else(|| full_name(&make, &model));
    }
    let day = conn
        .prepare_cached(WHEN)?
        .query_row([made.visit], |row| maybe_day(row, 0));
    undone.day = day.optional()?.flatten();
    Ok(undone)
}

fn newest(conn: &Connection, author: &Author) -> StoreResult<Option<i64>> {
    let mut statement = conn.prepare_cached(NEWEST)?;
    let mut newest = None;
    for name in names(conn, &author.name)? {
        let made: Option<i64> = statement
            .query_row((&name, &author.terminal), |row| row.get(0))
            .optional()?;
        newest = newest.max(made);
    }
    Ok(newest)
}

/// Under which names somebody has signed: the one of today first, then those before.
pub(in crate::store) fn names(conn: &Connection, name: &str) -> StoreResult<Vec<String>> {
    let mut statement = conn.prepare_cached(FORMER_NAMES)?;
    let rows = statement.query_map([staff::key(name)], |row| row.get(0))?;
    let mut names = vec![name.to_owned()];
    for former in rows {
        let former = former?;
        if !names.contains(&former) {
            names.push(former);
        }
    }
    Ok(names)
}

fn made(conn: &Connection, id: i64) -> StoreResult<Option<Made>> {
    let mut statement = conn.prepare_cached(CHANGE)?;
    let made = statement.query_row([id], |row| {
        Ok(Made {
            kind: row.get(0)?,
            customer: row.get(1)?,
            vehicle: row.get(2)?,
            visit: row.get(3)?,
            batch: row.get(4)?,
            undone_by: row.get(6)?,
        })
    });
    Ok(made.optional()?)
}

/// Makes one row again what it was before the change `id`.
/// `by_the_way`: a shared row (a name, a household) that others use now stays and is no hindrance.
pub(super) fn put_back(
    writer: &mut Writer<'_>,
    id: i64,
    kept: &Kept,
    by_the_way: bool,
) -> StoreResult<()> {
    let table = kept.table;
    let key = kept.key();
    let now = writer.row(table, &key)?;
    let is_as_made = match (&now, &kept.before, &kept.after) {
        (Some(now), Some(before), Some(after)) => {
            changed(table, before, after).all(|at| now[at] == after[at])
        }
        (Some(now), None, Some(after)) => said(table).all(|at| now[at] == after[at]),
        (None, Some(_), None) => true,
        _ => false,
    };
    let used_by = if is_as_made && takes_away(kept) {
        user_of(writer.conn, table, &key, id)?
    } else {
        None
    };
    if !is_as_made || used_by.is_some() {
        if table.shared && by_the_way {
            return Ok(());
        }
        let (table, key) = used_by.unwrap_or((table, key));
        let later = later(writer.conn, table, &key, id)?;
        return Err(rests_on(writer.conn, later)?);
    }
    if let Some(later) = written_since(writer.conn, id, kept, &key)? {
        return Err(rests_on(writer.conn, later)?);
    }
    if let Some(other) = namesake(writer.conn, kept)? {
        let later = later(writer.conn, table, &[other], id)?;
        return Err(rests_on(writer.conn, later)?);
    }
    match (&kept.before, &kept.after) {
        // Lines that count no longer remember it, and visits that brought nothing by it do not.
        (None, _) if table.name == POINTS_RULE.name && paid_by(writer.conn, &key)? => writer
            .update(table, &key, vec![("taken_back", 1.into())])
            .map(|_| ()),
        (None, _) => writer.delete(table, &key),
        (Some(before), None) => {
            let columns = table.columns.iter().zip(before);
            let set = columns.map(|(column, value)| (column.name, value.clone()));
            let set: Vec<Set> = set.collect();
            parents_are_there(writer, table, &set, id)?;
            writer.insert(table, set).map(|_| ())
        }
        (Some(before), Some(after)) => {
            let set: Vec<Set> = changed(table, before, after)
                .map(|at| (table.columns[at].name, before[at].clone()))
                .collect();
            parents_are_there(writer, table, &set, id)?;
            if set.is_empty() && table.counts() {
                if let [Value::Integer(row)] = key[..] {
                    writer.touch(table, row)?;
                }
                return Ok(());
            }
            writer.update(table, &key, set).map(|_| ())
        }
    }
}

/// A later change that still counts and wrote one of the columns that this one changed, even if
/// it wrote the same into it.
fn written_since(
    conn: &Connection,
    id: i64,
    kept: &Kept,
    key: &[Value],
) -> StoreResult<Option<i64>> {
    let (Some(before), Some(after)) = (&kept.before, &kept.after) else {
        return Ok(None);
    };
    let ours: Vec<usize> = changed(kept.table, before, after).collect();
    for (change, write) in images::writes_since(conn, kept.table, key, id)? {
        let (Some(before), Some(after)) = (&write.before, &write.after) else {
            continue;
        };
        let same = changed(kept.table, before, after).any(|at| ours.contains(&at));
        if same && counts_since(conn, change, id)? {
            return Ok(Some(change));
        }
    }
    Ok(None)
}

/// Whether a change still counts beside one with a lower number: it was not taken back, and does
/// not itself take back something that came after that.
fn counts_since(conn: &Connection, change: i64, id: i64) -> StoreResult<bool> {
    let mut statement = conn.prepare_cached(COUNTS)?;
    let (counts, undoes) = statement.query_row([change], |row| {
        Ok((row.get::<_, bool>(0)?, row.get::<_, Option<i64>>(1)?))
    })?;
    Ok(counts && undoes.is_none_or(|undone| undone <= id))
}

/// Whether putting it back takes something away that others may use: a row, or a task of somebody
/// who works here.
fn takes_away(kept: &Kept) -> bool {
    match (&kept.before, &kept.after) {
        (None, _) => true,
        // Who came back can leave again.
        (Some(before), Some(after)) if kept.table.shared => (0..before.len())
            .filter(|at| kept.table.at("active") != Some(*at))
            .any(|at| (&before[at], &after[at]) == (&Value::Integer(0), &Value::Integer(1))),
        _ => false,
    }
}

/// Who, or what, has meanwhile the name that somebody or a segment would have again.
fn namesake(conn: &Connection, kept: &Kept) -> StoreResult<Option<Value>> {
    let sql = match kept.table.name {
        name if name == STAFF.name => "SELECT id FROM staff WHERE name_key = ?1 AND id <> ?2",
        name if name == SEGMENT.name => "SELECT id FROM segment WHERE name_key = ?1 AND id <> ?2",
        name if name == CAMPAIGN.name => "SELECT id FROM campaign WHERE name_key = ?1 AND id <> ?2",
        name if name == EVENT.name => "SELECT id FROM event WHERE name_key = ?1 AND id <> ?2",
        _ => return Ok(None),
    };
    let (Some(row), Some(id), Some(name)) =
        (&kept.before, kept.table.at("id"), kept.table.at("name_key"))
    else {
        return Ok(None);
    };
    let mut statement = conn.prepare_cached(sql)?;
    let other = statement.query_row([&row[name], &row[id]], |row| row.get(0));
    Ok(other.optional()?)
}

/// Where a row differs, but for the count of its changes.
fn changed<'a>(
    table: &'static Table,
    before: &'a [Value],
    after: &'a [Value],
) -> impl Iterator<Item = usize> + 'a {
    said(table).filter(|at| before[*at] != after[*at])
}

/// The columns of a row but for the count of its changes.
fn said(table: &'static Table) -> impl Iterator<Item = usize> {
    let rowver = table.at("rowver");
    (0..table.columns.len()).filter(move |at| Some(*at) != rowver)
}

/// A row that uses this one, if there is any: it holds its `id`, and counts. A message outlives its campaign when
/// that is taken away, but not one that never was: what was sent after the change `id` uses it.
fn user_of(
    conn: &Connection,
    table: &'static Table,
    key: &[Value],
    id: i64,
) -> StoreResult<Option<(&'static Table, Vec<Value>)>> {
    if let (true, [Value::Integer(rule)]) = (table.name == POINTS_RULE.name, key) {
        let line = points::paid_with(conn, *rule)?;
        return Ok(line.map(|line| (&POINTS_LINE, vec![line.into()])));
    }
    if table.name == CAMPAIGN.name {
        let mut statement = conn.prepare_cached(SENT_FOR)?;
        let sent = statement.query_row(params_from_iter(key), |row| row.get(0));
        if let Some(sent) = sent.optional()?.map(|sent: Value| vec![sent])
            && !images::writes_since(conn, &MESSAGE, &sent, id)?.is_empty()
        {
            return Ok(Some((&MESSAGE, sent)));
        }
    }
    referring(conn, table, key)
}

/// Whether a version of the points rules may have paid a visit, or one that has been taken back since.
fn paid_by(conn: &Connection, key: &[Value]) -> StoreResult<bool> {
    let mut statement = conn.prepare_cached(UNDER_IT)?;
    let visits = statement.query_row(params_from_iter(key), |row| row.get(0))?;
    Ok(visits || refers(conn, &POINTS_RULE, key)?)
}

/// Whether any row holds the `id` of this one.
fn refers(conn: &Connection, table: &'static Table, key: &[Value]) -> StoreResult<bool> {
    Ok(referring(conn, table, key)?.is_some())
}

/// A row that holds the `id` of this one, whether it counts or not.
fn referring(
    conn: &Connection,
    table: &'static Table,
    key: &[Value],
) -> StoreResult<Option<(&'static Table, Vec<Value>)>> {
    for user in TABLES {
        for column in user.columns.iter().filter(|c| c.refers == table.name) {
            let mut statement = conn.prepare_cached(&user.referring(column.name))?;
            let row = statement.query_row(params_from_iter(key), |row| {
                (0..user.key.len()).map(|at| row.get(at)).collect()
            });
            if let Some(key) = row.optional()? {
                return Ok(Some((user, key)));
            }
        }
    }
    if table.name == "staff" && signed(conn, key)? {
        return Ok(Some((table, key.to_vec())));
    }
    Ok(None)
}

/// Whether somebody has signed a change or an import.
fn signed(conn: &Connection, key: &[Value]) -> StoreResult<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM change WHERE staff_id = ?1)
               OR EXISTS (SELECT 1 FROM import_batch WHERE staff_id = ?1)";
    let mut statement = conn.prepare_cached(sql)?;
    Ok(statement.query_row(params_from_iter(key), |row| row.get(0))?)
}

/// A row that comes back must find again what it belongs to.
fn parents_are_there(
    writer: &Writer<'_>,
    table: &'static Table,
    row: &[Set],
    id: i64,
) -> StoreResult<()> {
    for (column, value) in row {
        let column = table.columns.iter().find(|known| known.name == *column);
        let refers = column.map_or("", |column| column.refers);
        let parent = TABLES.into_iter().find(|parent| parent.name == refers);
        let (Some(parent), Value::Integer(_)) = (parent, value) else {
            continue;
        };
        let key = std::slice::from_ref(value);
        if writer.row(parent, key)?.is_none() {
            let later = later(writer.conn, parent, key, id)?;
            return Err(rests_on(writer.conn, later)?);
        }
    }
    Ok(())
}

/// The newest change after `id` that wrote this row; an import by the batch of the row. Where
/// nothing says so, the newest change of all.
fn later(conn: &Connection, table: &'static Table, key: &[Value], id: i64) -> StoreResult<i64> {
    if let Some((change, _)) = images::writes_since(conn, table, key, id)?.first() {
        return Ok(*change);
    }
    if let Some(at) = table.at("batch_id")
        && let Some(row) = row(conn, table, key)?
        && let Value::Integer(batch) = row[at]
    {
        let sql = "SELECT id FROM change WHERE batch_id = ?1 ORDER BY id LIMIT 1";
        let import = conn
            .prepare_cached(sql)?
            .query_row([batch], |row| row.get(0));
        if let Some(import) = import.optional()? {
            return Ok(import);
        }
    }
    let newest = "SELECT max(id) FROM change";
    Ok(conn
        .prepare_cached(newest)?
        .query_row([], |row| row.get(0))?)
}

fn row(conn: &Connection, table: &'static Table, key: &[Value]) -> StoreResult<Option<Vec<Value>>> {
    Writer::new(conn, String::new()).row(table, key)
}

pub(super) fn rests_on(conn: &Connection, change: i64) -> StoreResult<StoreError> {
    let mut statement = conn.prepare_cached("SELECT kind, staff_name FROM change WHERE id = ?1")?;
    let (kind, by) = statement.query_row([change], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(StoreError::RestsOn {
        change: ChangeId(change),
        kind,
        by,
    })
}
