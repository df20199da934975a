//! What a done visit brings, and what points pay of it.

use rusqlite::{Connection, OptionalExtension};

use super::follow::{Ledgers, due};
use super::gains::{gains, given};
use super::now::{Now, lines};
use super::referral::{FIRST_PAID, Reward};
use super::rules::Version;
use super::{Rules, redeeming};
use crate::domain::{Birthday, CustomerId, Day, VisitId};
use crate::points::{Award, Billed, Kind, Ledger, Rule, Wanted, most_redeemable, tier};
use crate::store::{StoreError, StoreResult};

const BIRTHDAY: &str = "SELECT birth_day, birth_month, birth_year FROM customer WHERE id = ?1";

impl Ledgers {
    /// What a done visit brings to whose it is and to who brought them, and what points pay of it.
    pub(super) fn pay(
        &mut self,
        conn: &Connection,
        rules: &Rules,
        today: Day,
        visit: VisitId,
        mut now: Now,
        reward: Option<Reward>,
    ) -> StoreResult<()> {
        let customer = now.customer;
        let at = (visit, now.billed.day, today);
        let version = self.version(conn, rules, visit, now.billed.day, (customer, reward))?;
        if let Some(reward) = reward {
            let wanted = due(version, Some(reward), reward.referrer);
            self.settle(conn, reward.referrer, at, version, &wanted)?;
        }
        let Some(version) = version else {
            return if now.billed.redeemed > 0 {
                Err(refused("no_points"))
            } else {
                Ok(())
            };
        };
        if !version.rule.category.is_empty() || !version.rule.exclude.is_empty() {
            now.billed.lines = lines(conn, visit)?;
        }
        let kept = self.of(conn, customer)?;
        may_redeem(&kept.ledger, &version.rule, visit, &now.billed)?;
        let percent = tier_percent(conn, &kept.ledger, version, customer, now.billed.day)?;
        let award = Award::of(
            &version.rule,
            &now.billed,
            percent,
            birthday(conn, customer)?,
        );
        let welcome = if version.rule.on && is_welcome(conn, &kept.ledger, visit, &now)? {
            version.rule.welcome
        } else {
            0
        };
        let mut wanted = Wanted::of(award, now.billed.redeemed, welcome);
        wanted.extend(due(Some(version), reward, customer));
        self.settle(conn, customer, at, Some(version), &wanted)
    }
}

/// Refuses more points than the rule lets pay this bill; what pays it already needs no cover anew, but
/// may not be too much of a bill that was put right.
fn may_redeem(ledger: &Ledger, rule: &Rule, visit: VisitId, billed: &Billed) -> StoreResult<()> {
    let held = ledger.of_visit(visit).into_iter();
    let held = held.map(|at| &ledger.lines()[at]);
    let held: i64 = held
        .filter(|line| line.kind == Kind::Redeem)
        .map(|line| -line.points)
        .sum();
    if billed.redeemed == 0 {
        return Ok(());
    }
    let others = ledger.spendable(billed.day, Some(visit));
    let has = if billed.redeemed == held {
        others.max(held)
    } else {
        others
    };
    let most = most_redeemable(rule, billed.total.unwrap_or(0), has);
    match redeeming(rule, billed.redeemed, has, most) {
        Some(why) => Err(refused(&why)),
        None => Ok(()),
    }
}

fn refused(why: &str) -> StoreError {
    StoreError::Refused(vec![("redeemed".to_owned(), why.to_owned())])
}

fn birthday(conn: &Connection, customer: i64) -> StoreResult<Option<Birthday>> {
    let mut statement = conn.prepare_cached(BIRTHDAY)?;
    let birthday = statement.query_row([customer], |row| {
        Ok(Birthday {
            day: row.get(0)?,
            month: row.get(1)?,
            year: row.get(2)?,
        })
    });
    Ok(birthday.optional()?)
}

/// Whether the first paid visit is this one, and nothing else welcomed them already.
fn is_welcome(conn: &Connection, ledger: &Ledger, visit: VisitId, now: &Now) -> StoreResult<bool> {
    if !now.is_paid() || ledger.was_welcomed(visit) {
        return Ok(false);
    }
    if ledger.welcomes(visit) {
        return Ok(true);
    }
    if ledger.was_member() {
        return Ok(false);
    }
    let mut statement = conn.prepare_cached(FIRST_PAID)?;
    let first: Option<i64> = statement
        .query_row([now.customer], |row| row.get(0))
        .optional()?;
    Ok(first == Some(visit.0))
}

/// Per cent of the usual points of the tier that a customer has on the morning of a day.
fn tier_percent(
    conn: &Connection,
    ledger: &Ledger,
    version: &Version,
    customer: i64,
    on: Day,
) -> StoreResult<u32> {
    let rule = &version.rule;
    let gains = gains(conn, ledger, rule, CustomerId(customer), on)?;
    let given = given(conn, rule, CustomerId(customer))?;
    let standing = tier(rule, &gains, given, on);
    let tier = standing.and_then(|standing| rule.tier.get(standing.tier));
    Ok(tier.map_or(100, |tier| tier.percent))
}
