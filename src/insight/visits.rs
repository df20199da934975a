//! What a customer did, summed up: all that most findings need.

use super::Gaps;
use crate::domain::{Attendance, Day};

/// What was paid on one day, as the cash register wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// The day.
    pub day: Day,
    /// Minor units; negative for a refund; `None` when nobody wrote the amount down.
    pub amount: Option<i64>,
}

impl Receipt {
    /// Whether it makes its day a visit: a receipt of nothing or more, or of an amount that nobody
    /// wrote down.
    pub fn is_visit(self) -> bool {
        self.amount.is_none_or(|amount| amount >= 0)
    }
}

/// The visits of one customer up to a day, summed up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visits {
    /// Days with a visit, at least one. Several receipts of a day are one visit.
    pub count: u32,
    /// Day of the first visit.
    pub first: Day,
    /// Day of the last visit.
    pub last: Day,
    /// All money in minor units, refunds taken off; may be negative.
    pub money: i64,
    /// The days between the visits, from the fourth visit on.
    pub gaps: Option<Gaps>,
}

impl Visits {
    /// Of the days that a card tells, with the money of a customer.
    pub fn told(attendance: &Attendance, money: i64) -> Self {
        let gaps = attendance.gaps;
        Self {
            count: attendance.days,
            first: attendance.first,
            last: attendance.last,
            money,
            gaps: gaps.map(|(median_x2, longest)| Gaps { median_x2, longest }),
        }
    }

    /// Visits after the first.
    pub fn repeats(&self) -> u32 {
        self.count - 1
    }

    /// Days since the last visit.
    pub fn silent(&self, as_of: Day) -> u32 {
        days(self.last, as_of)
    }

    /// Days from the first visit to the last.
    pub fn span(&self) -> u32 {
        days(self.first, self.last)
    }

    /// Days since the first visit.
    pub fn known(&self, as_of: Day) -> u32 {
        days(self.first, as_of)
    }
}

/// Days from one day to a later one; 0 when it is not later.
pub(super) fn days(from: Day, to: Day) -> u32 {
    u32::try_from((to - from).num_days()).unwrap_or(0)
}

/// The days on which one customer came, each once and in order, with all the money.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VisitDays {
    days: Vec<Day>,
    money: i64,
}

impl VisitDays {
    /// The visit days among these receipts up to a day. A day of refunds only is none, but their
    /// money counts.
    pub fn of(receipts: impl IntoIterator<Item = Receipt>, as_of: Day) -> Self {
        let mut all = Self::default();
        for receipt in receipts.into_iter().filter(|receipt| receipt.day <= as_of) {
            all.money = all.money.saturating_add(receipt.amount.unwrap_or(0));
            if receipt.is_visit() {
                all.days.push(receipt.day);
            }
        }
        all.days.sort_unstable();
        all.days.dedup();
        all
    }

    /// The days, oldest first.
    pub fn days(&self) -> &[Day] {
        &self.days
    }

    /// Summed up; `None` for somebody who never came.
    pub fn summary(&self) -> Option<Visits> {
        Some(Visits {
            count: u32::try_from(self.days.len()).unwrap_or(u32::MAX),
            first: *self.days.first()?,
            last: *self.days.last()?,
            money: self.money,
            gaps: Gaps::between(&self.days),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn receipt(text: &str, amount: i64) -> Receipt {
        Receipt {
            day: day(text),
            amount: Some(amount),
        }
    }

    fn summary(receipts: &[Receipt]) -> Option<Visits> {
        VisitDays::of(receipts.iter().copied(), day("2024-03-31")).summary()
    }

    #[test]
    fn two_receipts_of_a_day_are_one_visit() {
        let twice = [receipt("2024-02-29", 1200), receipt("2024-02-29", 300)];
        let visits = summary(&twice).expect("a visit");
        assert_eq!((visits.count, visits.money), (1, 1500));
    }

    #[test]
    fn a_refund_takes_money_off_and_is_no_visit() {
        assert_eq!(summary(&[receipt("2024-02-29", -500)]), None);
        let refunded = [receipt("2024-01-10", 3000), receipt("2024-01-12", -4500)];
        let visits = summary(&refunded).expect("a visit");
        assert_eq!((visits.count, visits.money), (1, -1500));
        assert_eq!(visits.last, day("2024-01-10"));
    }

    #[test]
    fn a_free_visit_and_one_without_an_amount_count() {
        let unknown = Receipt {
            amount: None,
            ..receipt("2024-03-31", 0)
        };
        let visits = summary(&[receipt("2024-03-15", 0), unknown]).expect("visits");
        assert_eq!((visits.count, visits.money), (2, 0));
        assert_eq!(visits.silent(day("2024-03-31")), 0);
    }

    #[test]
    fn what_comes_after_the_day_asked_for_has_not_happened() {
        assert_eq!(summary(&[receipt("2024-04-01", 100)]), None);
    }
}
