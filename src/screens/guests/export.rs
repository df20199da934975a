//! The guests of a gathering as a list for a file.

use super::GuestList;
use crate::domain::export::Value;
use crate::protocol::{Context, ExportList};
use crate::screens::listed;
use crate::screens::sheet::gathering;
use crate::text::Say;

const COLUMNS: [(&str, Say); 4] = [
    ("customer_id", Say::FormCustomerId),
    ("name", Say::FormName),
    ("phone", Say::FormPhone),
    ("state", Say::EventFileState),
];

/// The guests who are shown, in the order of the screen.
pub(super) fn list(screen: &GuestList, context: &Context) -> Option<ExportList> {
    let lang = context.lang;
    let known = screen.guests.value.as_ref()?;
    let found = screen.found();
    let rows = found.iter().map(|guest| {
        vec![
            Value::text(&guest.code),
            Value::text(&guest.name),
            Value::text(&gathering::reached_by(guest, lang).0),
            Value::text(gathering::state(guest.state).in_(lang)),
        ]
    });
    let title = &known.told.gathering.facts.name;
    let about = ("guests", Say::EventFileGuests.in_(lang), title.as_str());
    Some(listed::file(about, &COLUMNS, rows.collect(), lang))
}
