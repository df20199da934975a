//! Fields of a shop's own: kept as JSON in a fact of the shop, written by the owner as
//! `Seat (leather, cloth)` with the kind beside it.

use serde::{Deserialize, Serialize};

use super::{FieldChoice, FieldGroup, FieldKind, TradeField, Word};
use crate::domain::name::fold;

/// What the keys of own fields begin with, so that no later profile takes them.
const PREFIX: &str = "custom.";
/// The most characters of a key, as the book holds it.
const LONGEST_KEY: usize = 60;

/// A field of the shop's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnField {
    /// Stable key in the book: `custom.seat`.
    pub key: String,
    /// What the shop calls it, the same in both languages.
    pub label: String,
    /// What is written into it.
    #[serde(default)]
    pub kind: FieldKind,
    /// What it may hold; empty for what is written freely.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
}

/// The fields that a fact holds. One that does not read holds none.
pub fn read(fact: &str) -> Vec<OwnField> {
    serde_json::from_str(fact).unwrap_or_default()
}

/// The fact that holds these fields; empty without any.
pub fn written(fields: &[OwnField]) -> String {
    if fields.is_empty() {
        return String::new();
    }
    serde_json::to_string(fields).unwrap_or_default()
}

/// Mine over theirs, field by field, where both come from `base`: what only one of the two added,
/// changed or threw away is so. `None` where both did something else to one field.
pub fn merged(base: &[OwnField], theirs: &[OwnField], mine: &[OwnField]) -> Option<Vec<OwnField>> {
    let of = |all: &[OwnField], key: &str| all.iter().find(|field| field.key == key).cloned();
    let mut all: Vec<OwnField> = theirs.to_vec();
    all.extend(
        mine.iter()
            .filter(|field| of(theirs, &field.key).is_none())
            .cloned(),
    );
    let mut merged = Vec::new();
    for field in all {
        let key = &field.key;
        let (was, is, wanted) = (of(base, key), of(theirs, key), of(mine, key));
        if wanted == was || wanted == is {
            merged.extend(is);
        } else if is == was {
            merged.extend(wanted);
        } else {
            return None;
        }
    }
    Some(merged)
}

impl OwnField {
    /// Takes apart what an owner wrote: the label, with choices in brackets behind it. `before`
    /// is the field that stood there: it keeps its key, and so what is written under it.
    pub fn parse(text: &str, kind: FieldKind, before: Option<&OwnField>) -> Option<OwnField> {
        let (label, rest) = match text.split_once('(') {
            Some((label, rest)) => (label.trim(), rest.trim().trim_end_matches(')')),
            None => (text.trim(), ""),
        };
        let choices = rest
            .split(',')
            .map(str::trim)
            .filter(|choice| !choice.is_empty())
            .map(str::to_owned);
        let choices: Vec<String> = choices.collect();
        let key = before.map_or_else(|| key(label), |before| before.key.clone());
        (key.len() > PREFIX.len() && !label.is_empty()).then(|| OwnField {
            key,
            label: label.to_owned(),
            kind: if choices.is_empty() {
                kind
            } else {
                FieldKind::Text
            },
            choices,
        })
    }

    /// As an owner writes it.
    pub fn spelled(&self) -> String {
        if self.choices.is_empty() {
            return self.label.clone();
        }
        format!("{} ({})", self.label, self.choices.join(", "))
    }

    /// As a form and a card take it.
    pub fn into_field(self) -> TradeField {
        let choices = self.choices.into_iter().map(|choice| FieldChoice {
            en: choice.clone(),
            id: choice.clone(),
            value: choice,
            hint: None,
        });
        TradeField {
            key: self.key,
            group: FieldGroup::Profile,
            label: Word::same(&self.label),
            kind: self.kind,
            choices: choices.collect(),
            sensitive: false,
        }
    }
}

/// `custom.ukuran_helm` for "Ukuran helm".
fn key(label: &str) -> String {
    let words = fold(label);
    let words: Vec<&str> = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let name = words.join("_");
    PREFIX
        .chars()
        .chain(name.chars())
        .take(LONGEST_KEY)
        .collect()
}
