//! Who brought whom, of the rows of a load.

use std::collections::HashMap;

use rusqlite::Connection;

use super::super::table::CUSTOMER;
use super::super::{StoreResult, referral};
use super::Load;
use crate::domain::name::name_key;
use crate::domain::{CustomerId, Phone};

const CODES: &str = "SELECT code, id FROM customer UNION ALL SELECT code, customer_id FROM alias";
const PHONES: &str = "SELECT e164, customer_id FROM phone WHERE e164 IS NOT NULL";
const NAMES: &str = "SELECT name_key, id FROM customer WHERE name_key <> ''";
const BATCH: &str = "SELECT batch_id FROM customer WHERE id = ?1";

/// What became of a row that says who brought its customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Referred {
    /// It is written down.
    Done,
    /// Nobody, or more than one, is meant.
    Unclear,
    /// Whoever is meant was brought by this customer, or is this customer.
    Circle,
}

/// Who bears a text; `None` for several.
type Holders = HashMap<String, Option<CustomerId>>;

impl Load<'_> {
    /// Writes down who brought these customers: the text is a customer ID, a phone or a name of
    /// somebody in the book by now. One that says nothing for certain changes nothing.
    ///
    /// # Errors
    /// When the book cannot be read, or a row is not accepted.
    pub fn refer(&mut self, told: &[(CustomerId, &str)]) -> StoreResult<Vec<Referred>> {
        if told.is_empty() {
            return Ok(Vec::new());
        }
        let texts = || told.iter().map(|(_, text)| *text);
        // Each table is read once: an index may not be there yet.
        let codes = holders(&self.tx, CODES, texts().map(code).collect())?;
        let phones = holders(&self.tx, PHONES, texts().filter_map(phone).collect())?;
        let names = holders(&self.tx, NAMES, texts().map(name_key).collect())?;
        let mut became = Vec::with_capacity(told.len());
        for (friend, text) in told {
            let known = |map: &Holders, key: &str| map.get(key).copied();
            let by = known(&codes, &code(text))
                .or_else(|| known(&phones, &phone(text)?))
                .or_else(|| known(&names, &name_key(text)));
            became.push(match by.flatten() {
                Some(by) if by == *friend => Referred::Circle,
                Some(by) => self.refer_one(*friend, by)?,
                None => Referred::Unclear,
            });
        }
        Ok(became)
    }

    fn refer_one(&mut self, friend: CustomerId, by: CustomerId) -> StoreResult<Referred> {
        let Some(facts) = self.customer_facts(friend)? else {
            return Ok(Referred::Unclear);
        };
        let before = facts.referred_by;
        if before == Some(by) {
            return Ok(Referred::Done);
        }
        if referral::stands_above(&self.tx, friend.0, by.0)? {
            return Ok(Referred::Circle);
        }
        let old = self.was_before(BATCH, friend.0)?;
        self.rewrite(old, |writer| {
            let set = vec![("referred_by", by.0.into())];
            writer
                .update(&CUSTOMER, &[friend.0.into()], set)
                .map(|_| ())
        })?;
        Ok(Referred::Done)
    }
}

fn code(text: &str) -> String {
    text.trim().to_uppercase()
}

fn phone(text: &str) -> Option<String> {
    Phone::parse(text, crate::domain::INDONESIA).e164
}

/// Who bears these texts.
fn holders(conn: &Connection, sql: &str, wanted: Vec<String>) -> StoreResult<Holders> {
    let mut wanted: HashMap<String, Vec<CustomerId>> = wanted
        .into_iter()
        .filter(|text| !text.is_empty())
        .map(|text| (text, Vec::new()))
        .collect();
    let mut statement = conn.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let text = row.get_ref(0)?.as_str().unwrap_or_default();
        let found = match wanted.get_mut(text) {
            Some(found) => Some(found),
            None if sql == CODES => wanted.get_mut(&text.to_uppercase()),
            None => None,
        };
        if let Some(found) = found {
            let id = CustomerId(row.get(1)?);
            if !found.contains(&id) {
                found.push(id);
            }
        }
    }
    let one = |found: Vec<CustomerId>| match found[..] {
        [one] => Some(one),
        _ => None,
    };
    let found = wanted.into_iter().filter(|(_, found)| !found.is_empty());
    Ok(found.map(|(text, found)| (text, one(found))).collect())
}
