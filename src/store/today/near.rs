//! Birthdays that are near, points that lapse soon, and thanks that are owed.

use std::collections::BTreeSet;

use chrono::{Datelike, Days};

use super::super::rows::day;
use super::super::{Store, StoreResult};
use super::Found;
use crate::calendar::Why;
use crate::domain::{BIRTHDAY_MISSED, Birthday, CustomerId, Day};

/// Companies have none.
const BORN_ON: &str = "
    SELECT id, birth_year FROM customer
    WHERE birth_month = ?1 AND birth_day = ?2 AND kind = 'person'";
const LAPSING: &str = "
    SELECT customer_id, min(expires_on), sum(points) FROM points_lot
    WHERE expires_on BETWEEN ?1 AND ?2 AND points > 0
    GROUP BY customer_id HAVING sum(points) >= ?3";

/// Days ahead in which it is told that points lapse.
const LAPSING_DAYS: u64 = 30;
/// The longest way ahead that has every birthday once.
const A_YEAR: u16 = 364;

impl Store {
    /// Whose birthday was missed, is today, or comes within so many days.
    pub(super) fn near_birthdays(&self, today: Day, ahead: u16) -> StoreResult<Vec<Found>> {
        let leap = self.leap_day()?;
        let from = before(today, BIRTHDAY_MISSED);
        let until = after(today, ahead.min(A_YEAR).into());
        let mut statement = self.conn.prepare_cached(BORN_ON)?;
        let mut found = Vec::new();
        for (month, date) in days_of_birth(from, until) {
            let mut rows = statement.query([month, date])?;
            while let Some(row) = rows.next()? {
                let born = Birthday {
                    day: Some(date),
                    month: Some(month),
                    year: row.get(1)?,
                };
                let near = born.within(from, until, leap);
                let customer = CustomerId(row.get(0)?);
                found.extend(near.map(|near| (customer, Why::Birthday(near))));
            }
        }
        Ok(found)
    }

    /// Whose points lapse soon, with what they are worth today: at least as many as can be redeemed.
    pub(super) fn lapsing(&self, today: Day) -> StoreResult<Vec<Found>> {
        let rule = self.points_rule(today)?;
        let worth = rule.as_ref().map_or(0, |rule| rule.worth);
        // A reminder of what buys nothing is none.
        let least = rule.map_or(1, |rule| rule.redeem.block.max(1));
        let until = after(today, LAPSING_DAYS);
        let mut statement = self.conn.prepare_cached(LAPSING)?;
        let found = statement.query_map((today.to_string(), until.to_string(), least), |row| {
            let points: i64 = row.get(2)?;
            let why = Why::Points {
                points,
                worth: worth.saturating_mul(points),
                day: day(row, 1)?,
            };
            Ok((CustomerId(row.get(0)?), why))
        })?;
        Ok(found.collect::<Result<_, _>>()?)
    }
}

impl Store {
    /// Who is to be thanked for bringing somebody.
    pub(super) fn thanks(&self, today: Day) -> StoreResult<Vec<Found>> {
        let owed = self.thanks_owed(today)?.owed.into_iter();
        let found = owed.map(|owed| {
            let why = Why::Thanks {
                friend: owed.friend,
                day: owed.day,
                points: owed.points,
            };
            (owed.referrer.id, why)
        });
        Ok(found.collect())
    }
}

/// Months and days on which somebody is born whose birthday may be kept in these days: those of
/// the days themselves, and 29 February, which is kept on another day in most years.
fn days_of_birth(from: Day, until: Day) -> BTreeSet<(u32, u32)> {
    let days = from.iter_days().take_while(|day| *day <= until);
    let mut all: BTreeSet<(u32, u32)> = days.map(|day| (day.month(), day.day())).collect();
    all.insert((2, 29));
    all
}

fn before(day: Day, days: u64) -> Day {
    day.checked_sub_days(Days::new(days)).unwrap_or(Day::MIN)
}

fn after(day: Day, days: u64) -> Day {
    day.checked_add_days(Days::new(days)).unwrap_or(Day::MAX)
}
