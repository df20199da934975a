//! Everybody with visits, summed up as of a day.

use rusqlite::Connection;

use super::super::rows::{day, maybe_day};
use super::super::{Store, StoreResult};
use crate::domain::{CustomerId, Day};
use crate::insight::{Gaps, Receipt, VisitDays, Visits};

/// `last_day` is no earlier than the newest refund either.
const SUMMARIES: &str = "
    SELECT customer_id, last_day, visit_days, first_visit, last_visit, spent, gap_median_x2, gap_longest
    FROM customer_summary WHERE visit_days > 0 ORDER BY customer_id";
pub(super) const OF_ONE: &str =
    "SELECT day, total FROM visit WHERE customer_id = ?1 AND status = 'done' AND day <= ?2";
pub(super) const OF_ALL: &str = "
    SELECT customer_id, day, total FROM visit
    WHERE customer_id IS NOT NULL AND status = 'done' AND day <= ?1 ORDER BY customer_id";

/// Where more than one customer in so many would have to be summed up again one by one, all visits
/// are read in a row instead.
const FEW: usize = 2;

type Standing = Vec<(CustomerId, Visits)>;

impl Store {
    /// Everybody with a visit up to a day, summed up as of that day, in the order of their
    /// numbers. From the summaries, and from the visits of those who came later than that.
    ///
    /// # Errors
    /// When the file cannot be read, or nobody waits any more.
    pub fn standing(&self, as_of: Day) -> StoreResult<Vec<(CustomerId, Visits)>> {
        let _moment = self.moment()?;
        let (mut standing, later) = summaries(&self.conn, as_of)?;
        if later.len() > standing.len() / FEW {
            return recomputed(&self.conn, as_of);
        }
        for at in later {
            let (customer, visits) = &mut standing[at];
            match of_one(&self.conn, *customer, as_of)? {
                Some(then) => *visits = then,
                None => visits.count = 0,
            }
        }
        standing.retain(|(_, visits)| visits.count > 0);
        Ok(standing)
    }

    /// The same from all visits, without the summaries.
    ///
    /// # Errors
    /// As [`Store::standing`].
    pub fn recomputed(&self, as_of: Day) -> StoreResult<Vec<(CustomerId, Visits)>> {
        let _moment = self.moment()?;
        recomputed(&self.conn, as_of)
    }
}

/// What the summaries say, and the places of those for whom it is not what was true on that day.
fn summaries(conn: &Connection, as_of: Day) -> StoreResult<(Standing, Vec<usize>)> {
    let mut statement = conn.prepare_cached(SUMMARIES)?;
    let mut rows = statement.query([])?;
    let (mut all, mut later) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next()? {
        if maybe_day(row, 1)?.is_some_and(|last| last > as_of) {
            later.push(all.len());
        }
        let median: Option<u32> = row.get(6)?;
        let longest: Option<u32> = row.get(7)?;
        let gaps = median.zip(longest);
        let visits = Visits {
            count: row.get(2)?,
            first: day(row, 3)?,
            last: day(row, 4)?,
            money: row.get(5)?,
            gaps: gaps.map(|(median_x2, longest)| Gaps { median_x2, longest }),
        };
        all.push((CustomerId(row.get(0)?), visits));
    }
    Ok((all, later))
}

fn of_one(conn: &Connection, customer: CustomerId, as_of: Day) -> StoreResult<Option<Visits>> {
    let mut statement = conn.prepare_cached(OF_ONE)?;
    let rows = statement.query_map((customer.0, as_of.to_string()), |row| {
        Ok(Receipt {
            day: day(row, 0)?,
            amount: row.get(1)?,
        })
    })?;
    let receipts = rows.collect::<Result<Vec<_>, _>>()?;
    Ok(VisitDays::of(receipts, as_of).summary())
}

fn recomputed(conn: &Connection, as_of: Day) -> StoreResult<Standing> {
    let mut all = Vec::new();
    each(conn, as_of, |customer, days| {
        all.extend(days.summary().map(|visits| (customer, visits)));
    })?;
    Ok(all)
}

/// Hands over the visit days of one customer after the other, up to a day, in the order of their
/// numbers.
pub(super) fn each(
    conn: &Connection,
    as_of: Day,
    mut take: impl FnMut(CustomerId, &VisitDays),
) -> StoreResult<()> {
    let mut statement = conn.prepare_cached(OF_ALL)?;
    let mut rows = statement.query([as_of.to_string()])?;
    let mut receipts: Vec<Receipt> = Vec::new();
    let mut whose = None;
    let mut hand_over = |whose: Option<CustomerId>, receipts: &mut Vec<Receipt>| {
        if let Some(customer) = whose {
            take(customer, &VisitDays::of(receipts.drain(..), as_of));
        }
    };
    while let Some(row) = rows.next()? {
        let customer = CustomerId(row.get(0)?);
        if whose != Some(customer) {
            hand_over(whose.replace(customer), &mut receipts);
        }
        receipts.push(Receipt {
            day: day(row, 1)?,
            amount: row.get(2)?,
        });
    }
    hand_over(whose, &mut receipts);
    Ok(())
}
