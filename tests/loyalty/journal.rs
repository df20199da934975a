//! Everything that came and went, in the order in which it was first written down. What is put right keeps its
//! place, and what anybody has is reckoned from the first entry on, every time.

use std::collections::BTreeMap;

use kenal::domain::{CustomerId, Day, VisitId};

use crate::customer::Why;

/// What came (above zero), went, or by now did neither.
#[derive(Debug, Clone)]
struct Item {
    whose: CustomerId,
    visit: Option<VisitId>,
    points: i64,
    day: Day,
    expires: Option<Day>,
    /// Since when it counts.
    since: usize,
    /// What it was before, how many on which day, and since when no more.
    was: Vec<(i64, Day, usize)>,
}

/// Two were found to be one person, before what was written then.
#[derive(Debug, Clone)]
struct One {
    before: usize,
    gone: CustomerId,
    keep: CustomerId,
    day: Day,
    counts: bool,
}

#[derive(Debug, Clone, Default)]
pub struct Journal {
    items: Vec<Item>,
    ones: Vec<One>,
    /// Where stands what was written for each.
    of: BTreeMap<CustomerId, Vec<usize>>,
    /// Where stands what a visit did for a reason, the newest last.
    places: BTreeMap<(VisitId, Why), Vec<usize>>,
    /// One for each time that something was written.
    clock: usize,
}

/// What is left of what came, and what was taken of nothing.
#[derive(Debug, Clone, Default)]
pub struct Purse {
    lots: Vec<Left>,
    debts: Vec<Left>,
}

/// So much of an item; of what went how much is missing.
#[derive(Debug, Clone)]
struct Left {
    at: usize,
    item: Item,
    points: i64,
}

impl Journal {
    /// Points come or go that nothing else is known of; returns their place.
    pub fn write(
        &mut self,
        whose: CustomerId,
        points: i64,
        day: Day,
        expires: Option<Day>,
    ) -> usize {
        self.items.push(Item {
            whose,
            visit: None,
            points,
            day,
            expires,
            since: self.clock,
            was: Vec::new(),
        });
        self.clock += 1;
        let at = self.items.len() - 1;
        self.of.entry(whose).or_default().push(at);
        at
    }

    /// A visit does something for a reason, perhaps not for the first time.
    pub fn write_of(
        &mut self,
        (visit, why): (VisitId, Why),
        whose: CustomerId,
        points: i64,
        (day, expires): (Day, Option<Day>),
    ) -> usize {
        let known = self.places.get(&(visit, why)).into_iter().flatten();
        let known = known
            .rev()
            .find(|at| self.means(self.items[**at].whose) == whose);
        let at = match known.copied() {
            Some(at) => at,
            None => self.write(whose, 0, day, None),
        };
        let places = self.places.entry((visit, why)).or_default();
        places.retain(|place| *place != at);
        places.push(at);
        let (whose, was) = (self.items[at].whose, self.items[at].was.clone());
        self.items[at] = Item {
            whose,
            visit: Some(visit),
            points,
            day,
            expires,
            since: self.clock,
            was,
        };
        self.clock += 1;
        at
    }

    /// The place of whatever is written next.
    pub fn next(&self) -> usize {
        self.clock
    }

    /// Whether a visit took these points of somebody on that day before, and they have spent none since.
    pub fn stood(&self, (visit, whose): (VisitId, CustomerId), day: Day, points: i64) -> bool {
        let known = self
            .places
            .get(&(visit, Why::Redeemed))
            .into_iter()
            .flatten();
        let own = known.map(|at| &self.items[*at]);
        let own = own.filter(|item| self.means(item.whose) == whose);
        let before = own.flat_map(|item| &item.was);
        let before = before.filter(|(was, on, _)| (*was, *on) == (-points, day));
        let Some(until) = before.map(|(.., until)| *until).max() else {
            return false;
        };
        let mut all = self
            .items
            .iter()
            .filter(|item| self.means(item.whose) == whose);
        all.all(|item| item.points >= 0 || item.visit == Some(visit) || item.since < until)
    }

    /// It does not count.
    pub fn strike(&mut self, at: usize) {
        let item = &mut self.items[at];
        item.was.push((item.points, item.day, self.clock));
        item.points = 0;
        self.clock += 1;
    }

    pub fn become_one(&mut self, gone: CustomerId, keep: CustomerId, day: Day) {
        self.ones.push(One {
            before: self.items.len(),
            gone,
            keep,
            day,
            counts: true,
        });
    }

    /// The last two who became one are two, and everything is again as it was `then`; what was first written
    /// since keeps its place.
    pub fn part(&mut self, then: &Self) {
        self.ones[then.ones.len()].counts = false;
        for (at, item) in self.items.iter_mut().enumerate() {
            match then.items.get(at) {
                Some(before) => item.clone_from(before),
                None => item.points = 0,
            }
        }
    }

    /// Who a number is by now.
    fn means(&self, number: CustomerId) -> CustomerId {
        let one = self
            .ones
            .iter()
            .find(|one| one.counts && one.gone == number);
        one.map_or(number, |one| self.means(one.keep))
    }

    /// What somebody has, but for what one visit did.
    pub fn purse(&self, whose: CustomerId, without: Option<VisitId>) -> Purse {
        let mut numbers: BTreeMap<CustomerId, Purse> = BTreeMap::new();
        let ones = self.ones.iter().filter(|one| one.counts);
        numbers.insert(whose, Purse::default());
        for one in ones.clone().filter(|one| self.means(one.gone) == whose) {
            numbers.insert(one.gone, Purse::default());
        }
        let mut now: BTreeMap<CustomerId, CustomerId> = BTreeMap::new();
        let mut ones = ones.filter(|one| self.means(one.gone) == whose).peekable();
        let of = |number| self.of.get(number).into_iter().flatten().copied();
        let mut places: Vec<usize> = numbers.keys().flat_map(of).collect();
        places.sort_unstable();
        for at in places.into_iter().chain([usize::MAX]) {
            while let Some(one) = ones.next_if(|one| one.before <= at) {
                now.insert(one.gone, one.keep);
                let gone = numbers.remove(&one.gone).unwrap();
                numbers.get_mut(&one.keep).unwrap().join(gone, one.day);
            }
            let Some(item) = self.items.get(at).filter(|item| item.points != 0) else {
                continue;
            };
            let mut number = item.whose;
            while let Some(keep) = now.get(&number) {
                number = *keep;
            }
            if without.is_none() || item.visit != without {
                numbers.get_mut(&number).unwrap().happens(at, item);
            }
        }
        numbers.remove(&whose).unwrap()
    }
}

impl Purse {
    fn happens(&mut self, at: usize, item: &Item) {
        let mut new = Left {
            at,
            item: item.clone(),
            points: item.points.abs(),
        };
        if item.points > 0 {
            for debt in &mut self.debts {
                debt.is_paid_by(&mut new, None);
            }
            self.lots.push(new);
            self.lots.sort_by_key(Left::order);
        } else {
            let own = |lot: &Left| item.visit.is_some() && lot.item.visit == item.visit;
            let (mine, others): (Vec<_>, Vec<_>) = self.lots.iter_mut().partition(|lot| own(lot));
            for lot in others.into_iter().chain(mine) {
                new.is_paid_by(lot, None);
            }
            self.debts.push(new);
            self.debts.sort_by_key(|debt| debt.at);
        }
        self.debts.retain(|debt| debt.points > 0);
    }

    /// Both together: what either owed is paid with what is valid still.
    fn join(&mut self, other: Purse, day: Day) {
        self.lots.extend(other.lots);
        self.debts.extend(other.debts);
        self.lots.sort_by_key(Left::order);
        self.debts.sort_by_key(|debt| debt.at);
        for debt in &mut self.debts {
            for lot in &mut self.lots {
                debt.is_paid_by(lot, Some(day));
            }
        }
        self.debts.retain(|debt| debt.points > 0);
    }

    /// What there is on a day.
    pub fn valid_on(&self, day: Day) -> i64 {
        let valid = self.lots.iter().filter(|lot| lot.is_valid(day));
        valid.map(|lot| lot.points).sum::<i64>() - self.owed()
    }

    pub fn owed(&self) -> i64 {
        self.debts.iter().map(|debt| debt.points).sum()
    }

    /// The last days of what is left on a day, soonest first, and how much of it ends then.
    pub fn lapsing(&self, today: Day) -> Vec<(Day, i64)> {
        let mut days: BTreeMap<Day, i64> = BTreeMap::new();
        let left = self
            .lots
            .iter()
            .filter(|lot| lot.points > 0 && lot.is_valid(today));
        for (day, points) in left.filter_map(|lot| Some((lot.item.expires?, lot.points))) {
            *days.entry(day).or_default() += points;
        }
        days.into_iter().collect()
    }
}

impl Left {
    fn order(&self) -> (Day, Day, usize) {
        let last = self.item.expires.unwrap_or(Day::MAX);
        (last, self.item.day, self.at)
    }

    fn is_valid(&self, day: Day) -> bool {
        self.item.expires.is_none_or(|last| last >= day)
    }

    /// As far as the lot was valid when the points went, and on that day too.
    fn is_paid_by(&mut self, lot: &mut Left, and_on: Option<Day>) {
        if lot.is_valid(self.item.day) && and_on.is_none_or(|day| lot.is_valid(day)) {
            let points = self.points.min(lot.points);
            self.points -= points;
            lot.points -= points;
        }
    }
}
