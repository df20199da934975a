//! The next service that was promised for a vehicle, as its card tells it. Read vehicle by vehicle,
//! and only of those whose owners are not decided yet.

use super::{Marks, Search, source};
use crate::domain::filter::{Fact, Known, Ready};
use crate::domain::{NextService, VehicleId};
use crate::store::rows::maybe_day;
use crate::store::{StoreResult, vehicle};

impl Search<'_> {
    /// For whom of the `open` the promise of one of their vehicles is as asked.
    pub(super) fn promised(&self, fact: Fact, test: &Ready, open: &Marks) -> StoreResult<Marks> {
        let conn = &self.store.conn;
        let mut marks = self.everybody.nobody();
        let mut statement = conn.prepare_cached(source::WRITTEN)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let at = self.everybody.at(row.get(0)?);
            let Some(at) = at.filter(|at| open.has(*at)) else {
                continue;
            };
            let next = match vehicle::promised(conn, VehicleId(row.get(1)?))? {
                Some(next) => next,
                None => NextService {
                    day: maybe_day(row, 2)?,
                    odometer: row.get(3)?,
                },
            };
            let known = match fact {
                Fact::NextServiceDay => next.day.map(Known::Day),
                _ => next.odometer.map(Known::Whole),
            };
            if known.is_some_and(|known| test.holds(known)) {
                marks.set(at);
            }
        }
        Ok(marks)
    }
}
