//! Where the reward for bringing somebody belongs.
//!
//! It comes once, with the first paid visit of whoever was brought, by day and then by number, and moves at once when
//! another visit is the first: as the welcome does.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension};

use super::now::first_paid;
use super::touched::Touched;
use crate::store::StoreResult;

const REFERRER: &str = "SELECT referred_by FROM customer WHERE id = ?1";
/// Visits of somebody with which a reward came that counts.
const HELD: &str = "
    SELECT DISTINCT v.id FROM visit v JOIN points_line l ON l.visit_id = v.id
    WHERE v.customer_id = ?1 AND l.kind = 'referral'
      AND NOT EXISTS (SELECT 1 FROM points_line r WHERE r.customer_id = l.customer_id AND r.reverses = l.id)
    ORDER BY v.day, v.id";

/// The reward for bringing one customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reward {
    /// The paid visit that it comes with.
    pub(super) visit: i64,
    /// Whoever was brought.
    pub(super) friend: i64,
    /// Whoever brought them.
    pub(super) referrer: i64,
}

/// The rewards that were asked for, as the ledgers stood before anything moved.
#[derive(Default)]
pub(super) struct Rewards(BTreeMap<i64, Option<Reward>>);

impl Rewards {
    /// Where the reward for bringing these belongs; says which visits shall have one, and which have one.
    pub(super) fn of_all(
        &mut self,
        conn: &Connection,
        touched: &Touched,
    ) -> StoreResult<[BTreeSet<i64>; 2]> {
        let [mut comes, mut has] = [BTreeSet::new(), BTreeSet::new()];
        for friend in touched.friends.union(&touched.brought) {
            let was_brought = touched.brought.contains(friend);
            let (reward, held) = find(conn, *friend, was_brought)?;
            has.extend(held);
            comes.extend(reward.map(|reward| reward.visit));
            self.0.insert(*friend, reward);
        }
        Ok([comes, has])
    }

    /// Where the reward for bringing this one belongs.
    pub(super) fn of(&mut self, conn: &Connection, friend: i64) -> StoreResult<Option<Reward>> {
        if let Some(known) = self.0.get(&friend) {
            return Ok(*known);
        }
        let (reward, _) = find(conn, friend, false)?;
        self.0.insert(friend, reward);
        Ok(reward)
    }
}

/// The reward, and the visits with which one came. `was_brought`: they may have one though nobody
/// brought them any more.
pub(super) fn find(
    conn: &Connection,
    friend: i64,
    was_brought: bool,
) -> StoreResult<(Option<Reward>, Vec<i64>)> {
    let mut statement = conn.prepare_cached(REFERRER)?;
    let referrer: Option<Option<i64>> =
        statement.query_row([friend], |row| row.get(0)).optional()?;
    let referrer = referrer.flatten();
    if referrer.is_none() && !was_brought {
        return Ok((None, Vec::new()));
    }
    let mut statement = conn.prepare_cached(HELD)?;
    let rows = statement.query_map([friend], |row| row.get(0))?;
    let held: Vec<i64> = rows.collect::<Result<_, _>>()?;
    let Some(referrer) = referrer else {
        return Ok((None, held));
    };
    let reward = first_paid(conn, friend)?.map(|(visit, _)| Reward {
        visit,
        friend,
        referrer,
    });
    Ok((reward, held))
}
