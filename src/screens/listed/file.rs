//! A list as a table for a file: the rows that are shown, in their order.

use super::{ListScreen, Looks};
use crate::domain::export::{Column, Table};
use crate::protocol::{Context, ExportList, ExportRows, ListColumns};
use crate::screens::sheet::Wording;

impl<S: Looks> ListScreen<S> {
    /// The columns that can be put away, by name.
    pub(super) fn called_columns(&self) -> ListColumns {
        let columns = self.of.columns().iter();
        ListColumns {
            list: self.of.name(),
            all: columns.map(|column| (column.name, column.called)).collect(),
        }
    }

    /// The rows that go into the file.
    pub(super) fn out(&self) -> impl Iterator<Item = S::Row<'_>> {
        self.rows().filter(|row| S::goes_out(*row))
    }

    /// The list for a file; nothing where it would have no rows.
    pub(super) fn file(&self, context: &Context) -> Option<ExportList> {
        let words = Wording::of(context);
        self.out().next()?;
        let title = S::file_title(self, words);
        let name = self.of.file_name(words).unwrap_or_else(|| title.clone());
        Some(ExportList {
            what: self.of.name(),
            name: in_a_file(&name),
            rows: S::elsewhere(self).unwrap_or_else(|| ExportRows::Here(self.table(words))),
            title,
        })
    }

    /// The rows that are shown as a table.
    pub(in crate::screens) fn table(&self, words: Wording<'_>) -> Table {
        let columns = self.of.file_columns();
        let column = |one: &super::FileColumn<S>| Column {
            name: one.name.to_owned(),
            label: words.say(one.called).to_owned(),
        };
        let values = |row| columns.iter().map(|one| (one.value)(row, words)).collect();
        Table {
            title: S::file_title(self, words),
            columns: columns.iter().map(column).collect(),
            rows: self.out().map(values).collect(),
        }
    }
}

/// As the name of a file: one word in small letters.
pub(in crate::screens) fn in_a_file(name: &str) -> String {
    let small = name.to_lowercase();
    let words = small.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("-")
}
