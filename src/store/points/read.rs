//! What the ledger says about a customer, and about everybody.

use rusqlite::Connection;

use super::follow::{gains, given};
use super::{Kept, Rules};
use crate::domain::{CustomerId, Day, PointsBrief, TierBrief};
use crate::points::{Rule, tier};
use crate::store::{Store, StoreResult};

const OWED: &str = "
    SELECT coalesce(sum(points), 0),
           coalesce(sum(points) FILTER (WHERE expires_on <= ?2), 0),
           coalesce(sum(points) FILTER (WHERE expires_on <= ?3), 0),
           coalesce(sum(points) FILTER (WHERE expires_on <= ?4), 0)
    FROM points_lot WHERE expires_on IS NULL OR expires_on >= ?1";

/// What the shop owes in points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Liability {
    /// All points that are valid, less what was spent without cover.
    pub points: i64,
    /// What they are worth, minor units.
    pub worth: i64,
    /// Of these, valid for 30, 60 and 90 days at most.
    pub lapsing: [i64; 3],
}

impl Store {
    /// The rule in force on a day; `None` before the programme began.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn points_rule(&self, on: Day) -> StoreResult<Option<Rule>> {
        let rules = Rules::read(&self.conn)?;
        Ok(rules.on(on).map(|version| version.rule.clone()))
    }

    /// What all customers together have on that day.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn points_owed(&self, today: Day) -> StoreResult<Liability> {
        let after = |days| (today + chrono::Days::new(days)).to_string();
        let days = [today.to_string(), after(30), after(60), after(90)];
        let rule = self.points_rule(today)?;
        let mut statement = self.conn.prepare_cached(OWED)?;
        let owed = statement.query_row(days, |row| {
            Ok(Liability {
                points: row.get(0)?,
                worth: 0,
                lapsing: [row.get(1)?, row.get(2)?, row.get(3)?],
            })
        })?;
        let worth = rule
            .map_or(0, |rule| rule.worth)
            .saturating_mul(owed.points);
        Ok(Liability { worth, ..owed })
    }
}

/// Points and tier of a customer on a day; `None` without a programme on that day and without a
/// line in the ledger.
pub(in crate::store) fn brief(
    conn: &Connection,
    customer: CustomerId,
    today: Day,
) -> StoreResult<Option<PointsBrief>> {
    let rules = Rules::read(conn)?;
    let kept = Kept::read(conn, customer.0)?;
    let rule = rules.on(today).map(|version| &version.rule);
    if rule.is_none_or(|rule| !rule.on) && kept.ledger.lines().is_empty() {
        return Ok(None);
    }
    let mut ledger = kept.ledger;
    ledger.lapse(today);
    let lots = ledger.lots().into_iter();
    let mut lapsing: Vec<(Day, i64)> = Vec::new();
    for (day, points) in lots.filter_map(|(line, points)| Some((line.expires?, points))) {
        match lapsing.last_mut() {
            Some((last, sum)) if *last == day => *sum += points,
            _ => lapsing.push((day, points)),
        }
    }
    let tomorrow = today.succ_opt().unwrap_or(today);
    let tier = match rule {
        Some(rule) => {
            let gains = gains(conn, &ledger, rule, customer, tomorrow)?;
            tier(rule, &gains, given(conn, rule, customer)?, today).map(|standing| TierBrief {
                name: rule.tier[standing.tier].name.clone(),
                place: standing.tier,
                promise: rule.tier[standing.tier].promise.clone(),
                until: standing.until.or(standing.given_until),
                next: standing
                    .next
                    .map(|(place, missing)| (rule.tier[place].name.clone(), missing)),
            })
        }
        None => None,
    };
    let balance = ledger.balance();
    Ok(Some(PointsBrief {
        balance,
        worth: rule.map_or(0, |rule| rule.worth).saturating_mul(balance),
        lapsing,
        tier,
    }))
}
