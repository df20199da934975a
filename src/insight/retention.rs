//! Who comes again: the repeat rate, and what becomes of those who came first in one period.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::Visits;
use crate::domain::Day;

/// How many customers came again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Repeat {
    /// Customers with a visit.
    pub customers: usize,
    /// Those with two or more.
    pub returning: usize,
}

impl Repeat {
    /// The share that came again, 0 to 1; 0 where nobody came.
    pub fn rate(self) -> f64 {
        match self.customers {
            0 => 0.0,
            all => share(self.returning, all),
        }
    }
}

/// Of customers with so many visits each; those with none are left out.
pub fn repeat(visits: impl IntoIterator<Item = usize>) -> Repeat {
    visits
        .into_iter()
        .fold(Repeat::default(), |sum, count| Repeat {
            customers: sum.customers + usize::from(count > 0),
            returning: sum.returning + usize::from(count > 1),
        })
}

impl FromIterator<Visits> for Repeat {
    fn from_iter<I: IntoIterator<Item = Visits>>(customers: I) -> Self {
        repeat(customers.into_iter().map(|visits| visits.count as usize))
    }
}

#[expect(clippy::cast_precision_loss, reason = "no shop has 2⁵² customers")]
fn share(part: usize, all: usize) -> f64 {
    part as f64 / all as f64
}

/// A length of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    /// A calendar month.
    Month,
    /// January to March and so on.
    Quarter,
}

impl Period {
    /// The number of the period in which a day lies; the next period has the next number.
    pub fn number(self, day: Day) -> i32 {
        let month = day.year() * 12 + i32::try_from(day.month0()).unwrap_or(0);
        month.div_euclid(self.months())
    }

    /// Its name: `2026-11`, `2026-Q4`.
    pub fn label(self, number: i32) -> String {
        let month = number * self.months();
        let (year, month) = (month.div_euclid(12), month.rem_euclid(12));
        match self {
            Self::Month => format!("{year:04}-{:02}", month + 1),
            Self::Quarter => format!("{year:04}-Q{}", month / 3 + 1),
        }
    }

    /// Its first day; `None` beyond the calendar.
    pub fn first_day(self, number: i32) -> Option<Day> {
        let month = number.checked_mul(self.months())?;
        let in_year = u32::try_from(month.rem_euclid(12)).ok()?;
        Day::from_ymd_opt(month.div_euclid(12), in_year + 1, 1)
    }

    /// Whether a day is the last of its period.
    pub fn ends_on(self, day: Day) -> bool {
        day.succ_opt()
            .is_none_or(|next| self.number(next) != self.number(day))
    }

    fn months(self) -> i32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
        }
    }
}

/// Those who came for the first time in one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cohort {
    /// Its number; see [`Period::number`].
    pub period: i32,
    /// How many of them came in that period, in the one after it, and so on to today's. The
    /// first is how many they are.
    pub active: Vec<u32>,
}

/// All cohorts, oldest first. Periods in which nobody came for the first time have none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cohorts {
    /// The cohorts.
    pub rows: Vec<Cohort>,
    /// Whether the last period is over, so that its column may be compared with the others.
    pub last_complete: bool,
}

impl Cohorts {
    /// Of the visit days of each customer, each in order, up to a day.
    pub fn of<'a>(
        period: Period,
        customers: impl IntoIterator<Item = &'a [Day]>,
        as_of: Day,
    ) -> Self {
        let mut counting = CohortCount::new(period, as_of);
        for days in customers {
            counting.add(days);
        }
        counting.done()
    }
}

/// Cohorts that are being counted, one customer after the other.
#[derive(Debug, Clone)]
pub struct CohortCount {
    period: Period,
    as_of: Day,
    rows: BTreeMap<i32, Vec<u32>>,
}

impl CohortCount {
    /// Nobody yet. Everything is as of a day.
    pub fn new(period: Period, as_of: Day) -> Self {
        Self {
            period,
            as_of,
            rows: BTreeMap::new(),
        }
    }

    /// Counts a customer by their visit days in order, none of them later than the day.
    pub fn add(&mut self, days: &[Day]) {
        let number = |day: &Day| self.period.number(*day);
        let Some(first) = days.first().map(number) else {
            return;
        };
        let width = self.period.number(self.as_of) - first;
        let width = usize::try_from(width).map_or(0, |after| after + 1);
        let active = self.rows.entry(first).or_insert_with(|| vec![0; width]);
        let mut counted = None;
        for later in days.iter().map(number) {
            let again = counted.replace(later) == Some(later);
            let after = usize::try_from(later - first).ok();
            let count = after.and_then(|after| active.get_mut(after));
            if let Some(count) = count.filter(|_| !again) {
                *count += 1;
            }
        }
    }

    /// The cohorts.
    pub fn done(self) -> Cohorts {
        let rows = self.rows.into_iter();
        Cohorts {
            rows: rows
                .map(|(period, active)| Cohort { period, active })
                .collect(),
            last_complete: self.period.ends_on(self.as_of),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn neighbouring_days_across_the_year_are_two_periods() {
        let days = [day("2023-12-31"), day("2024-01-01")];
        let months = Cohorts::of(Period::Month, [&days[..]], day("2024-02-15"));
        assert_eq!(months.rows[0].active, [1, 1, 0]);
        assert_eq!(Period::Month.label(months.rows[0].period), "2023-12");
        assert!(!months.last_complete);
        let quarter = Period::Quarter.number(days[0]);
        assert_eq!(Period::Quarter.label(quarter), "2023-Q4");
        assert!(Period::Quarter.ends_on(day("2024-03-31")));
    }

    #[test]
    fn whoever_comes_twice_in_a_period_is_one_of_it() {
        let days = [day("2024-01-01"), day("2024-01-31"), day("2024-02-01")];
        let months = Cohorts::of(Period::Month, [&days[..], &[]], day("2024-02-29"));
        assert_eq!(months.rows[0].active, [1, 1]);
        assert!(months.last_complete);
    }

    #[test]
    fn the_rate_counts_whoever_came_at_all() {
        let shop = repeat([0, 1, 2, 5]);
        assert_eq!((shop.customers, shop.returning), (3, 2));
        assert!((repeat([]).rate()).abs() < f64::EPSILON);
    }
}
