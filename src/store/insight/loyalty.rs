//! Who stays: by when and through whom they came; and what the shop earns of what they pay.

use std::collections::HashSet;
use std::sync::Arc;

use super::super::{Store, StoreResult};
use super::standing::each;
use crate::domain::{CustomerId, Day};
use crate::insight::{CohortCount, Cohorts, Margin, Period, VisitDays};

const SOURCES: &str = "
    SELECT c.id, c.source FROM customer_summary s JOIN customer c ON c.id = s.customer_id
    WHERE s.visit_days > 0 ORDER BY s.customer_id";
/// All done visits, less those that came after a day: of a week that is over they are few.
const MARGIN: &str = "
    SELECT s.money - t.money, s.cost - t.cost
    FROM (SELECT coalesce(sum(costed), 0) AS money, coalesce(sum(cost), 0) AS cost FROM customer_summary) s,
         (SELECT coalesce(sum(total), 0) AS money, coalesce(sum(cost), 0) AS cost FROM visit
          WHERE day > ?1 AND status = 'done' AND customer_id IS NOT NULL
            AND total IS NOT NULL AND cost IS NOT NULL) t";

impl Store {
    /// Those who came first in one period, and who of them came in each period after it, up to a
    /// day. Reads all visits.
    ///
    /// # Errors
    /// When the file cannot be read, or nobody waits any more.
    pub fn cohorts(&self, period: Period, as_of: Day) -> StoreResult<Cohorts> {
        let _moment = self.moment()?;
        let mut count = CohortCount::new(period, as_of);
        each(&self.conn, |_, receipts| {
            let days = VisitDays::of(receipts.iter().copied(), as_of);
            count.add(days.days());
        })?;
        Ok(count.done())
    }

    /// What brought each customer with visits to the shop, as it was written, in the order of
    /// their numbers; empty where nobody wrote it.
    ///
    /// # Errors
    /// As [`Store::cohorts`].
    pub fn sources(&self) -> StoreResult<Vec<(CustomerId, Arc<str>)>> {
        let mut statement = self.conn.prepare_cached(SOURCES)?;
        let mut rows = statement.query([])?;
        // A shop has few, so that each is kept once.
        let mut known: HashSet<Arc<str>> = HashSet::new();
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let text = row.get_ref(1)?.as_str().unwrap_or_default();
            let source = known.get(text).cloned().unwrap_or_else(|| {
                let source: Arc<str> = text.into();
                known.insert(source.clone());
                source
            });
            all.push((CustomerId(row.get(0)?), source));
        }
        Ok(all)
    }

    /// Money and cost of all done visits of customers up to a day of which both are known.
    ///
    /// # Errors
    /// As [`Store::cohorts`].
    pub fn margin(&self, as_of: Day) -> StoreResult<Margin> {
        let mut statement = self.conn.prepare_cached(MARGIN)?;
        let margin = statement.query_row([as_of.to_string()], |row| {
            Ok(Margin {
                money: row.get(0)?,
                cost: row.get(1)?,
            })
        });
        Ok(margin?)
    }
}
