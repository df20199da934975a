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
        self.goes_again(at, today);
        self.push_reverse(at, today, reason);
        self.even_out(today);
    }

    /// What a visit brought before was taken back, and where it had been spent others stood in for it.
    /// Now that it has come again, it pays that itself, before it can lapse: a correction costs nobody
    /// points.
    pub(super) fn comes_again(&mut self, lot: usize) {
        let own = self.same_as(lot);
        for by in self.taken_back(&own) {
            let owed = (-self.open[by]).clamp(0, self.open[lot]);
            self.draw(by, lot, owed);
            for (other, points) in self.drawn_by(by).into_iter().rev() {
                let points = points.clamp(0, self.open[lot]);
                if !own.contains(&other) {
                    self.draw(by, other, -points);
                    self.draw(by, lot, points);
                }
            }
        }
    }

    /// The opposite: where it counts no longer, the same others stand in for it as before; what they had
    /// got back may have lapsed meanwhile and is not owed.
    fn goes_again(&mut self, lot: usize, today: Day) {
        let own = self.same_as(lot);
        for by in self.taken_back(&own) {
            let drawn = self.drawn_by(by);
            let here = drawn.iter().find(|(one, _)| *one == lot);
            let mut stood = here.map_or(0, |(_, points)| (*points).max(0));
            self.draw(by, lot, -stood);
            for (other, points) in drawn {
                let back = (self.most_drawn(by, other) - points).min(stood);
                if own.contains(&other) || back <= 0 {
                    continue;
                }
                for lapse in self.lapses_of(other) {
                    self.push_reverse(lapse, today, "");
                }
                let points = back.clamp(0, self.open[other].max(0));
                self.draw(by, other, points);
                stood -= points;
            }
        }
    }

    /// The lots that one visit brought for one reason, at any time; none of a line without a visit.
    fn same_as(&self, lot: usize) -> Vec<usize> {
        let line = &self.lines[lot];
        let is_same = |other: &Line| {
            other.visit.is_some()
                && (other.visit, other.kind, &other.reason) == (line.visit, line.kind, &line.reason)
        };
        let lines = self.lines.iter().enumerate();
        lines
            .filter(|(_, other)| is_same(other))
            .map(|(at, _)| at)
            .collect()
    }

    /// The lines by which these lots count no longer, the newest first.
    fn taken_back(&self, lots: &[usize]) -> Vec<usize> {
        let lines = self.lines.iter().enumerate().rev();
        let of_them = lines.filter(|(at, line)| {
            line.points < 0
                && line.reverses.is_some_and(|of| lots.contains(&of))
                && !self.is_reversed(*at)
        });
        of_them.map(|(at, _)| at).collect()
    }

    /// The most that a line ever drew on a lot, what it gave back taken off.
    fn most_drawn(&self, line: usize, lot: usize) -> i64 {
        let draws = self.draws.iter();
        let draws = draws.filter(|draw| (draw.line, draw.lot) == (line, lot));
        let sums = draws.scan(0, |sum, draw| {
            *sum += draw.points;
            Some(*sum)
        });
        sums.max().unwrap_or(0)
    }

    /// What a line drew, all told, lot by lot, in the order in which it first did.
    fn drawn_by(&self, line: usize) -> Vec<(usize, i64)> {
        let mut drawn: Vec<(usize, i64)> = Vec::new();
        for draw in self.draws.iter().filter(|draw| draw.line == line) {
            match drawn.iter_mut().find(|(lot, _)| *lot == draw.lot) {
                Some((_, points)) => *points += draw.points,
                None => drawn.push((draw.lot, draw.points)),
            }
        }
        drawn
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

    pub(super) fn push_reverse(&mut self, of: usize, today: Day, reason: &str) {
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
        let drawn = self.drawn_by(of);
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
