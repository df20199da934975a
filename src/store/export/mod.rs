//! Whole lists of the book, row by row in a steady order, for files that go out. However long a list
//! is, one row of it is held; what stands beside the rows (phones, mechanics, lines) comes from
//! statements of its own that walk along in the same order.

mod beside;
mod birthdays;
mod customers;
mod messages;
mod points;
mod recovery;
mod rules;
mod segments;
mod vehicles;
mod visits;

pub use birthdays::BirthdayRow;
pub use customers::{CustomerRow, RowConsent};
pub use messages::MessageRow;
pub use points::PointsRow;
pub use recovery::RecoveryRow;
pub use rules::RuleRow;
pub use segments::{MemberRow, SegmentHolds};
pub use vehicles::VehicleRow;
pub use visits::{RowLine, VisitRow};

use rusqlite::{Params, Row, Transaction};

use super::{Store, StoreResult, connect};
use crate::domain::export::ExportFilter;

/// How far a list has come, in its own measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reached {
    /// So much is done.
    pub done: u64,
    /// Of all this.
    pub all: u64,
}

/// From so many customers on a list is walked through as a whole rather than looked up one by one:
/// what is looked up is held.
const MANY: usize = 5_000;

/// What a filter comes to in the parameters that all lists share: ?1 customers as JSON, ?2 since,
/// ?3 until, ?4 the vehicle.
#[derive(Debug)]
struct Wanted {
    customers: Option<String>,
    since: Option<String>,
    until: Option<String>,
    vehicle: Option<i64>,
    few: bool,
}

impl Wanted {
    fn of(filter: &ExportFilter) -> Wanted {
        let ids = |ids: &Vec<_>| {
            let ids: Vec<String> = ids
                .iter()
                .map(|id: &crate::domain::CustomerId| id.0.to_string())
                .collect();
            format!("[{}]", ids.join(","))
        };
        let customers = filter.customers.as_ref();
        Wanted {
            few: customers.is_some_and(|ids| ids.len() < MANY),
            customers: customers.map(ids),
            since: filter.since.map(|day| day.to_string()),
            until: filter.until.map(|day| day.to_string()),
            vehicle: filter.vehicle.map(|id| id.0),
        }
    }

    fn all(&self) -> impl Params + '_ {
        (&self.customers, &self.since, &self.until, self.vehicle)
    }

    /// Whose rows are meant, whatever the days: what walks beside a list needs no more.
    fn whose(&self) -> impl Params + '_ {
        (&self.customers, None::<&str>, None::<&str>, self.vehicle)
    }
}

impl Store {
    /// A list is of one moment, and the rows that it looks up stay in memory for a while.
    fn listing(&self) -> StoreResult<Option<Transaction<'_>>> {
        connect::list(&self.conn)?;
        self.moment()
    }

    /// The largest number of a table: how far a list that walks through it has to go.
    fn last(&self, sql: &'static str) -> StoreResult<u64> {
        let last: Option<i64> = self.conn.query_row(sql, [], |row| row.get(0))?;
        Ok(last.unwrap_or_default().unsigned_abs())
    }
}

/// Puts the text of a column in the place of what was there, without making a new one.
fn put(row: &Row<'_>, at: usize, text: &mut String) -> rusqlite::Result<()> {
    text.clear();
    add(row, at, text)
}

/// Puts the text of a column behind what is there.
fn add(row: &Row<'_>, at: usize, text: &mut String) -> rusqlite::Result<()> {
    if let Some(new) = row.get_ref(at)?.as_str_or_null()? {
        text.push_str(new);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
