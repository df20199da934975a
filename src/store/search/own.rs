//! What the shop's own fields are found by: numbers somebody gave (a member's card) as IDs, other
//! texts by their words, as the words of a company are, and so is the name of a household. Where what a customer brings has a name, as
//! a pet has, its name is such a text.

use rusqlite::{Connection, OptionalExtension};

use super::super::StoreResult;
use crate::domain::trade::{DEFAULT_TRADE, FACT_TRADE, Trade};
use crate::domain::{Day, name, plate};

/// Own fields of customers; their keys begin with `custom.`, and nothing sorts between that and this.
pub(super) const FIELDS: &str = "
    SELECT customer_id, value FROM customer_field WHERE key >= 'custom.' AND key < 'custom/'";
/// Those of one customer.
pub(super) const FIELDS_OF: &str = "
    SELECT value FROM customer_field WHERE customer_id = ?1 AND key >= 'custom.' AND key < 'custom/'";

/// Names of households.
pub(super) const HOUSEHOLDS: &str = "SELECT id, name FROM household";
/// Their members.
pub(super) const MEMBERS: &str =
    "SELECT id, household_id FROM customer WHERE household_id IS NOT NULL";
/// The household of one customer.
pub(super) const HOUSEHOLD_OF: &str = "
    SELECT h.name FROM customer c JOIN household h ON h.id = c.household_id WHERE c.id = ?1";

/// Names of what customers bring, with their customers.
pub(super) const NAMES: &str = "
    SELECT o.customer_id, v.make FROM ownership o JOIN vehicle v ON v.id = o.vehicle_id
    WHERE o.until IS NULL AND v.make <> ''";
/// Those of one customer.
pub(super) const NAMES_OF: &str = "
    SELECT v.make FROM ownership o JOIN vehicle v ON v.id = o.vehicle_id
    WHERE o.customer_id = ?1 AND o.until IS NULL AND v.make <> ''";

/// Whether what customers bring has names in the shop's trade.
pub(super) fn has_names(conn: &Connection) -> StoreResult<bool> {
    let mut statement = conn.prepare_cached("SELECT value FROM shop WHERE key = ?1")?;
    let trade: Option<String> = statement
        .query_row([FACT_TRADE], |row| row.get(0))
        .optional()?;
    let trade = trade.filter(|trade| trade != DEFAULT_TRADE);
    let profile = trade.and_then(|trade| Trade::named(&trade).ok());
    let asset = profile.and_then(|profile| profile.asset);
    Ok(asset.is_some_and(|asset| asset.named))
}

/// The longest text that is looked into, in characters.
const LONGEST: usize = 100;
/// The shortest number that says who it is, in characters.
const SHORTEST: usize = 3;

/// How a value is found.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum OwnText {
    /// As an ID, by its letters and digits.
    Number(String),
    /// By the words of this key.
    Words(String),
    /// Not at all: days, counts, long texts.
    Nothing,
}

impl OwnText {
    pub(super) fn of(value: &str) -> Self {
        if value.parse::<Day>().is_ok() || value.chars().nth(LONGEST).is_some() {
            return Self::Nothing;
        }
        if !value.bytes().any(|b| b.is_ascii_digit()) {
            return Self::Words(name::name_key(value));
        }
        let key = plate::key(value);
        if key.chars().count() < SHORTEST {
            return Self::Nothing;
        }
        Self::Number(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("7788-1234", OwnText::Number("77881234".to_owned()))]
    #[case("MHKB4NN4AL1032775", OwnText::Number("MHKB4NN4AL1032775".to_owned()))]
    #[case("Kucing Anggora", OwnText::Words("kucing anggora".to_owned()))]
    #[case("12", OwnText::Nothing)]
    #[case("2026-11-22", OwnText::Nothing)]
    fn numbers_and_words_are_told_apart(#[case] value: &str, #[case] found: OwnText) {
        assert_eq!(OwnText::of(value), found);
    }
}
