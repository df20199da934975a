//! One customer of the model: what visits brought and took, and which tier that makes.

use std::collections::BTreeMap;

use kenal::domain::{CustomerId, Day, VisitFacts, VisitId, VisitStatus};
use kenal::points::{Basis, Rule};

use crate::reckon::held;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    Award,
    Birthday,
    Welcome,
    Redeemed,
    /// For having been brought.
    Came,
    /// For having brought somebody.
    Brought,
}

/// What a visit brought or took, while it counts.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    pub why: Why,
    pub points: i64,
    pub day: Day,
    /// Where it stands in the journal.
    pub place: usize,
}

/// What an award was reckoned with: per cent of the tier, and whether it was the month of the birthday.
pub type Weight = (u32, bool);

/// A tier that somebody gave, with its first and last day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    pub since: Day,
    pub tier: String,
    pub until: Day,
}

/// Until when something counts.
#[derive(Debug, Clone, Copy)]
pub enum Until {
    Through(Day),
    Visit(Day, VisitId),
}

/// Everything about one customer.
#[derive(Debug, Clone, Default)]
pub struct Customer {
    pub birth_month: Option<u32>,
    /// Who brought them.
    pub referrer: Option<CustomerId>,
    pub given: Vec<Given>,
    pub visits: BTreeMap<VisitId, VisitFacts>,
    /// The version that paid each visit on a day, in this ledger, and where that stands.
    pub paid: BTreeMap<(VisitId, Day), (usize, usize)>,
    /// What weighed in the award of a visit on a day when it was first written here, and where that stands.
    pub weighed: BTreeMap<(VisitId, Day), (usize, Weight)>,
    pub entries: BTreeMap<VisitId, Vec<Entry>>,
}

pub fn is_paid(facts: &VisitFacts) -> bool {
    facts.status == VisitStatus::Done && facts.total.is_some_and(|money| money.0 > 0)
}

impl Customer {
    /// The first visit that was paid.
    pub fn first_paid(&self) -> Option<VisitId> {
        let paid = self.visits.iter().filter(|(_, facts)| is_paid(facts));
        let first = paid.min_by_key(|(visit, facts)| (facts.day, **visit));
        first.map(|(visit, _)| *visit)
    }

    /// Points of a visit that were redeemed already.
    pub fn redeemed(&self, id: VisitId) -> i64 {
        let entries = self.entries.get(&id).into_iter().flatten();
        let redeemed = entries.filter(|entry| entry.why == Why::Redeemed);
        redeemed.map(|entry| entry.points).sum()
    }

    /// The version that paid a visit last, on whichever day.
    pub fn last_paid(&self, id: VisitId) -> Option<usize> {
        let paid = self.paid.iter().filter(|((visit, _), _)| *visit == id);
        paid.map(|(_, paid)| *paid)
            .max()
            .map(|(_, version)| version)
    }

    /// Visits with which a welcome came.
    pub fn welcomed_with(&self) -> Vec<VisitId> {
        let brings = |entries: &Vec<Entry>| entries.iter().any(|e| e.why == Why::Welcome);
        let welcomed = self.entries.iter().filter(|(_, entries)| brings(entries));
        welcomed.map(|(visit, _)| *visit).collect()
    }

    /// Somebody gives a tier from today on, or takes what was given away.
    pub fn give(&mut self, today: Day, tier: Option<(String, Day)>) {
        self.given
            .retain(|given| given.since < today || given.until < today);
        for given in self.given.iter_mut().filter(|given| given.until >= today) {
            given.until = today.pred_opt().unwrap();
        }
        self.given.extend(tier.map(|(tier, until)| Given {
            since: today,
            tier,
            until,
        }));
    }

    /// The place of the tier on a day: with all that came on it, or as a visit finds it.
    pub fn tier(&self, rule: &Rule, until: Until) -> Option<usize> {
        let top = rule.tier.len().checked_sub(1)?;
        let (Until::Through(on) | Until::Visit(on, _)) = until;
        let gains = self.gains(rule, until);
        let held = held(rule, &gains, on);
        let given = self.given.iter();
        let given = given.filter(|given| given.since <= on && on <= given.until);
        let place = |given: &Given| rule.tier.iter().position(|tier| tier.name == given.tier);
        let floor = given.filter_map(place).max();
        Some(held.max(floor.unwrap_or(0)).min(top))
    }

    fn gains(&self, rule: &Rule, until: Until) -> Vec<(Day, i64)> {
        let counts = |day: Day, visit: VisitId| match until {
            Until::Through(last) => day <= last,
            Until::Visit(on, next) => visit != next && (day, visit) < (on, next),
        };
        let mut gains: Vec<(Day, i64)> = match rule.basis {
            Basis::Spend => {
                let done = self
                    .visits
                    .iter()
                    .filter(|(_, facts)| facts.status == VisitStatus::Done);
                done.filter(|(visit, facts)| counts(facts.day, **visit))
                    .filter_map(|(_, facts)| Some((facts.day, facts.total?.0)))
                    .collect()
            }
            Basis::Points => {
                let entries = self.entries.iter();
                let entries = entries.flat_map(|(visit, some)| some.iter().map(|e| (*visit, e)));
                let came = entries.filter(|(_, entry)| entry.why != Why::Redeemed);
                came.filter(|(visit, entry)| counts(entry.day, *visit))
                    .map(|(_, entry)| (entry.day, entry.points))
                    .collect()
            }
        };
        gains.sort_unstable();
        gains
    }
}
