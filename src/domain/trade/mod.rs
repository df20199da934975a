//! Trade profiles: the words and fields of a trade, as data. `assets/trades/*.toml`.

mod field;
pub mod own;
#[cfg(test)]
mod tests;

pub use field::{FieldChoice, FieldGroup, FieldKind, TradeField};

use serde::Deserialize;

use super::LeapDay;

/// A file of `assets/trades`, which the build script spells as JSON.
macro_rules! shipped {
    ($name:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/trades/", $name, ".json"))
    };
}

/// Every profile that ships, by the name that the shop's `trade` fact holds.
const PROFILES: &[(&str, &str)] = &[
    ("garage", shipped!("garage")),
    ("motorcycle", shipped!("motorcycle")),
    ("tyres", shipped!("tyres")),
    ("salon", shipped!("salon")),
    ("pets", shipped!("pets")),
    ("laundry", shipped!("laundry")),
    ("retail", shipped!("retail")),
];

/// Fields that every trade keeps, after its own.
const COMMON: &str = shipped!("common");

/// The profile of a book that names none.
pub const DEFAULT_TRADE: &str = "garage";

/// The shop's fact that holds its trade.
pub const FACT_TRADE: &str = "trade";
/// The shop's fact that holds the fields of its own, as [`own::read`] takes them.
pub const FACT_FIELDS: &str = "fields";
/// The shop's fact that says whether sensitive fields are kept: `1`, or anything else for no.
pub const FACT_SENSITIVE: &str = "sensitive";
/// The shop's fact that says when a birthday on 29 February is kept in other years, as
/// [`LeapDay::word`].
pub const FACT_LEAP_DAY: &str = "leap_day";

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
    /// Those who do the work, as the label of a visit's field.
    pub workers: Word,
    /// What a customer brings; `None` where only the customer comes.
    pub asset: Option<Asset>,
    /// Fields of a customer beside the built-in ones, in the order of the form: the trade's,
    /// those of every trade, the shop's own.
    #[serde(rename = "field", default)]
    pub fields: Vec<TradeField>,
    /// Whether the owner turned on what the law calls sensitive.
    #[serde(skip)]
    pub sensitive: bool,
    /// When the shop keeps a birthday on 29 February in other years.
    #[serde(skip)]
    pub leap_day: LeapDay,
}

/// What a customer brings, and which of the facts about it are kept. A fact without a label is
/// neither asked for nor shown.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asset {
    /// One of them: vehicle, pet.
    pub one: Word,
    /// Several of them.
    pub many: Word,
    /// What it is known by: the plate, or a tag.
    pub plate: Word,
    /// Make: who built it. The name of a pet.
    pub make: Word,
    /// Model. The breed of a pet.
    pub model: Word,
    /// Model year, or the year of birth.
    pub year: Option<Word>,
    /// Colour.
    pub color: Option<Word>,
    /// Chassis number.
    pub vin: Option<Word>,
    /// Engine number.
    pub engine_no: Option<Word>,
    /// Engine size.
    pub engine_cc: Option<Word>,
    /// Whether it has an odometer, and services that are promised by it.
    #[serde(default)]
    pub odometer: bool,
    /// Whether every one carries a plate sooner or later, so that a missing one is said.
    #[serde(default)]
    pub registered: bool,
    /// Whether the make is a name of its own, as a pet has one: that is what is said aloud.
    #[serde(default)]
    pub named: bool,
}

/// A profile that is not there or does not read.
#[derive(Debug, thiserror::Error)]
pub enum TradeError {
    /// No profile of that name ships.
    #[error("there is no trade profile named {0:?}")]
    Unknown(String),
    /// The profile is not valid.
    #[error("the trade profile does not read")]
    Invalid(#[from] serde_json::Error),
}

/// Fields alone, as the common file holds them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Common {
    #[serde(rename = "field")]
    fields: Vec<TradeField>,
}

impl Trade {
    /// The profile of that name, as it ships.
    ///
    /// # Errors
    /// When no such profile ships.
    pub fn named(name: &str) -> Result<Self, TradeError> {
        let (_, text) = PROFILES
            .iter()
            .find(|(known, _)| *known == name)
            .ok_or_else(|| TradeError::Unknown(name.to_owned()))?;
        let mut trade: Trade = serde_json::from_str(text)?;
        let common: Common = serde_json::from_str(COMMON)?;
        trade.fields.extend(common.fields);
        Ok(trade)
    }

    /// The trade of a shop, from its facts. A trade that this program does not know is taken
    /// for the default one; own fields follow those of the trade.
    pub fn of_shop(name: &str, own_fields: &str, sensitive: bool) -> Self {
        let mut trade = Self::named(name).unwrap_or_default();
        trade.sensitive = sensitive;
        for own in own::read(own_fields) {
            if trade.field(&own.key).is_none() {
                trade.fields.push(own.into_field());
            }
        }
        trade
    }

    /// The same trade in a shop that keeps birthdays on 29 February so.
    #[must_use]
    pub fn keeping(self, leap_day: LeapDay) -> Self {
        Self { leap_day, ..self }
    }

    /// Names of all profiles that ship.
    pub fn names() -> impl Iterator<Item = &'static str> {
        PROFILES.iter().map(|(name, _)| *name)
    }

    /// The field with this key.
    pub fn field(&self, key: &str) -> Option<&TradeField> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// The fields that may be shown and filled in: sensitive ones only where the owner turned
    /// them on.
    pub fn kept(&self) -> impl Iterator<Item = &TradeField> {
        self.fields
            .iter()
            .filter(|field| self.sensitive || !field.sensitive)
    }

    /// Whether what a customer has under this key may be shown: a sensitive field only where the
    /// owner turned them on and the customer agreed.
    pub fn may_show(&self, key: &str, agreed: bool) -> bool {
        let field = self.field(key);
        field.is_none_or(|field| !field.sensitive || (self.sensitive && agreed))
    }

    /// Whether visits read an odometer.
    pub fn has_odometer(&self) -> bool {
        self.asset.as_ref().is_some_and(|asset| asset.odometer)
    }

    /// Whether visits name an oil.
    pub fn has_oil(&self) -> bool {
        self.field(super::FIELD_OIL).is_some()
    }
}

impl Default for Trade {
    /// The default profile. A test proves that it reads; without it nothing but names is kept.
    fn default() -> Self {
        Self::named(DEFAULT_TRADE).unwrap_or_else(|_| Trade {
            name: Word::same(DEFAULT_TRADE),
            workers: Word::same(""),
            asset: None,
            fields: Vec::new(),
            sensitive: false,
            leap_day: LeapDay::default(),
        })
    }
}

impl Word {
    /// A word that both languages have in common: one that a person typed.
    pub fn same(text: &str) -> Self {
        Self {
            en: text.to_owned(),
            id: text.to_owned(),
        }
    }
}
