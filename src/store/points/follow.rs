//! How the ledgers follow the visits.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension};

use super::referral::{Reward, Rewards};
use super::rules::Version;
use super::{Kept, Pen, Rules, too_few};
use crate::domain::{BatchId, Birthday, CustomerId, Day, VisitId};
use crate::points::{
    Award, BROUGHT, Basis, Billed, BilledLine, CAME, Kind, Ledger, Rule, Stamp, Wanted,
    most_redeemable, tier,
};
use crate::store::rows::day;
use crate::store::table::{CUSTOMER, Table, VISIT, VISIT_LINE};
use crate::store::writer::{Image, Writer};
use crate::store::{StoreError, StoreResult};

const VISIT_NOW: &str = "
    SELECT v.customer_id, v.day, v.status, v.total, v.redeemed, c.referred_by
    FROM visit v LEFT JOIN customer c ON c.id = v.customer_id WHERE v.id = ?1";
const LINES: &str = "SELECT text, amount FROM visit_line WHERE visit_id = ?1 ORDER BY position";
const HOLDERS: &str = "SELECT DISTINCT customer_id FROM points_line WHERE visit_id = ?1";
const BIRTHDAY: &str = "SELECT birth_day, birth_month, birth_year FROM customer WHERE id = ?1";
pub(super) const FIRST_PAID: &str = "
    SELECT id FROM visit WHERE customer_id = ?1 AND status = 'done' AND total > 0 ORDER BY day, id LIMIT 1";
const SPENT_BEFORE: &str = "
    SELECT day, total FROM visit WHERE customer_id = ?1 AND day < ?2 AND status = 'done' AND total IS NOT NULL
    ORDER BY day";
const GIVEN: &str = "SELECT tier, until FROM tier_given WHERE customer_id = ?1";
const OF_BATCH: &str =
    "SELECT id FROM visit WHERE batch_id = ?1 AND day >= ?2 ORDER BY customer_id, day, id";
const ORPHANS: &str = "
    SELECT DISTINCT visit_id FROM points_line l WHERE visit_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM visit v WHERE v.id = l.visit_id)";

/// Columns of a visit that decide about points.
const DECIDE: [&str; 5] = ["customer_id", "day", "status", "total", "redeemed"];

/// Ledgers that are kept in memory before they are written.
const WAITING: usize = 500;

/// Whose points may be others after what was written.
#[derive(Debug, Default)]
pub(in crate::store) struct Touched {
    /// These visits were written, or are gone.
    pub(in crate::store) visits: Vec<i64>,
    /// They came, or did not: the reward for bringing them may come with another visit.
    pub(in crate::store) friends: BTreeSet<i64>,
    /// Somebody else has brought them, or nobody.
    pub(in crate::store) brought: BTreeSet<i64>,
    /// Visits that are somebody else's now: a reward that came with them was for the other one.
    pub(in crate::store) handed_over: BTreeSet<i64>,
}

impl Touched {
    fn is_nobody(&self) -> bool {
        self.visits.is_empty() && self.friends.is_empty() && self.brought.is_empty()
    }
}

/// Whose points may be others after these writes: what somebody wrote into a note changes none.
pub(in crate::store) fn touched(images: &[Image]) -> Touched {
    let mut touched = Touched::default();
    let mut visits = BTreeSet::new();
    for image in images {
        let (visit, friend, brought) = match image.table.name {
            name if name == VISIT.name && decides(image, &DECIDE) => {
                (Some("id"), Some("customer_id"), None)
            }
            name if name == VISIT_LINE.name => (Some("visit_id"), None, None),
            name if name == CUSTOMER.name && decides(image, &["referred_by"]) => {
                (None, None, Some("id"))
            }
            _ => continue,
        };
        if visit == Some("id") && decides(image, &["customer_id"]) {
            let row = image.after.as_ref();
            let id = row.and_then(|row| number(image.table, row, "id"));
            touched.handed_over.extend(id);
        }
        for row in [&image.before, &image.after].into_iter().flatten() {
            let value = |column: Option<&str>| number(image.table, row, column?);
            visits.extend(value(visit));
            touched.friends.extend(value(friend));
            touched.brought.extend(value(brought));
        }
    }
    touched.visits = visits.into_iter().collect();
    touched
}

fn decides(image: &Image, columns: &[&str]) -> bool {
    let at = |column: &&str| image.table.at(column);
    let mut columns = columns.iter().filter_map(at);
    match (&image.before, &image.after) {
        (Some(before), Some(after)) => columns.any(|at| before[at] != after[at]),
        // Somebody new whom nobody brought, or who goes.
        (Some(row), None) | (None, Some(row)) if image.table.name == CUSTOMER.name => {
            columns.any(|at| row[at] != Value::Null)
        }
        _ => true,
    }
}

fn number(table: &Table, row: &[Value], column: &str) -> Option<i64> {
    match row.get(table.at(column)?) {
        Some(Value::Integer(number)) => Some(*number),
        _ => None,
    }
}

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

/// A visit as it is now, as far as it decides.
struct Now {
    customer: i64,
    /// Who brought whose it is.
    referrer: Option<i64>,
    is_done: bool,
    billed: Billed,
}

impl Now {
    fn read(conn: &Connection, visit: VisitId) -> StoreResult<Option<Self>> {
        let mut statement = conn.prepare_cached(VISIT_NOW)?;
        let now = statement.query_row([visit.0], |row| {
            let customer: Option<i64> = row.get(0)?;
            Ok(customer
                .map(|customer| (customer, row.get::<_, String>(2)))
                .map(|(customer, status)| {
                    Ok::<_, rusqlite::Error>(Self {
                        customer,
                        referrer: row.get(5)?,
                        is_done: status? == "done",
                        billed: Billed {
                            day: day(row, 1)?,
                            total: row.get(3)?,
                            redeemed: row.get::<_, Option<i64>>(4)?.unwrap_or(0),
                            lines: Vec::new(),
                        },
                    })
                }))
        });
        Ok(now.optional()?.flatten().transpose()?)
    }

    fn is_paid(&self) -> bool {
        self.is_done && self.billed.total.unwrap_or(0) > 0
    }
}

/// Ledgers that are not written yet, by customer.
#[derive(Default)]
struct Ledgers {
    kept: BTreeMap<i64, Kept>,
    rewards: Rewards,
}

impl Ledgers {
    fn of(&mut self, conn: &Connection, customer: i64) -> StoreResult<&mut Kept> {
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
    fn version<'a>(
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
    fn settle(
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
        kept.ledger.settle(stamp, wanted).map_err(too_few)
    }

    /// What a done visit brings to whose it is and to who brought them, and what points pay of it.
    fn pay(
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
        may_redeem(&kept.ledger, &version.rule, visit, &now.billed, today)?;
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

/// What one of the two gets with the visit that the reward comes with.
fn due(version: Option<&Version>, reward: Option<Reward>, holder: i64) -> Vec<Wanted> {
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

/// Whose ledgers know a visit.
fn holders(conn: &Connection, visit: VisitId) -> StoreResult<BTreeSet<i64>> {
    let mut statement = conn.prepare_cached(HOLDERS)?;
    let holders = statement.query_map([visit.0], |row| row.get(0))?;
    Ok(holders.collect::<Result<_, _>>()?)
}

/// Refuses more points than the rule lets pay this bill, where they are not paid already.
fn may_redeem(
    ledger: &Ledger,
    rule: &Rule,
    visit: VisitId,
    billed: &Billed,
    today: Day,
) -> StoreResult<()> {
    let held = ledger.of_visit(visit).into_iter();
    let held = held.map(|at| &ledger.lines()[at]);
    let held: i64 = held
        .filter(|line| line.kind == Kind::Redeem)
        .map(|line| -line.points)
        .sum();
    if billed.redeemed == 0 || billed.redeemed == held {
        return Ok(());
    }
    let has = ledger.balance_without(visit, today);
    let most = most_redeemable(rule, billed.total.unwrap_or(0), has);
    let fits = billed.redeemed % rule.redeem.step == 0 && billed.redeemed >= rule.redeem.block;
    match (billed.redeemed > has, billed.redeemed > most, fits) {
        (true, ..) => Err(refused("too_few_points")),
        (_, true, _) => Err(refused("too_many_points")),
        (.., false) => Err(refused("points_step")),
        _ => Ok(()),
    }
}

fn refused(why: &str) -> StoreError {
    StoreError::Refused(vec![("redeemed".to_owned(), why.to_owned())])
}

/// What counts of a visit's lines.
pub(super) fn lines(conn: &Connection, visit: VisitId) -> StoreResult<Vec<BilledLine>> {
    let mut statement = conn.prepare_cached(LINES)?;
    let rows = statement.query_map([visit.0], |row| {
        Ok(BilledLine {
            text: row.get(0)?,
            amount: row.get(1)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
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

/// Whether the first paid visit is this one, and no other brought the welcome already.
fn is_welcome(conn: &Connection, ledger: &Ledger, visit: VisitId, now: &Now) -> StoreResult<bool> {
    if !now.is_paid() || ledger.was_welcomed(visit) {
        return Ok(false);
    }
    if ledger.welcomes(visit) {
        return Ok(true);
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

/// What makes the tier, before a day: money or points.
pub(super) fn gains(
    conn: &Connection,
    ledger: &Ledger,
    rule: &Rule,
    customer: CustomerId,
    before: Day,
) -> StoreResult<Vec<(Day, i64)>> {
    if rule.basis == Basis::Points {
        let lines = ledger.lines().iter().enumerate();
        let mut gains: Vec<_> = lines
            .filter(|(at, line)| {
                let earned = matches!(line.kind, Kind::Earn | Kind::Birthday | Kind::Referral);
                earned && line.day < before && !ledger.is_reversed(*at)
            })
            .map(|(_, line)| (line.day, line.points))
            .collect();
        gains.sort_by_key(|(day, _)| *day);
        return Ok(gains);
    }
    let mut statement = conn.prepare_cached(SPENT_BEFORE)?;
    let rows = statement.query_map((customer.0, before.to_string()), |row| {
        Ok((day(row, 0)?, row.get(1)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The tier that somebody gave, by its place, and through which day.
pub(super) fn given(
    conn: &Connection,
    rule: &Rule,
    customer: CustomerId,
) -> StoreResult<Option<(usize, Day)>> {
    let mut statement = conn.prepare_cached(GIVEN)?;
    let given = statement.query_row([customer.0], |row| {
        Ok((row.get::<_, String>(0)?, day(row, 1)?))
    });
    let given = given.optional()?;
    Ok(given.and_then(|(name, until)| {
        let place = rule.tier.iter().position(|tier| tier.name == name)?;
        Some((place, until))
    }))
}
