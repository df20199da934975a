//! `kenal points --json`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::shown::Points;
use crate::domain::{Card, Day, TierBrief};
use crate::points::{Difference, Outcome, Rule};
use crate::store::PointsEntry;

/// A customer's ledger.
#[derive(Debug, Serialize)]
pub struct Ledger {
    customer_id: Option<String>,
    name: Option<String>,
    points: Option<Points>,
    tier: Option<Tier>,
    lines: Vec<Line>,
}

/// Where somebody stands.
#[derive(Debug, Serialize)]
struct Tier {
    name: String,
    promise: String,
    until: Option<Day>,
    next: Option<Next>,
}

#[derive(Debug, Serialize)]
struct Next {
    name: String,
    missing: i64,
}

#[derive(Debug, Serialize)]
struct Line {
    id: Option<i64>,
    kind: &'static str,
    points: i64,
    date: Day,
    expires: Option<Day>,
    visit: Option<i64>,
    takes_back: Option<&'static str>,
    reason: String,
    staff: String,
}

impl Ledger {
    /// Of whoever the card is about.
    pub fn new(card: &Card, lines: &[PointsEntry]) -> Ledger {
        let customer = card.customer.as_ref();
        let brief = card.points.as_ref();
        Ledger {
            customer_id: customer.map(|customer| customer.code.clone()),
            name: customer.map(|customer| customer.facts.name.clone()),
            points: brief.map(Points::from),
            tier: brief.and_then(|brief| brief.tier.as_ref()).map(Tier::from),
            lines: lines.iter().map(Line::from).collect(),
        }
    }
}

impl From<&TierBrief> for Tier {
    fn from(tier: &TierBrief) -> Tier {
        let next = tier.next.as_ref();
        Tier {
            name: tier.name.clone(),
            promise: tier.promise.clone(),
            until: tier.until,
            next: next.map(|(name, missing)| Next {
                name: name.clone(),
                missing: *missing,
            }),
        }
    }
}

impl From<&PointsEntry> for Line {
    fn from(entry: &PointsEntry) -> Line {
        Line {
            id: entry.id,
            kind: entry.kind.key(),
            points: entry.points,
            date: entry.day,
            expires: entry.expires,
            visit: entry.visit.map(|visit| visit.0),
            takes_back: entry.takes_back.map(crate::points::Kind::key),
            reason: entry.reason.clone(),
            staff: entry.staff.clone(),
        }
    }
}

/// The same days under two rules.
#[derive(Debug, Serialize)]
pub struct Simulated {
    from: Day,
    until: Day,
    now: Played,
    other: Played,
    winners: u64,
    losers: u64,
    most_more: Vec<Moved>,
    most_less: Vec<Moved>,
    changed: Vec<Changed>,
}

/// What setting the rules from a file changed; `since` is `null` where nothing was.
#[derive(Debug, Serialize)]
pub struct RuleSet {
    since: Option<Day>,
    changed: Vec<Changed>,
}

/// One thing in which rules differ, under its name in a file.
#[derive(Debug, Serialize)]
struct Changed {
    field: String,
    was: Option<String>,
    is: Option<String>,
}

impl RuleSet {
    /// In force from that day on.
    pub fn new(since: Option<Day>, changed: &[Difference]) -> RuleSet {
        RuleSet {
            since,
            changed: changed.iter().map(Changed::from).collect(),
        }
    }
}

impl From<&Difference> for Changed {
    fn from(told: &Difference) -> Changed {
        Changed {
            field: told.field.clone(),
            was: told.was.clone(),
            is: told.is.clone(),
        }
    }
}

/// What one customer would be given.
#[derive(Debug, Clone, Serialize)]
pub struct Moved {
    /// Who.
    pub customer_id: String,
    /// The name.
    pub name: String,
    /// Points under the rules of today.
    pub now: i64,
    /// Points under the others.
    pub other: i64,
}

#[derive(Debug, Serialize)]
struct Played {
    money: i64,
    earned: i64,
    redeemed: i64,
    lapsed: i64,
    owed: i64,
    cost: i64,
    owed_on: BTreeMap<Day, i64>,
    in_tier: BTreeMap<String, u64>,
}

impl Simulated {
    /// What came of each.
    pub fn new(
        (from, until): (Day, Day),
        now: (&Rule, &Outcome),
        other: (&Rule, &Outcome),
        [more, less]: &[Vec<Moved>; 2],
        changed: &[Difference],
    ) -> Simulated {
        let (winners, losers) = now.1.moved(other.1);
        Simulated {
            from,
            until,
            now: Played::new(now.0, now.1),
            other: Played::new(other.0, other.1),
            winners,
            losers,
            most_more: more.clone(),
            most_less: less.clone(),
            changed: changed.iter().map(Changed::from).collect(),
        }
    }
}

impl Played {
    fn new(rule: &Rule, outcome: &Outcome) -> Played {
        let tiers = rule.tier.iter().map(|tier| tier.name.clone());
        Played {
            money: outcome.money,
            earned: outcome.earned,
            redeemed: outcome.redeemed,
            lapsed: outcome.lapsed,
            owed: outcome.owed,
            cost: outcome.cost(rule),
            owed_on: outcome.owed_on.clone(),
            in_tier: tiers.zip(outcome.in_tier.iter().copied()).collect(),
        }
    }
}
