//! What a rule would have come to: the visits of a while ago, played again under it.

mod outcome;
mod play;

use std::collections::BTreeMap;

use chrono::{Datelike, Months};

pub use self::outcome::{Moved, Outcome};
use self::play::play;
use super::{Billed, Rule, most_redeemable};
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
    /// Done visits by day and then by number, from a year before the first day that is played on: they make the tier.
    pub visits: Vec<PastVisit>,
    /// The first visit that they ever paid, by day and then by number; it may lie before those.
    pub first_paid: Option<VisitId>,
    /// Whether they had points before this book, and so were welcomed long ago.
    pub was_member: bool,
    /// Whether somebody brought them.
    pub was_brought: bool,
    /// The first visits that those paid whom they brought, with their days, from that year on too.
    pub brought: Vec<(Day, VisitId)>,
}

/// A done visit.
#[derive(Debug, Clone)]
pub struct PastVisit {
    /// Which.
    pub id: VisitId,
    /// What counts of it; redeemed points are what the customer wanted to redeem.
    pub billed: Billed,
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
                worth: rule.worth,
                ..Outcome::default()
            },
        }
    }

    /// Plays one customer's visits, who begins without points, and rewards them for whom they brought. Whoever redeemed
    /// points then redeems as many, as far as the rule lets them.
    pub fn play(&mut self, past: &Past) {
        let (rule, days) = (self.rule, (self.from, self.until));
        let wish = &mut |visit: &PastVisit, most: i64| {
            let total = visit.billed.total.unwrap_or(0);
            most_redeemable(rule, total, visit.billed.redeemed.min(most))
        };
        play(rule, past, days, &self.ends, &mut self.outcome, wish);
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

/// The last days of the months from one day to another, and that one.
fn month_ends(from: Day, until: Day) -> Vec<Day> {
    let first = from.with_day(1).unwrap_or(from);
    let starts = (1..).map_while(|months| first.checked_add_months(Months::new(months)));
    let ends = starts.filter_map(|start| start.pred_opt());
    let mut ends: Vec<Day> = ends.take_while(|end| *end < until).collect();
    ends.push(until);
    ends
}
