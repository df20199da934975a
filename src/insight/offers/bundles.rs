//! What is often taken in one visit.

use super::together::{Rule, Together, surer};
use super::{TakenTogether, Thing};

/// Bundles that are told.
const BUNDLES: usize = 20;

/// A pair that is often taken in one visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// Visits with this
    pub one: String,
    /// often have that.
    pub other: String,
    /// How many had both.
    pub both: u32,
    /// How many had the first.
    pub of: u32,
}

impl TakenTogether {
    /// What is often taken in one visit, the surest pair first.
    pub fn bundles(&self) -> Vec<Bundle> {
        let all = &self.by_visits;
        let bundle = |rule: Rule| Bundle {
            one: all.name(rule.one).to_owned(),
            other: all.name(rule.other).to_owned(),
            both: rule.both,
            of: rule.of,
        };
        all.bundles(BUNDLES).into_iter().map(bundle).collect()
    }
}

impl Together {
    /// Things that are often taken together, the surest pair first: each pair once, told from the
    /// side of which more take the other.
    pub fn bundles(&self, most: usize) -> Vec<Rule> {
        let best = |(one, other): &(Thing, Thing)| {
            let rules = [self.rule(*one, *other), self.rule(*other, *one)];
            rules.into_iter().flatten().max_by(surer)
        };
        let mut all: Vec<Rule> = self.both.keys().filter_map(best).collect();
        all.sort_by(|a, b| surer(b, a).then((a.one, a.other).cmp(&(b.one, b.other))));
        all.truncate(most);
        all
    }
}
