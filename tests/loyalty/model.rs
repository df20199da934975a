//! The programme reckoned by itself, from conventions of the field alone: no ledger, no SQL, nothing
//! of `kenal::points` but the numbers of the rule. Every lot knows what is left of it, everything that
//! took points knows from which lots.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months};
use kenal::domain::{Day, VisitFacts, VisitId, VisitStatus};
use kenal::points::{Basis, Rule};

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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    Award,
    Birthday,
    Welcome,
    Redeemed,
}

/// What a visit brought or took, while it counts.
#[derive(Debug, Clone, Copy)]
struct Entry {
    why: Why,
    points: i64,
    day: Day,
    /// The place of its lot, or of what it took.
    place: usize,
}

/// A version of the rules.
#[derive(Debug, Clone)]
pub struct Version {
    pub since: Day,
    pub rule: Rule,
}

/// Everything about one customer.
#[derive(Debug, Clone, Default)]
pub struct Customer {
    birth_month: Option<u32>,
    pub given: Option<(String, Day)>,
    pub visits: BTreeMap<VisitId, VisitFacts>,
    /// The version that paid each visit first.
    paid: BTreeMap<VisitId, usize>,
    entries: BTreeMap<VisitId, Vec<Entry>>,
    lots: Vec<Lot>,
    taken: Vec<Taken>,
}

/// The book refuses it.
#[derive(Debug, PartialEq, Eq)]
pub struct Refused;

impl Customer {
    /// Somebody with these visits, of which nothing is reckoned yet.
    pub fn new(birth_month: Option<u32>, visits: BTreeMap<VisitId, VisitFacts>) -> Self {
        Self {
            birth_month,
            visits,
            ..Self::default()
        }
    }

    pub fn balance(&self) -> i64 {
        let left: i64 = self.lots.iter().map(|lot| lot.left).sum();
        left - self.owes()
    }

    fn owes(&self) -> i64 {
        self.taken.iter().map(|taken| taken.owed).sum()
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

    /// Lots in the order in which they are spent.
    fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.lots.len())
            .filter(|at| self.lots[*at].left > 0)
            .collect();
        let forever = Day::MAX;
        order.sort_by_key(|at| {
            (
                self.lots[*at].expires.unwrap_or(forever),
                self.lots[*at].day,
                *at,
            )
        });
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

    /// A visit is as it is now; `None`: it is gone.
    pub fn visit(
        &mut self,
        id: VisitId,
        facts: Option<&VisitFacts>,
        versions: &[Version],
        today: Day,
    ) -> Result<(), Refused> {
        match facts {
            Some(facts) => self.visits.insert(id, facts.clone()),
            None => self.visits.remove(&id),
        };
        let wanted = match facts.filter(|facts| facts.status == VisitStatus::Done) {
            Some(facts) => self.wanted(id, facts, versions, today)?,
            None => Vec::new(),
        };
        let day = facts.map_or(today, |facts| facts.day);
        let mut missing = wanted;
        let (mut stays, mut wrong) = (Vec::new(), Vec::new());
        for entry in self.entries.remove(&id).unwrap_or_default() {
            let same = missing.iter().position(|(why, points)| {
                (*why, *points, day) == (entry.why, entry.points, entry.day)
            });
            match same {
                Some(at) => {
                    missing.remove(at);
                    stays.push(entry);
                }
                None => wrong.push(entry),
            }
        }
        for entry in wrong {
            match entry.why {
                Why::Redeemed => self.void_taken(entry.place, today),
                _ => self.void_lot(entry.place, entry.points, today),
            }
        }
        let valid = self
            .paid
            .get(&id)
            .and_then(|at| versions[*at].rule.valid_days);
        let expires = valid.map(|days| day + Days::new(days.into()));
        // What is redeemed is never paid with points of the same visit.
        missing.sort_by_key(|(why, _)| *why != Why::Redeemed);
        for (why, points) in missing {
            let place = match why {
                Why::Redeemed => self.take(points, today)?,
                _ => self.put(points, day, expires, today),
            };
            stays.push(Entry {
                why,
                points,
                day,
                place,
            });
        }
        self.entries.insert(id, stays);
        Ok(())
    }

    /// What a done visit brings and takes.
    fn wanted(
        &mut self,
        id: VisitId,
        facts: &VisitFacts,
        versions: &[Version],
        today: Day,
    ) -> Result<Vec<(Why, i64)>, Refused> {
        let redeemed = facts.redeemed.unwrap_or(0);
        let in_force = versions
            .iter()
            .rposition(|version| version.since <= facts.day);
        let Some(at) = self.paid.get(&id).copied().or(in_force) else {
            return if redeemed > 0 {
                Err(Refused)
            } else {
                Ok(Vec::new())
            };
        };
        let rule = &versions[at].rule;
        let total = facts.total.map_or(0, |money| money.0);
        self.lapse(today);
        let held = self.entries.get(&id).into_iter().flatten();
        let held: i64 = held
            .filter(|entry| entry.why == Why::Redeemed)
            .map(|entry| entry.points)
            .sum();
        if redeemed > 0
            && redeemed != held
            && !may_redeem(rule, total, redeemed, self.balance() + held)
        {
            return Err(Refused);
        }
        let tier = self.tier(rule, facts.day, false);
        let percent = tier.map_or(100, |tier| rule.tier[tier].percent);
        let (award, birthday) = award(rule, facts, percent, self.birth_month);
        let paid = |facts: &VisitFacts| {
            facts.status == VisitStatus::Done && facts.total.is_some_and(|money| money.0 > 0)
        };
        let welcomed = |(visit, entries): (&VisitId, &Vec<Entry>)| {
            entries
                .iter()
                .any(|entry| entry.why == Why::Welcome)
                .then_some(*visit)
        };
        let welcomed: Vec<VisitId> = self.entries.iter().filter_map(welcomed).collect();
        let first = self.visits.iter().filter(|(_, facts)| paid(facts));
        let first = first
            .min_by_key(|(visit, facts)| (facts.day, **visit))
            .map(|(visit, _)| *visit);
        let is_welcome = paid(facts)
            && welcomed.iter().all(|visit| *visit == id)
            && (welcomed.contains(&id) || first == Some(id));
        let welcome = if is_welcome { rule.welcome } else { 0 };
        let mut wanted = vec![
            (Why::Redeemed, redeemed),
            (Why::Award, award),
            (Why::Birthday, birthday),
            (Why::Welcome, welcome),
        ];
        wanted.retain(|(_, points)| *points > 0);
        if !wanted.is_empty() {
            self.paid.insert(id, at);
        }
        Ok(wanted)
    }

    /// The place of the tier on a day: on its morning, or with what came on it.
    pub fn tier(&self, rule: &Rule, on: Day, whole_day: bool) -> Option<usize> {
        let top = rule.tier.len().checked_sub(1)?;
        let gains = self.gains(rule, on, whole_day);
        let held = held(rule, &gains, on);
        let given = self.given.as_ref().filter(|(_, until)| *until >= on);
        let floor =
            given.and_then(|(name, _)| rule.tier.iter().position(|tier| tier.name == *name));
        Some(held.max(floor.unwrap_or(0)).min(top))
    }

    fn gains(&self, rule: &Rule, on: Day, whole_day: bool) -> Vec<(Day, i64)> {
        let counts = |day: Day| day < on || (whole_day && day == on);
        let mut gains: Vec<(Day, i64)> = match rule.basis {
            Basis::Spend => {
                let done = self
                    .visits
                    .values()
                    .filter(|facts| facts.status == VisitStatus::Done);
                done.filter_map(|facts| Some((facts.day, facts.total?.0)))
                    .collect()
            }
            Basis::Points => {
                let entries = self.entries.values().flatten();
                let came = entries.filter(|entry| entry.why != Why::Redeemed);
                came.map(|entry| (entry.day, entry.points)).collect()
            }
        };
        gains.retain(|(day, _)| counts(*day));
        gains.sort_unstable();
        gains
    }
}

/// The tier that is held, one day after the other.
fn held(rule: &Rule, gains: &[(Day, i64)], today: Day) -> usize {
    let Some((first, _)) = gains.first() else {
        return 0;
    };
    let reached = |day: Day| {
        let from = day - Months::new(12);
        let year = gains
            .iter()
            .filter(|(came, _)| *came > from && *came <= day);
        let sum: i64 = year.map(|(_, gain)| gain).sum();
        rule.tier
            .iter()
            .rposition(|tier| tier.from <= sum)
            .unwrap_or(0)
    };
    let (mut held, mut review, mut end) = (0, None, None);
    for day in first.iter_days().take_while(|day| *day <= today) {
        let came = gains.binary_search_by_key(&day, |(came, _)| *came).is_ok();
        if came && reached(day) > held {
            (held, review, end) = (reached(day), Some(day + Months::new(12)), None);
        } else if review == Some(day) {
            if reached(day) >= held {
                review = Some(day + Months::new(12));
            } else {
                (review, end) = (None, Some(day + Days::new(rule.grace_days.into())));
            }
        } else if end == Some(day) {
            held = held.min(reached(day));
            (review, end) = (Some(day + Months::new(12)).filter(|_| held > 0), None);
        }
    }
    held
}

/// Whether so many points may pay a part of a bill.
pub fn may_redeem(rule: &Rule, total: i64, points: i64, balance: i64) -> bool {
    let redeem = &rule.redeem;
    points <= balance
        && points % redeem.step == 0
        && points >= redeem.block
        && points * rule.worth * 100 <= total * i64::from(redeem.cap_percent)
}

/// The usual points of a visit, and what the month of the birthday adds.
fn award(rule: &Rule, facts: &VisitFacts, tier: u32, birth_month: Option<u32>) -> (i64, i64) {
    let total = facts.total.map_or(0, |money| money.0);
    if !rule.on || total <= 0 || total < rule.minimum {
        return (0, 0);
    }
    let has = |text: &str, words: &[String]| {
        words
            .iter()
            .any(|word| text.to_lowercase().contains(&word.to_lowercase()))
    };
    let mut base = total - facts.redeemed.unwrap_or(0) * rule.worth;
    let mut named: Vec<(i64, u32)> = Vec::new();
    for line in &facts.lines {
        let amount = line.amount.map_or(0, |money| money.0).max(0);
        if has(&line.text, &rule.exclude) {
            base -= amount;
            continue;
        }
        let category = rule
            .category
            .iter()
            .find(|category| has(&line.text, &category.words));
        match category.map_or(100, |category| category.percent) {
            0 => base -= amount,
            percent => named.push((amount, percent)),
        }
    }
    let base = i128::from(base.max(0));
    let sum: i128 = named.iter().map(|(amount, _)| i128::from(*amount)).sum();
    let times: i128 = named
        .iter()
        .map(|(amount, percent)| i128::from(*amount) * i128::from(*percent))
        .sum();
    // Money that earns, in hundredths, as a fraction.
    let (weight, of) = if sum > base {
        (times * base, sum)
    } else {
        (times + (base - sum) * 100, 1)
    };
    let periods = rule
        .period
        .iter()
        .filter(|period| period.from <= facts.day && facts.day <= period.until);
    let period = periods.map(|period| period.percent).max().unwrap_or(100);
    let share = |birthday: u32| {
        let points = weight * i128::from(tier) * i128::from(period) * i128::from(birthday);
        i64::try_from(points / (of * i128::from(rule.earn_per) * 100_000_000)).unwrap()
    };
    let usual = share(100);
    let is_month = birth_month == Some(facts.day.month());
    let all = if is_month {
        share(rule.birthday_percent)
    } else {
        usual
    };
    (usual.min(all), all - usual.min(all))
}
