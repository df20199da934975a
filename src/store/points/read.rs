//! What the ledger says about a customer, and about everybody.

use rusqlite::Connection;

use super::now::Now;
use super::reckoned::{Reckoned, reckoned};
use super::{Kept, Rules, tiers};
use crate::domain::{CustomerId, Day, PointsBrief, TierBrief, VisitId};
use crate::points::{Kind, Rule, WELCOME, Weight};
use crate::store::numbers::numbers_of;
use crate::store::rows::{day, maybe_day};
use crate::store::{Store, StoreResult};

const ENTRIES: &str = concat!(
    "
    SELECT l.id, l.kind, l.points, l.day, l.expires_on, l.visit_id, l.reason, l.staff_name,
           (SELECT kind FROM points_line r WHERE r.id = l.reverses),
           coalesce((SELECT points FROM points_lot t WHERE t.customer_id = ?1 AND t.line_id = l.id), 0),
           coalesce((SELECT reason FROM points_line r WHERE r.id = l.reverses), ''), l.tier_percent, l.is_birthday,
           (SELECT total FROM visit v WHERE v.id = l.visit_id), l.rule_id
    FROM points_line l
    WHERE l.customer_id IN ",
    numbers_of!("?1"),
    " ORDER BY l.id"
);

/// One line of a ledger, for showing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointsEntry {
    /// Its number; `None` for what has lapsed and gets its line when something else is written.
    pub id: Option<i64>,
    /// Why.
    pub kind: Kind,
    /// How many came, or, below zero, went.
    pub points: i64,
    /// The day that it counts from.
    pub day: Day,
    /// The last day on which what came is valid.
    pub expires: Option<Day>,
    /// The visit that it belongs to.
    pub visit: Option<VisitId>,
    /// What was said about it.
    pub reason: String,
    /// Who wrote it.
    pub staff: String,
    /// Of what kind the line is that it takes back.
    pub takes_back: Option<Kind>,
    /// Whether it welcomed somebody, or takes back a line that did.
    pub welcome: bool,
    /// By what else an award was reckoned.
    pub weight: Option<Weight>,
    /// What the visit came to that it belongs to, minor units.
    pub bill: Option<i64>,
    /// By what rules and money; `None` where the visit is not any more as it was then.
    pub reckoned: Option<Reckoned>,
    /// What is left of what came, today; 0 where it is used up, lapsed or taken back.
    pub left: i64,
}

impl Store {
    /// The rule in force on a day; `None` before the programme began.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn points_rule(&self, on: Day) -> StoreResult<Option<Rule>> {
        Rules::in_force(&self.conn, on)
    }

    /// The rule in force today.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn points_rule_now(&self) -> StoreResult<Option<Rule>> {
        self.points_rule(self.told_today())
    }

    /// From which day on other rules hold than on this one; `None` where none are to come.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn points_rule_after(&self, day: Day) -> StoreResult<Option<Day>> {
        Ok(Rules::read(&self.conn)?.after(day))
    }

    /// What of a customer's points may pay a part of a bill, and the rule that says how: of a new
    /// visit, or of one that is corrected, where what it brought itself does not count.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn redeemable(
        &self,
        customer: CustomerId,
        visit: Option<VisitId>,
    ) -> StoreResult<Option<(i64, Rule)>> {
        let today = self.told_today();
        let rules = Rules::read(&self.conn)?;
        let ledger = Kept::read(&self.conn, customer.0)?.ledger;
        let (has, paid_by, on) = match visit {
            Some(visit) => {
                let now = Now::read(&self.conn, visit)?;
                let day = now.map_or(today, |now| now.billed.day);
                let has = ledger.spendable(day, Some(visit));
                (has, ledger.paid_by(visit, day), day)
            }
            None => (ledger.balance_on(today), None, today),
        };
        let version = paid_by.and_then(|id| rules.version(id));
        let version = version.or_else(|| rules.on(on));
        Ok(version.map(|version| (has, version.rule.clone())))
    }

    /// The lines of a customer's ledger, oldest first, and what has lapsed since the last of them: they
    /// add up to the balance.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn points_of(&self, customer: CustomerId) -> StoreResult<Vec<PointsEntry>> {
        let mut statement = self.conn.prepare_cached(ENTRIES)?;
        let kind = |word: Option<String>| word.and_then(|word| Kind::of(&word));
        let rows = statement.query_map([customer.0], |row| {
            let own = kind(row.get(1)?).unwrap_or(Kind::Adjust);
            let reason: String = row.get(6)?;
            let taken: String = row.get(10)?;
            let (tier_percent, is_birthday) = (row.get(11)?, row.get(12)?);
            let weight = Option::zip(tier_percent, is_birthday);
            let entry = PointsEntry {
                id: row.get(0)?,
                kind: own,
                points: row.get(2)?,
                day: day(row, 3)?,
                expires: maybe_day(row, 4)?,
                visit: row.get::<_, Option<i64>>(5)?.map(VisitId),
                welcome: taken == WELCOME || (own == Kind::Earn && reason == WELCOME),
                reason,
                staff: row.get(7)?,
                takes_back: kind(row.get(8)?),
                weight: weight.map(|(tier_percent, is_birthday)| Weight {
                    tier_percent,
                    is_birthday,
                }),
                bill: row.get(13)?,
                reckoned: None,
                left: row.get(9)?,
            };
            Ok((entry, row.get(14)?))
        })?;
        let found: Vec<(PointsEntry, Option<i64>)> = rows.collect::<Result<_, _>>()?;
        let rules = Rules::ever(&self.conn)?;
        let mut entries = Vec::with_capacity(found.len());
        for (mut entry, rule) in found {
            entry.reckoned = reckoned(&self.conn, &rules, &entry, rule)?;
            entries.push(entry);
        }
        let mut ledger = Kept::read(&self.conn, customer.0)?.ledger;
        let written = ledger.lines().len();
        ledger.lapse(self.told_today());
        entries.extend(ledger.lines()[written..].iter().map(|line| PointsEntry {
            id: None,
            kind: line.kind,
            points: line.points,
            day: line.day,
            expires: line.expires,
            visit: line.visit,
            reason: line.reason.clone(),
            staff: String::new(),
            takes_back: None,
            welcome: false,
            weight: None,
            bill: None,
            reckoned: None,
            left: 0,
        }));
        Ok(entries)
    }
}

/// Points and tier of a customer on a day; `None` without a programme on that day and without a
/// line in the ledger.
pub(in crate::store) fn brief(
    conn: &Connection,
    customer: CustomerId,
    today: Day,
) -> StoreResult<Option<PointsBrief>> {
    let rule = Rules::in_force(conn, today)?;
    let rule = rule.as_ref();
    let kept = Kept::read(conn, customer.0)?;
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
    let tier = match rule {
        Some(rule) => {
            tiers::standing(conn, &ledger, rule, customer, today)?.map(|standing| TierBrief {
                name: rule.tier[standing.tier].name.clone(),
                place: standing.tier,
                promise: rule.tier[standing.tier].promise.clone(),
                until: standing.until,
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
