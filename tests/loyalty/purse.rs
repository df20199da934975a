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
    /// Lots that came again for the one that was taken back.
    again: Vec<usize>,
    /// What others got back then.
    given: BTreeMap<usize, i64>,
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

    /// What there was on a day of what has not gone since.
    pub fn valid_on(&self, day: Day) -> i64 {
        let late = self.lots.iter().filter(|lot| lot.expires >= Some(day));
        self.balance() + late.map(|lot| lot.lapsed).sum::<i64>()
    }

    /// Points come; returns the place of the lot. Where they came before, from `earlier` lots, and were
    /// taken back, others that stood in for them get theirs back first.
    pub fn put(
        &mut self,
        points: i64,
        (day, expires): (Day, Option<Day>),
        (earlier, taken_back): (&[usize], &[usize]),
        today: Day,
    ) -> usize {
        self.lapse(today);
        let mut left = points;
        for place in taken_back.iter().rev() {
            let mut taken = std::mem::take(&mut self.taken[*place]);
            let mut mine = taken.owed.min(left);
            taken.owed -= mine;
            let mut others: Vec<usize> = Vec::new();
            for (at, _) in &taken.from {
                if !earlier.contains(at) && !others.contains(at) {
                    others.push(*at);
                }
            }
            for other in others.into_iter().rev() {
                for (_, points) in taken.from.iter_mut().filter(|(at, _)| *at == other) {
                    let back = (*points).min(left - mine);
                    *points -= back;
                    mine += back;
                    self.lots[other].left += back;
                    *taken.given.entry(other).or_default() += back;
                }
            }
            left -= mine;
            taken.from.push((self.lots.len(), mine));
            taken.again.push(self.lots.len());
            self.taken[*place] = taken;
        }
        self.lots.push(Lot {
            day,
            expires,
            left,
            lapsed: 0,
        });
        self.settle_debts(today);
        self.lots.len() - 1
    }

    /// Points go, of what there was on a day; returns the place of what was taken.
    pub fn take(&mut self, points: i64, day: Day, today: Day) -> Result<usize, Refused> {
        self.lapse(today);
        for lot in self.lots.iter_mut().filter(|lot| lot.expires >= Some(day)) {
            lot.left += std::mem::take(&mut lot.lapsed);
        }
        if points > self.balance() {
            return Err(Refused);
        }
        self.taken.push(Taken {
            owed: points,
            ..Taken::default()
        });
        self.cover(self.taken.len() - 1);
        self.settle_debts(today);
        Ok(self.taken.len() - 1)
    }

    /// Points that came do not count any more: what is spent of them is owed, what lapsed is not. Returns
    /// the place of what was taken for it.
    pub fn void_lot(&mut self, at: usize, points: i64, today: Day) -> usize {
        self.lapse(today);
        self.unlapse(at);
        for place in (0..self.taken.len()).rev() {
            if self.taken[place].again.contains(&at) {
                self.goes_again(place, at);
            }
        }
        let lot = &mut self.lots[at];
        let own = lot.left.min(points);
        lot.left -= own;
        self.taken.push(Taken {
            from: vec![(at, own)],
            owed: points - own,
            ..Taken::default()
        });
        self.settle_debts(today);
        self.taken.len() - 1
    }

    /// What a lot paid because it had come again is taken from the same others as before.
    fn goes_again(&mut self, place: usize, at: usize) {
        let mut taken = std::mem::take(&mut self.taken[place]);
        let here = taken.from.iter_mut().filter(|(lot, _)| *lot == at);
        let stood: i64 = here.map(|(_, points)| std::mem::take(points)).sum();
        self.lots[at].left += stood;
        let mut missing = stood;
        let mut others: Vec<usize> = Vec::new();
        for (lot, _) in &taken.from {
            if !taken.again.contains(lot) && !others.contains(lot) {
                others.push(*lot);
            }
        }
        for other in others {
            let given = taken.given.get(&other).copied().unwrap_or(0);
            let wanted = given.min(missing);
            if wanted > 0 {
                self.unlapse(other);
                let points = wanted.min(self.lots[other].left);
                self.lots[other].left -= points;
                taken.from.push((other, points));
                *taken.given.entry(other).or_default() -= points;
                missing -= points;
            }
        }
        taken.owed += missing;
        self.taken[place] = taken;
    }

    fn unlapse(&mut self, at: usize) {
        let lot = &mut self.lots[at];
        lot.left += std::mem::take(&mut lot.lapsed);
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
