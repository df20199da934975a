//! One customer's days, played again.

use std::collections::BTreeMap;

use super::super::{
    Award, BROUGHT, Basis, CAME, Kind, Ledger, Overdraft, Rule, Stamp, Wanted, Weight,
    most_redeemable, tier,
};
use super::{Outcome, Past, PastVisit};
use crate::domain::{CustomerId, Day, VisitId};

/// How many points somebody wants to redeem at a visit, of so many that may be at most.
pub(super) type Wish<'a> = &'a mut dyn FnMut(&PastVisit, i64) -> i64;

/// What happens to a customer.
enum Event<'p> {
    Came(&'p PastVisit),
    /// Whom they brought paid for the first time.
    Brought(Day, VisitId),
}

impl Event<'_> {
    /// Its place: by day, and then by the number of the visit.
    fn place(&self) -> (Day, VisitId) {
        match self {
            Event::Came(visit) => (visit.billed.day, visit.id),
            Event::Brought(day, visit) => (*day, *visit),
        }
    }
}

/// What the days of `from` to `until` come to for one customer; `ends`: the days on which it is said how many points are owed.
pub(super) fn play(
    rule: &Rule,
    past: &Past,
    (from, until): (Day, Day),
    ends: &[Day],
    outcome: &mut Outcome,
    wish: Wish<'_>,
) {
    let mut player = Player {
        rule,
        past,
        from,
        ledger: Ledger::default(),
        gains: Vec::new(),
        ends,
        owed_on: &mut outcome.owed_on,
    };
    for event in events(past) {
        match event {
            Event::Came(visit) if visit.billed.day <= until => {
                player.came(visit, wish);
                if visit.billed.day >= from {
                    let total = visit.billed.total.unwrap_or(0);
                    outcome.money = outcome.money.saturating_add(total);
                }
            }
            Event::Brought(day, visit) if day <= until => player.brought(day, visit),
            Event::Came(_) | Event::Brought(..) => {}
        }
    }
    player.go_on(Day::MAX);
    player.ledger.lapse(until);
    let Player { ledger, gains, .. } = player;
    sum_up(past.customer, &ledger, outcome);
    let standing = tier(rule, &gains, None, until);
    if let Some(count) = standing.and_then(|at| outcome.in_tier.get_mut(at.tier)) {
        *count += 1;
    }
}

/// Own visits and first paid ones of whom they brought, in one order: what came earlier on a day may be redeemed on it.
fn events(past: &Past) -> Vec<Event<'_>> {
    let brought = past.brought.iter();
    let brought = brought.map(|(day, visit)| Event::Brought(*day, *visit));
    let mut events: Vec<_> = past.visits.iter().map(Event::Came).chain(brought).collect();
    events.sort_by_key(Event::place);
    events
}

/// One customer while the days go by.
struct Player<'a> {
    rule: &'a Rule,
    past: &'a Past,
    /// The first day that counts; what was before makes the tier.
    from: Day,
    ledger: Ledger,
    /// What made the tier, by day.
    gains: Vec<(Day, i64)>,
    /// Days that are still to come on which it is said what is owed.
    ends: &'a [Day],
    owed_on: &'a mut BTreeMap<Day, i64>,
}

impl Player<'_> {
    /// Says what was owed at the ends of months before a day.
    fn go_on(&mut self, day: Day) {
        let over = self.ends.partition_point(|end| *end < day);
        let (over, ends) = self.ends.split_at(over);
        for end in over {
            *self.owed_on.entry(*end).or_default() += self.ledger.balance_on(*end);
        }
        self.ends = ends;
    }

    /// A visit of their own: what it is paid with, and what it brings.
    fn came(&mut self, visit: &PastVisit, wish: Wish<'_>) {
        let (rule, day) = (self.rule, visit.billed.day);
        let standing = tier(rule, &self.gains, None, day);
        let percent = standing.map_or(100, |standing| rule.tier[standing.tier].percent);
        let weight = Weight::on(day, percent, self.past.birthday);
        let total = visit.billed.total.unwrap_or(0);
        let mut billed = visit.billed.clone();
        billed.redeemed = 0;
        if day >= self.from {
            self.go_on(day);
            self.ledger.lapse(day);
            billed.redeemed = wish(visit, most_redeemable(rule, total, self.ledger.balance()));
        }
        let award = Award::of(rule, &billed, weight);
        let (welcome, came) = self.gifts(visit);
        if day >= self.from {
            let mut wanted = Wanted::of((award, weight), billed.redeemed, welcome);
            wanted.extend(Wanted::referral(came, CAME));
            self.settle(day, visit.id, &wanted);
        }
        let gain = match rule.basis {
            Basis::Spend => total,
            Basis::Points => award.earned + award.birthday + welcome + came,
        };
        self.gains.push((day, gain));
    }

    /// With which points a visit welcomes, and rewards that somebody brought whose it is.
    fn gifts(&self, visit: &PastVisit) -> (i64, i64) {
        let Past {
            first_paid,
            was_member,
            was_brought,
            ..
        } = self.past;
        if *first_paid != Some(visit.id) {
            return (0, 0);
        }
        let (came, _) = self.rule.referral_points();
        let if_so = |so: bool, points: i64| if so { points } else { 0 };
        let welcome = if_so(!was_member, self.rule.welcome_points());
        (welcome, if_so(*was_brought, came))
    }

    /// Whom they brought paid for the first time, with this visit.
    fn brought(&mut self, day: Day, visit: VisitId) {
        let (_, points) = self.rule.referral_points();
        if points == 0 {
            return;
        }
        if day >= self.from {
            self.go_on(day);
            let wanted: Vec<_> = Wanted::referral(points, BROUGHT).into_iter().collect();
            self.settle(day, visit, &wanted);
        }
        if self.rule.basis == Basis::Points {
            self.gains.push((day, points));
        }
    }

    fn settle(&mut self, day: Day, visit: VisitId, wanted: &[Wanted]) {
        let stamp = Stamp {
            visit,
            day,
            today: day,
            rule: self.rule,
            version: 0,
            blocks: self.rule.overdraft == Overdraft::Block,
        };
        // What may be redeemed is there.
        let _ = self.ledger.settle(stamp, wanted);
    }
}

fn sum_up(customer: CustomerId, ledger: &Ledger, outcome: &mut Outcome) {
    let (mut redeemed, balance) = (0, ledger.balance());
    for line in ledger.lines() {
        match line.kind {
            Kind::Redeem => redeemed -= line.points,
            Kind::Expire => outcome.lapsed -= line.points,
            _ => outcome.earned += line.points,
        }
    }
    outcome.redeemed += redeemed;
    outcome.owed += balance;
    let kept = redeemed.saturating_add(balance);
    if kept != 0 {
        outcome.by_customer.insert(customer, kept);
    }
}
