//! What came of days that were played again.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Rule;
use crate::domain::{CustomerId, Day};

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcome {
    /// Money of the visits that were played, minor units.
    pub money: i64,
    /// Points that were given.
    pub earned: i64,
    /// Points that paid a part of a bill.
    pub redeemed: i64,
    /// Points that were valid no longer.
    pub lapsed: i64,
    /// Points that are owed at the end.
    pub owed: i64,
    /// Points that were owed at the end of each month, the last day among them.
    pub owed_on: BTreeMap<Day, i64>,
    /// Points that each customer redeemed or still has at the end; without those who have none of it.
    pub by_customer: BTreeMap<CustomerId, i64>,
    /// What a point is worth, minor units.
    pub worth: i64,
    /// Customers in each tier at the end, by its place.
    pub in_tier: Vec<u64>,
}

impl Outcome {
    /// What the rule costs: what was redeemed and what is owed, minor units.
    pub fn cost(&self, rule: &Rule) -> i64 {
        let points = self.redeemed.saturating_add(self.owed.max(0));
        points.saturating_mul(rule.worth)
    }

    /// How many customers would have more of another rule, and how many less.
    pub fn moved(&self, other: &Outcome) -> (u64, u64) {
        let more = self.gains(other).filter(|moved| moved.other > moved.now);
        let less = self.gains(other).filter(|moved| moved.other < moved.now);
        (more.count() as u64, less.count() as u64)
    }

    /// Who would have most more of another rule, and who most less, at most so many each, the largest difference
    /// first.
    pub fn most_moved(&self, other: &Outcome, most: usize) -> [Vec<Moved>; 2] {
        let moved = self.gains(other).filter(|moved| moved.now != moved.other);
        let (more, less): (Vec<_>, Vec<_>) = moved.partition(|moved| moved.other > moved.now);
        [more, less].map(|mut some| {
            some.sort_by_key(|moved| (-(moved.other - moved.now).abs(), moved.customer));
            some.truncate(most);
            some
        })
    }

    /// What each customer has of both. Points that lapse are nothing to anybody, and one may be worth more under
    /// the one rule than under the other.
    fn gains<'a>(&'a self, other: &'a Outcome) -> impl Iterator<Item = Moved> + 'a {
        let both = self.by_customer.keys().chain(other.by_customer.keys());
        let customers: BTreeSet<CustomerId> = both.copied().collect();
        let worth = |of: &Outcome, who: CustomerId| {
            let points = of.by_customer.get(&who).copied().unwrap_or(0);
            points.saturating_mul(of.worth)
        };
        customers.into_iter().map(move |who| Moved {
            customer: who,
            now: worth(self, who),
            other: worth(other, who),
        })
    }
}

/// What one customer has of two rules: what the points are worth that they redeemed or still have, minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// Who.
    pub customer: CustomerId,
    /// Under the rules of today.
    pub now: i64,
    /// Under the others.
    pub other: i64,
}
