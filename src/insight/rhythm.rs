//! A customer's own rhythm: how often they come, and whether they are late by it.
//!
//! A fixed number of months says the wrong thing of both the taxi and the weekend car.

use chrono::Days;

use super::middle;
use super::visits::{Visits, days};
use crate::domain::Day;

/// Visits from which on there is a rhythm.
const ENOUGH: usize = 4;
/// Days ahead in which a visit is due "this week".
const WEEK: u32 = 7;
/// Days of silence up to which nobody is more than due.
const SHORT: u32 = 14;
/// Days of silence up to which nobody is more than overdue.
const MONTH: u32 = 30;

/// The days between the visits of one customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gaps {
    /// Twice the median in days: an even number of gaps has a median of halves.
    pub median_x2: u32,
    /// The longest, in days.
    pub longest: u32,
}

impl Gaps {
    /// Of visit days in order; `None` before the fourth visit.
    pub fn between(visits: &[Day]) -> Option<Self> {
        if visits.len() < ENOUGH {
            return None;
        }
        let gaps = || visits.windows(2).map(|two| days(two[0], two[1]));
        let (low, high) = middle(gaps())?;
        Some(Self {
            median_x2: low + high,
            longest: gaps().max()?,
        })
    }

    /// The usual distance in whole days, half days rounded up.
    pub fn usual(self) -> u32 {
        self.median_x2.div_ceil(2)
    }
}

/// Where a customer stands in their own rhythm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pace {
    /// Fewer than four visits.
    TooFewVisits,
    /// Not due yet.
    OnRhythm,
    /// Due within seven days.
    DueThisWeek,
    /// Silent for longer than usual.
    DueNow,
    /// Silent for more than twice the usual, and longer than ever before.
    Overdue,
    /// Silent for more than four times the usual.
    Sleeping,
}

impl Pace {
    /// Its name in files and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::TooFewVisits => "too_few_visits",
            Self::OnRhythm => "on_rhythm",
            Self::DueThisWeek => "due_this_week",
            Self::DueNow => "due_now",
            Self::Overdue => "overdue",
            Self::Sleeping => "sleeping",
        }
    }
}

/// A customer's rhythm as of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rhythm {
    /// Where they stand.
    pub pace: Pace,
    /// The day on which the next visit was or is to be expected; `None` without a rhythm.
    pub due: Option<Day>,
}

impl Rhythm {
    /// Of these visits as of a day.
    pub fn of(visits: &Visits, as_of: Day) -> Self {
        let Some(gaps) = visits.gaps else {
            return Self {
                pace: Pace::TooFewVisits,
                due: None,
            };
        };
        let due = visits.last.checked_add_days(Days::new(gaps.usual().into()));
        Self {
            pace: pace(gaps, visits.silent(as_of), due, as_of),
            due,
        }
    }
}

fn pace(gaps: Gaps, silent: u32, due: Option<Day>, as_of: Day) -> Pace {
    // Compared doubled, so that the median keeps its half days.
    let (silent_x2, usual_x2) = (u64::from(silent) * 2, u64::from(gaps.median_x2));
    if silent_x2 <= usual_x2 {
        let this_week = due.is_some_and(|due| days(as_of, due) <= WEEK);
        return if this_week {
            Pace::DueThisWeek
        } else {
            Pace::OnRhythm
        };
    }
    if silent_x2 <= 2 * usual_x2 || silent <= gaps.longest || silent < SHORT {
        Pace::DueNow
    } else if silent_x2 <= 4 * usual_x2 || silent < MONTH {
        Pace::Overdue
    } else {
        Pace::Sleeping
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    /// Visits with these days between them, the last one on 1 March 2024.
    fn visits(between: &[u64]) -> Visits {
        let last = day("2024-03-01");
        let mut days = vec![last];
        for gap in between.iter().rev() {
            let earlier = days[0].checked_sub_days(Days::new(*gap)).expect("a day");
            days.insert(0, earlier);
        }
        Visits {
            count: u32::try_from(days.len()).expect("few"),
            first: days[0],
            last,
            money: 0,
            gaps: Gaps::between(&days),
        }
    }

    #[rstest]
    #[case(&[14, 14, 14, 14], "2024-03-05", Pace::OnRhythm)]
    #[case(&[14, 14, 14, 14], "2024-03-08", Pace::DueThisWeek)]
    #[case(&[14, 14, 14, 14], "2024-03-15", Pace::DueThisWeek)]
    #[case(&[14, 14, 14, 14], "2024-03-16", Pace::DueNow)]
    #[case(&[14, 14, 14, 14], "2024-03-29", Pace::DueNow)]
    #[case(&[14, 14, 14, 14], "2024-03-30", Pace::Overdue)]
    #[case(&[14, 14, 14, 14], "2024-04-27", Pace::Sleeping)]
    #[case(&[14, 60, 14, 14], "2024-04-29", Pace::DueNow)]
    #[case(&[2, 2, 2], "2024-03-14", Pace::DueNow)]
    #[case(&[2, 2, 2], "2024-03-15", Pace::Overdue)]
    #[case(&[2, 2, 2], "2024-03-31", Pace::Sleeping)]
    #[case(&[14, 14], "2025-03-01", Pace::TooFewVisits)]
    fn late_is_what_is_late_for_this_customer(
        #[case] between: &[u64],
        #[case] as_of: &str,
        #[case] pace: Pace,
    ) {
        assert_eq!(Rhythm::of(&visits(between), day(as_of)).pace, pace);
    }

    #[test]
    fn half_days_are_kept_in_the_median_and_round_up_in_the_day() {
        let visits = visits(&[7, 10, 13, 20]);
        assert_eq!(visits.gaps.map(|gaps| gaps.median_x2), Some(23));
        let rhythm = Rhythm::of(&visits, day("2024-03-02"));
        assert_eq!(rhythm.due, Some(day("2024-03-13")));
    }
}
