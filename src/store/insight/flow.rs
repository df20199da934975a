//! How stretches of days went.

use chrono::{Datelike as _, Days, Months};
use rusqlite::Connection;

use super::super::rows::day;
use super::super::{Store, StoreResult};
use crate::domain::{CustomerId, Day, VehicleId};
use crate::insight::Receipt;
use crate::insight::review::{DoneVisit, Flow};

pub(super) const DONE: &str = "
    SELECT day, customer_id, total FROM visit
    WHERE day BETWEEN ?1 AND ?2 AND status = 'done' ORDER BY day, customer_id";
const DONE_COUNT: &str =
    "SELECT count(*) FROM visit WHERE day BETWEEN ?1 AND ?2 AND status = 'done'";
const DONE_VISITS: &str = "
    SELECT t.day, t.customer_id, t.vehicle_id, v.plate, t.total
    FROM visit t LEFT JOIN vehicle v ON v.id = t.vehicle_id
    WHERE t.day BETWEEN ?1 AND ?2 AND t.status = 'done' ORDER BY t.day, t.id LIMIT ?3";
const FIRST: &str = "
    SELECT first_visit, count(*) FROM customer_summary
    WHERE first_visit BETWEEN ?1 AND ?2 GROUP BY first_visit ORDER BY first_visit";

/// A length of the calendar by which visits are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stretch {
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
}

impl Stretch {
    /// The first day of the stretch in which a day lies.
    fn begin(self, day: Day) -> Day {
        let into = match self {
            Self::Week => day.weekday().num_days_from_monday(),
            Self::Month => day.day0(),
        };
        day.checked_sub_days(Days::new(into.into())).unwrap_or(day)
    }

    /// The first day of the next one.
    fn next(self, begin: Day) -> Option<Day> {
        match self {
            Self::Week => begin.checked_add_days(Days::new(7)),
            Self::Month => begin.checked_add_months(Months::new(1)),
        }
    }

    /// All of them that have a day from `from` to `to`, oldest first, by their first day.
    fn all(self, from: Day, to: Day) -> Vec<(Day, Flow)> {
        let first = (from <= to).then(|| self.begin(from));
        let days = std::iter::successors(first, |begin| self.next(*begin));
        let days = days.take_while(|begin| *begin <= to);
        days.map(|begin| (begin, Flow::default())).collect()
    }
}

impl Store {
    /// What was done on the days from `from` to `to`, by weeks or months, oldest first, each with
    /// its own first day; those without a visit are there too. Of the first and the last only the
    /// days that were asked for count. The money is that of every done visit, also of those whose
    /// customer is not known; they bring money and are nobody's visit.
    ///
    /// # Errors
    /// When the file cannot be read, or nobody waits any more.
    pub fn flow(&self, from: Day, to: Day, by: Stretch) -> StoreResult<Vec<(Day, Flow)>> {
        let _moment = self.moment()?;
        let mut all = by.all(from, to);
        came(&self.conn, from, to, &mut all)?;
        came_first(&self.conn, from, to, &mut all)?;
        for (_, flow) in &mut all {
            // Until now everybody who was there.
            flow.returning = flow.returning.saturating_sub(flow.new);
        }
        Ok(all)
    }

    /// What was done on the days from `from` to `to`, together.
    ///
    /// # Errors
    /// As [`Store::flow`].
    pub fn flow_of(&self, from: Day, to: Day) -> StoreResult<Flow> {
        let _moment = self.moment()?;
        let mut all = [(from, Flow::default())];
        came(&self.conn, from, to, &mut all)?;
        came_first(&self.conn, from, to, &mut all)?;
        let [(_, mut flow)] = all;
        flow.returning = flow.returning.saturating_sub(flow.new);
        Ok(flow)
    }
}

impl Store {
    /// The done visits of the days from `from` to `to`, oldest first, at most `most` of them, and
    /// how many there are.
    ///
    /// # Errors
    /// As [`Store::flow`].
    pub(super) fn done(
        &self,
        from: Day,
        to: Day,
        most: usize,
    ) -> StoreResult<(Vec<DoneVisit>, usize)> {
        let days = (from.to_string(), to.to_string());
        let mut count = self.conn.prepare_cached(DONE_COUNT)?;
        let count: i64 = count.query_row((&days.0, &days.1), |row| row.get(0))?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let mut statement = self.conn.prepare_cached(DONE_VISITS)?;
        let visits = statement.query_map((&days.0, &days.1, most), |row| {
            Ok(DoneVisit {
                customer: row.get::<_, Option<i64>>(1)?.map(CustomerId),
                vehicle: row.get::<_, Option<i64>>(2)?.map(VehicleId),
                plate: super::shown_plate(row.get(3)?),
                day: day(row, 0)?,
                total: row.get(4)?,
            })
        })?;
        let visits = visits.collect::<Result<_, _>>()?;
        Ok((visits, usize::try_from(count).unwrap_or(usize::MAX)))
    }
}

/// Visits, money and, for now as `returning`, all who were there.
fn came(conn: &Connection, from: Day, to: Day, all: &mut [(Day, Flow)]) -> StoreResult<()> {
    let mut statement = conn.prepare_cached(DONE)?;
    let mut rows = statement.query((from.to_string(), to.to_string()))?;
    let (mut at, mut who, mut counted) = (0, Vec::new(), None);
    while let Some(row) = rows.next()? {
        let receipt = Receipt {
            day: day(row, 0)?,
            amount: row.get(2)?,
        };
        while all.get(at + 1).is_some_and(|next| next.0 <= receipt.day) {
            all[at].1.returning = distinct(&mut who);
            at += 1;
        }
        let Some((_, flow)) = all.get_mut(at) else {
            break;
        };
        flow.money = flow.money.saturating_add(receipt.amount.unwrap_or(0));
        let customer: Option<i64> = row.get(1)?;
        let visit = customer.filter(|_| receipt.is_visit());
        let visit = visit.map(|customer| (receipt.day, customer));
        if visit.is_some() && visit != counted {
            counted = visit;
            flow.visits += 1;
            who.extend(customer);
        }
    }
    if let Some((_, flow)) = all.get_mut(at) {
        flow.returning = distinct(&mut who);
    }
    Ok(())
}

/// How many different ones there are; leaves none.
fn distinct(who: &mut Vec<i64>) -> u64 {
    who.sort_unstable();
    who.dedup();
    who.drain(..).count() as u64
}

/// Those who came for the first time.
fn came_first(conn: &Connection, from: Day, to: Day, all: &mut [(Day, Flow)]) -> StoreResult<()> {
    let mut statement = conn.prepare_cached(FIRST)?;
    let mut rows = statement.query((from.to_string(), to.to_string()))?;
    while let Some(row) = rows.next()? {
        let first = day(row, 0)?;
        let at = all.partition_point(|(begin, _)| *begin <= first);
        if let Some((_, flow)) = at.checked_sub(1).and_then(|at| all.get_mut(at)) {
            flow.new += row.get::<_, i64>(1)?.unsigned_abs();
        }
    }
    Ok(())
}
