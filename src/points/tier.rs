//! Who stands where: a tier is reached by twelve months of money or points, at once; it is lost at
//! the review a year later, after a grace.

use chrono::{Days, Months};

use super::Rule;
use crate::domain::Day;

/// Where a customer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The place of the tier in the rule, 0 the lowest.
    pub tier: usize,
    /// What the last twelve months came to: minor units or points, as the rule says.
    pub amount: i64,
    /// The next tier up, and what is missing to it.
    pub next: Option<(usize, i64)>,
    /// The last day of the tier, if nothing more comes, whether it was reached or given; nothing while
    /// the twelve months are enough for it, and for the lowest.
    pub until: Option<Day>,
}

/// When a tier is looked at again.
#[derive(Debug, Clone, Copy)]
enum Due {
    Never,
    Review(Day),
    EndOfGrace(Day),
}

/// Where a customer stands on a day: from what came on which day (sorted by day; refunds below
/// zero), and a tier that somebody gave until a day, which is a floor. `None` for a rule without
/// tiers.
///
/// A tier is reached on the day on which the twelve months that end with it are enough. A year
/// later it is reviewed: if the twelve months are not enough any more, they have the rule's days of
/// grace to become so. A day on which they do reaches it anew, as for somebody who has lost it; after
/// the grace the tier is the one that they are enough for.
pub fn tier(
    rule: &Rule,
    gains: &[(Day, i64)],
    given: Option<(usize, Day)>,
    today: Day,
) -> Option<Standing> {
    let top = rule.tier.len().checked_sub(1)?;
    let sums = Sums::new(gains);
    let reached = |day| {
        let amount = sums.year_to(day);
        let tier = rule.tier.iter().rposition(|tier| tier.from <= amount);
        tier.unwrap_or(0)
    };
    let grace = Days::new(u64::from(rule.grace_days));
    let mut held = Held {
        tier: 0,
        due: Due::Never,
    };
    let days = gains
        .iter()
        .map(|(day, _)| *day)
        .filter(|day| *day <= today);
    for day in days {
        // A review on this very day counts what comes today.
        held.look_until(day.pred_opt().unwrap_or(day), grace, &reached);
        held.reach(reached(day), day);
    }
    held.look_until(today, grace, &reached);
    let amount = sums.year_to(today);
    let given = given.filter(|(_, until)| *until >= today);
    let given = given.map(|(tier, until)| (tier.min(top), until));
    let tier = given.map_or(held.tier, |(floor, _)| held.tier.max(floor));
    let lost_on = match held.due {
        Due::Review(day) => day.checked_add_days(grace),
        Due::EndOfGrace(day) => Some(day),
        Due::Never => None,
    };
    let reached_until = lost_on.filter(|_| tier == held.tier);
    let reached_until = reached_until.and_then(|day| day.pred_opt());
    let given_until = given.filter(|(floor, _)| *floor == tier && tier > 0);
    // Of two ends of the same tier the later one: `None` is before any day.
    let until = reached_until.max(given_until.map(|(_, until)| until));
    let next = rule.tier.get(tier + 1);
    Some(Standing {
        tier,
        amount,
        next: next.map(|next| (tier + 1, (next.from - amount).max(0))),
        until: until.filter(|_| reached(today) < tier),
    })
}

/// The tier that is held while the days go by.
struct Held {
    tier: usize,
    due: Due,
}

impl Held {
    /// Something came on that day: a higher tier may be reached, or in the grace the same one anew.
    fn reach(&mut self, reached: usize, day: Day) {
        let in_grace = matches!(self.due, Due::EndOfGrace(_));
        if reached > self.tier || (in_grace && reached == self.tier) {
            *self = Self::at(reached, day);
        }
    }

    /// Newly looked at on that day.
    fn at(tier: usize, day: Day) -> Self {
        let review = day.checked_add_months(Months::new(12));
        let due = review.filter(|_| tier > 0).map_or(Due::Never, Due::Review);
        Self { tier, due }
    }

    fn look_until(&mut self, day: Day, grace: Days, reached: &impl Fn(Day) -> usize) {
        loop {
            match self.due {
                Due::Review(review) if review <= day => {
                    let end = review.checked_add_days(grace).unwrap_or(Day::MAX);
                    if reached(review) >= self.tier {
                        *self = Self::at(self.tier, review);
                    } else {
                        self.due = Due::EndOfGrace(end);
                    }
                }
                Due::EndOfGrace(end) if end < day || (end == day && end < Day::MAX) => {
                    *self = Self::at(self.tier.min(reached(end)), end);
                }
                Due::Never | Due::Review(_) | Due::EndOfGrace(_) => return,
            }
        }
    }
}

/// What came, summed up so that a year is one subtraction.
struct Sums {
    days: Vec<Day>,
    /// Of everything up to and with that day's place.
    upto: Vec<i64>,
}

impl Sums {
    fn new(gains: &[(Day, i64)]) -> Self {
        let mut sum = 0_i64;
        let upto = gains.iter().map(|(_, gain)| {
            sum = sum.saturating_add(*gain);
            sum
        });
        Self {
            upto: upto.collect(),
            days: gains.iter().map(|(day, _)| *day).collect(),
        }
    }

    /// The twelve months that end with that day; the same day a year ago does not count.
    fn year_to(&self, day: Day) -> i64 {
        let from = day.checked_sub_months(Months::new(12)).unwrap_or(Day::MIN);
        self.through(day).saturating_sub(self.through(from))
    }

    fn through(&self, day: Day) -> i64 {
        let count = self.days.partition_point(|known| *known <= day);
        count.checked_sub(1).map_or(0, |at| self.upto[at])
    }
}
