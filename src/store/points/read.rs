//! What the ledger says about a customer, and about everybody.

use rusqlite::Connection;

use super::now::{Now, lines};
use super::{Kept, Rules, tiers};
use crate::domain::{Birthday, CustomerId, Day, PointsBrief, TierBrief, VisitId};
use crate::points::{Billed, Kind, Outcome, Past, PastVisit, Rule, Simulation, a_year_to};
use crate::store::come::Come;
use crate::store::numbers::numbers_of;
use crate::store::rows::{day, maybe_day};
use crate::store::{Store, StoreResult};

const LAST: &str = "SELECT coalesce(max(id), 0) FROM customer";
const ENTRIES: &str = concat!(
    "
    SELECT l.id, l.kind, l.points, l.day, l.expires_on, l.visit_id, l.reason, l.staff_name,
           (SELECT kind FROM points_line r WHERE r.id = l.reverses),
           coalesce((SELECT points FROM points_lot t WHERE t.customer_id = ?1 AND t.line_id = l.id), 0)
    FROM points_line l
    WHERE l.customer_id IN ",
    numbers_of!("?1"),
    " ORDER BY l.id"
);
const PAST: &str = "
    SELECT t.customer_id, t.id, t.day, t.total, t.redeemed, c.birth_day, c.birth_month, c.birth_year
    FROM visit t JOIN customer c ON c.id = t.customer_id
    WHERE t.status = 'done' AND t.day >= ?1 AND t.day <= ?2 ORDER BY t.customer_id, t.day, t.id";

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
            Ok(PointsEntry {
                id: row.get(0)?,
                kind: kind(row.get(1)?).unwrap_or(Kind::Adjust),
                points: row.get(2)?,
                day: day(row, 3)?,
                expires: maybe_day(row, 4)?,
                visit: row.get::<_, Option<i64>>(5)?.map(VisitId),
                reason: row.get(6)?,
                staff: row.get(7)?,
                takes_back: kind(row.get(8)?),
                left: row.get(9)?,
            })
        })?;
        let mut entries: Vec<PointsEntry> = rows.collect::<Result<_, _>>()?;
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
            left: 0,
        }));
        Ok(entries)
    }

    /// What the visits of some days come to under two rules, customer by customer.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn play_again(
        &self,
        rules: &[Rule; 2],
        (from, until): (Day, Day),
        come: Come<'_>,
    ) -> StoreResult<[Outcome; 2]> {
        let _moment = self.moment()?;
        let mut plays = [&rules[0], &rules[1]].map(|rule| Simulation::new(rule, from, until));
        let by_words = |rule: &Rule| !rule.category.is_empty() || !rule.exclude.is_empty();
        let lines = rules.iter().any(by_words);
        let last: i64 = self.conn.query_row(LAST, [], |row| row.get(0))?;
        // The year before makes the tiers that somebody begins with.
        let (before, _) = a_year_to(from);
        self.each_past((before, until), lines, |past| {
            for play in &mut plays {
                play.play(past);
            }
            let percent = past.customer.0.max(0) * 100 / last.max(1);
            come(u8::try_from(percent.min(100)).unwrap_or(100));
        })?;
        Ok(plays.map(Simulation::end))
    }

    /// Done visits from a day to a day, both included, customer by customer, to be played again.
    /// With the lines only where `lines` are asked for.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn each_past(
        &self,
        (from, until): (Day, Day),
        with_lines: bool,
        mut play: impl FnMut(&Past),
    ) -> StoreResult<()> {
        let mut statement = self.conn.prepare_cached(PAST)?;
        let mut rows = statement.query([from.to_string(), until.to_string()])?;
        let mut past: Option<Past> = None;
        while let Some(row) = rows.next()? {
            let customer = CustomerId(row.get(0)?);
            if past.as_ref().is_some_and(|past| past.customer != customer)
                && let Some(whole) = past.take()
            {
                play(&whole);
            }
            let visit = VisitId(row.get(1)?);
            let billed = Billed {
                day: day(row, 2)?,
                total: row.get(3)?,
                redeemed: row.get::<_, Option<i64>>(4)?.unwrap_or(0),
                lines: if with_lines {
                    lines(&self.conn, visit)?
                } else {
                    Vec::new()
                },
            };
            let birthday = Birthday {
                day: row.get(5)?,
                month: row.get(6)?,
                year: row.get(7)?,
            };
            let past = past.get_or_insert_with(|| Past {
                customer,
                birthday: Some(birthday),
                visits: Vec::new(),
            });
            past.visits.push(PastVisit { id: visit, billed });
        }
        past.iter().for_each(play);
        Ok(())
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
