//! Lines that count no longer, and what then goes where.

use std::collections::BTreeMap;

use super::{Kind, Ledger, Line};
use crate::domain::Day;

/// How many points a line draws on a lot, by the places of both.
type Draws = BTreeMap<(usize, usize), i64>;

impl Ledger {
    /// Makes a line count no longer; for one that was reversed and counts again, what made it count is
    /// reversed. Everything else is then as if it had never been written: what it drew is where it came
    /// from, with the days that those lots had; what it brought was spent by nobody, others stand in for
    /// it, and where there are none it is owed. A line that does not count already stays as it is.
    pub fn reverse(&mut self, at: usize, today: Day, reason: &str) {
        if at >= self.lines.len() || self.is_reversed(at) {
            return;
        }
        self.lapse(today);
        self.push_reverse(at, today, reason);
        self.rework(today);
    }

    /// Makes a line count again that counts no longer, with its own days.
    pub fn reinstate(&mut self, at: usize, today: Day) {
        if at < self.lines.len() && self.is_reversed(at) {
            self.lapse(today);
            self.push_reverse(at, today, "");
            self.rework(today);
        }
    }

    /// What makes a line count no longer.
    pub fn reversed_by(&self, at: usize) -> Option<usize> {
        let reversed = at < self.lines.len() && self.is_reversed(at);
        reversed.then(|| self.newest_of(at))
    }

    /// Whether a line draws on one of these lots; of none is said: on whichever.
    pub fn draws_on(&self, at: usize, lots: &[usize]) -> bool {
        let mut own = self.draws.iter().filter(|draw| draw.line == at);
        lots.is_empty() || own.any(|draw| lots.contains(&draw.lot))
    }

    /// Writes a line of a visit that counts no longer once more, unless the visit says so by another one already.
    pub fn write_again(&mut self, at: usize, today: Day) {
        let Some(line) = self.lines.get(at).cloned() else {
            return;
        };
        let says = |own: usize| {
            let own = &self.lines[own];
            (own.kind, &own.reason) == (line.kind, &line.reason)
        };
        let visit = line.visit.map(|visit| self.of_visit(visit));
        if visit.is_some_and(|lines| !lines.into_iter().any(says)) {
            self.lapse(today);
            self.push(line);
            self.rework(today);
        }
    }

    /// The line that reverses the newest of those that stand upon a line.
    pub(super) fn push_reverse(&mut self, at: usize, today: Day, reason: &str) {
        let of = self.newest_of(at);
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
            weight: None,
        };
        self.push(reverse);
    }

    /// The end of the chain of reverses upon a line.
    pub(super) fn newest_of(&self, at: usize) -> usize {
        let by = self
            .lines
            .iter()
            .rposition(|line| line.reverses == Some(at));
        by.map_or(at, |by| self.newest_of(by))
    }

    /// Writes down what the history of all lines that count comes to by now: draws that are others than
    /// they were, and what lapsed.
    pub(super) fn rework(&mut self, today: Day) {
        let told = self.told(|_| false);
        let mut wanted = told.takes;
        let is_past = |at: &usize| {
            let expires = self.lines[*at].expires;
            told.left[*at] > 0 && expires.is_some_and(|expires| expires < today)
        };
        let past: Vec<usize> = (0..self.lines.len()).filter(is_past).collect();
        let mut past: BTreeMap<usize, i64> =
            past.into_iter().map(|at| (at, told.left[at])).collect();
        let counting = self.counting();
        for (line, lot) in self.lapses() {
            if counting.binary_search(&line).is_err() {
                continue;
            }
            if past.get(&lot) == Some(&-self.lines[line].points) {
                past.remove(&lot);
                wanted.insert((line, lot), -self.lines[line].points);
            } else {
                self.push_reverse(line, today, "");
            }
        }
        let mut past: Vec<(usize, i64)> = past.into_iter().collect();
        past.sort_by_key(|(lot, _)| (self.lines[*lot].expires, *lot));
        for (lot, points) in past {
            let line = self.push_lapse(lot, points, today);
            wanted.insert((line, lot), points);
        }
        self.pair(&mut wanted);
        self.draw_as(&wanted);
    }

    /// Of two lines that take each other back each pays the other.
    fn pair(&self, wanted: &mut Draws) {
        for (of, by) in self.pairs() {
            let (goes, came) = if self.lines[of].points < 0 {
                (of, by)
            } else {
                (by, of)
            };
            wanted.insert((goes, came), self.lines[came].points);
        }
    }

    /// What lines draw by now, all told.
    fn drawn(&self) -> Draws {
        let mut drawn = Draws::new();
        for draw in &self.draws {
            *drawn.entry((draw.line, draw.lot)).or_default() += draw.points;
        }
        drawn.retain(|_, points| *points != 0);
        drawn
    }

    /// Gives back what is not wanted any more, then draws what is.
    fn draw_as(&mut self, wanted: &Draws) {
        let drawn = self.drawn();
        let of = |draws: &Draws, key| draws.get(key).copied().unwrap_or(0);
        let differs = drawn.keys().chain(wanted.keys());
        let mut differs: Vec<((usize, usize), i64)> = differs
            .map(|key| (*key, of(wanted, key) - of(&drawn, key)))
            .filter(|(_, points)| *points != 0)
            .collect();
        differs.sort_by_key(|(key, points)| (*points > 0, *key));
        differs.dedup();
        for ((line, lot), points) in differs {
            self.draw(line, lot, points);
        }
    }

    /// Whether every draw is the one that the history makes; how much has lapsed depends on the day on
    /// which somebody looked last, but of a lot it is everything that was left.
    pub(super) fn is_as_told(&self) -> bool {
        let told = self.told(|_| false);
        let mut wanted = told.takes;
        let counting = self.counting();
        for (line, lot) in self.lapses() {
            if counting.binary_search(&line).is_ok() {
                wanted.insert((line, lot), told.left[lot]);
            }
        }
        self.pair(&mut wanted);
        wanted.retain(|_, points| *points != 0);
        wanted == self.drawn()
    }
}
