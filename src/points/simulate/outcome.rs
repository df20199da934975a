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
    /// Points that each customer was given; without those who got none.
    pub by_customer: BTreeMap<CustomerId, i64>,
    /// Customers in each tier at the end, by its place.
    pub in_tier: Vec<u64>,
}

impl Outcome {
    /// What the rule costs: what was redeemed and what is owed, minor units.
    pub fn cost(&self, rule: &Rule) -> i64 {
        let points = self.redeemed.saturating_add(self.owed.max(0));
        points.saturating_mul(rule.worth)
    }

    /// How many customers were given more under another rule, and how many less.
    pub fn moved(&self, other: &Outcome) -> (u64, u64) {
        let both = self.by_customer.keys().chain(other.by_customer.keys());
        let customers: BTreeSet<_> = both.collect();
        let (mut winners, mut losers) = (0, 0);
        for customer in customers {
            let given = |of: &Outcome| of.by_customer.get(customer).copied().unwrap_or(0);
            winners += u64::from(given(other) > given(self));
            losers += u64::from(given(other) < given(self));
        }
        (winners, losers)
    }

    /// Who would be given most more under another rule, and who most less, at most so many each, the
    /// largest difference first.
    pub fn most_moved(&self, other: &Outcome, most: usize) -> [Vec<Moved>; 2] {
        let both = self.by_customer.keys().chain(other.by_customer.keys());
        let customers: BTreeSet<_> = both.copied().collect();
        let given = |of: &Outcome, who| of.by_customer.get(who).copied().unwrap_or(0);
        let moved = customers.iter().map(|who| Moved {
            customer: *who,
            now: given(self, who),
            other: given(other, who),
        });
        let (more, less): (Vec<_>, Vec<_>) = moved
            .filter(|moved| moved.now != moved.other)
            .partition(|moved| moved.other > moved.now);
        [more, less].map(|mut some| {
            some.sort_by_key(|moved| (-(moved.other - moved.now).abs(), moved.customer));
            some.truncate(most);
            some
        })
    }
}

/// Points that one customer was given under two rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// Who.
    pub customer: CustomerId,
    /// Under the rules of today.
    pub now: i64,
    /// Under the others.
    pub other: i64,
}
