//! Whether the ledgers agree: with themselves, with what is kept of their lots, and with the visits.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use super::now::{Now, lines};
use super::rules::Version;
use super::{Kept, Rules, sound_reward, welcome};
use crate::domain::{Day, VisitId};
use crate::points::{Award, Billed, Kind, Ledger, Rule, Weight};
use crate::store::StoreResult;
use crate::store::rows::day;

const CONCERNED: &str = "
    SELECT coalesce(m.customer_id, l.customer_id) FROM points_line l LEFT JOIN merged m ON m.gone_id = l.customer_id
    UNION SELECT customer_id FROM points_lot
    UNION SELECT customer_id FROM visit WHERE customer_id IS NOT NULL AND day >= ?1 ORDER BY 1";
const LOTS: &str = "SELECT line_id, points FROM points_lot WHERE customer_id = ?1 ORDER BY line_id";
const DONE: &str = "
    SELECT id, day, total, redeemed FROM visit WHERE customer_id = ?1 AND status = 'done' ORDER BY day, id";

/// Who has a ledger that does not agree, and in what: a stable word. At most so many.
///
/// What a visit brought is held against what weighed in it when it was written down; of one that never brought any, against
/// every tier.
pub(in crate::store) fn faults(
    conn: &Connection,
    most: usize,
) -> StoreResult<Vec<(i64, &'static str)>> {
    let (rules, ever) = (Rules::read(conn)?, Rules::ever(conn)?);
    let begin = rules.begin().unwrap_or(Day::MAX).to_string();
    let mut statement = conn.prepare(CONCERNED)?;
    let customers = statement.query_map([begin], |row| row.get::<_, i64>(0))?;
    let mut found = Vec::new();
    for customer in customers {
        let customer = customer?;
        let faults = of_customer(conn, (&rules, &ever), customer)?;
        found.extend(faults.into_iter().map(|fault| (customer, fault)));
        if found.len() >= most {
            break;
        }
    }
    let left = most.saturating_sub(found.len());
    let rewards = sound_reward::faults(conn, &ever, left)?.into_iter();
    found.extend(rewards.map(|friend| (friend, "referral")));
    Ok(found)
}

/// What is wrong with one ledger.
fn of_customer(
    conn: &Connection,
    (rules, ever): (&Rules, &Rules),
    customer: i64,
) -> StoreResult<BTreeSet<&'static str>> {
    let kept = Kept::read(conn, customer)?;
    let mut faults: BTreeSet<_> = kept.ledger.faults().into_iter().collect();
    let mut statement = conn.prepare_cached(LOTS)?;
    let lots = statement.query_map([customer], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let lots: Vec<(i64, i64)> = lots.collect::<Result<_, _>>()?;
    if lots != kept.lots() {
        faults.insert("lots");
    }
    let early = |line: &crate::points::Line| line.points > 0 && line.expires < Some(line.day);
    if kept
        .ledger
        .lines()
        .iter()
        .any(|line| line.expires.is_some() && line.kind != Kind::Reverse && early(line))
    {
        faults.insert("day");
    }
    if !is_welcomed_rightly(conn, rules, &kept, customer)? {
        faults.insert("welcome");
    }
    let mut counting = counting(&kept.ledger);
    let mut statement = conn.prepare_cached(DONE)?;
    let mut rows = statement.query([customer])?;
    while let Some(row) = rows.next()? {
        let visit = VisitId(row.get(0)?);
        let billed = Billed {
            day: day(row, 1)?,
            total: row.get(2)?,
            redeemed: row.get::<_, Option<i64>>(3)?.unwrap_or(0),
            lines: Vec::new(),
        };
        let has = counting.remove(&visit).unwrap_or_default();
        if has.redeemed != billed.redeemed {
            faults.insert("redeemed");
        }
        // What came along follows rules that nobody knows here.
        let came = !kept.came_with(visit).is_empty();
        let rules = (rules, ever);
        if !came && !is_possible(conn, rules, &kept.ledger, (visit, billed), has.award)? {
            faults.insert("award");
        }
    }
    if !counting.is_empty() {
        faults.insert("visit");
    }
    Ok(faults)
}

/// Whether the one welcome that counts came with the visit that it belongs to, by the rules that paid that one. What came
/// along from another book welcomes as it did there.
fn is_welcomed_rightly(
    conn: &Connection,
    rules: &Rules,
    kept: &Kept,
    customer: i64,
) -> StoreResult<bool> {
    let lines = kept.ledger.lines();
    let counting: Vec<usize> = kept.ledger.welcomes().collect();
    let came = |at: usize| kept.batch_of(at).is_some();
    if counting
        .iter()
        .any(|at| came(*at) && lines[*at].visit.is_none())
    {
        return Ok(true);
    }
    let visit = welcome::find(conn, rules, kept, customer)?.map(VisitId);
    let now = match visit {
        Some(visit) => Now::read(conn, visit)?.map(|now| (visit, now.billed.day)),
        None => None,
    };
    let paid = now.and_then(|(visit, on)| kept.ledger.paid_by(visit, on));
    let rule = paid
        .and_then(|id| rules.version(id))
        .map(|version| &version.rule);
    Ok(match counting.as_slice() {
        // Nothing was ever written about it: any that was in force, or none.
        [] => rule.is_none_or(|rule| !rule.on || rule.welcome == 0),
        [at] => {
            let by_rule = rule.is_some_and(|rule| rule.welcome == lines[*at].points);
            lines[*at].visit == visit && (came(*at) || by_rule)
        }
        _ => false,
    })
}

/// What the lines of a visit come to that count.
#[derive(Debug, Clone, Copy, Default)]
struct OfVisit {
    award: Award,
    redeemed: i64,
}

fn counting(ledger: &Ledger) -> BTreeMap<VisitId, OfVisit> {
    let mut visits: BTreeMap<VisitId, OfVisit> = BTreeMap::new();
    for (at, line) in ledger.lines().iter().enumerate() {
        let Some(visit) = line.visit else { continue };
        let follows = matches!(line.kind, Kind::Earn | Kind::Redeem | Kind::Birthday);
        if !follows || ledger.is_reversed(at) {
            continue;
        }
        let of = visits.entry(visit).or_default();
        match line.kind {
            Kind::Redeem => of.redeemed -= line.points,
            Kind::Birthday => of.award.birthday += line.points,
            _ if line.is_welcome() => {}
            _ => of.award.earned += line.points,
        }
    }
    visits
}

/// Whether a rule brings this award to somebody: the one that paid the visit, or for a visit
/// that nothing was ever written about any that was in force, or none where none is.
fn is_possible(
    conn: &Connection,
    (rules, ever): (&Rules, &Rules),
    ledger: &Ledger,
    (visit, mut billed): (VisitId, Billed),
    award: Award,
) -> StoreResult<bool> {
    let paid = ledger.paid_by(visit, billed.day);
    let paid = paid.and_then(|id| ever.version(id));
    let versions: Vec<&Version> = match paid {
        Some(version) => vec![version],
        None => ever.until(billed.day),
    };
    // By rules that were taken back since it may have brought some, and now there are none for its day.
    if award == Award::default() && paid.is_none() && rules.on(billed.day).is_none() {
        return Ok(true);
    }
    let by_words =
        |version: &&Version| !version.rule.category.is_empty() || !version.rule.exclude.is_empty();
    if versions.iter().any(by_words) {
        billed.lines = lines(conn, visit)?;
    }
    let weighed = ledger.weighed(visit, billed.day);
    let mut versions = versions.into_iter();
    Ok(versions.any(|version| {
        let rule = &version.rule;
        let weights = weighed.map_or_else(|| weights(rule), |weight| vec![weight]);
        let mut awards = weights.into_iter();
        awards.any(|weight| Award::of(rule, &billed, weight) == award)
    }))
}

/// What may have weighed: each tier, with and without a birthday in the month.
fn weights(rule: &Rule) -> Vec<Weight> {
    let percents = rule.tier.iter().map(|tier| tier.percent).chain([100]);
    let weights = percents.flat_map(|tier_percent| {
        [false, true].map(|is_birthday| Weight {
            tier_percent,
            is_birthday,
        })
    });
    weights.collect()
}
