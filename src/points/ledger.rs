//! The lines of one customer and what is left of each.

use super::{Draw, Join, Kind, Line, Overdrawn};
use crate::domain::{Day, VisitId};

/// All lines of one customer in the order in which they were written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ledger {
    pub(super) lines: Vec<Line>,
    pub(super) draws: Vec<Draw>,
    /// What is left of each line: of a lot that is not used up above zero, of what was spent without
    /// cover below.
    pub(super) open: Vec<i64>,
    /// The number under which each was written, and that of whose ledger it is.
    pub(super) whose: Vec<i64>,
    pub(super) one: i64,
    /// Since when several numbers are one.
    pub(super) joins: Vec<Join>,
}

impl Ledger {
    /// From the lines and draws as they were written.
    pub fn new(lines: Vec<Line>, draws: Vec<Draw>) -> Self {
        let whose = vec![0; lines.len()];
        Self::of_one(lines, draws, (0, whose), Vec::new())
    }

    /// The same of one customer of that number and of others who turned out to be them; `whose`: under
    /// which number each line was written.
    pub fn of_one(
        lines: Vec<Line>,
        draws: Vec<Draw>,
        (one, whose): (i64, Vec<i64>),
        joins: Vec<Join>,
    ) -> Self {
        let open = recount(&lines, &draws);
        Self {
            lines,
            draws,
            open,
            whose,
            one,
            joins,
        }
    }

    /// Since when several numbers are one.
    pub fn joins(&self) -> &[Join] {
        &self.joins
    }

    /// The number under which each line was written, or shall be.
    pub fn whose(&self) -> &[i64] {
        &self.whose
    }

    /// The lines, oldest first.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// What draws on what, oldest first.
    pub fn draws(&self) -> &[Draw] {
        &self.draws
    }

    /// What is left of each line; adds up to the balance.
    pub fn open(&self) -> &[i64] {
        &self.open
    }

    /// The sum of all lines.
    pub fn balance(&self) -> i64 {
        self.lines.iter().map(|line| line.points).sum()
    }

    /// The sum of what is valid on that day; differs from [`Ledger::balance`] until what is not
    /// valid any more has a line.
    pub fn balance_on(&self, today: Day) -> i64 {
        let lines = self.lines.iter().zip(&self.open);
        let valid = lines.filter(|(line, open)| **open <= 0 || !is_past(line.expires, today));
        valid.map(|(_, open)| open).sum()
    }

    /// Lots that are not used up, in the order in which they are spent, with what is left.
    pub fn lots(&self) -> Vec<(&Line, i64)> {
        let mut lots: Vec<usize> = (0..self.open.len())
            .filter(|at| self.open[*at] > 0)
            .collect();
        lots.sort_by_key(|at| {
            let line = &self.lines[*at];
            (line.expires.is_none(), line.expires, line.day, *at)
        });
        let lots = lots.into_iter();
        lots.map(|at| (&self.lines[at], self.open[at])).collect()
    }

    /// Whether a line counts no longer.
    pub fn is_reversed(&self, at: usize) -> bool {
        let mut by = self.lines.iter().enumerate().skip(at + 1);
        by.any(|(by, line)| line.reverses == Some(at) && !self.is_reversed(by))
    }

    /// Writes what is not valid any more off, a line for each lot, dated by the first day on which
    /// it was not: whenever that is looked at, the lines are the same.
    pub fn lapse(&mut self, today: Day) {
        let mut past: Vec<usize> = (0..self.lines.len())
            .filter(|at| self.open[*at] > 0 && is_past(self.lines[*at].expires, today))
            .collect();
        past.sort_by_key(|at| (self.lines[*at].expires, *at));
        for lot in past {
            let points = self.open[lot];
            let line = self.push_lapse(lot, points, today);
            self.draw(line, lot, points);
        }
    }

    /// The line that writes so much of a lot off.
    pub(super) fn push_lapse(&mut self, lot: usize, points: i64, today: Day) -> usize {
        let day = self.lines[lot].expires.and_then(|day| day.succ_opt());
        let line = self.push(Line {
            kind: Kind::Expire,
            points: -points,
            visit: None,
            rule: None,
            day: day.unwrap_or(today),
            expires: None,
            reverses: None,
            reason: String::new(),
            weight: None,
        });
        self.whose[line] = self.whose[lot];
        line
    }

    /// Points that come; what was spent without cover is filled up first.
    pub fn credit(&mut self, line: Line, today: Day) {
        self.lapse(today);
        let adds = self.only_adds(&line, today);
        self.push(line);
        if !adds {
            self.rework(today);
        }
    }

    /// Points that go, of the lots that expire first, then the oldest. What has lapsed since the day
    /// of the line, because it is written down late or once more, was valid then and pays.
    ///
    /// # Errors
    /// When there are not that many. The ledger must be thrown away then.
    pub fn spend(&mut self, line: Line, today: Day) -> Result<(), Overdrawn> {
        self.lapse(today);
        self.can_spend(-line.points, line.day, None)?;
        let owed = self.owed();
        self.push(line);
        self.rework(today);
        self.owes_no_more(owed)
    }

    /// What may be spent with the date of a day: also what was valid then and has lapsed since. What a
    /// visit brought and took does not count where it is named: what may pay a part of that one.
    pub fn spendable(&self, day: Day, but_for: Option<VisitId>) -> i64 {
        let told = self.told(|line| but_for.is_some() && line.visit == but_for);
        let lines = self.lines.iter().zip(told.left);
        let valid = lines.filter(|(line, left)| *left < 0 || !is_past(line.expires, day));
        valid.map(|(_, left)| left).sum()
    }

    pub(super) fn can_spend(
        &self,
        points: i64,
        day: Day,
        but_for: Option<VisitId>,
    ) -> Result<(), Overdrawn> {
        match points - self.spendable(day, but_for) {
            missing if missing > 0 => Err(Overdrawn {
                missing,
                spent: false,
            }),
            _ => Ok(()),
        }
    }

    /// What was spent without cover.
    pub(super) fn owed(&self) -> i64 {
        self.open
            .iter()
            .filter(|open| **open < 0)
            .sum::<i64>()
            .abs()
    }

    /// What is spent on an earlier day may be what later ones were paid with, for which nothing else was
    /// valid.
    pub(super) fn owes_no_more(&self, before: i64) -> Result<(), Overdrawn> {
        match self.owed().saturating_sub(before) {
            missing if missing > 0 => Err(Overdrawn {
                missing,
                spent: false,
            }),
            _ => Ok(()),
        }
    }

    /// Lines that came along from another book, with what draws on what; their places are those that
    /// they have here. Draws that the lots here do not bear are worked out anew.
    pub fn bring(&mut self, lines: Vec<Line>, draws: Vec<Draw>, today: Day) {
        let before = self.draws.len();
        for line in lines {
            self.push(line);
        }
        self.draws.extend(draws);
        self.open = recount(&self.lines, &self.draws);
        if self.is_overdrawn() {
            self.draws.truncate(before);
            self.open = recount(&self.lines, &self.draws);
        }
        self.rework(today);
    }

    fn is_overdrawn(&self) -> bool {
        let mut lines = self.lines.iter().zip(&self.open);
        lines.any(|(line, open)| line.points.signum() * open < 0 || open.abs() > line.points.abs())
    }

    /// What is wrong with it: a sum that the lots do not come to, more drawn than there was, other draws than
    /// the history makes when it is told from its beginning. Empty for a ledger that only this type has
    /// written.
    pub fn faults(&self) -> Vec<&'static str> {
        let mut faults = Vec::new();
        let open = recount(&self.lines, &self.draws);
        if open.iter().sum::<i64>() != self.balance() || open != self.open {
            faults.push("sum");
        }
        if self.is_overdrawn() {
            faults.push("overdrawn");
        }
        if !self.is_as_told() {
            faults.push("draws");
        }
        faults
    }

    /// What takes a line back stays with it, and so does what a visit brings or takes once more. What writes
    /// a lot off is put there by whoever draws.
    fn written_under(&self, line: &Line) -> i64 {
        let same = |other: &Line| {
            line.visit.is_some()
                && (other.visit, other.kind, &other.reason) == (line.visit, line.kind, &line.reason)
        };
        let of = line.reverses.or_else(|| self.lines.iter().rposition(same));
        let of = of.and_then(|of| self.whose.get(of));
        of.copied().unwrap_or(self.one)
    }

    pub(super) fn push(&mut self, line: Line) -> usize {
        let whose = self.written_under(&line);
        self.open.push(line.points);
        self.lines.push(line);
        self.whose.push(whose);
        self.lines.len() - 1
    }

    pub(super) fn draw(&mut self, line: usize, lot: usize, points: i64) {
        if points != 0 {
            self.draws.push(Draw {
                line,
                lot,
                points,
                given: false,
            });
            self.open[line] += points;
            self.open[lot] -= points;
        }
    }
}

/// Whether the last valid day is over.
fn is_past(expires: Option<Day>, today: Day) -> bool {
    expires.is_some_and(|expires| expires < today)
}

/// What is left of each line.
fn recount(lines: &[Line], draws: &[Draw]) -> Vec<i64> {
    let mut open: Vec<i64> = lines.iter().map(|line| line.points).collect();
    for draw in draws {
        if let [Some(line), Some(lot)] =
            [draw.line, draw.lot].map(|at| (at < open.len()).then_some(at))
        {
            open[line] += draw.points;
            open[lot] -= draw.points;
        }
    }
    open
}
