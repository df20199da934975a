//! Phones that cannot be dialled; regular customers without a phone or a birthday.

use std::hash::{DefaultHasher, Hash, Hasher as _};

use rusqlite::Connection;

use super::super::super::StoreResult;
use super::super::super::rows::phone_flag;
use super::REGULAR;
use super::inbox::Inbox;
use crate::domain::{CustomerId, Doubt};
use crate::insight::review::{Reason, Slip};

const PHONES: &str =
    "SELECT customer_id, e164, raw, flag FROM phone ORDER BY customer_id, position";
const PEOPLE: &str = "
    SELECT id, name_key, birth_day, birth_month, birth_year FROM customer WHERE kind = 'person' ORDER BY id";

/// What a customer shares with others, if the hash is the same: a phone, or name, day and month of
/// birth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Shared {
    pub(super) hash: u64,
    pub(super) customer: i64,
    /// Year of birth, where that is what is shared.
    pub(super) year: Option<i32>,
}

fn hash(what: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    hasher.finish()
}

/// Looks at phones, and says who has which.
pub(super) fn phones(conn: &Connection, inbox: &mut Inbox) -> StoreResult<Vec<Shared>> {
    let mut statement = conn.prepare_cached(PHONES)?;
    let mut rows = statement.query([])?;
    let regulars: Vec<i64> = inbox.came.regulars(REGULAR).collect();
    let mut regulars = regulars.into_iter().peekable();
    let (mut shared, mut missing, mut dead) = (Vec::new(), Vec::new(), None);
    while let Some(row) = rows.next()? {
        let customer: i64 = row.get(0)?;
        while let Some(regular) = regulars.next_if(|regular| *regular < customer) {
            missing.push(regular);
        }
        regulars.next_if_eq(&customer);
        let number = row.get_ref(1)?.as_bytes_or_null().unwrap_or_default();
        shared.extend(number.map(|number| Shared {
            hash: hash(number),
            customer,
            year: None,
        }));
        if number.is_none() {
            let raw: String = row.get(2)?;
            let doubt = Doubt::Phone(CustomerId(customer), raw.clone());
            // One thing to do, however many of somebody's phones are dead.
            if !inbox.is_settled(&doubt) && dead.replace(customer) != Some(customer) {
                inbox.put(Slip::DeadPhone, customer, doubt, || {
                    let flag: String = row.get(3)?;
                    Ok((raw, Reason::Phone(phone_flag(&flag))))
                })?;
            }
        }
    }
    for regular in missing.into_iter().chain(regulars) {
        let came = Reason::Came(inbox.came.often(regular));
        let doubt = Doubt::NoPhone(CustomerId(regular));
        inbox.put(Slip::NoPhone, regular, doubt, || Ok((String::new(), came)))?;
    }
    Ok(shared)
}

/// Looks at birthdays, and says who was born when.
pub(super) fn birthdays(conn: &Connection, inbox: &mut Inbox) -> StoreResult<Vec<Shared>> {
    let mut statement = conn.prepare_cached(PEOPLE)?;
    let mut rows = statement.query([])?;
    let mut shared = Vec::new();
    while let Some(row) = rows.next()? {
        let customer: i64 = row.get(0)?;
        let Some(day) = row.get::<_, Option<u32>>(2)? else {
            let came = inbox.came.often(customer);
            if came >= REGULAR {
                let doubt = Doubt::NoBirthday(CustomerId(customer));
                let told = || Ok((String::new(), Reason::Came(came)));
                inbox.put(Slip::NoBirthday, customer, doubt, told)?;
            }
            continue;
        };
        let name = row.get_ref(1)?.as_bytes().unwrap_or_default();
        if !name.is_empty() {
            shared.push(Shared {
                hash: hash((name, day, row.get::<_, Option<u32>>(3)?)),
                customer,
                year: row.get(4)?,
            });
        }
    }
    Ok(shared)
}
