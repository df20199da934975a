//! What the shop owes in points on a day, and whose of them lapse.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::super::rows::{day, maybe_day};
use super::super::{Store, StoreResult};
use super::Kept;
use crate::domain::{CustomerId, Day, Liability};
use crate::insight::review::Lapsing;

/// Days ahead in which it is told whose points lapse.
const LAPSING_DAYS: u64 = 30;

/// Whether anything happened after a day. Who wrote the ledger last, or came last, tells it.
const WENT_ON: &str = "
    SELECT EXISTS (SELECT 1 FROM visit WHERE day > ?1)
        OR coalesce((SELECT day > ?1 FROM points_line ORDER BY id DESC LIMIT 1), 0)";

/// What is left of the lots, and what of it lapses until three days.
const OWED: &str = "
    SELECT coalesce(sum(points), 0),
           coalesce(sum(points) FILTER (WHERE expires_on <= ?2), 0),
           coalesce(sum(points) FILTER (WHERE expires_on <= ?3), 0),
           coalesce(sum(points) FILTER (WHERE expires_on <= ?4), 0)
    FROM points_lot WHERE expires_on IS NULL OR expires_on >= ?1";
const LAPSING: &str = "
    SELECT customer_id, sum(points), min(expires_on), count(*) OVER () FROM points_lot
    WHERE expires_on BETWEEN ?1 AND ?2 AND points > 0
    GROUP BY customer_id ORDER BY sum(points) DESC, customer_id LIMIT ?3";
/// The lines up to a day, and all that lines drew on others: both are read from the first to the
/// last, for no index knows the days and none is kept up at every save for the sake of a look back.
const LINES: &str = "
    SELECT l.id, coalesce(m.customer_id, l.customer_id), l.expires_on, l.points
    FROM points_line l LEFT JOIN merged m ON m.gone_id = l.customer_id WHERE l.day <= ?1 ORDER BY l.id";
/// Whose lines up to a day something later took back: draws and lapses of then are others by now.
const PUT_RIGHT: &str = "
    SELECT DISTINCT coalesce(m.customer_id, l.customer_id)
    FROM points_line l JOIN points_line o ON o.id = l.reverses LEFT JOIN merged m ON m.gone_id = l.customer_id
    WHERE l.day > ?1 AND o.day <= ?1";
const DRAWS: &str = "SELECT line_id, lot_id, points FROM points_draw";

/// What was left of a line on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Lot {
    line: i64,
    customer: i64,
    /// The last day on which it is valid; `None` for ever, and of what was spent without cover.
    expires: Option<Day>,
    points: i64,
}

impl Store {
    /// What all customers together have on that day, whatever came or went after it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn points_owed(&self, today: Day) -> StoreResult<Liability> {
        let after = |days| (today + chrono::Days::new(days)).to_string();
        let days = [today.to_string(), after(30), after(60), after(90)];
        let rule = self.points_rule(today)?;
        let owed = if self.went_on(today)? {
            owed(&self.lots_on(today)?, today)
        } else {
            let mut statement = self.conn.prepare_cached(OWED)?;
            statement.query_row(days, |row| {
                Ok(Liability {
                    points: row.get(0)?,
                    worth: 0,
                    lapsing: [row.get(1)?, row.get(2)?, row.get(3)?],
                })
            })?
        };
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
        if self.went_on(today)? {
            let all = self.lots_on(today)?;
            return Ok(lapsing(&all, (today, until), worth, most));
        }
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let mut statement = self.conn.prepare_cached(LAPSING)?;
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

    /// Whether the book went on after a day: what is kept of the lots is of later then.
    fn went_on(&self, day: Day) -> StoreResult<bool> {
        let mut statement = self.conn.prepare_cached(WENT_ON)?;
        Ok(statement.query_row([day.to_string()], |row| row.get(0))?)
    }

    /// What was left of each line on a day, without what came or went later; what lapsed later is
    /// there again. Lines of which nothing was left are not there.
    fn lots_on(&self, on: Day) -> StoreResult<Vec<Lot>> {
        let mut statement = self.conn.prepare_cached(LINES)?;
        let lines = statement.query_map([on.to_string()], |row| {
            Ok(Lot {
                line: row.get(0)?,
                customer: row.get(1)?,
                expires: maybe_day(row, 2)?,
                points: row.get(3)?,
            })
        })?;
        let mut lots: Vec<Lot> = lines.collect::<Result<_, _>>()?;
        let mut statement = self.conn.prepare_cached(DRAWS)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (line, lot): (i64, i64) = (row.get(0)?, row.get(1)?);
            let place = |id: i64| lots.binary_search_by_key(&id, |lot| lot.line).ok();
            // What one of them drew later, or of a later one, it had not drawn yet.
            let (Some(line), Some(lot)) = (place(line), place(lot)) else {
                continue;
            };
            let points: i64 = row.get(2)?;
            lots[line].points += points;
            lots[lot].points -= points;
        }
        lots.retain(|lot| lot.points != 0);
        for lot in lots.iter_mut().filter(|lot| lot.points < 0) {
            lot.expires = None;
        }
        self.tell_anew(&mut lots, on)?;
        Ok(lots)
    }

    /// Tells the lots once more of those whose ledger was put right after that day.
    fn tell_anew(&self, lots: &mut Vec<Lot>, on: Day) -> StoreResult<()> {
        let mut statement = self.conn.prepare_cached(PUT_RIGHT)?;
        let whose = statement.query_map([on.to_string()], |row| row.get(0))?;
        let whose: BTreeSet<i64> = whose.collect::<Result<_, _>>()?;
        lots.retain(|lot| !whose.contains(&lot.customer));
        for customer in &whose {
            let kept = Kept::read(&self.conn, *customer)?;
            for (at, points) in kept.ledger.left_on(on) {
                lots.push(Lot {
                    line: kept.id_of(at).unwrap_or_default(),
                    customer: *customer,
                    expires: kept.ledger.lines()[at].expires.filter(|_| points > 0),
                    points,
                });
            }
        }
        lots.sort_unstable();
        Ok(())
    }
}

/// What is left of these lots on a day, and what of it lapses in 30, 60 and 90 days.
fn owed(lots: &[Lot], today: Day) -> Liability {
    let is_valid = |lot: &&Lot| lot.expires.is_none_or(|day| day >= today);
    let valid: Vec<&Lot> = lots.iter().filter(is_valid).collect();
    let until = |days| {
        let last = today.checked_add_days(chrono::Days::new(days));
        let lapses = |lot: &&&Lot| lot.expires.is_some_and(|day| Some(day) <= last);
        let lapsing = valid.iter().filter(lapses);
        lapsing.map(|lot| lot.points).sum()
    };
    Liability {
        points: valid.iter().map(|lot| lot.points).sum(),
        worth: 0,
        lapsing: [30, 60, 90].map(until),
    }
}

/// Whose of these lots lapse between two days, the most points first, and how many they are.
fn lapsing(
    lots: &[Lot],
    (from, until): (Day, Day),
    worth: i64,
    most: usize,
) -> (Vec<Lapsing>, usize) {
    let mut of: BTreeMap<i64, (i64, Day)> = BTreeMap::new();
    for lot in lots {
        let Some(day) = lot.expires.filter(|day| (from..=until).contains(day)) else {
            continue;
        };
        let known = of.entry(lot.customer).or_insert((0, day));
        *known = (known.0 + lot.points, known.1.min(day));
    }
    let total = of.len();
    let all = of.into_iter().map(|(customer, (points, day))| Lapsing {
        customer: CustomerId(customer),
        points,
        worth: worth.saturating_mul(points),
        day,
    });
    let mut all: Vec<Lapsing> = all.collect();
    all.sort_by_key(|one| Reverse(one.points));
    all.truncate(most);
    (all, total)
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;

    #[test]
    fn what_is_worked_out_for_the_last_day_is_what_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let today: Day = "2026-11-23".parse().unwrap();
        let go_on = |_, _| ControlFlow::Continue(());
        let path = folder.path().join("sample.db");
        let store = Store::create_sample(&path, 7, 300, today, go_on).unwrap();
        let kept = "SELECT line_id, customer_id, expires_on, points FROM points_lot";
        let mut statement = store.conn.prepare(kept).unwrap();
        let kept = statement.query_map([], |row| {
            Ok(Lot {
                line: row.get(0)?,
                customer: row.get(1)?,
                expires: maybe_day(row, 2)?,
                points: row.get(3)?,
            })
        });
        let mut kept: Vec<Lot> = kept.unwrap().map(Result::unwrap).collect();
        kept.sort_unstable();
        assert!(kept.len() > 100 && store.lots_on(today).unwrap() == kept);
        let (told, total) = store.points_lapsing(today, 7).unwrap();
        let rule = store.points_rule(today).unwrap().unwrap();
        let until = today + chrono::Days::new(LAPSING_DAYS);
        let worked_out = lapsing(&kept, (today, until), rule.worth, 7);
        assert_eq!((told, total), worked_out);
        let owing = store.points_owed(today).unwrap();
        let worked_out = owed(&kept, today);
        assert_eq!(
            (owing.points, owing.lapsing),
            (worked_out.points, worked_out.lapsing)
        );
        assert!(total > 0);
    }
}
