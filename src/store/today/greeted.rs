//! Everybody who is greeted at a feast, to work through them one by one.

use std::collections::HashMap;

use chrono::Days;

use super::super::contact::no_contact;
use super::super::rows::maybe_day;
use super::super::{Store, StoreResult};
use super::marks::Marks;
use crate::calendar::{Coming, FeastPeople, FeastRow, Greeted, Greets};
use crate::domain::{CustomerId, Day, Purpose};

/// Customers who may be greeted, with whether they said yes: whoever refused this, or to be
/// contacted, is left out.
const EVERYBODY: &str = "
    SELECT c.id, (SELECT n.state = 'yes' FROM consent n
                  WHERE n.customer_id = c.id AND n.purpose = ?1 ORDER BY n.id DESC LIMIT 1) AS answer
    FROM customer c
    WHERE answer IS NOT 0
      AND coalesce((SELECT n.state FROM consent n
                    WHERE n.customer_id = c.id AND n.purpose = 'contact' ORDER BY n.id DESC LIMIT 1), '') <> 'no'
    ORDER BY answer IS NULL, c.name_key, c.id";
const HOW_MANY: &str = "SELECT count(*) FROM customer";
/// Who said no, last, to being contacted or to this.
const REFUSED: &str = "
    SELECT count(DISTINCT n.customer_id) FROM consent n
    WHERE n.state = 'no' AND (n.purpose = 'contact' OR n.purpose = ?1)
      AND NOT EXISTS (SELECT 1 FROM consent m
                      WHERE m.customer_id = n.customer_id AND m.purpose = n.purpose AND m.id > n.id)";
/// Who said yes, last, to this and wants to be contacted.
const AGREED: &str = concat!(
    "SELECT count(DISTINCT c.customer_id) FROM consent c
     WHERE c.state = 'yes' AND c.purpose = ?1
       AND NOT EXISTS (SELECT 1 FROM consent m
                       WHERE m.customer_id = c.customer_id AND m.purpose = c.purpose AND m.id > c.id)
       AND NOT ",
    no_contact!("c.customer_id")
);
/// Who was sent the message of a template since a day, and when last.
const SENT: &str = "
    SELECT customer_id, max(day) FROM message WHERE template = ?1 AND day >= ?2 GROUP BY customer_id";

/// Days before a feast from which on its message was about this one.
const SENT_AHEAD: u64 = 30;

impl Store {
    /// Everybody who is greeted at a feast: whoever is still to be greeted first, those who are
    /// not asked yet behind those who agreed, then by name; at most so many. Whether there is a
    /// template is not looked at.
    ///
    /// # Errors
    /// When the file cannot be read, or nobody waits any more.
    pub fn feast_people(
        &self,
        coming: &Coming<'_>,
        today: Day,
        most: usize,
    ) -> StoreResult<FeastPeople> {
        let _moment = self.moment()?;
        let mut all = self.may_be_greeted(coming)?;
        let not_asked = all.iter().filter(|(_, yes)| yes.is_none()).count() as u64;
        let row = FeastRow::of(coming, (all.len() as u64, not_asked));
        let sent = self.sent_about(coming)?;
        all.sort_by_key(|(id, _)| sent.contains_key(&id.0));
        let more = all.len() > most;
        all.truncate(most);
        let marks = Marks::new(self, today)?;
        let agreed: HashMap<i64, Option<bool>> = all.iter().map(|(id, yes)| (id.0, *yes)).collect();
        let ids: Vec<CustomerId> = all.into_iter().map(|(id, _)| id).collect();
        let mut people = Vec::new();
        for who in self.introduce(&ids)? {
            people.push(Greeted {
                sent: sent.get(&who.id.0).copied(),
                done: marks.hides(Some(who.id), &row.occasion())?,
                agreed: agreed.get(&who.id.0).copied().flatten(),
                who,
            });
        }
        let folded = |one: &Greeted| crate::domain::name::fold(&one.who.name);
        let key = |one: &Greeted| (one.is_done(), one.agreed.is_none(), folded(one));
        people.sort_by_cached_key(key);
        Ok(FeastPeople {
            row,
            people,
            more,
            has_template: false,
        })
    }

    fn may_be_greeted(&self, coming: &Coming<'_>) -> StoreResult<Vec<(CustomerId, Option<bool>)>> {
        match coming.feast.greets {
            Greets::Nobody => Ok(Vec::new()),
            Greets::Chosen(greeting) => {
                let wishers = self.wishers(greeting)?.into_iter();
                Ok(wishers.map(|id| (id, Some(true))).collect())
            }
            Greets::All => {
                let mut statement = self.conn.prepare_cached(EVERYBODY)?;
                let rows = statement.query_map([purpose(coming).key()], |row| {
                    Ok((CustomerId(row.get(0)?), row.get(1)?))
                })?;
                let all: Result<Vec<(CustomerId, Option<bool>)>, _> = rows.collect();
                // Silence is a yes to a reminder.
                let asks = purpose(coming) != Purpose::ServiceReminders;
                let told = all?.into_iter();
                Ok(told
                    .map(|(id, yes)| (id, if asks { yes } else { Some(true) }))
                    .collect())
            }
        }
    }

    /// How many may be greeted where everybody is, and how many of them are not asked yet.
    pub(super) fn everybody(&self, coming: &Coming<'_>) -> StoreResult<(u64, u64)> {
        let all: i64 = self.conn.query_row(HOW_MANY, [], |row| row.get(0))?;
        let mut statement = self.conn.prepare_cached(REFUSED)?;
        let refused: i64 = statement.query_row([purpose(coming).key()], |row| row.get(0))?;
        let all = u64::try_from(all - refused).unwrap_or(0);
        // Silence is a yes to a reminder.
        if purpose(coming) == Purpose::ServiceReminders {
            return Ok((all, 0));
        }
        let mut statement = self.conn.prepare_cached(AGREED)?;
        let agreed: i64 = statement.query_row([purpose(coming).key()], |row| row.get(0))?;
        Ok((all, all.saturating_sub(agreed.unsigned_abs())))
    }

    fn sent_about(&self, coming: &Coming<'_>) -> StoreResult<HashMap<i64, Day>> {
        let since = coming.day.checked_sub_days(Days::new(SENT_AHEAD));
        let since = since.unwrap_or(Day::MIN).to_string();
        let mut statement = self.conn.prepare_cached(SENT)?;
        let rows = statement.query_map((&coming.feast.key, since), |row| {
            Ok((row.get(0)?, maybe_day(row, 1)?))
        })?;
        let mut sent = HashMap::new();
        for row in rows {
            let (id, day): (i64, Option<Day>) = row?;
            sent.extend(day.map(|day| (id, day)));
        }
        Ok(sent)
    }
}

/// What somebody must not have refused to be greeted where everybody is. A stretch before a feast
/// offers work, and that is a reminder; other greetings go by the answer about birthdays.
fn purpose(coming: &Coming<'_>) -> Purpose {
    if coming.is_stretch() {
        Purpose::ServiceReminders
    } else {
        Purpose::Birthday
    }
}
