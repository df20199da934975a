//! What a rule would have come to: the visits of a while ago, played again under it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Months};

use super::{Award, Basis, Billed, Ledger, Rule, Stamp, Wanted, Weight, most_redeemable, tier};
use crate::domain::{Birthday, CustomerId, Day, VisitId};

/// The most years that are played again at once.
pub const MOST_YEARS: u32 = 5;

/// The first and the last of the twelve months that end with a day.
pub fn a_year_to(until: Day) -> (Day, Day) {
    years_to(until, 1)
}

/// The first and the last of so many years that end with a day.
pub fn years_to(until: Day, years: u32) -> (Day, Day) {
    let months = Months::new(years.saturating_mul(12));
    let ago = until.checked_sub_months(months).unwrap_or(until);
    (ago.succ_opt().unwrap_or(ago), until)
}

/// A customer with the visits that are played again.
#[derive(Debug, Clone)]
pub struct Past {
    /// Who.
    pub customer: CustomerId,
    /// The birthday, for its month.
    pub birthday: Option<Birthday>,
    /// Done visits by day, from a year before the first one that is played on: they make the tier.
    pub visits: Vec<PastVisit>,
}

/// A done visit.
#[derive(Debug, Clone)]
pub struct PastVisit {
    /// Which.
    pub id: VisitId,
    /// What counts of it; redeemed points are what the customer wanted to redeem.
    pub billed: Billed,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcome {
    /// Money of the visits that were played, minor units.
    pub money: i64,
    /// Points that were given.
    pub earned: i64,
    /// Points that paid a part of a bill.
    pub redeemed: i64,
    /// Points that were valid no longer.
    pub lapsed: i64,
    /// Points that are owed at the end.
    pub owed: i64,
    /// Points that were owed at the end of each month, the last day among them.
    pub owed_on: BTreeMap<Day, i64>,
    /// Points that each customer was given; without those who got none.
    pub by_customer: BTreeMap<CustomerId, i64>,
    /// Customers in each tier at the end, by its place.
    pub in_tier: Vec<u64>,
}

impl Outcome {
    /// What the rule costs: what was redeemed and what is owed, minor units.
    pub fn cost(&self, rule: &Rule) -> i64 {
        let points = self.redeemed.saturating_add(self.owed.max(0));
        points.saturating_mul(rule.worth)
    }

    /// How many customers were given more under another rule, and how many less.
    pub fn moved(&self, other: &Outcome) -> (u64, u64) {
        let both = self.by_customer.keys().chain(other.by_customer.keys());
        let customers: BTreeSet<_> = both.collect();
        let (mut winners, mut losers) = (0, 0);
        for customer in customers {
            let given = |of: &Outcome| of.by_customer.get(customer).copied().unwrap_or(0);
            winners += u64::from(given(other) > given(self));
            losers += u64::from(given(other) < given(self));
        }
        (winners, losers)
    }

    /// Who would be given most more under another rule, and who most less, at most so many each, the
    /// largest difference first.
    pub fn most_moved(&self, other: &Outcome, most: usize) -> [Vec<Moved>; 2] {
        let both = self.by_customer.keys().chain(other.by_customer.keys());
        let customers: BTreeSet<_> = both.copied().collect();
        let given = |of: &Outcome, who| of.by_customer.get(who).copied().unwrap_or(0);
        let moved = customers.iter().map(|who| Moved {
            customer: *who,
            now: given(self, who),
            other: given(other, who),
        });
        let (more, less): (Vec<_>, Vec<_>) = moved
            .filter(|moved| moved.now != moved.other)
            .partition(|moved| moved.other > moved.now);
        [more, less].map(|mut some| {
            some.sort_by_key(|moved| (-(moved.other - moved.now).abs(), moved.customer));
            some.truncate(most);
            some
        })
    }
}

/// Points that one customer was given under two rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// Who.
    pub customer: CustomerId,
    /// Under the rules of today.
    pub now: i64,
    /// Under the others.
    pub other: i64,
}

/// A stretch of days that is played again under a rule, customer by customer.
#[derive(Debug)]
pub struct Simulation<'a> {
    rule: &'a Rule,
    from: Day,
    until: Day,
    ends: Vec<Day>,
    outcome: Outcome,
}

impl<'a> Simulation<'a> {
    /// The days of `from` to `until`, both included.
    pub fn new(rule: &'a Rule, from: Day, until: Day) -> Self {
        Self {
            rule,
            from,
            until,
            ends: month_ends(from, until),
            outcome: Outcome {
                in_tier: vec![0; rule.tier.len()],
                ..Outcome::default()
            },
        }
    }

    /// Plays one customer's visits, who begins without points. Whoever redeemed points then
    /// redeems as many, as far as the rule lets them.
    pub fn play(&mut self, past: &Past) {
        let days = (self.from, self.until);
        let wish = &mut |visit: &PastVisit, most: i64| visit.billed.redeemed.min(most);
        play(self.rule, past, days, &self.ends, &mut self.outcome, wish);
    }

    /// What came of it.
    pub fn end(self) -> Outcome {
        self.outcome
    }
}

/// How many points one customer redeems at each visit from a day on, who begins without any:
/// `wish` hears of the visit and of the most that may be. Without the visits at which it is none.
pub fn redeemed(
    rule: &Rule,
    past: &Past,
    from: Day,
    mut wish: impl FnMut(&PastVisit, i64) -> i64,
) -> BTreeMap<VisitId, i64> {
    let mut found = BTreeMap::new();
    let mut outcome = Outcome {
        in_tier: vec![0; rule.tier.len()],
        ..Outcome::default()
    };
    let wish = &mut |visit: &PastVisit, most: i64| {
        let points = wish(visit, most).clamp(0, most);
        if points > 0 {
            found.insert(visit.id, points);
        }
        points
    };
    let until = past.visits.last().map_or(from, |visit| visit.billed.day);
    play(rule, past, (from, until), &[], &mut outcome, wish);
    found
}

fn play(
    rule: &Rule,
    past: &Past,
    (from, until): (Day, Day),
    ends: &[Day],
    outcome: &mut Outcome,
    wish: &mut dyn FnMut(&PastVisit, i64) -> i64,
) {
    let mut ledger = Ledger::default();
    let mut gains: Vec<(Day, i64)> = Vec::new();
    let mut ends_left = ends.iter();
    let mut next_end = ends_left.next();
    let mut first = true;
    for visit in past.visits.iter().filter(|visit| visit.billed.day <= until) {
        let day = visit.billed.day;
        let total = visit.billed.total.unwrap_or(0);
        let standing = tier(rule, &gains, None, day);
        let percent = standing.map_or(100, |standing| rule.tier[standing.tier].percent);
        let weight = Weight::on(day, percent, past.birthday);
        let mut billed = visit.billed.clone();
        billed.redeemed = 0;
        let mut welcome = 0;
        if day >= from {
            while let Some(end) = next_end.filter(|end| **end < day) {
                *outcome.owed_on.entry(*end).or_default() += ledger.balance_on(*end);
                next_end = ends_left.next();
            }
            ledger.lapse(day);
            billed.redeemed = wish(visit, most_redeemable(rule, total, ledger.balance()));
            if rule.on && first && total > 0 {
                welcome = rule.welcome;
            }
        }
        let award = Award::of(rule, &billed, weight);
        if day >= from {
            let stamp = Stamp {
                visit: visit.id,
                day,
                today: day,
                rule,
                version: 0,
            };
            // What may be redeemed is there.
            let wanted = Wanted::of((award, weight), billed.redeemed, welcome);
            let _ = ledger.settle(stamp, &wanted);
            outcome.money = outcome.money.saturating_add(total);
        }
        first &= total <= 0;
        let gain = match rule.basis {
            Basis::Spend => total,
            Basis::Points => award.earned + award.birthday + welcome,
        };
        gains.push((day, gain));
    }
    for end in next_end.into_iter().chain(ends_left) {
        *outcome.owed_on.entry(*end).or_default() += ledger.balance_on(*end);
    }
    ledger.lapse(until);
    sum_up(past.customer, &ledger, outcome);
    if let Some(count) =
        tier(rule, &gains, None, until).and_then(|s| outcome.in_tier.get_mut(s.tier))
    {
        *count += 1;
    }
}

fn sum_up(customer: CustomerId, ledger: &Ledger, outcome: &mut Outcome) {
    use super::Kind;
    let mut given = 0;
    for line in ledger.lines() {
        match line.kind {
            Kind::Redeem => outcome.redeemed -= line.points,
            Kind::Expire => outcome.lapsed -= line.points,
            _ => given += line.points,
        }
    }
    outcome.earned += given;
    outcome.owed += ledger.balance();
    if given != 0 {
        outcome.by_customer.insert(customer, given);
    }
}

/// The last days of the months from one day to another, and that one.
fn month_ends(from: Day, until: Day) -> Vec<Day> {
    let first = from.with_day(1).unwrap_or(from);
    let starts = (1..).map_while(|months| first.checked_add_months(Months::new(months)));
    let ends = starts.filter_map(|start| start.pred_opt());
    let mut ends: Vec<Day> = ends.take_while(|end| *end < until).collect();
    ends.push(until);
    ends
}
