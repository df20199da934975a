//! What the counter needs to know about points and tier.

use super::Day;

/// The field that keeps the points which a sheet says a customer had before this book; the ledger
/// follows it.
pub const OPENING_POINTS: &str = "import.points";

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

/// What the shop owes in points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Liability {
    /// All points that are valid, less what was spent without cover.
    pub points: i64,
    /// What they are worth, minor units.
    pub worth: i64,
    /// Of these, valid for 30, 60 and 90 days at most.
    pub lapsing: [i64; 3],
}

impl Liability {
    /// What lapses first of it, in whole per cent; less than one is one. 0 where nothing is owed, or
    /// nothing lapses.
    pub fn percent_lapsing(&self) -> u32 {
        let (lapsing, all) = (self.lapsing[0].max(0), self.points.max(1));
        let (lapsing, all) = (i128::from(lapsing), i128::from(all));
        let share = (lapsing * 200 + all) / (all * 2);
        let least = i128::from(lapsing > 0);
        u32::try_from(share.clamp(least, 100)).unwrap_or(100)
    }

    /// What points out of all of them are worth, minor units.
    pub fn worth_of(&self, points: i64) -> i64 {
        let worth = i128::from(self.worth) * i128::from(points) / i128::from(self.points.max(1));
        i64::try_from(worth).unwrap_or(i64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lapses_is_rounded_and_never_told_as_nothing() {
        let percent = |points, lapsing| {
            let lapsing = [lapsing, 0, 0];
            let owed = Liability {
                points,
                lapsing,
                ..Liability::default()
            };
            owed.percent_lapsing()
        };
        assert_eq!(percent(228_602, 13_181), 6);
        assert_eq!(percent(300_229, 15_656), 5);
        assert_eq!((percent(2_000, 1), percent(1_000, 10)), (1, 1));
        assert_eq!((percent(0, 0), percent(100, 150)), (0, 100));
    }
}
