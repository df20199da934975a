//! A history told once more from its beginning, as if everything had been right when it was first written.
//!
//! What each line takes of which lot follows from that alone, and from nothing that happened between: who cancels and
//! puts back finds everything as it was.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Kind, Ledger, Line};
use crate::domain::{Day, VisitId};

/// Two numbers of one customer, from a line on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Join {
    /// The place of the first line that was written when they were one.
    pub before: usize,
    /// On which day.
    pub day: Day,
    /// The number that is gone.
    pub gone: i64,
    /// The one that stayed.
    pub keep: i64,
}

/// What came of it, before anything lapses.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// Points that a line takes of a lot, by both places.
    pub(super) takes: BTreeMap<(usize, usize), i64>,
    /// What is left of each line: of what came above zero, of what went without cover below.
    pub(super) left: Vec<i64>,
}

/// The lots of one number in the order in which they are spent, and lines that took more than there was, by their place in
/// the history and in the ledger.
#[derive(Debug, Default)]
struct Pool {
    lots: BTreeMap<(bool, Option<Day>, Day, usize, usize), usize>,
    owing: BTreeSet<(usize, usize)>,
}

impl Ledger {
    /// The line that makes each one count no longer, or again.
    pub(super) fn upon(&self) -> Vec<Option<usize>> {
        let mut upon = vec![None; self.lines.len()];
        for (at, line) in self.lines.iter().enumerate() {
            let of = line.reverses.filter(|of| *of < at && upon[*of].is_none());
            if let Some(of) = of.filter(|of| self.lines[*of].points == -line.points) {
                upon[of] = Some(at);
            }
        }
        upon
    }

    /// Whether a line takes no other one back.
    fn is_root(&self, upon: &[Option<usize>], at: usize) -> bool {
        let of = self.lines[at].reverses.and_then(|of| upon.get(of).copied());
        of.flatten() != Some(at)
    }

    /// Lines of their own that count, by their place; none that only takes another back.
    pub(super) fn counting(&self) -> Vec<usize> {
        let upon = self.upon();
        let mut stands = vec![true; self.lines.len()];
        for at in (0..self.lines.len()).rev() {
            stands[at] = upon[at].is_none_or(|by| !stands[by]);
        }
        let roots = (0..self.lines.len()).filter(|at| self.is_root(&upon, *at));
        roots.filter(|at| stands[*at]).collect()
    }

    /// Lines that do not count and those that make it so, in pairs of opposite points.
    pub(super) fn pairs(&self) -> Vec<(usize, usize)> {
        let upon = self.upon();
        let mut pairs = Vec::new();
        for root in (0..self.lines.len()).filter(|at| self.is_root(&upon, *at)) {
            let chain: Vec<usize> = std::iter::successors(upon[root], |by| upon[*by]).collect();
            let (even, last) = chain.split_at(chain.len() / 2 * 2);
            pairs.extend(even.chunks_exact(2).map(|pair| (pair[0], pair[1])));
            pairs.extend(last.iter().map(|by| (root, *by)));
        }
        pairs
    }

    /// Tells the history of what counts, but for lines that are left out.
    pub(super) fn told(&self, leave_out: impl Fn(&Line) -> bool) -> Told {
        let lapses = self.lapses();
        let mut counting = self.counting();
        counting.retain(|at| !leave_out(&self.lines[*at]) && !lapses.contains_key(at));
        let mut told = Told {
            left: vec![0; self.lines.len()],
            ..Told::default()
        };
        for at in &counting {
            told.left[*at] = self.lines[*at].points;
        }
        self.as_given(&mut told);
        let first = self.first_written();
        let place = |at: usize| first.get(&self.name(at)?).copied();
        let mut history: Vec<(usize, usize)> = counting
            .into_iter()
            .map(|at| (place(at).unwrap_or(at), at))
            .collect();
        history.sort_unstable();
        let mut pools: HashMap<i64, Pool> = HashMap::new();
        let mut joins = self.joins.iter().peekable();
        let mut meant: HashMap<i64, i64> = HashMap::new();
        for (place, at) in history {
            while let Some(join) = joins.next_if(|join| join.before <= place) {
                self.join(&mut told, &mut pools, &mut meant, *join);
            }
            let pool = pools.entry(one(&meant, self.whose[at])).or_default();
            let line = &self.lines[at];
            if line.points > 0 {
                let order = (line.expires.is_none(), line.expires, line.day, place, at);
                self.fill(&mut told, pool, &[at]);
                if told.left[at] > 0 {
                    pool.lots.insert(order, at);
                }
            } else {
                self.take(&mut told, pool, at);
                if told.left[at] < 0 {
                    pool.owing.insert((place, at));
                }
            }
        }
        for join in joins {
            self.join(&mut told, &mut pools, &mut meant, *join);
        }
        told
    }

    /// What came along from another book draws there as it did there.
    fn as_given(&self, told: &mut Told) {
        let mut given: BTreeMap<(usize, usize), i64> = BTreeMap::new();
        for draw in self.draws.iter().filter(|draw| draw.given) {
            *given.entry((draw.line, draw.lot)).or_default() += draw.points;
        }
        for ((line, lot), points) in given {
            told.takes(line, lot, points);
        }
    }

    fn join(
        &self,
        told: &mut Told,
        pools: &mut HashMap<i64, Pool>,
        meant: &mut HashMap<i64, i64>,
        join: Join,
    ) {
        meant.insert(join.gone, join.keep);
        let keep = one(meant, join.keep);
        let gone = pools.remove(&join.gone).unwrap_or_default();
        let pool = pools.entry(keep).or_default();
        pool.lots.extend(gone.lots);
        pool.owing.extend(gone.owing);
        // What had lapsed before that day is nobody's.
        let lots = pool.lots.values().copied();
        let lots: Vec<usize> = lots.filter(|lot| self.is_valid(*lot, join.day)).collect();
        self.fill(told, pool, &lots);
        pool.lots.retain(|_, lot| told.left[*lot] > 0);
    }

    /// What was spent without cover is filled up by what comes next.
    fn fill(&self, told: &mut Told, pool: &mut Pool, lots: &[usize]) {
        for (_, at) in &pool.owing {
            let day = self.lines[*at].day;
            for lot in lots.iter().filter(|lot| self.is_valid(**lot, day)) {
                told.takes(*at, *lot, i64::MAX);
            }
        }
        pool.owing.retain(|(_, at)| told.left[*at] < 0);
    }

    /// Takes what a line needs from lots that were valid on its day; from those of its own visit last.
    fn take(&self, told: &mut Told, pool: &mut Pool, at: usize) {
        let line = &self.lines[at];
        let is_own = |lot: usize| line.visit.is_some() && self.lines[lot].visit == line.visit;
        let mut emptied = Vec::new();
        for own in [false, true] {
            // What was over by that day stands before them.
            let valid = pool.lots.range((false, Some(line.day), Day::MIN, 0, 0)..);
            for (order, lot) in valid.filter(|(_, lot)| is_own(**lot) == own) {
                if told.left[at] == 0 {
                    break;
                }
                told.takes(at, *lot, i64::MAX);
                if told.left[*lot] == 0 {
                    emptied.push(*order);
                }
            }
        }
        for order in emptied {
            pool.lots.remove(&order);
        }
    }

    fn is_valid(&self, lot: usize, day: Day) -> bool {
        let expires = self.lines[lot].expires;
        expires.is_none_or(|expires| expires >= day)
    }

    /// What a visit brings or takes for one reason, for one number: put right, it stays at its place.
    pub(super) fn name(&self, at: usize) -> Option<(VisitId, Kind, &str, i64)> {
        let line = &self.lines[at];
        Some((line.visit?, line.kind, &line.reason, self.whose[at]))
    }

    /// Lines that wrote off what was left of a lot, and of which one.
    pub(super) fn lapses(&self) -> BTreeMap<usize, usize> {
        let mut drawn: BTreeMap<(usize, usize), i64> = BTreeMap::new();
        for draw in &self.draws {
            if self.lines[draw.line].kind == Kind::Expire {
                *drawn.entry((draw.line, draw.lot)).or_default() += draw.points;
            }
        }
        drawn.retain(|_, points| *points > 0);
        let mut lapses: BTreeMap<usize, usize> = drawn.keys().copied().collect();
        let is_whole = |line: usize, lot| drawn[&(line, lot)] == -self.lines[line].points;
        lapses.retain(|line, lot| is_whole(*line, *lot));
        lapses
    }

    fn first_written(&self) -> HashMap<(VisitId, Kind, &str, i64), usize> {
        let mut first = HashMap::new();
        for at in 0..self.lines.len() {
            if let Some(name) = self.name(at) {
                first.entry(name).or_insert(at);
            }
        }
        first
    }
}

impl Told {
    /// At most so many, of what is left and what is needed.
    fn takes(&mut self, line: usize, lot: usize, most: i64) {
        let points = most.min(self.left[lot]).min(-self.left[line]);
        if points > 0 {
            *self.takes.entry((line, lot)).or_default() += points;
            self.left[line] += points;
            self.left[lot] -= points;
        }
    }
}

/// Whom a number means by now.
fn one(meant: &HashMap<i64, i64>, number: i64) -> i64 {
    let chain = std::iter::successors(Some(number), |number| meant.get(number).copied());
    // No chain is longer than there are links.
    chain.take(meant.len() + 1).last().unwrap_or(number)
}
