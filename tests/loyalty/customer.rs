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

/// Everything about one customer.
#[derive(Debug, Clone, Default)]
pub struct Customer {
    pub birth_month: Option<u32>,
    /// Who brought them.
    pub referrer: Option<CustomerId>,
    pub given: Option<(String, Day)>,
    pub visits: BTreeMap<VisitId, VisitFacts>,
    /// The version that paid each visit first, in this ledger.
    pub paid: BTreeMap<VisitId, usize>,
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

    /// Visits with which a welcome came.
    pub fn welcomed_with(&self) -> Vec<VisitId> {
        let brings = |entries: &Vec<Entry>| entries.iter().any(|e| e.why == Why::Welcome);
        let welcomed = self.entries.iter().filter(|(_, entries)| brings(entries));
        welcomed.map(|(visit, _)| *visit).collect()
    }

    /// The place of the tier on a day: on its morning, or with what came on it.
    pub fn tier(&self, rule: &Rule, on: Day, whole_day: bool) -> Option<usize> {
        let top = rule.tier.len().checked_sub(1)?;
        let gains = self.gains(rule, on, whole_day);
        let held = held(rule, &gains, on);
        let given = self.given.as_ref().filter(|(_, until)| *until >= on);
        let floor =
            given.and_then(|(name, _)| rule.tier.iter().position(|tier| tier.name == *name));
        Some(held.max(floor.unwrap_or(0)).min(top))
    }

    fn gains(&self, rule: &Rule, on: Day, whole_day: bool) -> Vec<(Day, i64)> {
        let counts = |day: Day| day < on || (whole_day && day == on);
        let mut gains: Vec<(Day, i64)> = match rule.basis {
            Basis::Spend => {
                let done = self
                    .visits
                    .values()
                    .filter(|facts| facts.status == VisitStatus::Done);
                done.filter_map(|facts| Some((facts.day, facts.total?.0)))
                    .collect()
            }
            Basis::Points => {
                let entries = self.entries.values().flatten();
                let came = entries.filter(|entry| entry.why != Why::Redeemed);
                came.map(|entry| (entry.day, entry.points)).collect()
            }
        };
        gains.retain(|(day, _)| counts(*day));
        gains.sort_unstable();
        gains
    }
}
