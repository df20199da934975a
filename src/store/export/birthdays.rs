//! Whoever has a birthday, in the order of the year.

use chrono::Datelike as _;
use rusqlite::Row;

use super::{Reached, Wanted, put};
use crate::domain::export::ExportFilter;
use crate::domain::{Birthday, CustomerId, Day};
use crate::store::contact::no_contact;
use crate::store::rows::maybe_day;
use crate::store::{Store, StoreError, StoreResult};

/// Somebody who has a birthday, on the way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BirthdayRow {
    /// Who.
    pub customer: CustomerId,
    /// The customer ID.
    pub code: String,
    /// May be empty.
    pub honorific: String,
    /// Without the honorific.
    pub name: String,
    /// The preferred phone as written; may be empty.
    pub phone: String,
    /// Day and month are known.
    pub birthday: Birthday,
    /// The answer about birthday greetings; `None` while nobody has asked.
    pub consent: Option<bool>,
    /// Newest visit.
    pub last_day: Option<Day>,
}

const WHO: &str = concat!(
    "
    SELECT c.birth_month, c.birth_day, c.id, ",
    no_contact!("c.id"),
    " FROM customer c
    WHERE c.birth_month IS NOT NULL AND c.kind <> 'company'
      AND (?1 IS NULL OR c.id IN (SELECT value FROM json_each(?1)))"
);
const ONE: &str = "
    SELECT c.id, c.code, c.honorific, c.name,
           coalesce((SELECT p.raw FROM phone p WHERE p.customer_id = c.id ORDER BY p.position LIMIT 1), ''),
           c.birth_day, c.birth_month, c.birth_year,
           (SELECT n.state = 'yes' FROM consent n WHERE n.customer_id = c.id AND n.purpose = 'birthday'
            ORDER BY n.id DESC LIMIT 1),
           s.last_day
    FROM customer c LEFT JOIN customer_summary s ON s.customer_id = c.id WHERE c.id = ?1";

/// Days of a year that has a 29 February.
const YEAR: u32 = 366;

impl Store {
    /// Gives everybody whom the filter means and whose birthday is known, in the order of the year:
    /// from the filter's first day on, else from 1 January. Of its days only month and day count.
    /// Held are eight bytes a customer. Whoever wants to be left alone is left out; answers how many those
    /// are.
    ///
    /// # Errors
    /// When the file cannot be read, and whatever `each` refuses.
    pub fn export_birthdays<E: From<StoreError>>(
        &self,
        filter: &ExportFilter,
        mut each: impl FnMut(&BirthdayRow, Reached) -> Result<(), E>,
    ) -> Result<u64, E> {
        let _moment = self.listing()?;
        let (order, left_alone) = self.in_order(filter)?;
        let all = order.len() as u64;
        let mut statement = self.conn.prepare(ONE).map_err(StoreError::from)?;
        for (done, id) in (1..).zip(order) {
            let row = statement.query_row([id], row);
            each(&row.map_err(StoreError::from)?, Reached { done, all })?;
        }
        Ok(left_alone)
    }

    fn in_order(
        &self,
        filter: &ExportFilter,
    ) -> StoreResult<(impl ExactSizeIterator<Item = i64>, u64)> {
        let first = filter.since.map_or(0, |day| place(day.month(), day.day()));
        let from_first = |place: u32| (place + YEAR - first) % YEAR;
        let last = filter
            .until
            .map(|day| from_first(place(day.month(), day.day())));
        let a_year = filter.since.zip(filter.until);
        let whole = a_year.is_some_and(|(since, until)| (until - since).num_days() >= 365);
        let last = last.filter(|_| !whole);
        let wanted = Wanted::of(filter);
        let mut statement = self.conn.prepare(WHO)?;
        let mut rows = statement.query([&wanted.customers])?;
        let mut order: Vec<u64> = Vec::new();
        let mut left_alone = 0;
        while let Some(row) = rows.next()? {
            let at = from_first(place(row.get(0)?, row.get(1)?));
            let id: i64 = row.get(2)?;
            if last.is_some_and(|last| at > last) {
                continue;
            }
            if row.get(3)? {
                left_alone += 1;
            } else {
                order.push((u64::from(at) << ID_BITS) | id.unsigned_abs());
            }
        }
        order.sort_unstable();
        let id = |key: u64| (key & ((1 << ID_BITS) - 1)).cast_signed();
        Ok((order.into_iter().map(id), left_alone))
    }
}

/// Bits that a row number takes; the day of the year stands before it.
const ID_BITS: u32 = 54;

/// The place of a day in a year with a 29 February, from 0.
fn place(month: u32, day: u32) -> u32 {
    let day = chrono::NaiveDate::from_ymd_opt(2000, month, day);
    day.map_or(0, |day| day.ordinal0())
}

fn row(row: &Row<'_>) -> rusqlite::Result<BirthdayRow> {
    let text = |at| {
        let mut text = String::new();
        put(row, at, &mut text).map(|()| text)
    };
    Ok(BirthdayRow {
        customer: CustomerId(row.get(0)?),
        code: text(1)?,
        honorific: text(2)?,
        name: text(3)?,
        phone: text(4)?,
        birthday: Birthday {
            day: row.get(5)?,
            month: row.get(6)?,
            year: row.get(7)?,
        },
        consent: row.get(8)?,
        last_day: maybe_day(row, 9)?,
    })
}
