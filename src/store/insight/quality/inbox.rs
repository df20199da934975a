//! What the checks found: counted all, kept a few.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

use rusqlite::Connection;

use super::super::super::{StoreResult, settled};
use crate::domain::{CustomerId, Doubt};
use crate::insight::review::{Quality, QualityItem, Reason, Slip};

const CAME: &str = "SELECT customer_id, visit_days FROM customer_summary ORDER BY customer_id";

/// How often everybody came: on how many days.
pub(super) struct Came(Vec<(i64, u32)>);

impl Came {
    pub(super) fn read(conn: &Connection) -> StoreResult<Self> {
        let mut statement = conn.prepare_cached(CAME)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Self(rows.collect::<Result<_, _>>()?))
    }

    /// Of one customer.
    pub(super) fn often(&self, customer: i64) -> u32 {
        let at = self.0.binary_search_by_key(&customer, |(id, _)| *id);
        at.ok()
            .and_then(|at| self.0.get(at))
            .map_or(0, |(_, days)| *days)
    }

    /// Everybody who came on so many days or more, in the order of their numbers.
    pub(super) fn regulars(&self, days: u32) -> impl Iterator<Item = i64> {
        let all = self.0.iter().filter(move |(_, came)| *came >= days);
        all.map(|(id, _)| *id)
    }
}

/// Things are put in the order of these: who comes most, then by number, then as found.
type Rank = (Reverse<u32>, i64, usize);

/// What was found of one kind.
#[derive(Default)]
struct Found {
    total: usize,
    /// The first of them in their order.
    first: Vec<(Rank, Told)>,
}

/// What is told of a thing: what is settled, the value that it is about, and why it looks wrong.
type Told = (Doubt, String, Reason);

/// The inbox while it is filled.
pub(super) struct Inbox {
    pub(super) came: Came,
    /// What somebody found right.
    settled: HashSet<Doubt>,
    limit: usize,
    found: BTreeMap<Slip, Found>,
}

impl Inbox {
    pub(super) fn read(conn: &Connection, limit: usize) -> StoreResult<Self> {
        Ok(Self {
            came: Came::read(conn)?,
            settled: settled::all(conn)?,
            limit,
            found: BTreeMap::new(),
        })
    }

    /// Whether somebody found it right.
    pub(super) fn is_settled(&self, doubt: &Doubt) -> bool {
        !self.settled.is_empty() && self.settled.contains(doubt)
    }

    /// Puts something in, unless it is settled. The value that it is about, and why, are asked only
    /// where it may be shown.
    pub(super) fn put(
        &mut self,
        slip: Slip,
        customer: i64,
        doubt: Doubt,
        told: impl FnOnce() -> StoreResult<(String, Reason)>,
    ) -> StoreResult<()> {
        if self.is_settled(&doubt) {
            return Ok(());
        }
        let found = self.found.entry(slip).or_default();
        let rank = (Reverse(self.came.often(customer)), customer, found.total);
        found.total += 1;
        let at = found.first.partition_point(|(known, _)| *known < rank);
        if at < self.limit {
            let (about, reason) = told()?;
            found.first.insert(at, (rank, (doubt, about, reason)));
            found.first.truncate(self.limit);
        }
        Ok(())
    }

    /// Today's: one of each kind in turn as long as there are any, in the order of who comes most.
    pub(super) fn today(self) -> Quality {
        let totals = self.found.iter();
        let totals = totals.map(|(slip, found)| (*slip, found.total)).collect();
        let mut all: Vec<(usize, Slip, Rank, Told)> = Vec::new();
        for (slip, found) in self.found {
            let first = found.first.into_iter().enumerate();
            all.extend(first.map(|(turn, (rank, told))| (turn, slip, rank, told)));
        }
        all.sort_unstable_by_key(|(turn, slip, _, _)| (*turn, *slip));
        all.truncate(self.limit);
        all.sort_unstable_by_key(|(_, slip, rank, _)| (rank.0, rank.1, *slip, rank.2));
        let item = |(_, slip, rank, told): (usize, Slip, Rank, Told)| QualityItem {
            slip,
            customer: CustomerId(rank.1),
            doubt: told.0,
            about: told.1,
            reason: told.2,
        };
        Quality {
            totals,
            today: all.into_iter().map(item).collect(),
        }
    }
}
