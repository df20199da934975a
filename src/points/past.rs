//! A ledger as it stood at the end of an earlier day.

use super::{Draw, Join, Kind, Ledger, Line};
use crate::domain::Day;

impl Ledger {
    /// What was left of each line at the end of a day, by its place, without what came or went later: of what came
    /// above zero, of what went without cover below. Of what had lapsed by then nothing is left, though it was written
    /// off late or once more. What was taken back later counts still, but what was written anew stands for what it was.
    pub fn left_on(&self, day: Day) -> Vec<(usize, i64)> {
        let kept = self.kept_on(day);
        let mut place = vec![None; self.lines.len()];
        for (now, at) in kept.iter().enumerate() {
            place[*at] = Some(now);
        }
        let lines = kept.iter().map(|at| Line {
            reverses: self.lines[*at].reverses.and_then(|of| place[of]),
            ..self.lines[*at].clone()
        });
        let given = self.draws.iter().filter(|draw| draw.given);
        let draws = given.filter_map(|draw| {
            let (line, lot) = (place[draw.line]?, place[draw.lot]?);
            Some(Draw { line, lot, ..*draw })
        });
        let joins = self.joins.iter().filter(|join| join.day <= day);
        let joins = joins.map(|join| Join {
            before: kept.partition_point(|at| *at < join.before),
            ..*join
        });
        let whose = kept.iter().map(|at| self.whose[*at]).collect();
        let then = Self::of_one(
            lines.collect(),
            draws.collect(),
            (self.one, whose),
            joins.collect(),
        );
        let left = kept.into_iter().zip(then.told(|_| false).left);
        let is_valid = |at: usize| self.lines[at].expires.is_none_or(|last| last >= day);
        left.filter(|(at, left)| *left < 0 || (*left > 0 && is_valid(*at)))
            .collect()
    }

    /// The lines that count on a day, those that take them back, and what was written anew since: by their place.
    fn kept_on(&self, day: Day) -> Vec<usize> {
        let (upon, lapses, counting) = (self.upon(), self.lapses(), self.counting());
        let counts = |at: usize| counting.binary_search(&at).is_ok();
        // The first of the chain of lines that take each other back.
        let mut first: Vec<usize> = (0..self.lines.len()).collect();
        let mut kept = Vec::new();
        for (at, line) in self.lines.iter().enumerate() {
            let of = line.reverses.filter(|of| upon.get(*of) == Some(&Some(at)));
            if let Some(of) = of {
                first[at] = first[of];
            }
            let root = first[at];
            let lapse = self.lines[root].kind == Kind::Expire;
            if lapse && (lapses.contains_key(&root) || !counts(root)) {
                continue;
            }
            let stands = of.is_none_or(|of| kept.binary_search(&of).is_ok());
            let anew = || root != at && !counts(root) && self.is_written_anew(root, day);
            if stands && (line.day <= day || anew()) {
                kept.push(at);
            }
        }
        kept
    }

    /// Whether what a visit brought or took was written once more, for a day until this one.
    fn is_written_anew(&self, at: usize, day: Day) -> bool {
        let Some(name) = self.name(at) else {
            return false;
        };
        let mut later = at + 1..self.lines.len();
        later.any(|other| self.lines[other].day <= day && self.name(other).as_ref() == Some(&name))
    }
}
