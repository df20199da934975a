//! Two ledgers that turn out to be one person's, and one that turns out to be two.

use std::collections::BTreeMap;

use super::Ledger;
use crate::domain::Day;

impl Ledger {
    /// After the lines of two were put together as they stand: fills up what either had spent without cover.
    /// After they were parted: each as if they had never been one.
    pub fn level(&mut self, today: Day) {
        self.lapse(today);
        self.rework(today);
    }

    /// Gives back what the lines of some numbers drew on the lots of the others, in both directions.
    pub fn part(&mut self, theirs: impl Fn(i64) -> bool) {
        let mut across: BTreeMap<(usize, usize), i64> = BTreeMap::new();
        for draw in &self.draws {
            if theirs(self.whose[draw.line]) != theirs(self.whose[draw.lot]) {
                *across.entry((draw.line, draw.lot)).or_default() += draw.points;
            }
        }
        for ((line, lot), points) in across {
            self.draw(line, lot, -points);
        }
    }
}
