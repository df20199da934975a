//! The matches as a list for a file.

use super::model::Desk;
use crate::domain::Hit;
use crate::domain::export::{Column, Value};
use crate::protocol::{Context, ExportList, ExportRows};
use crate::text::{Say, heading, say};

/// The matches of what is typed, or whoever was here last: all of them, not only those that the
/// window shows.
pub(super) fn list(desk: &Desk, context: &Context) -> ExportList {
    let text = desk.search.query().trim().to_owned();
    let lang = context.lang;
    let (name, title) = if text.is_empty() {
        (
            Say::ExportNameLatest,
            Say::ExportTitleLatest.in_(lang).to_owned(),
        )
    } else {
        (
            Say::ExportNameMatches,
            say::export_title_matches(lang, &text),
        )
    };
    ExportList {
        what: "matches",
        name: name.in_(lang).to_owned(),
        title,
        rows: ExportRows::Found {
            text,
            also: desk.saved,
        },
    }
}

/// The columns of a list of matches.
pub fn columns(context: &Context) -> Vec<Column> {
    let lang = context.lang;
    let asset = context.trade.asset.as_ref();
    let asset = asset.map_or(Say::WordVehicle.in_(lang), |asset| asset.one.in_(lang));
    let asset = heading(asset);
    [
        ("customer_id", Say::FormCustomerId.in_(lang)),
        ("name", Say::FormName.in_(lang)),
        ("plate", Say::FormPlate.in_(lang)),
        ("vehicle", asset.as_str()),
        ("phone", Say::FormPhone.in_(lang)),
        ("last_visit", Say::ExportLastVisit.in_(lang)),
    ]
    .map(|(name, label)| Column {
        name: name.to_owned(),
        label: label.to_owned(),
    })
    .into()
}

/// What stands in them.
pub fn row(hit: &Hit) -> Vec<Value> {
    vec![
        Value::text(&hit.code),
        Value::text(&hit.name),
        Value::text(&hit.plate),
        Value::text(&hit.vehicle_text),
        Value::text(&hit.phone),
        Value::day(hit.last_day),
    ]
}
