//! How the ledgers follow the visits.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use super::now::Now;
use super::referral::{Reward, Rewards};
use super::rules::Version;
use super::touched::Touched;
use super::{Kept, Pen, Rules, overdrawn};
use crate::domain::{BatchId, Day, VisitId};
use crate::points::{BROUGHT, CAME, Rule, Stamp, Wanted};
use crate::store::StoreResult;
use crate::store::writer::Writer;

const HOLDERS: &str = "
    SELECT DISTINCT coalesce(m.customer_id, l.customer_id)
    FROM points_line l LEFT JOIN merged m ON m.gone_id = l.customer_id WHERE l.visit_id = ?1";
const OF_BATCH: &str =
    "SELECT id FROM visit WHERE batch_id = ?1 AND day >= ?2 ORDER BY customer_id, day, id";
const ORPHANS: &str = "
    SELECT DISTINCT visit_id FROM points_line l WHERE visit_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM visit v WHERE v.id = l.visit_id)";

/// Ledgers that are kept in memory before they are written.
const WAITING: usize = 500;

/// Visits of a batch on days since the programme began, customer by customer.
pub(in crate::store) fn of_batch(conn: &Connection, batch: BatchId) -> StoreResult<Vec<i64>> {
    let Some(begin) = Rules::read(conn)?.begin() else {
        return Ok(Vec::new());
    };
    let mut statement = conn.prepare_cached(OF_BATCH)?;
    let rows = statement.query_map((batch.0, begin.to_string()), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Visits that are gone and that the ledger still knows.
pub(in crate::store) fn orphans(conn: &Connection) -> StoreResult<Vec<i64>> {
    let mut statement = conn.prepare_cached(ORPHANS)?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Makes the ledgers say of these visits what the visits say now. `noted`: as a part of a change
/// that the audit tells row by row.
pub(in crate::store) fn follow(
    writer: &mut Writer<'_>,
    pen: Pen<'_>,
    touched: &Touched,
    noted: bool,
) -> StoreResult<()> {
    if touched.is_nobody() {
        return Ok(());
    }
    let rules = Rules::read(writer.conn)?;
    let mut ledgers = Ledgers::default();
    // Where rewards lie is asked before anything moves.
    let moved = ledgers.rewards.of_all(writer.conn, touched)?;
    for visit in &touched.visits {
        ledgers.follow(writer.conn, &rules, pen.today, VisitId(*visit))?;
        if ledgers.kept.len() > WAITING {
            ledgers.write(writer, pen, noted)?;
        }
    }
    for visit in moved.iter().filter(|visit| !touched.visits.contains(visit)) {
        ledgers.follow_reward(writer.conn, &rules, pen.today, VisitId(*visit))?;
    }
    ledgers.write(writer, pen, noted)
}

/// The same for many visits of before, customer by customer, as if each had been written down on its
/// own day; what has lapsed since then has its lines.
pub(in crate::store) fn follow_day_by_day<'v>(
    writer: &mut Writer<'_>,
    pen: Pen<'_>,
    visits: impl IntoIterator<Item = &'v i64>,
) -> StoreResult<()> {
    let rules = Rules::read(writer.conn)?;
    let mut ledgers = Ledgers::default();
    let mut last = None;
    for visit in visits {
        let visit = VisitId(*visit);
        let now = Now::read(writer.conn, visit)?;
        let whose = now.as_ref().map(|now| now.customer);
        // More visits of the last one may come.
        if std::mem::replace(&mut last, whose) != whose && ledgers.kept.len() > WAITING {
            ledgers.write_lapsed(writer, pen)?;
        }
        let on = now.map_or(pen.today, |now| now.billed.day);
        ledgers.follow(writer.conn, &rules, on.min(pen.today), visit)?;
    }
    ledgers.write_lapsed(writer, pen)
}

/// Ledgers that are not written yet, by customer.
#[derive(Default)]
pub(super) struct Ledgers {
    kept: BTreeMap<i64, Kept>,
    rewards: Rewards,
}

impl Ledgers {
    pub(super) fn of(&mut self, conn: &Connection, customer: i64) -> StoreResult<&mut Kept> {
        use std::collections::btree_map::Entry;
        Ok(match self.kept.entry(customer) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(Kept::read(conn, customer)?),
        })
    }

    fn write(&mut self, writer: &mut Writer<'_>, pen: Pen<'_>, noted: bool) -> StoreResult<()> {
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

    fn write_lapsed(&mut self, writer: &mut Writer<'_>, pen: Pen<'_>) -> StoreResult<()> {
        for kept in self.kept.values_mut() {
            kept.ledger.lapse(pen.today);
        }
        self.write(writer, pen, false)
    }

    /// The lines of a visit that was written, in every ledger.
    fn follow(
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
                let version = self.of(conn, holder)?.ledger.paid_by(visit);
                let version = version.and_then(|id| rules.version(id));
                self.settle(conn, holder, (visit, day, today), version, &[])?;
            }
        }
        match now {
            Some(now) if now.is_done => self.pay(conn, rules, today, visit, now, reward),
            _ => Ok(()),
        }
    }

    /// The reward of a visit that was not written itself; what else it brought stays.
    fn follow_reward(
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
        for holder in all {
            let kept = self.of(conn, holder)?.ledger.without_referral(visit);
            let wanted = [kept, due(version, reward, holder)].concat();
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

    /// The version of the rules that paid a visit, else that of its day.
    pub(super) fn version<'a>(
        &mut self,
        conn: &Connection,
        rules: &'a Rules,
        visit: VisitId,
        day: Day,
        (customer, reward): (i64, Option<Reward>),
    ) -> StoreResult<Option<&'a Version>> {
        let mut paid_by = self.of(conn, customer)?.ledger.paid_by(visit);
        if let (None, Some(reward)) = (paid_by, reward) {
            paid_by = self.of(conn, reward.referrer)?.ledger.paid_by(visit);
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
        let off = Rule::default();
        let stamp = Stamp {
            visit,
            day,
            today,
            rule: version.map_or(&off, |version| &version.rule),
            version: version.map_or(0, |version| version.id),
        };
        let kept = self.of(conn, holder)?;
        let settled = kept.ledger.settle(stamp, wanted);
        settled.map_err(|why| overdrawn(&kept.ledger, today, why))
    }
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
