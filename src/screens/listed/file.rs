//! Such a list as a table for a file.

use crate::domain::export::{Column, Table, Value};
use crate::protocol::{ExportList, ExportRows};
use crate::text::{Lang, Say};

/// The rows of a screen under these columns (stable name, label); `what` is for the audit, `name`
/// one word for the file.
pub fn file(
    (what, name, title): (&'static str, &str, &str),
    columns: &[(&str, Say)],
    rows: Vec<Vec<Value>>,
    lang: Lang,
) -> ExportList {
    let column = |(name, label): &(&str, Say)| Column {
        name: (*name).to_owned(),
        label: label.in_(lang).to_owned(),
    };
    ExportList {
        what,
        name: name.to_lowercase().replace(' ', "-"),
        title: title.to_owned(),
        rows: ExportRows::Here(Table {
            title: title.to_owned(),
            columns: columns.iter().map(column).collect(),
            rows,
        }),
    }
}
