//! What the shop owes in points on a day, and whose of them lapse.

use super::super::rows::day;
use super::super::{Store, StoreResult};
use crate::domain::{CustomerId, Day, Liability};
use crate::insight::review::Lapsing;

/// Days ahead in which it is told whose points lapse.
const LAPSING_DAYS: u64 = 30;

/// Whether anything happened after a day. Who wrote the ledger last, or came last, tells it.
const WENT_ON: &str = "
    SELECT EXISTS (SELECT 1 FROM visit WHERE day > ?1)
        OR coalesce((SELECT day > ?1 FROM points_line ORDER BY id DESC LIMIT 1), 0)";

/// What is left of each line, `lots` being where that stands.
macro_rules! owed {
    ($lots:literal) => {
        concat!(
            $lots,
            "SELECT coalesce(sum(points), 0),
                    coalesce(sum(points) FILTER (WHERE expires_on <= ?2), 0),
                    coalesce(sum(points) FILTER (WHERE expires_on <= ?3), 0),
                    coalesce(sum(points) FILTER (WHERE expires_on <= ?4), 0)
             FROM lots WHERE expires_on IS NULL OR expires_on >= ?1"
        )
    };
}

macro_rules! lapsing {
    ($lots:literal) => {
        concat!(
            $lots,
            "SELECT customer_id, sum(points), min(expires_on), count(*) OVER () FROM lots
             WHERE expires_on BETWEEN ?1 AND ?2 AND points > 0
             GROUP BY customer_id ORDER BY sum(points) DESC, customer_id LIMIT ?3"
        )
    };
}

/// As the book has it now, and as it was on a day: without what came or went later. What lapsed
/// later is there again.
macro_rules! now_and_then {
    ($asked:ident) => {
        [
            $asked!("WITH lots AS (SELECT customer_id, expires_on, points FROM points_lot) "),
            $asked!(
                "WITH drawn AS (
                     SELECT d.line_id, d.lot_id, d.points FROM points_draw d
                     JOIN points_line l ON l.id = d.line_id JOIN points_line o ON o.id = d.lot_id
                     WHERE l.day <= ?1 AND o.day <= ?1),
                 parts AS (
                     SELECT id, points FROM points_line WHERE day <= ?1
                     UNION ALL SELECT line_id, points FROM drawn
                     UNION ALL SELECT lot_id, -points FROM drawn),
                 left_of AS (SELECT id, sum(points) AS points FROM parts GROUP BY id),
                 lots AS (
                     SELECT l.customer_id, iif(r.points > 0, l.expires_on, NULL) AS expires_on, r.points
                     FROM left_of r JOIN points_line l ON l.id = r.id WHERE r.points <> 0) "
            ),
        ]
    };
}

const OWED: [&str; 2] = now_and_then!(owed);
const LAPSING: [&str; 2] = now_and_then!(lapsing);

impl Store {
    /// What all customers together have on that day, whatever came or went after it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn points_owed(&self, today: Day) -> StoreResult<Liability> {
        let after = |days| (today + chrono::Days::new(days)).to_string();
        let days = [today.to_string(), after(30), after(60), after(90)];
        let rule = self.points_rule(today)?;
        let mut statement = self.conn.prepare_cached(self.of_day(OWED, today)?)?;
        let owed = statement.query_row(days, |row| {
            Ok(Liability {
                points: row.get(0)?,
                worth: 0,
                lapsing: [row.get(1)?, row.get(2)?, row.get(3)?],
            })
        })?;
        let worth = rule
            .map_or(0, |rule| rule.worth)
            .saturating_mul(owed.points);
        Ok(Liability { worth, ..owed })
    }

    /// Whose points lapse within thirty days of that day, the most points first, at most `most` of
    /// them, and how many they are.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn points_lapsing(&self, today: Day, most: usize) -> StoreResult<(Vec<Lapsing>, usize)> {
        let worth = self.points_rule(today)?.map_or(0, |rule| rule.worth);
        let until = today.checked_add_days(chrono::Days::new(LAPSING_DAYS));
        let until = until.unwrap_or(Day::MAX);
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let mut statement = self.conn.prepare_cached(self.of_day(LAPSING, today)?)?;
        let mut rows = statement.query((today.to_string(), until.to_string(), most))?;
        let (mut first, mut total) = (Vec::new(), 0);
        while let Some(row) = rows.next()? {
            let points: i64 = row.get(1)?;
            first.push(Lapsing {
                customer: CustomerId(row.get(0)?),
                points,
                worth: worth.saturating_mul(points),
                day: day(row, 2)?,
            });
            total = row.get::<_, i64>(3)?;
        }
        Ok((first, usize::try_from(total).unwrap_or(usize::MAX)))
    }

    /// What is asked of the book as it is, and, where it went on after a day, of that day.
    fn of_day(&self, [now, then]: [&'static str; 2], day: Day) -> StoreResult<&'static str> {
        let mut statement = self.conn.prepare_cached(WENT_ON)?;
        let went_on = statement.query_row([day.to_string()], |row| row.get(0))?;
        Ok(if went_on { then } else { now })
    }
}
