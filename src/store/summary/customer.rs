//! What the visits of one customer come to. What a visit day is, and the rhythm of such days, is
//! said by [`VisitDays`] alone.

use rusqlite::{CachedStatement, Connection, Row};

use super::super::StoreResult;
use super::super::rows::day;
use super::too_large;
use crate::domain::{Day, Money};
use crate::insight::{Receipt, VisitDays};

pub(super) const VISITS: &str = "SELECT day, status, total, cost FROM visit WHERE customer_id = ?1";
/// Nothing for a customer who is gone.
const WRITE: &str = "
    INSERT OR REPLACE INTO customer_summary (customer_id, visits, spent, first_day, last_day, visit_days,
        first_visit, last_visit, gap_median_x2, gap_longest, costed, cost)
    SELECT id, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12 FROM customer WHERE id = ?1";

/// Brings the summaries of these customers up to date.
pub(super) fn refresh(
    conn: &Connection,
    customers: impl IntoIterator<Item = i64>,
) -> StoreResult<()> {
    let mut write = Writing::begin(conn)?;
    let mut sums = Sums::default();
    for customer in customers {
        let mut statement = conn.prepare_cached(VISITS)?;
        let mut rows = statement.query([customer])?;
        while let Some(row) = rows.next()? {
            sums.add(&Visited::read(row, 0)?)?;
        }
        write.summary(customer, &mut sums)?;
    }
    Ok(())
}

/// What counts of one visit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Visited {
    day: Day,
    done: bool,
    cancelled: bool,
    total: Option<i64>,
    cost: Option<i64>,
}

impl Visited {
    /// From the columns day, status, total and cost, of which the first is column `at`.
    pub(super) fn read(row: &Row<'_>, at: usize) -> StoreResult<Self> {
        let status = row.get_ref(at + 1)?.as_bytes().unwrap_or_default();
        Ok(Self {
            day: day(row, at)?,
            done: status == b"done",
            cancelled: status == b"cancelled",
            total: row.get(at + 2)?,
            cost: row.get(at + 3)?,
        })
    }
}

/// The sums of one customer's visits; used for one after the other.
#[derive(Debug, Default)]
pub(super) struct Sums {
    receipts: Vec<Receipt>,
    /// Oldest and newest day of a visit that is not cancelled.
    days: Option<(Day, Day)>,
    spent: i64,
    costed: i64,
    cost: i64,
}

impl Sums {
    /// Counts a visit.
    pub(super) fn add(&mut self, visit: &Visited) -> StoreResult<()> {
        if visit.cancelled {
            return Ok(());
        }
        let (first, last) = self.days.unwrap_or((visit.day, visit.day));
        self.days = Some((first.min(visit.day), last.max(visit.day)));
        if !visit.done {
            return Ok(());
        }
        add(&mut self.spent, visit.total.unwrap_or(0))?;
        if let (Some(total), Some(cost)) = (visit.total, visit.cost) {
            add(&mut self.costed, total)?;
            add(&mut self.cost, cost)?;
        }
        self.receipts.push(Receipt {
            day: visit.day,
            amount: visit.total,
        });
        Ok(())
    }

    fn forget(&mut self) {
        self.receipts.clear();
        let receipts = std::mem::take(&mut self.receipts);
        *self = Self {
            receipts,
            ..Self::default()
        };
    }
}

fn add(sum: &mut i64, amount: i64) -> StoreResult<()> {
    *sum = sum.checked_add(amount).ok_or_else(too_large)?;
    Ok(())
}

/// Writes summaries.
pub(super) struct Writing<'c>(CachedStatement<'c>);

impl<'c> Writing<'c> {
    pub(super) fn begin(conn: &'c Connection) -> StoreResult<Self> {
        Ok(Self(conn.prepare_cached(WRITE)?))
    }

    /// Writes the summary of a customer and empties `sums` for the next.
    pub(super) fn summary(&mut self, customer: i64, sums: &mut Sums) -> StoreResult<()> {
        let money = [sums.spent, sums.costed, sums.cost];
        if money.iter().any(|sum| Money::new(*sum).is_none()) {
            return Err(too_large());
        }
        // As of the end of time: what is written for a day to come is in the summary too.
        let receipts = sums.receipts.iter().copied();
        let days = VisitDays::of(receipts, Day::MAX).summary();
        let gaps = days.and_then(|days| days.gaps);
        let text = |day: Option<Day>| day.map(|day| day.to_string());
        self.0.execute(rusqlite::params![
            customer,
            i64::try_from(sums.receipts.len()).unwrap_or(i64::MAX),
            sums.spent,
            text(sums.days.map(|(first, _)| first)),
            text(sums.days.map(|(_, last)| last)),
            days.map_or(0, |days| days.count),
            text(days.map(|days| days.first)),
            text(days.map(|days| days.last)),
            gaps.map(|gaps| gaps.median_x2),
            gaps.map(|gaps| gaps.longest),
            sums.costed,
            sums.cost,
        ])?;
        sums.forget();
        Ok(())
    }
}
