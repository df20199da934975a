//! Reading who brought whom.

use std::collections::HashMap;

use chrono::Days;
use rusqlite::{Connection, OptionalExtension, Row};

use super::super::customer::full_name;
use super::super::numbers::numbers_of;
use super::super::rows::{day, maybe_day};
use super::super::{Store, StoreResult, contact};
use crate::domain::{
    Brought, BroughtSum, CustomerId, Day, Money, Named, ReferralTree, Referrer, THANKS_DAYS,
    ThanksList, ThanksOwed,
};

const NAMED: &str = "SELECT id, code, honorific, name FROM customer WHERE id = ?1";
const BROUGHT: &str = "
    SELECT c.id, c.code, c.honorific, c.name, c.referred_by, coalesce(s.visit_days, 0), coalesce(s.spent, 0),
           s.first_visit, s.last_visit,
           (SELECT t.day FROM thanks t WHERE t.customer_id = c.referred_by AND t.friend_id = c.id)
    FROM customer c LEFT JOIN customer_summary s ON s.customer_id = c.id
    WHERE c.referred_by = ?1 ORDER BY coalesce(s.first_visit, '9999'), c.id LIMIT ?2";
const CAME: &str = "
    SELECT count(*) FROM customer c JOIN customer_summary s ON s.customer_id = c.id
    WHERE c.referred_by = ?1 AND s.first_visit <= ?2";
const LINKS: &str = "
    SELECT c.id, c.referred_by, coalesce(s.visit_days, 0), coalesce(s.spent, 0)
    FROM customer c LEFT JOIN customer_summary s ON s.customer_id = c.id WHERE c.referred_by IS NOT NULL";
/// Whoever brought somebody, the friend, and the first paid visit; of some with one more condition. Who came at all
/// lately may have paid for the first time lately.
macro_rules! owed {
    ($($more:literal)?) => {
        concat!(
            "    SELECT c.referred_by, c.id,
           (SELECT v.id FROM visit v WHERE v.customer_id = c.id AND v.status = 'done' AND v.total > 0 AND v.day <= ?2
            ORDER BY v.day, v.id LIMIT 1)
    FROM customer c JOIN customer_summary s ON s.customer_id = c.id
    WHERE c.referred_by IS NOT NULL AND s.last_visit >= ?1
      AND NOT EXISTS (SELECT 1 FROM thanks t WHERE t.customer_id = c.referred_by AND t.friend_id = c.id)"
            $(, $more)?
        )
    };
}
const OWED: &str = owed!();
const OWED_TO: &str = owed!(" AND c.referred_by = ?3");
const PAID: &str = concat!(
    "
    SELECT v.day, v.total,
           (SELECT coalesce(sum(l.points), 0) FROM points_line l WHERE l.visit_id = v.id
            AND l.customer_id IN ",
    numbers_of!("?2"),
    "
            AND (l.kind = 'referral' OR (l.kind = 'reverse' AND l.reverses IN
                 (SELECT o.id FROM points_line o WHERE o.visit_id = v.id AND o.kind = 'referral')))),
           EXISTS (SELECT 1 FROM message m WHERE m.customer_id = ?2 AND m.template = 'referral_thanks' AND m.day >= v.day)
    FROM visit v WHERE v.id = ?1"
);

/// Those whom one customer brought that a card or a list names; a shop's best advocate has fewer.
const NAMED_AT_MOST: i64 = 500;

impl Store {
    /// Who brought a customer, whom the customer brought, and whom those brought.
    ///
    /// # Errors
    /// When the file cannot be read, or nobody waits any more.
    pub fn referrals_of(&self, customer: CustomerId) -> StoreResult<ReferralTree> {
        let _moment = self.moment()?;
        let conn = &self.conn;
        let by: Option<i64> = conn
            .prepare_cached("SELECT referred_by FROM customer WHERE id = ?1")?
            .query_row([customer.0], |row| row.get(0))
            .optional()?
            .flatten();
        let brought = brought_by(conn, customer)?;
        let mut then = Vec::new();
        for one in &brought {
            then.extend(brought_by(conn, one.who.id)?);
        }
        Ok(ReferralTree {
            by: match by {
                Some(by) => named(conn, CustomerId(by))?,
                None => None,
            },
            brought,
            then,
        })
    }

    /// Everybody who brought somebody: those whose friends spent most first, at most `limit` of
    /// them; and how many there are.
    ///
    /// # Errors
    /// As [`Store::referrals_of`].
    pub fn referrers(&self, limit: usize) -> StoreResult<(Vec<Referrer>, usize)> {
        let _moment = self.moment()?;
        let conn = &self.conn;
        let sums = sums(conn)?;
        let mut all: Vec<_> = sums.into_iter().collect();
        all.sort_by_key(|(who, [first, then])| {
            let spent = first.spent.0.saturating_add(then.spent.0);
            (std::cmp::Reverse((spent, first.came, first.made)), who.0)
        });
        let total = all.len();
        let mut first = Vec::new();
        for (who, [brought, then]) in all.into_iter().take(limit) {
            if let Some(who) = named(conn, who)? {
                first.push(Referrer { who, brought, then });
            }
        }
        Ok((first, total))
    }

    /// How many each customer brought who came on that day at the latest; who brought nobody is
    /// not there.
    ///
    /// # Errors
    /// As [`Store::referrals_of`].
    pub fn brought_until(&self, as_of: Day) -> StoreResult<HashMap<CustomerId, u32>> {
        let sql = "SELECT c.referred_by, count(*) FROM customer c JOIN customer_summary s ON s.customer_id = c.id
                   WHERE c.referred_by IS NOT NULL AND s.first_visit <= ?1 GROUP BY c.referred_by";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([as_of.to_string()], |row| {
            Ok((CustomerId(row.get(0)?), row.get(1)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// To whom thanks are owed on a day: a friend came and paid for the first time within the last
    /// year, and whoever brought them was not thanked, neither so nor by a message since. The newest
    /// first. Whoever wants to be left alone is only counted.
    ///
    /// # Errors
    /// As [`Store::referrals_of`].
    pub fn thanks_owed(&self, today: Day) -> StoreResult<ThanksList> {
        self.owed(today, None)
    }

    /// The same to one customer.
    ///
    /// # Errors
    /// As [`Store::referrals_of`].
    pub fn thanks_owed_to(&self, customer: CustomerId, today: Day) -> StoreResult<Vec<ThanksOwed>> {
        Ok(self.owed(today, Some(customer))?.owed)
    }

    fn owed(&self, today: Day, to: Option<CustomerId>) -> StoreResult<ThanksList> {
        let _moment = self.moment()?;
        let conn = &self.conn;
        let from = today
            .checked_sub_days(Days::new(THANKS_DAYS))
            .unwrap_or(today);
        let pair = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let days = (from.to_string(), today.to_string());
        let pairs: Vec<(i64, i64, Option<i64>)> = match to {
            None => {
                let mut all = conn.prepare_cached(OWED)?;
                all.query_map(days, pair)?.collect::<Result<_, _>>()?
            }
            Some(to) => {
                let mut theirs = conn.prepare_cached(OWED_TO)?;
                let rows = theirs.query_map((days.0, days.1, to.0), pair)?;
                rows.collect::<Result<_, _>>()?
            }
        };
        let alone = contact::left_alone(conn)?;
        let mut left_alone = 0;
        let mut owed = Vec::new();
        for (referrer, friend, visit) in pairs {
            let Some(visit) = visit else { continue };
            let mut statement = conn.prepare_cached(PAID)?;
            let (paid_on, paid, points, written) =
                statement.query_row((visit, referrer), |row| {
                    let written: bool = row.get(3)?;
                    Ok((day(row, 0)?, Money(row.get(1)?), row.get(2)?, written))
                })?;
            if paid_on >= from && !written && alone.contains(&CustomerId(referrer)) {
                left_alone += 1;
                continue;
            }
            let two = [referrer, friend].map(|id| named(conn, CustomerId(id)));
            if let ([Ok(Some(referrer)), Ok(Some(friend))], true) =
                (two, paid_on >= from && !written)
            {
                owed.push(ThanksOwed {
                    referrer,
                    friend,
                    day: paid_on,
                    paid,
                    points,
                });
            }
        }
        owed.sort_by_key(|one| {
            (
                std::cmp::Reverse(one.day),
                one.referrer.id.0,
                one.friend.id.0,
            )
        });
        Ok(ThanksList { owed, left_alone })
    }
}

/// How many a customer brought who came on that day at the latest.
pub(in crate::store) fn brought_who_came(
    conn: &Connection,
    customer: CustomerId,
    as_of: Day,
) -> StoreResult<u32> {
    let mut statement = conn.prepare_cached(CAME)?;
    Ok(statement.query_row((customer.0, as_of.to_string()), |row| row.get(0))?)
}

/// Who that is; `None` for nobody in the book.
pub(in crate::store) fn named(conn: &Connection, id: CustomerId) -> StoreResult<Option<Named>> {
    let mut statement = conn.prepare_cached(NAMED)?;
    Ok(statement.query_row([id.0], name).optional()?)
}

fn name(row: &Row<'_>) -> rusqlite::Result<Named> {
    let (honorific, name): (String, String) = (row.get(2)?, row.get(3)?);
    Ok(Named {
        id: CustomerId(row.get(0)?),
        code: row.get(1)?,
        name: full_name(&honorific, &name),
        honorific,
    })
}

fn brought_by(conn: &Connection, customer: CustomerId) -> StoreResult<Vec<Brought>> {
    let mut statement = conn.prepare_cached(BROUGHT)?;
    let rows = statement.query_map([customer.0, NAMED_AT_MOST], |row| {
        Ok(Brought {
            who: name(row)?,
            by: CustomerId(row.get(4)?),
            visits: row.get(5)?,
            spent: Money(row.get(6)?),
            first_visit: maybe_day(row, 7)?,
            last_visit: maybe_day(row, 8)?,
            thanked: maybe_day(row, 9)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Of everybody who brought somebody: the sums of the first and of the second step.
fn sums(conn: &Connection) -> StoreResult<HashMap<CustomerId, [BroughtSum; 2]>> {
    let mut statement = conn.prepare_cached(LINKS)?;
    let rows = statement.query_map([], |row| {
        Ok((
            CustomerId(row.get(0)?),
            CustomerId(row.get(1)?),
            row.get::<_, u32>(2)?,
            Money(row.get(3)?),
        ))
    })?;
    let links: Vec<_> = rows.collect::<Result<_, _>>()?;
    let by: HashMap<_, _> = links.iter().map(|(id, by, ..)| (*id, *by)).collect();
    let mut sums: HashMap<CustomerId, [BroughtSum; 2]> = HashMap::new();
    for (_, referrer, visits, spent) in &links {
        sums.entry(*referrer).or_default()[0].add(*visits, *spent);
        if let Some(above) = by.get(referrer) {
            sums.entry(*above).or_default()[1].add(*visits, *spent);
        }
    }
    Ok(sums)
}
