//! Who changed what, and what can be taken back.

mod about;
mod fields;
pub(super) mod images;
mod rule;

pub use about::{About, Named};
pub(super) use fields::names as field_names;

use rusqlite::{Connection, Row};

use super::change::{UNDOABLE, names_of};
use super::{Store, StoreResult};
use crate::domain::{Author, BatchId, ChangeId, CustomerId, Subject, VehicleId};

/// One acknowledged write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditLine {
    /// Its number; grows with time, whatever the clock said.
    pub id: ChangeId,
    /// When, UTC, `YYYY-MM-DDTHH:MM:SS.mmmZ`.
    pub at: String,
    /// Who.
    pub who: String,
    /// From which terminal.
    pub terminal: String,
    /// What kind, such as `add_visit`.
    pub kind: String,
    /// The customer's ID, if it was about one who is still in the book.
    pub code: Option<String>,
    /// What it was about where that is no customer: a gathering, a campaign, a version of the rules.
    pub about: Option<About>,
    /// What changed, where the values are still kept.
    pub fields: Vec<AuditField>,
    /// The change that it took back.
    pub undoes: Option<ChangeId>,
    /// The change that took it back.
    pub undone_by: Option<ChangeId>,
}

/// One field of an audit line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditField {
    /// Stable name, such as `phone`.
    pub name: String,
    /// What it was; empty for nothing.
    pub old: String,
    /// What it became; empty for nothing.
    pub new: String,
}

/// One import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Takes it back.
    pub id: BatchId,
    /// The change that brought it.
    pub change: ChangeId,
    /// When, UTC.
    pub at: String,
    /// Who.
    pub who: String,
    /// Names of the files.
    pub files: Vec<String>,
    /// Whether it was taken back.
    pub undone: bool,
    /// Customers of it that are in the book.
    pub customers: i64,
    /// Vehicles of it that are in the book.
    pub vehicles: i64,
    /// Visits of it that are in the book.
    pub visits: i64,
    /// Lines of ledgers of points that it brought along and that count.
    pub points: i64,
}

const BROUGHT: &str = "
    SELECT o.customer_id, v.id FROM vehicle v
    LEFT JOIN ownership o ON o.vehicle_id = v.id AND o.until IS NULL WHERE v.batch_id = ?1
    UNION ALL
    SELECT c.id, NULL FROM customer c WHERE c.batch_id = ?1
      AND NOT EXISTS (SELECT 1 FROM ownership o JOIN vehicle v ON v.id = o.vehicle_id
                      WHERE o.customer_id = c.id AND o.until IS NULL AND v.batch_id = ?1)";

macro_rules! lines {
    ($rest:literal) => {
        concat!(
            "SELECT c.id, c.at, c.staff_name, c.terminal, c.kind, k.code, c.undoes, u.id, c.fields ",
            "FROM change c LEFT JOIN merged m ON m.gone_id = c.customer_id ",
            "LEFT JOIN customer k ON k.id = coalesce(m.customer_id, c.customer_id) ",
            "LEFT JOIN change u ON u.undoes = c.id ",
            $rest
        )
    };
}

/// Changes that are proposed for undoing.
const MOST_UNDOABLE: usize = 100;
const ONE: &str = lines!("WHERE c.id = ?1");
const ALL: &str = lines!("ORDER BY c.id DESC LIMIT ?1");
const OF_VEHICLE: &str = lines!(
    "WHERE c.vehicle_id = ?2 OR EXISTS (SELECT 1 FROM json_each(c.subjects, '$.vehicle') WHERE value = ?2) \
     ORDER BY c.id DESC LIMIT ?1"
);
const OF_CUSTOMER: &str = lines!(
    "WHERE c.customer_id = ?2 OR m.customer_id = ?2 \
     OR EXISTS (SELECT 1 FROM json_each(c.subjects, '$.customer') WHERE value = ?2 \
                OR value IN (SELECT gone_id FROM merged WHERE customer_id = ?2)) \
     ORDER BY c.id DESC LIMIT ?1"
);
const BATCHES: &str = "
    SELECT b.id, b.at, c.staff_name, b.files, b.state = 'undone',
           (SELECT count(*) FROM customer WHERE batch_id = b.id),
           (SELECT count(*) FROM vehicle WHERE batch_id = b.id),
           (SELECT count(*) FROM visit WHERE batch_id = b.id), c.id,
           (SELECT count(*) FROM points_line l WHERE l.batch_id = b.id AND l.kind <> 'reverse' AND NOT EXISTS (
                SELECT 1 FROM points_line r WHERE r.customer_id = l.customer_id AND r.reverses = l.id))
    FROM import_batch b JOIN change c ON c.id = (SELECT min(id) FROM change WHERE batch_id = b.id)
    ORDER BY b.id DESC";

const KEPT_FOR_POINTS: &str = "
    SELECT DISTINCT b.id FROM customer c JOIN points_line l ON l.customer_id = c.id
    JOIN import_batch b ON b.id = l.batch_id AND b.state = 'done'
    WHERE c.batch_id = ?1 AND b.id <> ?1 ORDER BY b.id DESC";

impl Store {
    /// The newest lines of the audit, newest first: of one customer, or of everybody.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn audit(&self, of: Option<CustomerId>, limit: u32) -> StoreResult<Vec<AuditLine>> {
        match of {
            None => lines(&self.conn, ALL, [i64::from(limit)]),
            Some(id) => lines(&self.conn, OF_CUSTOMER, [i64::from(limit), id.0]),
        }
    }

    /// What was written about a vehicle, newest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn audit_of_vehicle(&self, id: VehicleId, limit: u32) -> StoreResult<Vec<AuditLine>> {
        lines(&self.conn, OF_VEHICLE, [i64::from(limit), id.0])
    }

    /// What `author` can take back from this terminal, newest first, at most a hundred. The first
    /// is what an undo without a name takes back; whether later changes rest on one shows when it
    /// is tried.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn undoable(&self, author: &Author) -> StoreResult<Vec<AuditLine>> {
        let mut statement = self.conn.prepare_cached(UNDOABLE)?;
        let mut ids: Vec<i64> = Vec::new();
        for name in names_of(&self.conn, &author.name)? {
            let rows = statement.query_map((&name, &author.terminal), |row| row.get(0))?;
            for id in rows.take(MOST_UNDOABLE) {
                ids.push(id?);
            }
        }
        ids.sort_unstable_by(|a, b| b.cmp(a));
        let mut found = Vec::new();
        for id in ids.into_iter().take(MOST_UNDOABLE) {
            found.extend(lines(&self.conn, ONE, [id])?);
        }
        Ok(found)
    }

    /// Customers and vehicles of an import that are in the book, with vehicles through their owner
    /// of today. After it was taken back these are the ones that something newer rests on.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn brought(&self, batch: BatchId) -> StoreResult<Vec<Subject>> {
        let mut statement = self.conn.prepare_cached(BROUGHT)?;
        let rows = statement.query_map([batch.0], |row| {
            let (customer, vehicle): (Option<i64>, Option<i64>) = (row.get(0)?, row.get(1)?);
            let vehicle = vehicle.map(VehicleId);
            Ok(match (customer, vehicle) {
                (None, Some(vehicle)) => Subject::Vehicle(vehicle),
                (customer, vehicle) => {
                    Subject::Customer(CustomerId(customer.unwrap_or_default()), vehicle)
                }
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Imports whose lines of points keep customers of another one in the book, the newest first: taken back
    /// before it, nobody stays for them.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn kept_for_points(&self, batch: BatchId) -> StoreResult<Vec<BatchId>> {
        let mut statement = self.conn.prepare_cached(KEPT_FOR_POINTS)?;
        let rows = statement.query_map([batch.0], |row| row.get(0).map(BatchId))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// All imports, newest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn batches(&self) -> StoreResult<Vec<Batch>> {
        let mut statement = self.conn.prepare_cached(BATCHES)?;
        let rows = statement.query_map([], |row| {
            let files: String = row.get(3)?;
            Ok(Batch {
                id: BatchId(row.get(0)?),
                at: row.get(1)?,
                who: row.get(2)?,
                files: serde_json::from_str(&files).unwrap_or_default(),
                undone: row.get(4)?,
                customers: row.get(5)?,
                vehicles: row.get(6)?,
                visits: row.get(7)?,
                change: ChangeId(row.get(8)?),
                points: row.get(9)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn lines(
    conn: &Connection,
    sql: &str,
    values: impl rusqlite::Params,
) -> StoreResult<Vec<AuditLine>> {
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map(values, line)?;
    let mut lines = rows.collect::<Result<Vec<_>, _>>()?;
    for (line, counts) in &mut lines {
        if let Some(counts) = counts {
            line.fields = std::mem::take(counts);
            continue;
        }
        let images = images::of(conn, line.id.0)?;
        line.about = about::about(conn, line.id, &images)?;
        line.fields = fields::values(conn, line.id, &images)?;
    }
    Ok(lines.into_iter().map(|(line, _)| line).collect())
}

/// A line, and the counts that stand for the fields of a whole import.
fn line(row: &Row<'_>) -> rusqlite::Result<(AuditLine, Option<Vec<AuditField>>)> {
    let line = AuditLine {
        id: ChangeId(row.get(0)?),
        at: row.get(1)?,
        who: row.get(2)?,
        terminal: row.get(3)?,
        kind: row.get(4)?,
        code: row.get(5)?,
        about: None,
        fields: Vec::new(),
        undoes: row.get::<_, Option<i64>>(6)?.map(ChangeId),
        undone_by: row.get::<_, Option<i64>>(7)?.map(ChangeId),
    };
    let kept: String = row.get(8)?;
    let counts = match serde_json::from_str(&kept) {
        Ok(serde_json::Value::Object(counts)) => Some(counts.into_iter().map(count).collect()),
        _ => None,
    };
    Ok((line, counts))
}

fn count((name, told): (String, serde_json::Value)) -> AuditField {
    AuditField {
        name,
        old: String::new(),
        new: match told {
            serde_json::Value::String(text) => text,
            number => number.to_string(),
        },
    }
}

#[cfg(test)]
mod tests;
