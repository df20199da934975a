//! Trade profiles: the words and fields of a trade, as data. `assets/trades/*.toml`.

use serde::Deserialize;

/// Every profile that ships, by the name that the shop's `trade` fact holds.
const PROFILES: &[(&str, &str)] = &[
    ("garage", include_str!("../../assets/trades/garage.toml")),
    (
        "motorcycle",
        include_str!("../../assets/trades/motorcycle.toml"),
    ),
];

/// The profile of a book that names none.
pub const DEFAULT_TRADE: &str = "garage";

/// A word in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Word {
    /// English.
    pub en: String,
    /// Bahasa Indonesia.
    pub id: String,
}

/// What a trade calls its things and keeps about its customers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trade {
    /// The trade's own name.
    pub name: Word,
    /// What a customer brings: vehicle, motorcycle.
    pub asset: Word,
    /// Fields of a customer beside the built-in ones, in the order of the form.
    #[serde(rename = "field")]
    pub fields: Vec<TradeField>,
}

/// A field that the trade keeps about a customer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TradeField {
    /// Stable key in the book, in exports and imports.
    pub key: String,
    /// Where it stands on the card.
    pub group: FieldGroup,
    /// Its label.
    pub label: Word,
    /// What it may hold; empty for free text.
    #[serde(default)]
    pub choices: Vec<FieldChoice>,
    /// The law calls it sensitive: off unless the owner turns it on, and then only with consent.
    #[serde(default)]
    pub sensitive: bool,
}

/// Where a field stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FieldGroup {
    /// What prefills and is said at the counter.
    Preference,
    /// What is good to know.
    Profile,
}

/// One value a field may hold.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct FieldChoice {
    /// Stable value in the book.
    pub value: String,
    /// English.
    pub en: String,
    /// Bahasa Indonesia.
    pub id: String,
}

/// A profile that is not there or does not read.
#[derive(Debug, thiserror::Error)]
pub enum TradeError {
    /// No profile of that name ships.
    #[error("there is no trade profile named {0:?}")]
    Unknown(String),
    /// The profile is not valid.
    #[error("the trade profile does not read")]
    Invalid(#[from] toml::de::Error),
}

impl Trade {
    /// The profile of that name.
    ///
    /// # Errors
    /// When no such profile ships.
    pub fn named(name: &str) -> Result<Self, TradeError> {
        let (_, text) = PROFILES
            .iter()
            .find(|(known, _)| *known == name)
            .ok_or_else(|| TradeError::Unknown(name.to_owned()))?;
        Ok(toml::from_str(text)?)
    }

    /// Names of all profiles that ship.
    pub fn names() -> impl Iterator<Item = &'static str> {
        PROFILES.iter().map(|(name, _)| *name)
    }

    /// The field with this key.
    pub fn field(&self, key: &str) -> Option<&TradeField> {
        self.fields.iter().find(|field| field.key == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_profile_reads_and_names_no_field_twice() {
        for name in Trade::names() {
            let trade = Trade::named(name).unwrap();
            let keys: BTreeSet<_> = trade.fields.iter().map(|field| &field.key).collect();
            assert_eq!(keys.len(), trade.fields.len(), "{name}");
        }
    }

    #[test]
    fn what_the_law_calls_sensitive_is_marked() {
        let trade = Trade::named(DEFAULT_TRADE).unwrap();
        for key in ["religion", "health", "politics"] {
            assert!(trade.field(key).unwrap().sensitive, "{key}");
        }
        assert!(!trade.field("oil").unwrap().sensitive);
    }

    #[test]
    fn an_unknown_trade_is_an_error() {
        assert!(matches!(
            Trade::named("bakery"),
            Err(TradeError::Unknown(_))
        ));
    }
}
