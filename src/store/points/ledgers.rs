//! The ledgers that a change of visits concerns, and how each follows one visit.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use super::came::day_of;
use super::gains::Spent;
use super::now::Now;
use super::referral::{Reward, Rewards};
use super::rules::Version;
use super::welcome::Welcomes;
use super::{Kept, Pen, Rules, overdrawn};
use crate::domain::{Day, VisitId};
use crate::points::{BROUGHT, CAME, Overdraft, Rule, Stamp, Wanted};
use crate::store::table::VISIT;
use crate::store::writer::Writer;
use crate::store::{StoreError, StoreResult};

const HOLDERS: &str = "
    SELECT DISTINCT coalesce(m.customer_id, l.customer_id)
    FROM points_line l LEFT JOIN merged m ON m.gone_id = l.customer_id WHERE l.visit_id = ?1";

/// Ledgers that are not written yet, by customer.
pub(super) struct Ledgers {
    pub(super) kept: BTreeMap<i64, Kept>,
    pub(super) rewards: Rewards,
    pub(super) welcomes: Welcomes,
    /// What those spent whose visits are written: read once for many of them.
    pub(super) spent: BTreeMap<i64, Spent>,
    /// Whether nobody's points may go below zero.
    blocks: bool,
}

impl Ledgers {
    /// None yet. Whether points may go below zero is what the rules of today say, whichever pay a visit.
    pub(super) fn new(today: Option<&Version>) -> Self {
        let overdraft = today.map(|version| version.rule.overdraft);
        Self {
            blocks: overdraft == Some(Overdraft::Block),
            ..Self::unasked()
        }
    }

    /// None yet, where nobody can be asked: points may go below zero, and that is told.
    pub(super) fn unasked() -> Self {
        Self {
            kept: BTreeMap::new(),
            rewards: Rewards::default(),
            welcomes: Welcomes::default(),
            spent: BTreeMap::new(),
            blocks: false,
        }
    }

    pub(super) fn of(&mut self, conn: &Connection, customer: i64) -> StoreResult<&mut Kept> {
        use std::collections::btree_map::Entry;
        Ok(match self.kept.entry(customer) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(Kept::read(conn, customer)?),
        })
    }

    pub(super) fn write(
        &mut self,
        writer: &mut Writer<'_>,
        pen: Pen<'_>,
        noted: bool,
    ) -> StoreResult<()> {
        self.spent.clear();
        for (_, mut kept) in std::mem::take(&mut self.kept) {
            if noted {
                kept.write_noted(writer, pen)?;
            } else {
                let at = writer.at.clone();
                kept.write(writer.conn, pen, &at)?;
            }
        }
        Ok(())
    }

    pub(super) fn write_lapsed(
        &mut self,
        writer: &mut Writer<'_>,
        pen: Pen<'_>,
    ) -> StoreResult<()> {
        for kept in self.kept.values_mut() {
            kept.ledger.lapse(pen.today);
        }
        self.write(writer, pen, false)
    }

    /// As [`Ledgers::follow`]; where points cannot pay a part of the visit, as many pay it as did before. Says whether they could.
    pub(super) fn follow_or_forgo(
        &mut self,
        writer: &mut Writer<'_>,
        rules: &Rules,
        today: Day,
        visit: VisitId,
    ) -> StoreResult<bool> {
        let now = Now::read(writer.conn, visit)?;
        let Some(now) = now.filter(|now| now.is_done && now.billed.redeemed > 0) else {
            return self.follow(writer.conn, rules, today, visit).map(|()| true);
        };
        let before = self.of(writer.conn, now.customer)?.clone();
        let held = Some(before.ledger.redeemed_at(visit)).filter(|held| *held > 0);
        let mut tried = self.follow(writer.conn, rules, today, visit);
        let mut could = true;
        for redeemed in [held, None] {
            match &tried {
                Err(StoreError::Refused(why)) if is_want_of_points(why) => could = false,
                _ => break,
            }
            self.kept.insert(now.customer, before.clone());
            let set = vec![("redeemed", redeemed.into())];
            writer.update(&VISIT, &[visit.0.into()], set)?;
            tried = self.follow(writer.conn, rules, today, visit);
        }
        tried.map(|()| could)
    }

    /// The lines of a visit that was written, in every ledger.
    pub(super) fn follow(
        &mut self,
        conn: &Connection,
        rules: &Rules,
        today: Day,
        visit: VisitId,
    ) -> StoreResult<()> {
        let now = Now::read(conn, visit)?;
        let reward = self.reward(conn, visit, now.as_ref())?;
        let payer = now.as_ref().filter(|now| now.is_done);
        let payer = payer.map(|now| now.customer);
        let day = now.as_ref().map_or(today, |now| now.billed.day);
        for holder in holders(conn, visit)? {
            let mine = reward.map(|reward| reward.referrer) == Some(holder);
            if Some(holder) != payer && !mine {
                let version = self.of(conn, holder)?.ledger.last_paid_by(visit);
                let version = version.and_then(|id| rules.version(id));
                let wanted = match &now {
                    Some(now) => self.rewarded(conn, (visit, now), (None, reward), holder)?,
                    None => Vec::new(),
                };
                self.settle(conn, holder, (visit, day, today), version, &wanted)?;
            }
        }
        match now {
            Some(now) if now.is_done => self.pay(conn, rules, today, visit, now, reward),
            _ => Ok(()),
        }
    }

    /// The reward and the welcome of a visit that was not written itself; what else it brought stays.
    pub(super) fn follow_gifts(
        &mut self,
        conn: &Connection,
        rules: &Rules,
        today: Day,
        visit: VisitId,
    ) -> StoreResult<()> {
        let Some(now) = Now::read(conn, visit)? else {
            return Ok(());
        };
        let reward = self.reward(conn, visit, Some(&now))?;
        let version = self.version(conn, rules, visit, now.billed.day, (now.customer, reward))?;
        let mut all = holders(conn, visit)?;
        all.insert(now.customer);
        all.extend(reward.map(|reward| reward.referrer));
        let welcome = self.greeting(conn, rules, (visit, now.customer), version)?;
        for holder in all {
            let mut wanted = self.of(conn, holder)?.ledger.but_for_gifts(visit);
            wanted.extend(Wanted::welcome(welcome).filter(|_| holder == now.customer));
            let gifts = (version, reward);
            wanted.extend(self.rewarded(conn, (visit, &now), gifts, holder)?);
            self.settle(
                conn,
                holder,
                (visit, now.billed.day, today),
                version,
                &wanted,
            )?;
        }
        Ok(())
    }

    /// The reward that comes with this visit, if it is the one.
    fn reward(
        &mut self,
        conn: &Connection,
        visit: VisitId,
        now: Option<&Now>,
    ) -> StoreResult<Option<Reward>> {
        let Some(now) = now.filter(|now| now.is_paid() && now.referrer.is_some()) else {
            return Ok(None);
        };
        let reward = self.rewards.of(conn, now.customer)?;
        Ok(reward.filter(|reward| reward.visit == visit.0))
    }

    /// The version of the rules that paid a visit on its day, else that of the day.
    pub(super) fn version<'a>(
        &mut self,
        conn: &Connection,
        rules: &'a Rules,
        visit: VisitId,
        day: Day,
        (customer, reward): (i64, Option<Reward>),
    ) -> StoreResult<Option<&'a Version>> {
        let mut paid_by = self.of(conn, customer)?.ledger.paid_by(visit, day);
        if let (None, Some(reward)) = (paid_by, reward) {
            paid_by = self.of(conn, reward.referrer)?.ledger.paid_by(visit, day);
        }
        let paid = paid_by.and_then(|id| rules.version(id));
        Ok(paid.or_else(|| rules.on(day)))
    }

    /// Makes the lines of a visit in one ledger those of `wanted`.
    pub(super) fn settle(
        &mut self,
        conn: &Connection,
        holder: i64,
        (visit, day, today): (VisitId, Day, Day),
        version: Option<&Version>,
        wanted: &[Wanted],
    ) -> StoreResult<()> {
        let (off, blocks) = (Rule::default(), self.blocks);
        let kept = self.of(conn, holder)?;
        kept.stand_for(visit, wanted, today);
        let stamp = Stamp {
            visit,
            day: day_of(kept, visit, day),
            today,
            rule: version.map_or(&off, |version| &version.rule),
            version: version.map_or(0, |version| version.id),
            blocks,
        };
        let settled = kept.ledger.settle(stamp, wanted);
        settled.map_err(|why| overdrawn(&kept.ledger, today, why))
    }
}

/// Whether a refusal says that points cannot pay as much of a visit as it says.
fn is_want_of_points(why: &[(String, String)]) -> bool {
    let mut why = why.iter();
    why.any(|(field, why)| field == "redeemed" || why.starts_with("too_few_points"))
}

/// Whose ledgers know a visit.
fn holders(conn: &Connection, visit: VisitId) -> StoreResult<BTreeSet<i64>> {
    let mut statement = conn.prepare_cached(HOLDERS)?;
    let holders = statement.query_map([visit.0], |row| row.get(0))?;
    Ok(holders.collect::<Result<_, _>>()?)
}

/// What one of the two gets with the visit that the reward comes with.
pub(super) fn due(version: Option<&Version>, reward: Option<Reward>, holder: i64) -> Vec<Wanted> {
    let Some((version, reward)) = version.zip(reward) else {
        return Vec::new();
    };
    let (came, brought) = version.rule.referral_points();
    let wanted = if holder == reward.referrer {
        Wanted::referral(brought, BROUGHT)
    } else if holder == reward.friend {
        Wanted::referral(came, CAME)
    } else {
        None
    };
    wanted.into_iter().collect()
}
