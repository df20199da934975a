//! What `update` may know of the world at the moment of a message.

use std::sync::Arc;

use super::HiddenColumns;
use crate::domain::trade::Trade;
use crate::domain::{Day, OpId};
use crate::text::Lang;

/// The world at one message. `update` reads no clock, no size and no random numbers but these.
#[derive(Debug, Clone)]
pub struct Context {
    /// The shop's calendar day.
    pub today: Day,
    /// The shop's time of day, `HH:MM`.
    pub time: String,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// Who is at the desk.
    pub desk: Desk,
    /// Whether symbols are those of ASCII: codes for a phone take twice as many columns then.
    pub ascii: bool,
    /// The person's language.
    pub lang: Lang,
    /// ISO 4217 code of the shop's currency, such as `IDR`.
    pub currency: String,
    /// The shop's trade: its words, and the fields that are kept.
    pub trade: Arc<Trade>,
    /// Columns of the lists that this person put away.
    pub columns: Arc<HiddenColumns>,
    /// A fresh name for an attempt to write; another one at every message.
    pub op: OpId,
}

/// Who is at the desk of this terminal.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Desk {
    /// The name; empty until somebody is chosen.
    pub staff: String,
}
