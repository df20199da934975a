//! Whether the rewards for bringing somebody are those of the visits, on both sides.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use super::ledgers::due;
use super::referral::{Reward, find};
use super::rules::Version;
use super::{Kept, Rules};
use crate::domain::VisitId;
use crate::points::{BROUGHT, Kind};
use crate::store::StoreResult;
use crate::store::rows::day;

/// Who was brought, and who was rewarded for coming or for whom somebody was.
const FRIENDS: &str = "
    SELECT id FROM customer WHERE referred_by IS NOT NULL
    UNION SELECT v.customer_id FROM points_line l JOIN visit v ON v.id = l.visit_id
    WHERE l.kind = 'referral' AND v.customer_id IS NOT NULL ORDER BY 1";
const HOLDERS: &str = "
    SELECT DISTINCT coalesce(m.customer_id, l.customer_id) FROM visit v JOIN points_line l ON l.visit_id = v.id
    LEFT JOIN merged m ON m.gone_id = l.customer_id
    WHERE v.customer_id = ?1 AND l.kind = 'referral'";
const VISITS: &str = "SELECT id FROM visit WHERE customer_id = ?1";
const DAY: &str = "SELECT day FROM visit WHERE id = ?1";

/// A line that counts: whose, with which visit, why, how many points.
type Rewarded = (i64, i64, String, i64);

/// Whoever was brought, or is said to have been, whose rewards are not those of the visits: one on
/// each side that the rule rewards, with one paid visit of theirs.
pub(super) fn faults(conn: &Connection, rules: &Rules, most: usize) -> StoreResult<Vec<i64>> {
    let mut statement = conn.prepare(FRIENDS)?;
    let friends = statement.query_map([], |row| row.get::<_, i64>(0))?;
    let mut found = Vec::new();
    for friend in friends {
        let friend = friend?;
        if found.len() < most && !is_right(conn, rules, friend)? {
            found.push(friend);
        }
    }
    Ok(found)
}

fn is_right(conn: &Connection, rules: &Rules, friend: i64) -> StoreResult<bool> {
    let (reward, _) = find(conn, friend, true)?;
    let ledgers = ledgers(conn, friend, reward)?;
    let (has, came_along) = rewarded(conn, friend, &ledgers)?;
    if came_along {
        // By rules that nobody knows here: with which visit, and to whom.
        let right = |(holder, visit, reason, _): &Rewarded| {
            reward.is_none_or(|reward| {
                let to = if reason == BROUGHT {
                    reward.referrer
                } else {
                    reward.friend
                };
                (*holder, *visit) == (to, reward.visit)
            })
        };
        return Ok(has.iter().all(right));
    }
    let Some(reward) = reward else {
        return Ok(has.is_empty());
    };
    let visit = VisitId(reward.visit);
    let sides = [friend, reward.referrer];
    let on = conn
        .prepare_cached(DAY)?
        .query_row([reward.visit], |row| day(row, 0))?;
    let paid = sides
        .iter()
        .filter_map(|side| ledgers.get(side)?.ledger.paid_by(visit, on));
    let paid = paid.into_iter().find_map(|id| rules.version(id));
    let versions: Vec<&Version> = if let Some(version) = paid {
        vec![version]
    } else {
        // Nothing was ever written about it: any that was in force, or none.
        rules.until(on)
    };
    let wanted = |version: &Version| -> BTreeSet<Rewarded> {
        let of = |holder: i64| {
            let lines = due(Some(version), Some(reward), holder).into_iter();
            lines.map(move |line| (holder, reward.visit, line.reason, line.points))
        };
        sides.into_iter().flat_map(of).collect()
    };
    let none = versions.is_empty() && has.is_empty();
    Ok(none || versions.into_iter().any(|version| wanted(version) == has))
}

/// The ledgers that may know of the reward for bringing one customer.
fn ledgers(
    conn: &Connection,
    friend: i64,
    reward: Option<Reward>,
) -> StoreResult<BTreeMap<i64, Kept>> {
    let mut statement = conn.prepare_cached(HOLDERS)?;
    let holders = statement.query_map([friend], |row| row.get(0))?;
    let mut holders: BTreeSet<i64> = holders.collect::<Result<_, _>>()?;
    holders.insert(friend);
    holders.extend(reward.map(|reward| reward.referrer));
    let read = |holder| Ok((holder, Kept::read(conn, holder)?));
    holders.into_iter().map(read).collect()
}

/// The lines of rewards with visits of one customer that count, in all these ledgers, and whether any of them came along from
/// another book. Two of a kind are told apart from one by their points.
fn rewarded(
    conn: &Connection,
    friend: i64,
    ledgers: &BTreeMap<i64, Kept>,
) -> StoreResult<(BTreeSet<Rewarded>, bool)> {
    let mut came_along = false;
    let mut statement = conn.prepare_cached(VISITS)?;
    let visits = statement.query_map([friend], |row| row.get(0))?;
    let visits: BTreeSet<i64> = visits.collect::<Result<_, _>>()?;
    let mut all: BTreeMap<(i64, i64, String), i64> = BTreeMap::new();
    for (holder, kept) in ledgers {
        for (at, line) in kept.ledger.lines().iter().enumerate() {
            let Some(visit) = line.visit.filter(|visit| visits.contains(&visit.0)) else {
                continue;
            };
            if line.kind == Kind::Referral && !kept.ledger.is_reversed(at) {
                came_along |= kept.batch_of(at).is_some();
                *all.entry((*holder, visit.0, line.reason.clone()))
                    .or_default() += line.points;
            }
        }
    }
    let told = |((holder, visit, reason), points)| (holder, visit, reason, points);
    Ok((all.into_iter().map(told).collect(), came_along))
}
