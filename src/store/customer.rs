//! Reading customers.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row};

use super::rows::{kind, maybe_day, phone_flag};
use super::{Store, StoreResult};
use crate::domain::{BatchId, FieldKey};
use crate::domain::{
    Birthday, Consent, Customer, CustomerFacts, CustomerId, Greetings, Household, HouseholdId,
    Phone, PhoneEntry, Remark, VehicleId,
};

const CUSTOMER: &str = "
    SELECT c.id, c.code, c.rowver, c.kind, c.honorific, c.name, c.email, c.address, c.city,
           c.birth_day, c.birth_month, c.birth_year, c.alert, c.note, c.source, c.member_since,
           c.company_id, c.household_id, h.name, c.referred_by
    FROM customer c LEFT JOIN household h ON h.id = c.household_id WHERE c.id = ?1";
const PHONES: &str =
    "SELECT raw, e164, flag, label FROM phone WHERE customer_id = ?1 ORDER BY position";
const FIELDS: &str = "SELECT key, value FROM customer_field WHERE customer_id = ?1";
const ALIASES: &str = "SELECT code FROM alias WHERE customer_id = ?1 ORDER BY code";
const CONSENTS: &str = "
    SELECT purpose, state, day, channel, (SELECT name FROM staff s WHERE s.id = c.staff_id) FROM consent c
    WHERE customer_id = ?1
      AND id = (SELECT max(id) FROM consent n WHERE n.customer_id = c.customer_id AND n.purpose = c.purpose)
    ORDER BY purpose";
/// Each line of a visit may have been noticed for the same; it is told once, where it stands first.
pub(super) const REMARKS: &str = "
    SELECT batch_id, file, row, column_name, value, code, min(id) FROM import_remark
    WHERE customer_id = ?1 AND settled_at IS NULL AND rejected = 0
    GROUP BY vehicle_id, visit_id, column_name, value, code
    ORDER BY min(id) LIMIT ?2";
pub(super) const VEHICLE_REMARKS: &str = "
    SELECT batch_id, file, row, column_name, value, code, min(id) FROM import_remark
    WHERE vehicle_id = ?1 AND customer_id IS NULL AND settled_at IS NULL AND rejected = 0
    GROUP BY vehicle_id, visit_id, column_name, value, code
    ORDER BY min(id) LIMIT ?2";
const HOUSEMATES: &str = "
    SELECT id, honorific, name FROM customer WHERE household_id = ?1 AND id <> ?2 ORDER BY name_key LIMIT 50";
const CONTACTS: &str = "
    SELECT id, honorific, name FROM customer WHERE company_id = ?1 ORDER BY name_key LIMIT 50";
const NAME: &str = "SELECT id, honorific, name FROM customer WHERE id = ?1";

/// Remarks that a card can hold at the most.
const REMARKS_SHOWN: i64 = 50;

/// One customer; `None` when there is none of that number.
pub(super) fn read(conn: &Connection, id: CustomerId) -> StoreResult<Option<Customer>> {
    let Some(mut customer) = without_aliases(conn, id)? else {
        return Ok(None);
    };
    customer.aliases = all(conn, ALIASES, id, |row| row.get(0))?;
    Ok(Some(customer))
}

/// What is known about a customer, by primary keys alone.
pub(super) fn facts(conn: &Connection, id: CustomerId) -> StoreResult<Option<CustomerFacts>> {
    Ok(without_aliases(conn, id)?.map(|customer| customer.facts))
}

fn without_aliases(conn: &Connection, id: CustomerId) -> StoreResult<Option<Customer>> {
    let mut statement = conn.prepare_cached(CUSTOMER)?;
    let Some(mut customer) = statement.query_row([id.0], row).optional()? else {
        return Ok(None);
    };
    customer.facts.phones = all(conn, PHONES, id, phone)?;
    customer.facts.fields = fields(conn, FIELDS, id.0)?;
    Ok(Some(customer))
}

fn row(row: &Row<'_>) -> rusqlite::Result<Customer> {
    let household: Option<i64> = row.get(17)?;
    let household = match household {
        Some(id) => Some(Household {
            id: Some(HouseholdId(id)),
            name: row.get::<_, Option<String>>(18)?.unwrap_or_default(),
        }),
        None => None,
    };
    Ok(Customer {
        id: CustomerId(row.get(0)?),
        code: row.get(1)?,
        aliases: Vec::new(),
        rowver: row.get(2)?,
        facts: CustomerFacts {
            kind: kind(&row.get::<_, String>(3)?),
            honorific: row.get(4)?,
            name: row.get(5)?,
            phones: Vec::new(),
            email: row.get(6)?,
            address: row.get(7)?,
            city: row.get(8)?,
            birthday: birthday(row)?,
            alert: row.get(12)?,
            note: row.get(13)?,
            source: row.get(14)?,
            member_since: maybe_day(row, 15)?,
            company: row.get::<_, Option<i64>>(16)?.map(CustomerId),
            referred_by: row.get::<_, Option<i64>>(19)?.map(CustomerId),
            household,
            fields: BTreeMap::new(),
        },
    })
}

fn birthday(row: &Row<'_>) -> rusqlite::Result<Option<Birthday>> {
    let birthday = Birthday {
        day: row.get(9)?,
        month: row.get(10)?,
        year: row.get(11)?,
    };
    let known = birthday.day.is_some() || birthday.year.is_some();
    Ok(known.then_some(birthday))
}

/// A row of the phones: raw, e164, flag, label.
fn phone(row: &Row<'_>) -> rusqlite::Result<PhoneEntry> {
    Ok(PhoneEntry {
        phone: Phone {
            raw: row.get(0)?,
            e164: row.get(1)?,
            flag: phone_flag(&row.get::<_, String>(2)?),
        },
        label: row.get(3)?,
    })
}

/// Key and value rows of a customer or a vehicle.
pub(super) fn fields(
    conn: &Connection,
    sql: &str,
    id: i64,
) -> StoreResult<BTreeMap<FieldKey, String>> {
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn all<T>(
    conn: &Connection,
    sql: &str,
    id: CustomerId,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> StoreResult<Vec<T>> {
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map([id.0], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// At which feasts a customer wishes to be greeted.
pub(super) fn wishes(conn: &Connection, id: CustomerId) -> StoreResult<Greetings> {
    Ok(Greetings::kept(&fields(conn, FIELDS, id.0)?))
}

/// The newest answer about each purpose.
pub(super) fn consents(conn: &Connection, id: CustomerId) -> StoreResult<Vec<Consent>> {
    all(conn, CONSENTS, id, |row| {
        Ok(Consent {
            purpose: row.get(0)?,
            yes: row.get::<_, String>(1)? == "yes",
            day: super::rows::day(row, 2)?,
            channel: row.get(3)?,
            by: row.get::<_, Option<String>>(4)?.unwrap_or_default(),
        })
    })
}

/// What an import was unsure of about a customer, and about a vehicle itself.
pub(super) fn remarks(
    conn: &Connection,
    customer: Option<CustomerId>,
    vehicle: Option<VehicleId>,
) -> StoreResult<Vec<Remark>> {
    let subjects = [
        (REMARKS, customer.map(|id| id.0)),
        (VEHICLE_REMARKS, vehicle.map(|id| id.0)),
    ];
    let mut remarks = Vec::new();
    for (sql, id) in subjects {
        let Some(id) = id else { continue };
        let mut statement = conn.prepare_cached(sql)?;
        let rows = statement.query_map([id, REMARKS_SHOWN], |row| {
            Ok(Remark {
                batch: BatchId(row.get(0)?),
                file: row.get(1)?,
                row: row.get::<_, i64>(2)?.unsigned_abs(),
                column: row.get(3)?,
                value: row.get(4)?,
                code: row.get(5)?,
            })
        })?;
        for remark in rows {
            remarks.push(remark?);
        }
    }
    Ok(remarks)
}

/// The others of a household.
pub(super) fn housemates(
    conn: &Connection,
    customer: &Customer,
) -> StoreResult<Vec<(CustomerId, String)>> {
    let household = customer.facts.household.as_ref();
    let Some(household) = household.and_then(|household| household.id) else {
        return Ok(Vec::new());
    };
    let mut statement = conn.prepare_cached(HOUSEMATES)?;
    let rows = statement.query_map([household.0, customer.id.0], named)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The company of a contact person, or the contact persons of a company.
pub(super) fn company(
    conn: &Connection,
    customer: &Customer,
) -> StoreResult<Vec<(CustomerId, String)>> {
    match customer.facts.company {
        Some(company) => all(conn, NAME, company, named),
        None => all(conn, CONTACTS, customer.id, named),
    }
}

fn named(row: &Row<'_>) -> rusqlite::Result<(CustomerId, String)> {
    let (honorific, name): (String, String) = (row.get(1)?, row.get(2)?);
    Ok((CustomerId(row.get(0)?), full_name(&honorific, &name)))
}

/// The name as it is said: with the honorific, if there is one.
pub(super) fn full_name(honorific: &str, name: &str) -> String {
    format!("{honorific} {name}").trim().to_owned()
}

impl Store {
    /// One customer; `None` when there is none of that number.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn customer(&self, id: CustomerId) -> StoreResult<Option<Customer>> {
        read(&self.conn, id)
    }
}
