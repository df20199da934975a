//! Two ledgers that turn out to be one person's, and one that turns out to be two.

use std::collections::BTreeMap;

use super::Ledger;
use crate::domain::Day;

impl Ledger {
    /// After the lines of two were put together as they stand: fills up what either had spent without cover.
    pub fn level(&mut self, today: Day) {
        self.even_out(today);
    }

    /// Gives back what the lines of one side drew on the lots of the other, in both directions; `side` says of each
    /// line on which it stands. What was spent of the other's points is owed then. A line that counts no longer owes
    /// nothing: what took it back fills it up.
    pub fn part(&mut self, side: &[bool]) {
        let mut across: BTreeMap<(usize, usize), i64> = BTreeMap::new();
        for draw in &self.draws {
            if side.get(draw.line) != side.get(draw.lot) {
                *across.entry((draw.line, draw.lot)).or_default() += draw.points;
            }
        }
        for ((line, lot), points) in across {
            self.draw(line, lot, -points);
        }
        for by in 0..self.lines.len() {
            let Some(of) = self.lines[by].reverses else {
                continue;
            };
            let (owed, left) = (-self.open[of], self.open[by]);
            self.draw(of, by, owed.min(left).max(0));
            let (owed, left) = (-self.open[by], self.open[of]);
            self.draw(by, of, owed.min(left).max(0));
        }
    }
}
