//! Until when a reason is told: what is put off further would never come back.

use chrono::Days;

use super::{FeastRow, Reason, Why};
use crate::domain::{BIRTHDAY_MISSED, Day, THANKS_DAYS};

impl Why {
    /// The last day on which it can be told; `None` for what waits as long as it has to.
    pub fn told_until(&self) -> Option<Day> {
        let after = |day: Day, days| day.checked_add_days(Days::new(days));
        match self {
            Why::Birthday(near) => after(near.day, BIRTHDAY_MISSED),
            Why::Feast { until, .. } => Some(*until),
            Why::Points { day, .. } => Some(*day),
            Why::Thanks { day, .. } => after(*day, THANKS_DAYS),
            Why::WinBack { .. } => None,
        }
    }
}

impl FeastRow {
    /// The last day on which it can be told.
    pub fn told_until(&self) -> Day {
        self.greeting.1
    }
}

/// The last day on which all of these reasons can be told; `None` where none of them ends.
pub fn told_until(reasons: &[Reason]) -> Option<Day> {
    let ends = reasons.iter().filter_map(|reason| reason.why.told_until());
    ends.min()
}
