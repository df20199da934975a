//! A ledger told point by point, without lots and draws: every point is a thing that knows when it
//! came, until when it is valid and which line has it now.

use std::collections::BTreeMap;

use crate::domain::Day;

#[derive(Debug, Default, Clone)]
pub(super) struct Purse {
    points: Vec<Point>,
    /// Lines that took a point that nobody had.
    owed: Vec<usize>,
    /// Of a line that gave points back: which ones, by the line that they came with.
    given: BTreeMap<usize, Vec<usize>>,
}

#[derive(Debug, Clone)]
struct Point {
    /// The line that it came with.
    lot: usize,
    day: Day,
    expires: Option<Day>,
    /// The line that has it.
    with: Option<usize>,
    lapsed: bool,
}

impl Point {
    fn is_free(&self) -> bool {
        self.with.is_none() && !self.lapsed
    }
}

impl Purse {
    pub(super) fn balance(&self) -> i64 {
        let free = self.points.iter().filter(|point| point.is_free());
        i64::try_from(free.count()).unwrap() - i64::try_from(self.owed.len()).unwrap()
    }

    /// How many are left until each last day.
    pub(super) fn left(&self) -> BTreeMap<Option<Day>, i64> {
        let mut left = BTreeMap::new();
        for point in self.points.iter().filter(|point| point.is_free()) {
            *left.entry(point.expires).or_default() += 1;
        }
        left
    }

    pub(super) fn lapse(&mut self, today: Day) {
        for point in &mut self.points {
            let is_past = point.expires.is_some_and(|day| day < today);
            point.lapsed |= is_past && point.with.is_none();
        }
    }

    /// The line brings so many.
    pub(super) fn comes(&mut self, line: usize, points: u8, day: Day, expires: Option<Day>) {
        let point = Point {
            lot: line,
            day,
            expires,
            with: None,
            lapsed: false,
        };
        let many = usize::from(points);
        self.points.extend(std::iter::repeat_n(point, many));
        self.lapse(day);
        self.pay_debts();
    }

    /// The line takes so many.
    pub(super) fn goes(&mut self, line: usize, points: usize) {
        for _ in 0..points {
            match self.next() {
                Some(point) => point.with = Some(line),
                None => self.owed.push(line),
            }
        }
    }

    /// The line makes one that took points count no longer.
    pub(super) fn gives_back(&mut self, line: usize, of: usize, today: Day) {
        self.owed.retain(|by| *by != of);
        let mut given = Vec::new();
        for point in self
            .points
            .iter_mut()
            .filter(|point| point.with == Some(of))
        {
            (point.with, point.lapsed) = (None, false);
            given.push(point.lot);
        }
        self.given.insert(line, given);
        self.lapse(today);
        self.pay_debts();
    }

    /// The line makes one that brought points, or gave them back, count no longer: it takes those
    /// where they are still there, else others. What came with a lot and lapsed is not missed.
    pub(super) fn takes_back(&mut self, line: usize, of: usize, points: usize) {
        let lots = self.given.get(&of).cloned();
        let is_lot = lots.is_none();
        for lot in lots.unwrap_or_else(|| vec![of; points]) {
            let mut own = self.points.iter_mut();
            let own = own.find(|point| {
                point.lot == lot && point.with.is_none() && (is_lot || !point.lapsed)
            });
            if let Some(point) = own {
                (point.with, point.lapsed) = (Some(line), false);
            }
        }
        self.goes(line, points - self.count_of(line));
        self.pay_debts();
    }

    fn count_of(&self, line: usize) -> usize {
        let own = self.points.iter().filter(|point| point.with == Some(line));
        own.count()
    }

    /// Everything of another one, whose lines follow so many.
    pub(super) fn merge(&mut self, other: Purse, moved: usize, today: Day) {
        self.lapse(today);
        self.points
            .extend(other.points.into_iter().map(|point| Point {
                lot: point.lot + moved,
                with: point.with.map(|line| line + moved),
                ..point
            }));
        self.owed
            .extend(other.owed.into_iter().map(|line| line + moved));
        let given = other.given.into_iter();
        self.given.extend(given.map(|(line, lots)| {
            let lots = lots.into_iter().map(|lot| lot + moved).collect();
            (line + moved, lots)
        }));
        self.lapse(today);
        self.pay_debts();
    }

    /// The point that goes next.
    fn next(&mut self) -> Option<&mut Point> {
        let free = self.points.iter_mut().filter(|point| point.is_free());
        free.min_by_key(|point| (point.expires.is_none(), point.expires, point.day, point.lot))
    }

    fn pay_debts(&mut self) {
        self.owed.sort_unstable();
        while let Some(by) = self.owed.first().copied() {
            let Some(point) = self.next() else { return };
            point.with = Some(by);
            self.owed.remove(0);
        }
    }
}
