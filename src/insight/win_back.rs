//! What became of a message that asked somebody to come back.

use chrono::Days;

use super::Receipt;
use crate::domain::{Day, Named};

/// Days within which coming back is put down to the message.
pub const WITHIN: u32 = 30;

/// That somebody came back after a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CameBack {
    /// The first day with a visit after the day of the message.
    pub day: Day,
    /// What was paid in the days that count, refunds taken off, minor units.
    pub money: i64,
}

/// One message that asked somebody to come back, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WonBack {
    /// To whom.
    pub who: Named,
    /// When.
    pub sent: Day,
    /// That they came back.
    pub came: Option<CameBack>,
}

impl WonBack {
    /// How many of them came back, and what they paid, minor units.
    pub fn sum<'a>(all: impl IntoIterator<Item = &'a Self>) -> (usize, i64) {
        let came = all.into_iter().filter_map(|one| one.came);
        came.fold((0, 0), |(back, money): (usize, i64), came| {
            (back + 1, money.saturating_add(came.money))
        })
    }
}

/// Whether somebody came within so many days after the day of a message, and what they paid in
/// these days; `None` where they did not. The day of the message itself does not count: whoever
/// stood in the shop needed no message. `visits` are done receipts, in any order.
pub fn came_back(
    sent: Day,
    within: u32,
    visits: impl IntoIterator<Item = Receipt>,
) -> Option<CameBack> {
    let until = sent.checked_add_days(Days::new(within.into()));
    let until = until.unwrap_or(Day::MAX);
    let (mut first, mut money): (Option<Day>, i64) = (None, 0);
    for visit in visits {
        if visit.day <= sent || visit.day > until {
            continue;
        }
        money = money.saturating_add(visit.amount.unwrap_or(0));
        if visit.is_visit() {
            first = Some(first.map_or(visit.day, |day| day.min(visit.day)));
        }
    }
    first.map(|day| CameBack { day, money })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn paid(on: &str, amount: i64) -> Receipt {
        Receipt {
            day: day(on),
            amount: Some(amount),
        }
    }

    #[test]
    fn the_days_after_the_message_count_through_the_last_one() {
        let sent = day("2026-10-01");
        let came = |visits: &[Receipt]| came_back(sent, 30, visits.iter().copied());
        let all = [
            paid("2026-10-31", 200),
            paid("2026-10-15", 100),
            paid("2026-10-20", -30),
            paid("2026-11-01", 1_000),
        ];
        let found = came(&all).expect("came back");
        assert_eq!((found.day, found.money), (day("2026-10-15"), 270));
        assert_eq!(came(&[paid("2026-10-01", 100)]), None, "the day itself");
        assert_eq!(came(&[paid("2026-11-01", 100)]), None, "a day too late");
        assert_eq!(
            came(&[paid("2026-10-15", -100)]),
            None,
            "a refund is no visit"
        );
        assert_eq!(came(&[]), None);
    }
}
