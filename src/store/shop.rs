//! Facts of the shop, and who works there.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use rusqlite::{Connection, OptionalExtension};

use super::{Store, StoreResult, clock};
use crate::domain::trade::{
    DEFAULT_TRADE, FACT_FIELDS, FACT_LEAP_DAY, FACT_SENSITIVE, FACT_TRADE, Trade,
};
use crate::domain::{
    Currency, Day, FACT_ADDRESS, FACT_CLOSED_FROM, FACT_CLOSED_UNTIL, FACT_HOURS,
    FACT_MESSAGE_LANGUAGE, FACT_PHONE, Household, HouseholdId, LeapDay, Member, ShopSign,
    StaffFacts, StaffId,
};

/// Households that forms propose at the most.
const HOUSEHOLDS: usize = 200;

/// Facts of the shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shop {
    /// Its name; may be empty.
    pub name: String,
    /// ISO 4217 code, such as `IDR`.
    pub currency: String,
    /// Trade profile, such as `garage`.
    pub trade: String,
    /// Minutes east of UTC; "today" is the shop's.
    pub utc_offset_minutes: i32,
    /// Fields of its own, as they are written down; empty without any.
    pub fields: String,
    /// Whether the owner turned on what the law calls sensitive.
    pub sensitive: bool,
    /// The trade with the shop's own fields.
    pub profile: Trade,
    /// What it tells its customers of itself.
    pub sign: ShopSign,
}

impl Shop {
    /// Its currency, with the decimals of its amounts.
    pub fn unit(&self) -> Currency {
        Currency::of(&self.currency).unwrap_or(Currency::IDR)
    }
}

impl Store {
    /// The shop's facts.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn shop(&self) -> StoreResult<Shop> {
        let offset = self.shop_fact("utc_offset_minutes")?;
        let trade = self.shop_fact(FACT_TRADE)?;
        let trade = trade.unwrap_or_else(|| DEFAULT_TRADE.into());
        let fields = self.shop_fact(FACT_FIELDS)?.unwrap_or_default();
        let sensitive = self.shop_fact(FACT_SENSITIVE)?.as_deref() == Some("1");
        Ok(Shop {
            profile: Trade::of_shop(&trade, &fields, sensitive).keeping(self.leap_day()?),
            name: self.shop_fact("name")?.unwrap_or_default(),
            currency: self.shop_fact("currency")?.unwrap_or_else(|| "IDR".into()),
            utc_offset_minutes: offset.and_then(|text| text.parse().ok()).unwrap_or(0),
            trade,
            fields,
            sensitive,
            sign: self.shop_sign()?,
        })
    }

    /// What the shop tells its customers of itself. A day and hours that cannot be read are not known.
    fn shop_sign(&self) -> StoreResult<ShopSign> {
        let text = |key| StoreResult::Ok(self.shop_fact(key)?.unwrap_or_default());
        let day = |key| StoreResult::Ok(text(key)?.parse().ok());
        Ok(ShopSign {
            address: text(FACT_ADDRESS)?,
            phone: text(FACT_PHONE)?,
            hours: text(FACT_HOURS)?.parse().ok(),
            closed_from: day(FACT_CLOSED_FROM)?,
            closed_until: day(FACT_CLOSED_UNTIL)?,
            language: text(FACT_MESSAGE_LANGUAGE)?,
        })
    }

    /// One fact of the shop by its key.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn shop_fact(&self, key: &str) -> StoreResult<Option<String>> {
        let mut statement = self
            .conn
            .prepare_cached("SELECT value FROM shop WHERE key = ?1")?;
        Ok(statement.query_row([key], |row| row.get(0)).optional()?)
    }

    /// What the book calls itself in lists that go out, to tell its numbers from those of others: a
    /// copy of it calls itself the same.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn mark(&self) -> StoreResult<String> {
        mark(&self.conn)
    }

    /// When the shop keeps a birthday on 29 February in other years.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn leap_day(&self) -> StoreResult<LeapDay> {
        let word = self.shop_fact(FACT_LEAP_DAY)?;
        Ok(LeapDay::of(&word.unwrap_or_default()))
    }

    /// The shop's day.
    pub(super) fn today(&self) -> Day {
        self.day_of(clock::now_at())
    }

    /// The shop's day at an instant.
    pub(super) fn day_of(&self, at: DateTime<Utc>) -> Day {
        self.time_of(at).date()
    }

    /// The shop's day and clock at an instant.
    pub(super) fn time_of(&self, at: DateTime<Utc>) -> NaiveDateTime {
        let offset = self.shop_fact("utc_offset_minutes").ok().flatten();
        let minutes = offset.and_then(|text| text.parse().ok()).unwrap_or(0);
        let at = at.naive_utc();
        at.checked_add_signed(TimeDelta::minutes(minutes))
            .unwrap_or(at)
    }

    /// Whether any amount of money is written down. Stops at the first; a book that holds none
    /// is read once, by its visits.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn has_amounts(&self) -> StoreResult<bool> {
        has_amounts(&self.conn)
    }

    /// Names of those at the desk, in alphabetical order.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn staff(&self) -> StoreResult<Vec<String>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT name FROM staff WHERE at_desk = 1 AND active = 1 ORDER BY name_key",
        )?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// All who work here or did, in the order in which they came.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn members(&self) -> StoreResult<Vec<Member>> {
        let mut statement = self
            .conn
            .prepare_cached("SELECT id, name, active, at_desk FROM staff ORDER BY id")?;
        let rows = statement.query_map([], |row| {
            Ok(Member {
                id: StaffId(row.get(0)?),
                facts: StaffFacts {
                    name: row.get(1)?,
                    active: row.get(2)?,
                },
                at_desk: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Households with a word of their name beginning with `text`, at most two hundred.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn households(&self, text: &str) -> StoreResult<Vec<Household>> {
        let wanted = crate::domain::name::fold(text.trim());
        let mut statement = self
            .conn
            .prepare_cached("SELECT id, name FROM household ORDER BY id DESC LIMIT 50000")?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let name: String = row.get(1)?;
            let folded = crate::domain::name::fold(&name);
            let begins = folded.starts_with(&wanted) || folded.contains(&format!(" {wanted}"));
            if begins {
                found.push(Household {
                    id: Some(HouseholdId(row.get(0)?)),
                    name,
                });
            }
            if found.len() >= HOUSEHOLDS {
                break;
            }
        }
        Ok(found)
    }
}

/// See [`Store::has_amounts`].
pub(super) fn has_amounts(conn: &Connection) -> StoreResult<bool> {
    let mut statement = conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM visit WHERE total IS NOT NULL OR cost IS NOT NULL OR discount IS NOT NULL)
             OR EXISTS (SELECT 1 FROM visit_line WHERE amount IS NOT NULL OR cost IS NOT NULL)",
    )?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// Those who have left, as they are told apart.
pub(super) fn retired(conn: &Connection) -> StoreResult<Vec<String>> {
    let mut statement = conn.prepare_cached("SELECT name_key FROM staff WHERE active = 0")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// As [`Store::mark`]. It begins with a letter, so that no spreadsheet makes a number of it.
pub(super) fn mark(conn: &Connection) -> StoreResult<String> {
    let sql = "SELECT 'K' || substr(value, 1, 8) FROM shop WHERE key = 'file_id'";
    let mark = conn.query_row(sql, [], |row| row.get(0)).optional()?;
    Ok(mark.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::super::test_kit::{new_store, write};
    use super::*;
    use crate::domain::{Change, ShopEdit};

    #[test]
    fn what_stands_on_the_door_is_kept_and_a_day_that_is_none_is_not_known() {
        let (_dir, mut store) = new_store();
        assert_eq!(store.shop().unwrap().sign, ShopSign::default());
        let facts = [
            (FACT_HOURS, "Mon-Sat 08:00-17:00; Sun closed"),
            (FACT_CLOSED_FROM, "2027-03-08"),
            (FACT_CLOSED_UNTIL, "soon"),
        ];
        let facts = facts.map(|(key, value)| ShopEdit {
            key: key.to_owned(),
            base: String::new(),
            value: value.to_owned(),
        });
        let change = Change::SetShop {
            facts: facts.into(),
            staff: Vec::new(),
        };
        write(&mut store, &change).unwrap();
        let sign = store.shop().unwrap().sign;
        assert_eq!(sign.hours_text(), "Mon-Sat 08:00-17:00; Sun closed");
        let from = "2027-03-08".parse().ok();
        assert_eq!((sign.closed_from, sign.closed_until), (from, None));
    }
}
