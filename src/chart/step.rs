//! Weeks and months, numbered.

use crate::domain::Day;
use chrono::Datelike;

/// What one point of a line stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
}

impl Step {
    /// The number of the week or month of a day; the next has the next number.
    pub fn number(self, day: Day) -> i32 {
        match self {
            // Day 1 of the common era was a Monday.
            Step::Week => (day.num_days_from_ce() - 1).div_euclid(7),
            Step::Month => day.year() * 12 + i32::try_from(day.month0()).unwrap_or(0),
        }
    }

    /// The first day of that number; the earliest there is where none has it.
    pub fn first_day(self, number: i32) -> Day {
        let day = match self {
            Step::Week => {
                let day = number.saturating_mul(7).saturating_add(1);
                Day::from_num_days_from_ce_opt(day)
            }
            Step::Month => {
                let month = u32::try_from(number.rem_euclid(12)).unwrap_or(0) + 1;
                Day::from_ymd_opt(number.div_euclid(12), month, 1)
            }
        };
        day.unwrap_or(Day::MIN)
    }
}
