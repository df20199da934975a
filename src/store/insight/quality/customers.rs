//! Phones that cannot be dialled; regular customers without a phone or a birthday.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use rusqlite::Connection;

use super::super::super::StoreResult;
use super::REGULAR;
use super::inbox::Inbox;
use crate::insight::review::Slip;

const PHONES: &str =
    "SELECT customer_id, e164 IS NULL, raw FROM phone ORDER BY customer_id, position";
const PEOPLE: &str = "
    SELECT id, name_key, birth_day, birth_month, birth_year FROM customer WHERE kind = 'person' ORDER BY id";

/// Somebody whose birthday is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Born {
    /// The same for the same name, day and month.
    pub(super) alike: u64,
    pub(super) customer: i64,
    pub(super) year: Option<i32>,
}

/// Looks at phones and birthdays, and says who was born when.
pub(super) fn look(conn: &Connection, inbox: &mut Inbox) -> StoreResult<Vec<Born>> {
    phones(conn, inbox)?;
    birthdays(conn, inbox)
}

fn phones(conn: &Connection, inbox: &mut Inbox) -> StoreResult<()> {
    let mut statement = conn.prepare_cached(PHONES)?;
    let mut rows = statement.query([])?;
    let regulars: Vec<i64> = inbox.came.regulars(REGULAR).collect();
    let mut regulars = regulars.into_iter().peekable();
    let (mut missing, mut dead) = (Vec::new(), None);
    while let Some(row) = rows.next()? {
        let customer: i64 = row.get(0)?;
        while let Some(regular) = regulars.next_if(|regular| *regular < customer) {
            missing.push(regular);
        }
        regulars.next_if_eq(&customer);
        // One thing to do, however many of somebody's phones are dead.
        if row.get(1)? && dead.replace(customer) != Some(customer) {
            inbox.put(Slip::DeadPhone, customer, || Ok(row.get(2)?))?;
        }
    }
    for regular in missing.into_iter().chain(regulars) {
        inbox.put(Slip::NoPhone, regular, || Ok(String::new()))?;
    }
    Ok(())
}

fn birthdays(conn: &Connection, inbox: &mut Inbox) -> StoreResult<Vec<Born>> {
    let mut statement = conn.prepare_cached(PEOPLE)?;
    let mut rows = statement.query([])?;
    let mut born = Vec::new();
    while let Some(row) = rows.next()? {
        let customer: i64 = row.get(0)?;
        let Some(day) = row.get::<_, Option<u32>>(2)? else {
            if inbox.came.often(customer) >= REGULAR {
                inbox.put(Slip::NoBirthday, customer, || Ok(String::new()))?;
            }
            continue;
        };
        let name = row.get_ref(1)?.as_bytes().unwrap_or_default();
        if !name.is_empty() {
            let mut alike = DefaultHasher::new();
            (name, day, row.get::<_, Option<u32>>(3)?).hash(&mut alike);
            born.push(Born {
                alike: alike.finish(),
                customer,
                year: row.get(4)?,
            });
        }
    }
    Ok(born)
}
