//! The points of one customer: every lot knows what is left of it, everything that took points knows
//! from which lots.

use std::collections::BTreeMap;

use kenal::domain::Day;

use crate::programme::Refused;

/// Points that came together.
#[derive(Debug, Clone)]
struct Lot {
    day: Day,
    expires: Option<Day>,
    left: i64,
    lapsed: i64,
}

/// Points that went: from which lots, and how many were not there.
#[derive(Debug, Clone, Default)]
struct Taken {
    from: Vec<(usize, i64)>,
    owed: i64,
}

/// What somebody has, and what they took.
#[derive(Debug, Clone, Default)]
pub struct Purse {
    lots: Vec<Lot>,
    taken: Vec<Taken>,
}

impl Purse {
    pub fn balance(&self) -> i64 {
        let left: i64 = self.lots.iter().map(|lot| lot.left).sum();
        let owed: i64 = self.taken.iter().map(|taken| taken.owed).sum();
        left - owed
    }

    /// The last days of what is left, soonest first, and how much of it ends then.
    pub fn lapsing(&self) -> Vec<(Day, i64)> {
        let mut days: BTreeMap<Day, i64> = BTreeMap::new();
        for lot in self.lots.iter().filter(|lot| lot.left > 0) {
            if let Some(day) = lot.expires {
                *days.entry(day).or_default() += lot.left;
            }
        }
        days.into_iter().collect()
    }

    /// A new day: what was valid through an earlier one is over.
    pub fn lapse(&mut self, today: Day) {
        for lot in &mut self.lots {
            if lot.expires.is_some_and(|last| last < today) {
                lot.lapsed += lot.left;
                lot.left = 0;
            }
        }
    }

    /// Points come; returns the place of the lot.
    pub fn put(&mut self, points: i64, day: Day, expires: Option<Day>, today: Day) -> usize {
        self.lapse(today);
        self.lots.push(Lot {
            day,
            expires,
            left: points,
            lapsed: 0,
        });
        self.settle_debts(today);
        self.lots.len() - 1
    }

    /// Points go; returns the place of what was taken.
    pub fn take(&mut self, points: i64, today: Day) -> Result<usize, Refused> {
        self.lapse(today);
        if points > self.balance() {
            return Err(Refused);
        }
        self.taken.push(Taken {
            from: Vec::new(),
            owed: points,
        });
        self.cover(self.taken.len() - 1);
        Ok(self.taken.len() - 1)
    }

    /// Points that came do not count any more: what is spent of them is owed, what lapsed is not.
    pub fn void_lot(&mut self, at: usize, points: i64, today: Day) {
        self.lapse(today);
        let lot = &mut self.lots[at];
        lot.left += lot.lapsed;
        lot.lapsed = 0;
        let own = lot.left.min(points);
        lot.left -= own;
        self.taken.push(Taken {
            from: vec![(at, own)],
            owed: points - own,
        });
        self.settle_debts(today);
    }

    /// What was taken comes back to the lots that it came from, with their own days.
    pub fn void_taken(&mut self, place: usize, today: Day) {
        self.lapse(today);
        let taken = std::mem::take(&mut self.taken[place]);
        for (at, points) in taken.from {
            self.lots[at].left += points;
        }
        self.settle_debts(today);
    }

    /// Lots in the order in which they are spent.
    fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.lots.len())
            .filter(|at| self.lots[*at].left > 0)
            .collect();
        let key = |lot: &Lot| (lot.expires.unwrap_or(Day::MAX), lot.day);
        order.sort_by_key(|at| (key(&self.lots[*at]), *at));
        order
    }

    /// Takes what is owed from the lots.
    fn cover(&mut self, place: usize) {
        for at in self.order() {
            let points = self.lots[at].left.min(self.taken[place].owed);
            if points > 0 {
                self.lots[at].left -= points;
                self.taken[place].owed -= points;
                self.taken[place].from.push((at, points));
            }
        }
    }

    fn settle_debts(&mut self, today: Day) {
        self.lapse(today);
        for place in 0..self.taken.len() {
            self.cover(place);
        }
    }
}
