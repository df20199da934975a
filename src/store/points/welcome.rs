//! Where the welcome belongs.
//!
//! It comes with the first paid visit, by day and then by number, and moves at once when another visit is the first. Whoever
//! came before there were points, or had some before this book, is welcomed by nothing, whenever that is written down. A welcome
//! that came along from another book stays with its visit as long as that is paid and theirs.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use super::ledgers::Ledgers;
use super::now::{Now, first_paid};
use super::rules::Version;
use super::{Kept, Rules, Touched};
use crate::domain::{BatchId, VisitId};
use crate::store::StoreResult;

const WELCOMED: &str = "
    SELECT l.visit_id FROM (SELECT DISTINCT customer_id AS id FROM visit WHERE batch_id = ?1) c
    JOIN points_line l ON l.customer_id = c.id WHERE l.kind = 'earn' AND l.reason = 'welcome' AND l.visit_id IS NOT NULL
    UNION
    SELECT l.visit_id FROM (SELECT DISTINCT customer_id AS id FROM visit WHERE batch_id = ?1) c
    JOIN merged m ON m.customer_id = c.id
    JOIN points_line l ON l.customer_id = m.gone_id WHERE l.kind = 'earn' AND l.reason = 'welcome' AND l.visit_id IS NOT NULL";

/// The visits that were asked for, by whom they welcome.
pub(super) type Welcomes = BTreeMap<i64, Option<i64>>;

/// Visits that welcomed somebody of whom a batch brought visits, maybe earlier ones.
pub(in crate::store) fn welcomed_before(
    conn: &Connection,
    batch: BatchId,
) -> StoreResult<BTreeSet<i64>> {
    let mut statement = conn.prepare_cached(WELCOMED)?;
    let visits = statement.query_map([batch.0], |row| row.get(0))?;
    Ok(visits.collect::<Result<_, _>>()?)
}

/// The visit that welcomes somebody, by what the book says now.
pub(super) fn find(
    conn: &Connection,
    rules: &Rules,
    kept: &Kept,
    customer: i64,
) -> StoreResult<Option<i64>> {
    for at in kept.came_welcomes() {
        match kept.ledger.lines()[at].visit {
            None if kept.ledger.is_reversed(at) => {}
            None => return Ok(None),
            Some(visit) => {
                let now = Now::read(conn, visit)?;
                if now.is_some_and(|now| now.is_paid() && now.customer == customer) {
                    return Ok(Some(visit.0));
                }
            }
        }
    }
    if kept.ledger.was_member() {
        return Ok(None);
    }
    let since = rules.begin();
    let first =
        first_paid(conn, customer)?.filter(|(_, day)| since.is_some_and(|since| since <= *day));
    Ok(first.map(|(visit, _)| visit))
}

impl Ledgers {
    /// Visits with which a reward or a welcome comes, and those with which one came, as far as a change may have moved them.
    pub(super) fn moved(
        &mut self,
        conn: &Connection,
        rules: &Rules,
        touched: &Touched,
    ) -> StoreResult<[BTreeSet<i64>; 2]> {
        let [mut comes, mut has] = self.rewards.of_all(conn, touched)?;
        for customer in touched.friends.union(&touched.greeted) {
            comes.extend(self.welcome(conn, rules, *customer)?);
            let ledger = &self.of(conn, *customer)?.ledger;
            let visits = ledger.welcomes().filter_map(|at| ledger.lines()[at].visit);
            has.extend(visits.map(|visit| visit.0));
        }
        has.extend(&touched.welcomed);
        Ok([comes, has])
    }

    /// The points with which a visit welcomes whose it is; 0 where it does not.
    pub(super) fn greeting(
        &mut self,
        conn: &Connection,
        rules: &Rules,
        (visit, customer): (VisitId, i64),
        version: Option<&Version>,
    ) -> StoreResult<i64> {
        if self.welcome(conn, rules, customer)? != Some(visit.0) {
            return Ok(0);
        }
        let kept = self.of(conn, customer)?;
        let lines = kept.ledger.lines();
        let came = kept.came_with(visit).into_iter().map(|at| &lines[at]);
        let came = came
            .filter(|line| line.is_welcome())
            .map(|line| line.points);
        let points = came
            .max()
            .or(version.map(|version| version.rule.welcome_points()));
        Ok(points.unwrap_or(0))
    }

    fn welcome(
        &mut self,
        conn: &Connection,
        rules: &Rules,
        customer: i64,
    ) -> StoreResult<Option<i64>> {
        if let Some(known) = self.welcomes.get(&customer) {
            return Ok(*known);
        }
        let found = find(conn, rules, self.of(conn, customer)?, customer)?;
        self.welcomes.insert(customer, found);
        Ok(found)
    }
}
