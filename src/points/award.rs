//! What a visit brings.

use chrono::Datelike;

use super::Rule;
use crate::domain::{Birthday, Day};

/// What counts of a visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Billed {
    /// The day of the visit.
    pub day: Day,
    /// What the customer paid or owes, minor units, before points pay any of it; nothing for a
    /// visit that is not done or has no amount.
    pub total: Option<i64>,
    /// Points that pay a part of it.
    pub redeemed: i64,
    /// Its lines.
    pub lines: Vec<BilledLine>,
}

impl Billed {
    /// Whether somebody paid for it, if it is done.
    pub fn is_paid(&self) -> bool {
        self.total.unwrap_or(0) > 0
    }
}

/// What counts of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BilledLine {
    /// What was done or sold.
    pub text: String,
    /// Minor units, if known.
    pub amount: Option<i64>,
}

/// What weighs in an award beside the bill and the rule. A visit keeps what it was when it was first written down: a tier or a
/// birthday that is known later changes nothing of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weight {
    /// Per cent of the usual points: of the tier.
    pub tier_percent: u32,
    /// Whether the visit was in the month of the birthday.
    pub is_birthday: bool,
}

impl Weight {
    /// Of somebody with no tier, whose birthday is another day.
    pub const USUAL: Self = Self {
        tier_percent: 100,
        is_birthday: false,
    };

    /// Of a day on which somebody has so many per cent.
    pub fn on(day: Day, tier_percent: u32, birthday: Option<Birthday>) -> Self {
        let month = birthday.and_then(|birthday| birthday.month);
        Self {
            tier_percent,
            is_birthday: month == Some(day.month()),
        }
    }
}

/// The points of a visit: the usual ones, and what the month of the birthday adds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Award {
    /// Without the birthday.
    pub earned: i64,
    /// What the month of the birthday adds.
    pub birthday: i64,
}

impl Award {
    /// What a visit brings: (paid − worth of the redeemed points − excluded lines) ÷ money per point, with the shares of
    /// categories, tier, days and birthday, rounded down once. Nothing for a refund, below the
    /// minimum, or while the rule is off.
    ///
    /// A share of a category is taken over what the lines say; where they come to more than is left
    /// to earn on (a discount, redeemed points), they count in proportion.
    pub fn of(rule: &Rule, visit: &Billed, weight: Weight) -> Self {
        let total = i128::from(visit.total.unwrap_or(0));
        if !rule.on || total <= 0 || total < i128::from(rule.minimum) {
            return Self::default();
        }
        let (weighed, parts) = weighed(rule, visit, total);
        let usual = weighed
            .saturating_mul(weight.tier_percent.into())
            .saturating_mul(rule.percent_on(visit.day).into());
        // Weighed in per cent, and twice per cent more.
        let per_point = parts.saturating_mul(i128::from(rule.earn_per) * 100 * 100 * 100);
        let earned = floor(usual, per_point);
        let share = if weight.is_birthday {
            i128::from(rule.birthday_percent)
        } else {
            100
        };
        let all = floor(usual.saturating_mul(share), per_point.saturating_mul(100));
        Self {
            earned: earned.min(all),
            birthday: (all - earned).max(0),
        }
    }
}

impl Billed {
    /// The money that earns under a rule, minor units: without what points pay and what brings none, with the shares
    /// of categories.
    pub fn counted(&self, rule: &Rule) -> i64 {
        let (weighed, parts) = weighed(rule, self, self.total.unwrap_or(0).into());
        floor(weighed, parts.saturating_mul(100))
    }
}

/// The money that earns, times the per cent it earns at; as so many parts of which one counts, so that nothing is
/// rounded here.
fn weighed(rule: &Rule, visit: &Billed, total: i128) -> (i128, i128) {
    let redeemed = i128::from(visit.redeemed.max(0)) * i128::from(rule.worth);
    let (mut excluded, mut named, mut times) = (0, 0, 0);
    for line in &visit.lines {
        let amount = i128::from(line.amount.unwrap_or(0).max(0));
        match rule.percent_of(&line.text) {
            0 => excluded += amount,
            percent => {
                named += amount;
                times += amount * i128::from(percent);
            }
        }
    }
    let left = (total - redeemed - excluded).max(0);
    if named > left {
        (times.saturating_mul(left), named)
    } else {
        (times + (left - named) * 100, 1)
    }
}

fn floor(value: i128, by: i128) -> i64 {
    i64::try_from(value / by).unwrap_or(i64::MAX)
}

/// The most points that may pay a part of a bill, from so many: in whole steps, at least a block,
/// at most the rule's share of the bill. 0 where none may.
pub fn most_redeemable(rule: &Rule, bill: i64, balance: i64) -> i64 {
    if rule.worth == 0 || bill <= 0 || balance <= 0 {
        return 0;
    }
    let cap = i128::from(bill) * i128::from(rule.redeem.cap_percent) / 100;
    let most = i64::try_from(cap / i128::from(rule.worth)).unwrap_or(i64::MAX);
    let most = most.min(balance) / rule.redeem.step * rule.redeem.step;
    if most < rule.redeem.block.max(1) {
        0
    } else {
        most
    }
}
