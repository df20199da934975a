//! A field that a trade or a shop keeps about a customer.

use serde::{Deserialize, Serialize};

use super::Word;
use crate::domain::date::{DateOrder, typed_date};
use crate::domain::{Day, Greetings};

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
    /// What is written into it, where it has no choices.
    #[serde(default)]
    pub kind: FieldKind,
    /// What it may hold; empty for what is written freely.
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

/// What is written into a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FieldKind {
    /// Anything.
    #[default]
    Text,
    /// A number: kept with a point before its fraction, without grouping.
    Number,
    /// A day: kept as its ISO text.
    Date,
    /// The greetings that a customer wishes: kept as [`Greetings`] writes them.
    Greetings,
}

/// One value a field may hold.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldChoice {
    /// Stable value in the book.
    pub value: String,
    /// English.
    pub en: String,
    /// Bahasa Indonesia.
    pub id: String,
    /// How to serve a customer of whom this is true.
    pub hint: Option<Word>,
}

impl FieldKind {
    /// What a text means in a field of this kind, as the book keeps it; `None` when it means
    /// nothing.
    pub fn read(self, text: &str, today: Day) -> Option<String> {
        let text = text.trim();
        match self {
            FieldKind::Text => Some(text.to_owned()),
            FieldKind::Number => number(text),
            FieldKind::Greetings => {
                let wished: Greetings = text.parse().ok()?;
                Some(wished.to_string())
            }
            FieldKind::Date => {
                typed_date(text, DateOrder::DayFirst, today).map(|day| day.to_string())
            }
        }
    }
}

/// `12,5` and `12.5` are twelve and a half; grouping is not guessed at.
fn number(text: &str) -> Option<String> {
    let plain = text.replace(',', ".");
    let digits = plain.strip_prefix('-').unwrap_or(&plain);
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    (all_digits(whole) && all_digits(rest)).then_some(plain)
}

impl TradeField {
    /// The choice with this value.
    pub fn choice(&self, value: &str) -> Option<&FieldChoice> {
        self.choices.iter().find(|choice| choice.value == value)
    }
}

impl FieldChoice {
    /// The word for this choice.
    pub fn word(&self) -> Word {
        Word {
            en: self.en.clone(),
            id: self.id.clone(),
        }
    }
}
