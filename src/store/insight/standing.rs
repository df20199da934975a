//! Everybody with visits, summed up as of a day.

use rusqlite::Connection;

use super::super::come::share;
use super::super::rows::{day, maybe_day};
use super::super::{Come, Store, StoreResult};
use crate::domain::{CustomerId, Day};
use crate::insight::{Gaps, Receipt, VisitDays, Visits};

/// `last_day` is no earlier than the newest refund either.
const SUMMARIES: &str = "
    SELECT customer_id, last_day, visit_days, first_visit, last_visit, spent, gap_median_x2, gap_longest
    FROM customer_summary WHERE visit_days > 0 ORDER BY customer_id";
pub(super) const OF_ONE: &str =
    "SELECT day, total FROM visit WHERE customer_id = ?1 AND status = 'done'";
pub(super) const OF_ALL: &str = "
    SELECT customer_id, day, total FROM visit
    WHERE customer_id IS NOT NULL AND status = 'done' ORDER BY customer_id";

/// Where more than one customer in so many would have to be summed up again one by one, all visits
/// are read in a row instead.
const FEW: usize = 2;

/// So many customers are read between two words about how far it has come.
const TOLD: usize = 4_096;

/// Customers and what they did, in the order of their numbers.
type Standing = Vec<(CustomerId, Visits)>;

impl Store {
    /// Everybody with a visit up to a day, summed up as of that day, in the order of their
    /// numbers. From the summaries, and from the visits of those who came later than that.
    ///
    /// # Errors
    /// When the file cannot be read, or nobody waits any more.
    pub fn standing(&self, as_of: Day) -> StoreResult<Vec<(CustomerId, Visits)>> {
        let [standing] = self.standings([as_of])?;
        Ok(standing)
    }

    /// The same for several days, which takes hardly longer than for the earliest of them.
    ///
    /// # Errors
    /// As [`Store::standing`].
    pub fn standings<const N: usize>(
        &self,
        days: [Day; N],
    ) -> StoreResult<[Vec<(CustomerId, Visits)>; N]> {
        self.standings_told(days, &mut |_| ())
    }

    /// The same, told how far it has come.
    pub(in crate::store) fn standings_told<const N: usize>(
        &self,
        days: [Day; N],
        come: Come<'_>,
    ) -> StoreResult<[Vec<(CustomerId, Visits)>; N]> {
        let _moment = self.moment()?;
        let earliest = days.iter().copied().min().unwrap_or(Day::MIN);
        let (mut all, later) = summaries(&self.conn, earliest)?;
        if later.len() > all.len() / FEW {
            return recomputed(&self.conn, days, &mut |customers| {
                come(share(customers, all.len()));
            });
        }
        let customers: Vec<_> = later.iter().map(|(place, _)| all[*place].0).collect();
        let mut standings = std::array::from_fn(|at| match at + 1 {
            last if last == N => std::mem::take(&mut all),
            _ => all.clone(),
        });
        let count = later.len();
        for (at, (customer, (place, last))) in customers.into_iter().zip(later).enumerate() {
            if at % TOLD == 0 {
                come(share(at, count));
            }
            let receipts = of_one(&self.conn, customer)?;
            for (standing, as_of) in standings.iter_mut().zip(days) {
                if last > as_of {
                    let then = VisitDays::of(receipts.iter().copied(), as_of).summary();
                    let visits = &mut standing[place].1;
                    // Nobody yet: goes below.
                    *visits = then.unwrap_or(Visits {
                        count: 0,
                        ..*visits
                    });
                }
            }
        }
        for standing in &mut standings {
            standing.retain(|(_, visits)| visits.count > 0);
        }
        Ok(standings)
    }

    /// As [`Store::standing`], from all visits, without the summaries.
    ///
    /// # Errors
    /// As [`Store::standing`].
    pub fn recomputed(&self, as_of: Day) -> StoreResult<Vec<(CustomerId, Visits)>> {
        let _moment = self.moment()?;
        let [standing] = recomputed(&self.conn, [as_of], &mut |_| ())?;
        Ok(standing)
    }
}

/// What the summaries say, and the places and last days of those who were here after a day.
fn summaries(conn: &Connection, after: Day) -> StoreResult<(Standing, Vec<(usize, Day)>)> {
    let mut statement = conn.prepare_cached(SUMMARIES)?;
    let mut rows = statement.query([])?;
    let (mut all, mut later) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next()? {
        let last = maybe_day(row, 1)?.filter(|last| *last > after);
        later.extend(last.map(|last| (all.len(), last)));
        let (median, longest): (Option<u32>, Option<u32>) = (row.get(6)?, row.get(7)?);
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

fn of_one(conn: &Connection, customer: CustomerId) -> StoreResult<Vec<Receipt>> {
    let mut statement = conn.prepare_cached(OF_ONE)?;
    let receipts = statement.query_map([customer.0], |row| {
        Ok(Receipt {
            day: day(row, 0)?,
            amount: row.get(1)?,
        })
    })?;
    Ok(receipts.collect::<Result<_, _>>()?)
}

/// `told` hears of how many customers the visits were read.
fn recomputed<const N: usize>(
    conn: &Connection,
    days: [Day; N],
    told: &mut dyn FnMut(usize),
) -> StoreResult<[Standing; N]> {
    let mut standings = days.map(|_| Vec::new());
    let mut read = 0;
    each(conn, |customer, receipts| {
        if read % TOLD == 0 {
            told(read);
        }
        read += 1;
        for (standing, as_of) in standings.iter_mut().zip(days) {
            let visits = VisitDays::of(receipts.iter().copied(), as_of).summary();
            standing.extend(visits.map(|visits| (customer, visits)));
        }
    })?;
    Ok(standings)
}

/// Hands over the done visits of one customer after the other, in the order of their numbers.
pub(super) fn each(
    conn: &Connection,
    mut take: impl FnMut(CustomerId, &[Receipt]),
) -> StoreResult<()> {
    let mut statement = conn.prepare_cached(OF_ALL)?;
    let mut rows = statement.query([])?;
    let mut receipts: Vec<Receipt> = Vec::new();
    let mut whose = None;
    while let Some(row) = rows.next()? {
        let customer = CustomerId(row.get(0)?);
        let before = whose.replace(customer);
        if let Some(before) = before.filter(|before| *before != customer) {
            take(before, &receipts);
            receipts.clear();
        }
        receipts.push(Receipt {
            day: day(row, 1)?,
            amount: row.get(2)?,
        });
    }
    if let Some(last) = whose {
        take(last, &receipts);
    }
    Ok(())
}
