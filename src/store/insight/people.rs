//! Who is meant in the rows of lists; who never came; whose birthday comes.

use std::collections::{HashMap, HashSet};

use chrono::Datelike as _;
use rusqlite::{OptionalExtension, Row};

use super::super::contact::no_contact;
use super::super::rows::{kind, maybe_day, phone_flag};
use super::super::today::Asking;
use super::super::{Store, StoreResult};
use crate::domain::{
    Birthday, CustomerId, CustomerKind, Day, INDONESIA, Introduced, Phone, Plate, Purpose,
};
use crate::insight::review;

/// The phone: the first that can be dialled, else the first. The plate: that of the vehicle of
/// their last done visit, if it is theirs still, else of the one whose owner they became last.
const INTRODUCED: &str = concat!(
    "
    SELECT c.id, c.code, c.honorific, c.name, c.kind, c.alert, p.raw, p.e164, p.flag,
           coalesce(
               (SELECT v.plate FROM visit t JOIN vehicle v ON v.id = t.vehicle_id
                JOIN ownership o ON o.vehicle_id = v.id AND o.customer_id = c.id AND o.until IS NULL
                WHERE t.customer_id = c.id AND t.status = 'done' AND v.plate_key IS NOT NULL
                ORDER BY t.day DESC, t.id DESC LIMIT 1),
               (SELECT v.plate FROM ownership o JOIN vehicle v ON v.id = o.vehicle_id
                WHERE o.customer_id = c.id AND o.until IS NULL AND v.plate_key IS NOT NULL
                ORDER BY o.since DESC, o.id DESC LIMIT 1)),
           ",
    no_contact!("c.id"),
    "
    FROM customer c LEFT JOIN phone p ON p.customer_id = c.id AND p.position =
        (SELECT n.position FROM phone n WHERE n.customer_id = c.id ORDER BY n.e164 IS NULL, n.position LIMIT 1)
    WHERE c.id = ?1"
);
/// Whose order is open and was begun within thirty days is here: nobody misses them.
const SEEN_SINCE: &str = "
    SELECT max(day) FROM visit
    WHERE customer_id = ?1 AND day > min(?2, date(?3, '-30 days')) AND day <= ?3
      AND ((day > ?2 AND status = 'done' AND coalesce(total, 0) >= 0)
           OR (status = 'open' AND day > date(?3, '-30 days')))";
const IN_THE_SHOP: &str = "
    SELECT DISTINCT customer_id FROM visit
    WHERE day > date(?1, '-30 days') AND day <= ?1 AND status = 'open' AND customer_id IS NOT NULL";
const NAME: &str = "SELECT name FROM customer WHERE id = ?1";
/// Nobody's visit lies up to the day, and no order of theirs has been open since shortly before it;
/// whoever came later was in the book by then.
macro_rules! never {
    ($what:literal, $rest:literal) => {
        concat!(
            "SELECT ",
            $what,
            " FROM customer_summary s WHERE (s.first_visit IS NULL ",
            "OR (s.first_visit > ?1 AND EXISTS ",
            "(SELECT 1 FROM customer c WHERE c.id = s.customer_id AND date(c.created_at) <= ?1))) ",
            "AND s.customer_id NOT IN (SELECT v.customer_id FROM visit v WHERE v.status = 'open' ",
            "AND v.day > date(?1, '-30 days') AND v.customer_id IS NOT NULL) ",
            $rest
        )
    };
}
const NEVER: &str = never!("s.customer_id", "ORDER BY s.customer_id DESC LIMIT ?2");
const NEVER_COUNT: &str = never!("count(*)", "");
const BIRTHDAYS: &str = "
    SELECT id, birth_day, birth_month, birth_year FROM customer
    WHERE birth_month IS NOT NULL AND kind = 'person' ORDER BY id";

impl Store {
    /// Who these are, in the order in which they were asked for; whoever is not in the book any
    /// more is left out.
    ///
    /// # Errors
    /// When the file cannot be read, or nobody waits any more.
    pub fn introduce(&self, ids: &[CustomerId]) -> StoreResult<Vec<Introduced>> {
        let _moment = self.moment()?;
        let mut statement = self.conn.prepare_cached(INTRODUCED)?;
        let mut people = Vec::with_capacity(ids.len());
        for id in ids {
            people.extend(statement.query_row([id.0], introduced).optional()?);
        }
        Ok(people)
    }

    /// Who has an order open on a day that was begun within thirty days.
    ///
    /// # Errors
    /// As [`Store::introduce`].
    pub(in crate::store) fn in_the_shop(&self, today: Day) -> StoreResult<HashSet<CustomerId>> {
        let mut statement = self.conn.prepare_cached(IN_THE_SHOP)?;
        let rows = statement.query_map([today.to_string()], |row| row.get(0).map(CustomerId))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Who of these came after one day and up to another, or is here still with an open order, and when
    /// last.
    ///
    /// # Errors
    /// As [`Store::introduce`].
    pub fn seen_since(
        &self,
        after: Day,
        until: Day,
        ids: &[CustomerId],
    ) -> StoreResult<HashMap<CustomerId, Day>> {
        let mut statement = self.conn.prepare_cached(SEEN_SINCE)?;
        let mut seen = HashMap::new();
        for id in ids {
            let last: Option<Day> = statement
                .query_row((id.0, after.to_string(), until.to_string()), |row| {
                    maybe_day(row, 0)
                })?;
            seen.extend(last.map(|last| (*id, last)));
        }
        Ok(seen)
    }

    /// Their names as they are put in order, in the order in which they were asked for; empty for
    /// whoever is not in the book any more.
    ///
    /// # Errors
    /// As [`Store::introduce`].
    pub fn names_of(&self, ids: &[CustomerId]) -> StoreResult<Vec<String>> {
        let _moment = self.moment()?;
        let mut statement = self.conn.prepare_cached(NAME)?;
        let mut names = Vec::with_capacity(ids.len());
        for id in ids {
            let name = statement.query_row([id.0], |row| row.get::<_, String>(0));
            names.push(name.optional()?.unwrap_or_default().to_lowercase());
        }
        Ok(names)
    }

    /// Who stands in the book without a visit up to a day; one that was cancelled is none, nor one that
    /// has been open for over thirty days. Who came first after it counts only where they were in the book by then. The newest
    /// in the book first, at most `limit` of them.
    ///
    /// # Errors
    /// As [`Store::introduce`].
    pub fn never_served(&self, as_of: Day, limit: usize) -> StoreResult<review::NeverServed> {
        let _moment = self.moment()?;
        let total: i64 = self
            .conn
            .prepare_cached(NEVER_COUNT)?
            .query_row([as_of.to_string()], |row| row.get(0))?;
        let mut statement = self.conn.prepare_cached(NEVER)?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let who = |row: &Row<'_>| row.get(0).map(CustomerId);
        let first = statement.query_map((as_of.to_string(), limit), who)?;
        Ok(review::NeverServed {
            total: usize::try_from(total).unwrap_or(usize::MAX),
            first: first.collect::<Result<_, _>>()?,
        })
    }

    /// Birthdays that are kept on `days` days from `from` on, the next first, at most `limit` of
    /// them. Companies have none, and whoever refused greetings or any contact is left out.
    ///
    /// # Errors
    /// As [`Store::introduce`].
    pub fn birthdays(
        &self,
        from: Day,
        days: u32,
        limit: usize,
    ) -> StoreResult<Vec<review::Birthday>> {
        let leap_day = self.leap_day()?;
        let mut statement = self.conn.prepare_cached(BIRTHDAYS)?;
        let mut rows = statement.query([])?;
        let mut asking = Asking::new(self)?;
        let mut ahead = Vec::new();
        while let Some(row) = rows.next()? {
            let born = Birthday {
                day: row.get(1)?,
                month: row.get(2)?,
                year: row.get(3)?,
            };
            let kept = born.next(from, leap_day);
            let Some(day) = kept.filter(|day| (*day - from).num_days() < i64::from(days)) else {
                continue;
            };
            let customer = CustomerId(row.get(0)?);
            let answers = asking.of(customer)?;
            if answers.refuses(Purpose::Birthday) || answers.refuses(Purpose::Contact) {
                continue;
            }
            let turns = born.turns(day.year());
            ahead.push(review::Birthday {
                customer,
                day,
                turns: turns.and_then(|age| u32::try_from(age).ok()),
                agreed: answers.agrees(Purpose::Birthday),
            });
        }
        // Those of one day stay in the order of their numbers.
        ahead.sort_by_key(|birthday| birthday.day);
        ahead.truncate(limit);
        Ok(ahead)
    }
}

fn introduced(row: &Row<'_>) -> rusqlite::Result<Introduced> {
    let raw: Option<String> = row.get(6)?;
    let no_contact: bool = row.get(10)?;
    let phone = match raw.filter(|_| !no_contact) {
        Some(raw) => Phone {
            raw,
            e164: row.get(7)?,
            flag: phone_flag(&row.get::<_, String>(8)?),
        }
        .display(INDONESIA),
        None => String::new(),
    };
    let plate: Option<String> = row.get(9)?;
    let plate = plate.and_then(|plate| Plate::parse(&plate));
    Ok(Introduced {
        id: CustomerId(row.get(0)?),
        code: row.get(1)?,
        honorific: row.get(2)?,
        name: row.get(3)?,
        is_company: kind(&row.get::<_, String>(4)?) == CustomerKind::Company,
        alert: row.get(5)?,
        phone,
        no_contact,
        plate: plate.map_or_else(String::new, |plate| plate.display()),
    })
}
