//! What a done visit brings, and what points pay of it.

use rusqlite::{Connection, OptionalExtension};

use super::gains::{Spent, Until, earned, given};
use super::ledgers::Ledgers;
use super::now::{Now, lines};
use super::referral::Reward;
use super::{Rules, redeeming};
use crate::domain::{Birthday, CustomerId, Day, VisitId};
use crate::points::{Award, Basis, Billed, Ledger, Rule, Wanted, Weight, most_redeemable, tier};
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
            let wanted = self.rewarded(
                conn,
                (visit, &now),
                (version, Some(reward)),
                reward.referrer,
            )?;
            self.settle(conn, reward.referrer, at, version, &wanted)?;
        }
        let gifts = self.rewarded(conn, (visit, &now), (version, reward), customer)?;
        if let Some(mut wanted) = self.as_it_came(conn, rules, visit, (&now, version))? {
            wanted.extend(gifts);
            return self.settle(conn, customer, at, version, &wanted);
        }
        let rule = version.map(|version| &version.rule);
        may_redeem(&self.of(conn, customer)?.ledger, rule, visit, &now.billed)?;
        let Some(version) = version else {
            // Moved to a day before there were points.
            return self.settle(conn, customer, at, None, &gifts);
        };
        if !version.rule.category.is_empty() || !version.rule.exclude.is_empty() {
            now.billed.lines = lines(conn, visit)?;
        }
        let weighed = self
            .of(conn, customer)?
            .ledger
            .weighed(visit, now.billed.day);
        let weight = match weighed {
            Some(weight) => weight,
            None => self.weight(conn, &version.rule, (visit, &now))?,
        };
        let award = Award::of(&version.rule, &now.billed, weight);
        let welcome = self.greeting(conn, rules, (visit, customer), Some(version))?;
        let mut wanted = Wanted::of((award, weight), now.billed.redeemed, welcome);
        wanted.extend(gifts);
        self.settle(conn, customer, at, Some(version), &wanted)
    }

    /// What weighs in the award of a visit that is written down: the tier that its customer has when it begins, and their
    /// birthday.
    fn weight(
        &mut self,
        conn: &Connection,
        rule: &Rule,
        (visit, now): (VisitId, &Now),
    ) -> StoreResult<Weight> {
        let (customer, on) = (now.customer, now.billed.day);
        let until = Until::Visit(on, visit);
        let gains = match rule.basis {
            Basis::Spend => self.spent(conn, customer)?.until(until),
            Basis::Points => earned(&self.of(conn, customer)?.ledger, until),
        };
        let given = given(conn, rule, CustomerId(customer), on)?;
        let standing = tier(rule, &gains, given, on);
        let tier = standing.and_then(|standing| rule.tier.get(standing.tier));
        let percent = tier.map_or(100, |tier| tier.percent);
        Ok(Weight::on(on, percent, birthday(conn, customer)?))
    }

    fn spent(&mut self, conn: &Connection, customer: i64) -> StoreResult<&Spent> {
        use std::collections::btree_map::Entry;
        Ok(match self.spent.entry(customer) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(Spent::read(conn, customer)?),
        })
    }
}

/// Refuses more points than the rule lets pay this bill; what pays it already needs no cover anew, but
/// may not be too much of a bill that was put right.
pub(super) fn may_redeem(
    ledger: &Ledger,
    rule: Option<&Rule>,
    visit: VisitId,
    billed: &Billed,
) -> StoreResult<()> {
    if billed.redeemed == 0 {
        return Ok(());
    }
    let rule = rule.ok_or_else(|| refused("no_points"))?;
    let held = ledger.held_for(visit, billed.day, billed.redeemed);
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
