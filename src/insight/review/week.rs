//! Weeks, and how they went.

use chrono::{Datelike as _, Days, Weekday};

use crate::domain::Day;
use crate::insight::{median, middle};

/// A week from Monday to Sunday, by its Sunday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week {
    /// Its Sunday.
    pub sunday: Day,
}

impl Week {
    /// The last week that is over on this day.
    pub fn over_on(today: Day) -> Self {
        let since = today.weekday().num_days_from_monday() + 1;
        Self::back(today, since)
    }

    /// The week in which a day lies.
    pub fn of(day: Day) -> Self {
        let ahead = 6 - day.weekday().num_days_from_monday();
        let sunday = day.checked_add_days(Days::new(ahead.into()));
        Self {
            sunday: sunday.unwrap_or(day),
        }
    }

    /// Its Monday.
    pub fn monday(self) -> Day {
        Self::back(self.sunday, 6).sunday
    }

    /// The week that is so many weeks earlier.
    #[must_use]
    pub fn earlier(self, weeks: u32) -> Self {
        Self::back(self.sunday, 7 * weeks)
    }

    /// Its number in the year, as calendars print it (ISO 8601).
    pub fn number(self) -> u32 {
        debug_assert_eq!(self.sunday.weekday(), Weekday::Sun);
        self.sunday.iso_week().week()
    }

    fn back(day: Day, days: u32) -> Self {
        let sunday = day.checked_sub_days(Days::new(days.into()));
        Self {
            sunday: sunday.unwrap_or(day),
        }
    }
}

/// How a stretch of days went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Flow {
    /// Visits: days of customers.
    pub visits: u64,
    /// Money in minor units, refunds taken off.
    pub money: i64,
    /// Customers who came for the first time.
    pub new: u64,
    /// Customers who had been there before.
    pub returning: u64,
}

/// What is usual in a week: the median of each figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usual {
    /// Visits, twice: the median of an even number of weeks may end in a half.
    pub visits_x2: u64,
    /// Money in minor units.
    pub money: i64,
    /// Customers who came for the first time, twice.
    pub new_x2: u64,
    /// Customers who had been there before, twice.
    pub returning_x2: u64,
}

impl Usual {
    /// Of these weeks; `None` where there are none.
    pub fn of(weeks: &[Flow]) -> Option<Self> {
        let median_x2 = |figure: fn(&Flow) -> u64| {
            middle(weeks.iter().map(figure)).map(|(low, high)| low.saturating_add(high))
        };
        Some(Self {
            visits_x2: median_x2(|week| week.visits)?,
            money: median(weeks.iter().map(|week| week.money))?,
            new_x2: median_x2(|week| week.new)?,
            returning_x2: median_x2(|week| week.returning)?,
        })
    }
}
