//! What the counter needs to know about points and tier.

use super::Day;

/// Points of a customer on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointsBrief {
    /// How many; below zero where more was spent than there was in the end.
    pub balance: i64,
    /// What they are worth, minor units.
    pub worth: i64,
    /// The last days of those that lapse, soonest first, with how many lapse after them.
    pub lapsing: Vec<(Day, i64)>,
    /// Where the customer stands; `None` without tiers.
    pub tier: Option<TierBrief>,
}

/// Where a customer stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TierBrief {
    /// What the tier is called: `Gold`.
    pub name: String,
    /// Its place, 0 the lowest.
    pub place: usize,
    /// What the shop promises to its customers; may be empty.
    pub promise: String,
    /// Its last day, where it ends unless more comes.
    pub until: Option<Day>,
    /// The next tier, and what is missing to it: minor units or points, as the rule says.
    pub next: Option<(String, i64)>,
}
