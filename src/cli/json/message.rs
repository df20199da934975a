//! Messages and templates in JSON.

use std::collections::BTreeMap;

use serde::Serialize;

use super::some;
use crate::domain::{Day, MessageEntry};

/// `kenal message WHO --json`.
#[derive(Debug, Serialize)]
pub struct Message {
    /// To whom.
    pub customer_id: String,
    /// The name, without the honorific.
    pub name: String,
    /// Which template.
    pub template: String,
    /// What for.
    pub purpose: &'static str,
    /// By which way.
    pub channel: &'static str,
    /// `id` or `en`.
    pub language: String,
    /// Digits of a chat, or an address.
    pub to: Option<String>,
    /// The text as it goes.
    pub text: String,
    /// What opens it.
    pub link: Option<String>,
    /// Rows of half blocks, dark on light, where `--qr` asks for them.
    pub qr: Option<Vec<String>>,
    /// The campaign in whose name it goes.
    pub campaign: Option<String>,
    /// Whether it is marked as sent.
    pub marked_sent: bool,
}

/// A message that was sent, in a history.
#[derive(Debug, Serialize)]
pub struct Sent {
    date: Day,
    template: Option<String>,
    purpose: &'static str,
    channel: &'static str,
    language: String,
    text: String,
    staff: Option<String>,
}

impl From<&MessageEntry> for Sent {
    fn from(entry: &MessageEntry) -> Sent {
        let message = &entry.message;
        Sent {
            date: message.day,
            template: some(&message.template),
            purpose: message.purpose.key(),
            channel: message.channel.key(),
            language: message.language.clone(),
            text: message.body.clone(),
            staff: some(&entry.by),
        }
    }
}

/// `kenal message --segment … --json`.
#[derive(Debug, Serialize)]
pub struct Merged {
    /// The file.
    pub file: String,
    /// Which template.
    pub template: String,
    /// How many messages are in it.
    pub messages: u64,
    /// The words that made a promotion of what is none by its template.
    pub offers: Option<String>,
    /// Who is left out, by why.
    pub left_out: BTreeMap<&'static str, u64>,
    /// How many lack a value, by the placeholder.
    pub missing: BTreeMap<String, u64>,
}

/// `kenal message --list --json`.
#[derive(Debug, Serialize)]
pub struct Templates {
    /// All of them.
    pub templates: Vec<Template>,
}

/// A template.
#[derive(Debug, Serialize)]
pub struct Template {
    /// Its name.
    pub name: String,
    /// What for; what offers something is a promotion.
    pub purpose: &'static str,
    /// The words that made a promotion of it though it was made for something else.
    pub offers: Option<String>,
    /// Whether it ships.
    pub ships: bool,
    /// Whether the shop wrote a text of it.
    pub changed: bool,
    /// In Indonesian.
    pub text_id: String,
    /// In English.
    pub text_en: String,
}
