//! The columns of the guests in a file.

use super::model::Guests;
use crate::domain::export::Value;
use crate::screens::listed::FileColumn;
use crate::screens::sheet::gathering;
use crate::text::Say;

pub(super) const FILE: &[FileColumn<Guests>] = &[
    FileColumn::new("customer_id", Say::FormCustomerId, |guest, _| {
        Value::text(&guest.code)
    }),
    FileColumn::new("name", Say::FormName, |guest, _| Value::text(&guest.name)),
    FileColumn::new("phone", Say::FormPhone, |guest, words| {
        Value::text(gathering::reached_by(guest, words.lang).0)
    }),
    FileColumn::new("state", Say::EventFileState, |guest, words| {
        let is_ahead = guest.day > words.today;
        Value::text(words.say(gathering::state(guest.state, is_ahead)))
    }),
];
