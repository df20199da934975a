//! Everybody, with everything that is known.

use std::collections::BTreeMap;

use rusqlite::Row;

use super::beside::Beside;
use super::{Reached, Wanted, put};
use crate::domain::export::ExportFilter;
use crate::domain::{Birthday, Day, Money, Purpose};
use crate::store::rows::maybe_day;
use crate::store::{Store, StoreError};

/// A customer on the way out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CustomerRow {
    /// The customer ID, `C-00042`.
    pub code: String,
    /// Whether it is a firm.
    pub is_company: bool,
    /// May be empty.
    pub honorific: String,
    /// Without the honorific.
    pub name: String,
    /// Phones as written, each with whose or what for; the preferred one first.
    pub phones: Vec<(String, String)>,
    /// May be empty.
    pub email: String,
    /// May be empty.
    pub address: String,
    /// May be empty.
    pub city: String,
    /// As far as it is known.
    pub birthday: Option<Birthday>,
    /// Customer since.
    pub member_since: Option<Day>,
    /// Name of the household; may be empty.
    pub household: String,
    /// ID of the company whose contact person or driver it is; may be empty.
    pub company_code: String,
    /// Its name.
    pub company: String,
    /// ID of who brought the customer; may be empty.
    pub referred_by: String,
    /// How the customer came to the shop; may be empty.
    pub source: String,
    /// Pinned alert; may be empty.
    pub alert: String,
    /// Free notes.
    pub note: String,
    /// Earlier and foreign IDs.
    pub aliases: Vec<String>,
    /// The newest answer to each purpose, in the order of [`Purpose::ALL`].
    pub consents: [Option<RowConsent>; 5],
    /// Preferences, profile and custom fields by key.
    pub fields: BTreeMap<String, String>,
    /// Visits: days with a done receipt.
    pub visits: i64,
    /// Their money.
    pub spent: Money,
    /// First visit that was not cancelled.
    pub first_day: Option<Day>,
    /// Newest one.
    pub last_day: Option<Day>,
}

/// What somebody answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowConsent {
    /// The answer.
    pub yes: bool,
    /// When.
    pub day: Day,
    /// How it was said; may be empty.
    pub channel: String,
}

impl CustomerRow {
    /// Whether what the law calls sensitive may be told of this customer.
    pub fn agrees(&self) -> bool {
        let at = Purpose::ALL
            .iter()
            .position(|purpose| *purpose == Purpose::Sensitive);
        let answer = at.and_then(|at| self.consents.get(at)?.as_ref());
        answer.is_some_and(|answer| answer.yes)
    }
}

const CUSTOMERS: &str = concat!(
    "SELECT c.id, c.code, c.kind, c.honorific, c.name, c.email, c.address, c.city, c.birth_day, c.birth_month, ",
    "c.birth_year, c.member_since, h.name, k.code, k.honorific, k.name, c.source, c.alert, c.note, ",
    "coalesce(s.visit_days, 0), coalesce(s.spent, 0), s.first_day, s.last_day, b.code ",
    "FROM customer c LEFT JOIN household h ON h.id = c.household_id LEFT JOIN customer k ON k.id = c.company_id ",
    "LEFT JOIN customer b ON b.id = c.referred_by ",
    "LEFT JOIN customer_summary s ON s.customer_id = c.id WHERE ",
    "(?1 IS NULL OR c.id IN (SELECT value FROM json_each(?1))) AND (?2 IS NULL OR s.last_day >= ?2) AND (?3 IS NULL OR s.last_day <= ?3) ",
    "AND (?4 IS NULL OR c.id IN (SELECT customer_id FROM ownership WHERE vehicle_id = ?4 AND until IS NULL)) ",
    "ORDER BY c.id"
);
const PHONES: &str = "SELECT customer_id, raw, label FROM phone ORDER BY customer_id, position";
const FIELDS: &str = "SELECT customer_id, key, value FROM customer_field ORDER BY customer_id, key";
const ALIASES: &str = "SELECT customer_id, code FROM alias ORDER BY customer_id, code";
const CONSENTS: &str = "SELECT customer_id, purpose, state, day, channel FROM consent ORDER BY customer_id, purpose, id";
const FIELD_KEYS: &str = "SELECT DISTINCT key FROM customer_field ORDER BY key";
const LAST: &str = "SELECT max(id) FROM customer";

impl Store {
    /// Keys of all fields that any customer has.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn customer_field_keys(&self) -> Result<Vec<String>, StoreError> {
        let mut statement = self.conn.prepare(FIELD_KEYS)?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Gives every customer whom the filter means, in the order in which they were written down.
    ///
    /// # Errors
    /// When the file cannot be read, and whatever `each` refuses.
    pub fn export_customers<E: From<StoreError>>(
        &self,
        filter: &ExportFilter,
        mut each: impl FnMut(&CustomerRow, Reached) -> Result<(), E>,
    ) -> Result<(), E> {
        let _moment = self.listing()?;
        let all = self.last(LAST)?;
        let wanted = Wanted::of(filter);
        let walk = |sql| self.conn.prepare(sql).map_err(StoreError::from);
        let (mut customers, mut phones) = (walk(CUSTOMERS)?, walk(PHONES)?);
        let (mut fields, mut aliases, mut consents) =
            (walk(FIELDS)?, walk(ALIASES)?, walk(CONSENTS)?);
        let mut phones = Beside::new(phones.query([]).map_err(StoreError::from)?);
        let mut fields = Beside::new(fields.query([]).map_err(StoreError::from)?);
        let mut aliases = Beside::new(aliases.query([]).map_err(StoreError::from)?);
        let mut consents = Beside::new(consents.query([]).map_err(StoreError::from)?);
        let mut rows = customers.query(wanted.all()).map_err(StoreError::from)?;
        let mut held = CustomerRow::default();
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            let id: i64 = row.get(0).map_err(StoreError::from)?;
            read(row, &mut held).map_err(StoreError::from)?;
            phones.of(id, |row| {
                held.phones.push((row.get(1)?, row.get(2)?));
                Ok(())
            })?;
            fields.of(id, |row| {
                held.fields.insert(row.get(1)?, row.get(2)?);
                Ok(())
            })?;
            aliases.of(id, |row| {
                held.aliases.push(row.get(1)?);
                Ok(())
            })?;
            consents.of(id, |row| answered(row, &mut held))?;
            let done = id.unsigned_abs();
            each(&held, Reached { done, all })?;
        }
        Ok(())
    }
}

fn read(row: &Row<'_>, held: &mut CustomerRow) -> rusqlite::Result<()> {
    put(row, 1, &mut held.code)?;
    held.is_company = row.get_ref(2)?.as_str()? == "company";
    put(row, 3, &mut held.honorific)?;
    put(row, 4, &mut held.name)?;
    put(row, 5, &mut held.email)?;
    put(row, 6, &mut held.address)?;
    put(row, 7, &mut held.city)?;
    let born = Birthday {
        day: row.get(8)?,
        month: row.get(9)?,
        year: row.get(10)?,
    };
    held.birthday = (born.day.is_some() || born.year.is_some()).then_some(born);
    held.member_since = maybe_day(row, 11)?;
    put(row, 12, &mut held.household)?;
    put(row, 13, &mut held.company_code)?;
    put(row, 15, &mut held.company)?;
    put(row, 16, &mut held.source)?;
    put(row, 17, &mut held.alert)?;
    put(row, 18, &mut held.note)?;
    held.visits = row.get(19)?;
    held.spent = Money(row.get(20)?);
    held.first_day = maybe_day(row, 21)?;
    held.last_day = maybe_day(row, 22)?;
    put(row, 23, &mut held.referred_by)?;
    held.phones.clear();
    held.aliases.clear();
    held.fields.clear();
    held.consents = Default::default();
    Ok(())
}

/// The newest answer comes last.
fn answered(row: &Row<'_>, held: &mut CustomerRow) -> rusqlite::Result<()> {
    let purpose = row.get_ref(1)?.as_str()?;
    let at = Purpose::ALL.iter().position(|known| known.key() == purpose);
    let place = at.and_then(|at| held.consents.get_mut(at));
    if let (Some(place), Ok(day)) = (place, row.get_ref(3)?.as_str()?.parse()) {
        *place = Some(RowConsent {
            yes: row.get_ref(2)?.as_str()? == "yes",
            day,
            channel: row.get(4)?,
        });
    }
    Ok(())
}
