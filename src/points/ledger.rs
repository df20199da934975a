//! The lines of one customer and what is left of each.

use super::{Draw, Kind, Line, Overdrawn};
use crate::domain::Day;

/// All lines of one customer in the order in which they were written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ledger {
    pub(super) lines: Vec<Line>,
    pub(super) draws: Vec<Draw>,
    /// What is left of each line: of a lot that is not used up above zero, of what was spent without
    /// cover below.
    pub(super) open: Vec<i64>,
}

impl Ledger {
    /// From the lines and draws as they were written.
    pub fn new(lines: Vec<Line>, draws: Vec<Draw>) -> Self {
        let open = recount(&lines, &draws);
        Self { lines, draws, open }
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
        let order = self.order().into_iter();
        order.map(|at| (&self.lines[at], self.open[at])).collect()
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
            });
            self.draw(line, lot, points);
        }
    }

    /// Points that come. Those that come with a visit again give back first what others had to stand
    /// in for them; then what was spent without cover is filled up.
    pub fn credit(&mut self, line: Line, today: Day) {
        self.lapse(today);
        let at = self.push(line);
        self.comes_again(at);
        self.even_out(today);
    }

    /// Points that go, of the lots that expire first, then the oldest. What has lapsed since the day
    /// of the line, because it is written down late or once more, was valid then and pays.
    ///
    /// # Errors
    /// When there are not that many. The ledger must be thrown away then.
    pub fn spend(&mut self, line: Line, today: Day) -> Result<(), Overdrawn> {
        self.lapse(today);
        for lapse in self.lapses_since(line.day) {
            self.push_reverse(lapse, today, "");
        }
        let missing = -line.points - self.balance();
        if missing > 0 {
            return Err(Overdrawn {
                missing,
                spent: false,
            });
        }
        let at = self.push(line);
        self.cover(at);
        self.even_out(today);
        Ok(())
    }

    /// What may be spent with the date of a day: also what was valid then and has lapsed since.
    pub fn spendable_on(&self, day: Day) -> i64 {
        let lapsed = self.lapses_since(day).into_iter();
        let lapsed: i64 = lapsed.map(|at| -self.lines[at].points).sum();
        self.balance_on(day) + lapsed
    }

    /// Lines that count and wrote off what was valid on a day still.
    fn lapses_since(&self, day: Day) -> Vec<usize> {
        let lines = self.lines.iter().enumerate();
        let late = lines.filter(|(_, line)| line.kind == Kind::Expire && line.day > day);
        late.map(|(at, _)| at)
            .filter(|at| !self.is_reversed(*at))
            .collect()
    }

    /// Lines that came along from another book, with what draws on what; their places are those that
    /// they have here. Draws that the lots here do not bear are worked out anew.
    pub fn bring(&mut self, lines: Vec<Line>, draws: Vec<Draw>, today: Day) {
        let before = self.draws.len();
        self.lines.extend(lines);
        self.draws.extend(draws);
        self.open = recount(&self.lines, &self.draws);
        if self.is_overdrawn() {
            self.draws.truncate(before);
            self.open = recount(&self.lines, &self.draws);
        }
        self.even_out(today);
    }

    fn is_overdrawn(&self) -> bool {
        let mut lines = self.lines.iter().zip(&self.open);
        lines.any(|(line, open)| line.points.signum() * open < 0 || open.abs() > line.points.abs())
    }

    /// What is wrong with it: a sum that the lots do not come to, more drawn than there was, points
    /// left beside points owed, a visit paid with points that it brought itself. Empty for a ledger
    /// that only this type has written.
    pub fn faults(&self) -> Vec<&'static str> {
        let mut faults = Vec::new();
        let open = recount(&self.lines, &self.draws);
        if open.iter().sum::<i64>() != self.balance() || open != self.open {
            faults.push("sum");
        }
        if self.is_overdrawn() {
            faults.push("overdrawn");
        }
        let owes = open.iter().any(|open| *open < 0);
        if owes && open.iter().any(|open| *open > 0) {
            faults.push("uncovered");
        }
        if self.pays_itself() {
            faults.push("own_award");
        }
        faults
    }

    /// Whether points that pay a part of a visit come from that visit. What is left of an award that
    /// does not count stands for points of others.
    fn pays_itself(&self) -> bool {
        self.draws.iter().any(|draw| {
            let (line, lot) = (self.lines.get(draw.line), self.lines.get(draw.lot));
            let paid = line.filter(|line| line.kind == Kind::Redeem && line.visit.is_some());
            let own = paid
                .zip(lot)
                .is_some_and(|(line, lot)| line.visit == lot.visit);
            let counts = |at| !self.is_reversed(at);
            own && draw.points > 0 && counts(draw.line) && counts(draw.lot)
        })
    }

    pub(super) fn push(&mut self, line: Line) -> usize {
        self.open.push(line.points);
        self.lines.push(line);
        self.lines.len() - 1
    }

    pub(super) fn draw(&mut self, line: usize, lot: usize, points: i64) {
        if points != 0 {
            self.draws.push(Draw { line, lot, points });
            self.open[line] += points;
            self.open[lot] -= points;
        }
    }

    /// Takes what a line still needs from the lots, in their order.
    pub(super) fn cover(&mut self, line: usize) {
        for lot in self.order() {
            let points = self.open[lot].min(-self.open[line]);
            if points <= 0 {
                return;
            }
            self.draw(line, lot, points);
        }
    }

    /// Writes off what came back too late, and fills up what was spent without cover.
    pub(super) fn even_out(&mut self, today: Day) {
        self.lapse(today);
        let owing: Vec<usize> = (0..self.open.len())
            .filter(|at| self.open[*at] < 0)
            .collect();
        for line in owing {
            self.cover(line);
        }
    }

    /// Lots that are not used up, in the order in which they are spent.
    fn order(&self) -> Vec<usize> {
        let mut lots: Vec<usize> = (0..self.open.len())
            .filter(|at| self.open[*at] > 0)
            .collect();
        lots.sort_by_key(|at| {
            let line = &self.lines[*at];
            (line.expires.is_none(), line.expires, line.day, *at)
        });
        lots
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
