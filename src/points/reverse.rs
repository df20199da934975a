//! Lines that count no longer, and what then goes where.

use super::{Kind, Ledger, Line};
use crate::domain::Day;

impl Ledger {
    /// Makes a line count no longer. What it drew goes back to where it came from, with the days
    /// that those lots had; what it brought is taken back, if need be from other lots and below
    /// zero. What of it had lapsed is not owed. A line that does not count already stays as it is;
    /// for one that was reversed and counts again, what made it count is reversed.
    pub fn reverse(&mut self, at: usize, today: Day, reason: &str) {
        if at >= self.lines.len() || self.is_reversed(at) {
            return;
        }
        let at = self.newest_of(at);
        self.lapse(today);
        let lapsed: Vec<usize> = self.lapses_of(at);
        for line in lapsed {
            self.push_reverse(line, today, reason);
        }
        self.push_reverse(at, today, reason);
        self.even_out(today);
    }

    /// The end of the chain of reverses upon a line.
    fn newest_of(&self, at: usize) -> usize {
        let by = self
            .lines
            .iter()
            .rposition(|line| line.reverses == Some(at));
        by.map_or(at, |by| self.newest_of(by))
    }

    /// The lines that wrote the rest of this lot off and still count.
    fn lapses_of(&self, lot: usize) -> Vec<usize> {
        let drawn = self
            .draws
            .iter()
            .filter(|draw| draw.lot == lot && draw.points > 0);
        let lines = drawn.map(|draw| draw.line);
        lines
            .filter(|at| self.lines[*at].kind == Kind::Expire && !self.is_reversed(*at))
            .collect()
    }

    fn push_reverse(&mut self, of: usize, today: Day, reason: &str) {
        let line = &self.lines[of];
        let reverse = Line {
            kind: Kind::Reverse,
            points: -line.points,
            visit: line.visit,
            rule: line.rule,
            day: today,
            expires: line.expires,
            reverses: Some(of),
            reason: reason.to_owned(),
        };
        // What it drew, all told, lot by lot.
        let mut drawn: Vec<(usize, i64)> = Vec::new();
        for draw in self.draws.iter().filter(|draw| draw.line == of) {
            match drawn.iter_mut().find(|(lot, _)| *lot == draw.lot) {
                Some((_, points)) => *points += draw.points,
                None => drawn.push((draw.lot, draw.points)),
            }
        }
        let at = self.push(reverse);
        if self.lines[at].points > 0 {
            for (lot, points) in drawn {
                self.draw(at, lot, -points);
            }
            // What it had taken without cover is owed no longer.
            let owed = (-self.open[of]).clamp(0, self.open[at].max(0));
            self.draw(of, at, owed);
        } else {
            let own = self.open[of].clamp(0, -self.open[at]);
            self.draw(at, of, own);
            for (lot, points) in drawn {
                let given = (-points).clamp(0, self.open[lot].clamp(0, -self.open[at]));
                self.draw(at, lot, given);
            }
            self.cover(at);
        }
    }
}
