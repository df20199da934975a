//! The ledger of points, line by line.

use rusqlite::Row;

use super::{Reached, Wanted, put};
use crate::domain::Day;
use crate::domain::export::ExportFilter;
use crate::points::Kind;
use crate::store::rows::{day, maybe_day};
use crate::store::{Store, StoreError};

/// A line on the way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointsRow {
    /// Its number in the book; `None` for what has lapsed and gets its line when something else is written.
    pub id: Option<i64>,
    /// Customer ID; empty where the customer is gone.
    pub code: String,
    /// The customer's honorific.
    pub honorific: String,
    /// The customer's name.
    pub name: String,
    /// The day that it counts from.
    pub day: Day,
    /// Why.
    pub kind: Kind,
    /// How many came, or, below zero, went.
    pub points: i64,
    /// The last day on which what came is valid.
    pub expires: Option<Day>,
    /// The visit that it belongs to.
    pub visit: Option<i64>,
    /// The line that counts no more.
    pub reverses: Option<i64>,
    /// The points that it draws on lines, `50@12` for 50 of line 12; below zero what it gives back.
    pub draws: String,
    /// What was said about it.
    pub reason: String,
    /// Who wrote it.
    pub staff: String,
}

const LINES: &str = "
    SELECT l.id, c.code, c.honorific, c.name, l.day, l.kind, l.points, l.expires_on, l.visit_id, l.reverses, l.reason,
           l.staff_name,
           (SELECT group_concat(points || '@' || lot_id, ' ' ORDER BY lot_id) FROM
               (SELECT lot_id, sum(points) AS points FROM points_draw WHERE line_id = l.id
                GROUP BY lot_id HAVING sum(points) <> 0))
    FROM points_line l LEFT JOIN merged m ON m.gone_id = l.customer_id
    LEFT JOIN customer c ON c.id = coalesce(m.customer_id, l.customer_id)
    WHERE (?1 IS NULL OR coalesce(m.customer_id, l.customer_id) IN (SELECT value FROM json_each(?1)))
      AND (?2 IS NULL OR l.day >= ?2) AND (?3 IS NULL OR l.day <= ?3) AND ?4 IS NULL
    ORDER BY l.id";
/// What is left of lots that are valid no longer.
const LAPSED: &str = "
    SELECT c.code, c.honorific, c.name, date(t.expires_on, '+1 day') AS day, -t.points, t.points || '@' || t.line_id
    FROM points_lot t JOIN customer c ON c.id = t.customer_id
    WHERE t.points > 0 AND t.expires_on < ?5 AND (?1 IS NULL OR t.customer_id IN (SELECT value FROM json_each(?1)))
      AND (?2 IS NULL OR date(t.expires_on, '+1 day') >= ?2) AND (?3 IS NULL OR date(t.expires_on, '+1 day') <= ?3)
      AND ?4 IS NULL
    ORDER BY t.expires_on, t.line_id";
const LAST: &str = "SELECT coalesce(max(id), 0) FROM points_line";

impl Store {
    /// Gives every line of the ledgers that the filter means, in the order in which they were written, and behind
    /// them what has lapsed and has no line yet: they add up to the balances.
    ///
    /// # Errors
    /// When the file cannot be read, and whatever `each` refuses.
    pub fn export_points<E: From<StoreError>>(
        &self,
        filter: &ExportFilter,
        mut each: impl FnMut(&PointsRow, Reached) -> Result<(), E>,
    ) -> Result<(), E> {
        let _moment = self.listing()?;
        let last: i64 = self
            .conn
            .query_row(LAST, [], |row| row.get(0))
            .map_err(StoreError::from)?;
        let wanted = Wanted::of(filter);
        let mut statement = self.conn.prepare(LINES).map_err(StoreError::from)?;
        let rows = statement.query_map(wanted.all(), line);
        for row in rows.map_err(StoreError::from)? {
            let row = row.map_err(StoreError::from)?;
            let reached = Reached {
                done: row.id.unwrap_or(last).unsigned_abs(),
                all: last.unsigned_abs(),
            };
            each(&row, reached)?;
        }
        let today = self.told_today().to_string();
        let (customers, since, until) = (&wanted.customers, &wanted.since, &wanted.until);
        let mut statement = self.conn.prepare(LAPSED).map_err(StoreError::from)?;
        let rows = statement.query_map((customers, since, until, wanted.vehicle, today), lapsed);
        let (done, all) = (last.unsigned_abs(), last.unsigned_abs());
        for row in rows.map_err(StoreError::from)? {
            each(&row.map_err(StoreError::from)?, Reached { done, all })?;
        }
        Ok(())
    }
}

fn lapsed(row: &Row<'_>) -> rusqlite::Result<PointsRow> {
    Ok(PointsRow {
        id: None,
        code: row.get(0)?,
        honorific: row.get(1)?,
        name: row.get(2)?,
        day: day(row, 3)?,
        kind: Kind::Expire,
        points: row.get(4)?,
        expires: None,
        visit: None,
        reverses: None,
        draws: row.get(5)?,
        reason: String::new(),
        staff: String::new(),
    })
}

fn line(row: &Row<'_>) -> rusqlite::Result<PointsRow> {
    let text = |at| {
        let mut text = String::new();
        put(row, at, &mut text).map(|()| text)
    };
    let kind: String = row.get(5)?;
    Ok(PointsRow {
        id: row.get(0)?,
        code: text(1)?,
        honorific: text(2)?,
        name: text(3)?,
        day: day(row, 4)?,
        kind: Kind::of(&kind).unwrap_or(Kind::Adjust),
        points: row.get(6)?,
        expires: maybe_day(row, 7)?,
        visit: row.get(8)?,
        reverses: row.get(9)?,
        reason: text(10)?,
        staff: text(11)?,
        draws: text(12)?,
    })
}
