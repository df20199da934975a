//! The versions of the rules of the points.

use super::Reached;
use crate::domain::Day;
use crate::points::Rule;
use crate::store::rows::{day, maybe_day};
use crate::store::{Store, StoreError};

/// A version on the way out.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleRow {
    /// Its number in the book.
    pub id: i64,
    /// The first day on which it holds.
    pub since: Day,
    /// What it says; pays nothing where this program cannot read it.
    pub rule: Rule,
    /// The same as the book keeps it.
    pub text: String,
    /// The day on which it was written, in UTC.
    pub written: Option<Day>,
}

const VERSIONS: &str = "
    SELECT id, since, rule, date(created_at) FROM points_rule WHERE NOT taken_back ORDER BY since, id";

impl Store {
    /// Gives every version of the rules that is in force on some day, the earliest first.
    ///
    /// # Errors
    /// When the file cannot be read, and whatever `each` refuses.
    pub fn export_rules<E: From<StoreError>>(
        &self,
        mut each: impl FnMut(&RuleRow, Reached) -> Result<(), E>,
    ) -> Result<(), E> {
        let _moment = self.listing()?;
        let mut statement = self.conn.prepare(VERSIONS).map_err(StoreError::from)?;
        let rows = statement.query_map([], |row| {
            let text: String = row.get(2)?;
            let off = || Rule {
                on: false,
                ..Rule::default()
            };
            Ok(RuleRow {
                id: row.get(0)?,
                since: day(row, 1)?,
                rule: Rule::from_json(&text).unwrap_or_else(|_| off()),
                text,
                written: maybe_day(row, 3)?,
            })
        });
        let rows: Result<Vec<_>, _> = rows.map_err(StoreError::from)?.collect();
        let rows = rows.map_err(StoreError::from)?;
        let all = rows.len() as u64;
        for (done, row) in (1..).zip(&rows) {
            each(row, Reached { done, all })?;
        }
        Ok(())
    }
}
