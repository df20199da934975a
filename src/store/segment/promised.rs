//! The next service that was promised for a vehicle, as its card tells it. Read vehicle by vehicle:
//! of those whose owners are not decided yet, or of all to be kept.

use rusqlite::{Connection, Row};

use super::marks::Everybody;
use super::{Marks, Search, source};
use crate::domain::filter::{Fact, Known, Ready};
use crate::domain::{NextService, VehicleId};
use crate::store::come::share;
use crate::store::rows::maybe_day;
use crate::store::{Come, StoreResult, vehicle};

/// So many vehicles are read between two words about how far it has come.
const TOLD: usize = 4_096;
const COUNT: &str = "SELECT count(*) FROM ownership WHERE until IS NULL";

impl Search<'_> {
    /// For whom of the `open` the promise of one of their vehicles is as asked.
    pub(super) fn promised(&self, fact: Fact, test: &Ready, open: &Marks) -> StoreResult<Marks> {
        let mut marks = self.everybody.nobody();
        let holds = |next: &NextService| {
            let known = match fact {
                Fact::NextServiceDay => next.day.map(Known::Day),
                _ => next.odometer.map(Known::Whole),
            };
            known.is_some_and(|known| test.holds(known))
        };
        if let Some(known) = self.studied.promises() {
            for (at, _) in known.iter().filter(|(_, next)| holds(next)) {
                marks.set(*at);
            }
            return Ok(marks);
        }
        let conn = &self.store.conn;
        let mut statement = conn.prepare_cached(source::WRITTEN)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let at = self.everybody.at(row.get(0)?);
            let Some(at) = at.filter(|at| open.has(*at)) else {
                continue;
            };
            if holds(&next(conn, row)?) {
                marks.set(at);
            }
        }
        Ok(marks)
    }
}

/// What was promised for every vehicle that somebody owns today, where anything was, with the place
/// of the owner.
pub(super) fn of_all(
    conn: &Connection,
    everybody: &Everybody,
    come: Come<'_>,
) -> StoreResult<Vec<(usize, NextService)>> {
    let count: i64 = conn
        .prepare_cached(COUNT)?
        .query_row([], |row| row.get(0))?;
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    let mut statement = conn.prepare_cached(source::WRITTEN)?;
    let mut rows = statement.query([])?;
    let (mut all, mut read) = (Vec::new(), 0);
    while let Some(row) = rows.next()? {
        if read % TOLD == 0 {
            come(share(read, count));
        }
        read += 1;
        let next = next(conn, row)?;
        let at = everybody.at(row.get(0)?).filter(|_| !next.is_empty());
        all.extend(at.map(|at| (at, next)));
    }
    Ok(all)
}

/// Of a row of [`source::WRITTEN`]: what a visit says, else what was written down of the vehicle.
fn next(conn: &Connection, row: &Row<'_>) -> StoreResult<NextService> {
    let promised = vehicle::promised(conn, VehicleId(row.get(1)?))?;
    Ok(match promised {
        Some(next) => next,
        None => NextService {
            day: maybe_day(row, 2)?,
            odometer: row.get(3)?,
        },
    })
}
