//! The lines of one customer and what is left of each.

use crate::domain::{Day, VisitId};

/// Why points came or went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A visit brought them; with the first one the welcome.
    Earn,
    /// They paid a part of a bill.
    Redeem,
    /// They were valid no longer.
    Expire,
    /// Somebody put something right, and said why.
    Adjust,
    /// Somebody was brought, or brought somebody.
    Referral,
    /// The month of the birthday added them.
    Birthday,
    /// What the customer had before this book.
    Opening,
    /// Another line does not count.
    Reverse,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 8] = [
        Kind::Earn,
        Kind::Redeem,
        Kind::Expire,
        Kind::Adjust,
        Kind::Referral,
        Kind::Birthday,
        Kind::Opening,
        Kind::Reverse,
    ];

    /// The stable word in book, export and JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Kind::Earn => "earn",
            Kind::Redeem => "redeem",
            Kind::Expire => "expire",
            Kind::Adjust => "adjust",
            Kind::Referral => "referral",
            Kind::Birthday => "birthday",
            Kind::Opening => "opening",
            Kind::Reverse => "reverse",
        }
    }

    /// The kind of that word.
    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// One line. It never changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Why.
    pub kind: Kind,
    /// How many came, or, below zero, went.
    pub points: i64,
    /// The visit that it belongs to.
    pub visit: Option<VisitId>,
    /// The version of the rule that it was made by.
    pub rule: Option<i64>,
    /// The day that it counts from: of the visit, or the first one on which a lot is valid no more.
    pub day: Day,
    /// The last day on which what came is valid; `None` for ever.
    pub expires: Option<Day>,
    /// The line that does not count any more, by its place.
    pub reverses: Option<usize>,
    /// What was said about it, or a word of our own: `welcome`.
    pub reason: String,
}

/// Points of one line that another one draws on. Below zero: given back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draw {
    /// The line that draws, by its place.
    pub line: usize,
    /// The lot that it draws on, by its place.
    pub lot: usize,
    /// How many.
    pub points: i64,
}

/// There are not that many points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{missing} points are missing")]
pub struct Overdrawn {
    /// How many are missing.
    pub missing: i64,
}

/// All lines of one customer in the order in which they were written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ledger {
    lines: Vec<Line>,
    draws: Vec<Draw>,
    /// What is left of each line: of a lot that is not used up above zero, of what was spent without
    /// cover below.
    open: Vec<i64>,
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

    /// Points that come. What was spent without cover is filled up first.
    pub fn credit(&mut self, line: Line, today: Day) {
        self.lapse(today);
        self.push(line);
        self.even_out(today);
    }

    /// Points that go, of the lots that expire first, then the oldest.
    ///
    /// # Errors
    /// When there are not that many; nothing is written then but what has lapsed.
    pub fn spend(&mut self, line: Line, today: Day) -> Result<(), Overdrawn> {
        self.lapse(today);
        let missing = -line.points - self.balance();
        if missing > 0 {
            return Err(Overdrawn { missing });
        }
        let at = self.push(line);
        self.cover(at);
        Ok(())
    }

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

    /// Everything of another customer who turned out to be the same person: lines and what drew on
    /// what stay as they were.
    pub fn merge(&mut self, other: Ledger, today: Day) {
        self.lapse(today);
        let moved = self.lines.len();
        let shift = |at: usize| at + moved;
        self.lines.extend(other.lines.into_iter().map(|line| Line {
            reverses: line.reverses.map(shift),
            ..line
        }));
        self.draws.extend(other.draws.into_iter().map(|draw| Draw {
            line: shift(draw.line),
            lot: shift(draw.lot),
            ..draw
        }));
        self.open.extend(other.open);
        self.even_out(today);
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
        let mut lines = self.lines.iter().zip(&open);
        if lines
            .any(|(line, open)| line.points.signum() * open < 0 || open.abs() > line.points.abs())
        {
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

    fn push(&mut self, line: Line) -> usize {
        self.open.push(line.points);
        self.lines.push(line);
        self.lines.len() - 1
    }

    fn draw(&mut self, line: usize, lot: usize, points: i64) {
        if points != 0 {
            self.draws.push(Draw { line, lot, points });
            self.open[line] += points;
            self.open[lot] -= points;
        }
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

    /// Takes what a line still needs from the lots, in their order.
    fn cover(&mut self, line: usize) {
        for lot in self.order() {
            let points = self.open[lot].min(-self.open[line]);
            if points <= 0 {
                return;
            }
            self.draw(line, lot, points);
        }
    }

    /// Writes off what came back too late, and fills up what was spent without cover.
    fn even_out(&mut self, today: Day) {
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
