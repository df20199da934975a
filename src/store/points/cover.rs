//! Nobody's points go below zero by what is taken back, where the rules say so.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::{Rules, spent};
use crate::domain::Day;
use crate::points::Overdraft;
use crate::store::StoreResult;

/// Who has less than nothing, of one customer or of all.
const BELOW: &str = "
    SELECT customer_id, sum(points) FROM points_lot
    WHERE (?2 IS NULL OR customer_id = ?2) AND (expires_on IS NULL OR expires_on >= ?1)
    GROUP BY customer_id HAVING sum(points) < 0";

/// Who had less than nothing before something is taken back, by customer; `None` where the rules allow it.
pub(in crate::store) struct Covered {
    below: Option<BTreeMap<i64, i64>>,
    whose: Option<i64>,
}

impl Covered {
    /// As the book stands; of one customer, or of everybody.
    pub(in crate::store) fn of(
        conn: &Connection,
        today: Day,
        whose: Option<i64>,
    ) -> StoreResult<Self> {
        let rules = Rules::read(conn)?;
        let rule = rules.on(today).map(|version| version.rule.overdraft);
        let below = match rule {
            Some(Overdraft::Block) => Some(below(conn, today, whose)?),
            _ => None,
        };
        Ok(Self { below, whose })
    }

    /// That nobody has less than nothing now, or not less than before.
    ///
    /// # Errors
    /// Refused where somebody has: what is to be taken back is spent.
    pub(in crate::store) fn holds(self, conn: &Connection, today: Day) -> StoreResult<()> {
        let Some(before) = self.below else {
            return Ok(());
        };
        for (customer, points) in below(conn, today, self.whose)? {
            if points < before.get(&customer).copied().unwrap_or(0) {
                return Err(spent(-points));
            }
        }
        Ok(())
    }
}

fn below(conn: &Connection, today: Day, whose: Option<i64>) -> StoreResult<BTreeMap<i64, i64>> {
    let mut statement = conn.prepare_cached(BELOW)?;
    let rows = statement.query_map((today.to_string(), whose), |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
