//! Messages that were sent.

use rusqlite::Row;

use super::{Reached, Wanted};
use crate::domain::Day;
use crate::domain::export::ExportFilter;
use crate::store::rows::day;
use crate::store::{Store, StoreError};

/// A message on the way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageRow {
    /// The day on which it was sent.
    pub day: Day,
    /// Customer ID.
    pub code: String,
    /// The customer's honorific.
    pub honorific: String,
    /// The customer's name.
    pub name: String,
    /// Key of the template; empty for free text.
    pub template: String,
    /// The stable word of what it was for.
    pub purpose: String,
    /// The stable word of the way by which it went.
    pub channel: String,
    /// `id` or `en`.
    pub language: String,
    /// The text as it went.
    pub body: String,
    /// Who sent it; empty when nobody knows.
    pub staff: String,
}

const ALL: &str = "
    SELECT m.id, m.day, c.code, c.honorific, c.name, m.template, m.purpose, m.channel, m.language, m.body, s.name
    FROM message m JOIN customer c ON c.id = m.customer_id LEFT JOIN staff s ON s.id = m.staff_id
    WHERE (?1 IS NULL OR m.customer_id IN (SELECT value FROM json_each(?1))) AND ?4 IS NULL
    AND (?2 IS NULL OR m.day >= ?2) AND (?3 IS NULL OR m.day <= ?3) ORDER BY m.id";
const LAST: &str = "SELECT max(id) FROM message";

impl Store {
    /// Gives every message that the filter means, in the order in which they were sent.
    ///
    /// # Errors
    /// When the file cannot be read, and whatever `each` refuses.
    pub fn export_messages<E: From<StoreError>>(
        &self,
        filter: &ExportFilter,
        mut each: impl FnMut(&MessageRow, Reached) -> Result<(), E>,
    ) -> Result<(), E> {
        let _moment = self.listing()?;
        let all = self.last(LAST)?;
        let wanted = Wanted::of(filter);
        let mut statement = self.conn.prepare(ALL).map_err(StoreError::from)?;
        let mut rows = statement.query(wanted.all()).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            let id: i64 = row.get(0).map_err(StoreError::from)?;
            let told = told(row).map_err(StoreError::from)?;
            let done = id.unsigned_abs();
            each(&told, Reached { done, all })?;
        }
        Ok(())
    }
}

fn told(row: &Row<'_>) -> rusqlite::Result<MessageRow> {
    Ok(MessageRow {
        day: day(row, 1)?,
        code: row.get(2)?,
        honorific: row.get(3)?,
        name: row.get(4)?,
        template: row.get(5)?,
        purpose: row.get(6)?,
        channel: row.get(7)?,
        language: row.get(8)?,
        body: row.get(9)?,
        staff: row.get::<_, Option<String>>(10)?.unwrap_or_default(),
    })
}
