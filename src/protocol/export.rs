//! A list on its way into a file: a screen offers it, the shell asks where to, the runtime writes it.

use std::io::ErrorKind;
use std::path::PathBuf;

use super::{Answer, Context, Query};
use crate::domain::Day;
use crate::domain::export::{ExportFilter, ExportKind, Table};

/// What a screen offers for [`Command::ExportList`](super::Command::ExportList).
#[derive(Debug, Clone)]
pub struct ExportList {
    /// What it is, for the audit: `matches`.
    pub what: &'static str,
    /// What the file is called, one word in the person's language.
    pub name: String,
    /// What the dialog says it is: `Matches of “budi”`.
    pub title: String,
    /// How the rows are come by.
    pub rows: ExportRows,
}

/// How the rows of a list are come by.
#[derive(Debug, Clone)]
pub enum ExportRows {
    /// The screen has all of them.
    Here(Table),
    /// The book is asked first; the function makes the table of what it answers.
    Asked(Query, TableOf),
    /// One of the book's own lists, streamed from the file however long it is.
    Book(ExportKind, ExportFilter),
}

/// Rows that a list asks for with a query at the most. Whoever wants more takes one of the book's own
/// lists, which have no end.
pub const MOST_ASKED: usize = 10_000;

/// Makes a table of an answer; `None` where it is the answer to something else.
pub type TableOf = fn(&Answer, &Context) -> Option<Table>;

/// What kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ExportFormat {
    /// For a spreadsheet: separator, labels and decimal mark of the person's language.
    #[default]
    Csv,
    /// A workbook.
    Xlsx,
}

impl ExportFormat {
    /// The other one.
    #[must_use]
    pub fn other(self) -> ExportFormat {
        match self {
            ExportFormat::Csv => ExportFormat::Xlsx,
            ExportFormat::Xlsx => ExportFormat::Csv,
        }
    }

    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            ExportFormat::Csv => "csv",
            ExportFormat::Xlsx => "xlsx",
        }
    }
}

/// A file to write. A file of that name is never overwritten: a number is put behind the name.
#[derive(Debug, Clone)]
pub struct Export {
    /// Where to; a name without a folder goes where the person's documents are.
    pub path: PathBuf,
    /// What kind of file.
    pub format: ExportFormat,
    /// What is exported, for the audit: `matches`, `visits`.
    pub what: String,
    /// Whether the book was asked for the rows, of which it gives [`MOST_ASKED`] at the most.
    pub asked: bool,
    /// The rows.
    pub content: ExportContent,
}

/// The rows of a file to write.
#[derive(Debug, Clone)]
pub enum ExportContent {
    /// These.
    Table(Table),
    /// Those of the book.
    Book(ExportKind, ExportFilter),
    /// The weekly review, as a page and a workbook in the folder that is the path: of the week in
    /// which this day lies, else of the last one that is over.
    Review(Option<Day>),
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// Where it is.
    pub path: PathBuf,
    /// What was exported, for the audit.
    pub what: String,
    /// Whether the book was asked for the rows, of which it gives [`MOST_ASKED`] at the most.
    pub asked: bool,
    /// How many rows it has, without the header.
    pub rows: u64,
}

/// Why a file outside the book was not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotWritten {
    /// Which.
    pub path: PathBuf,
    /// Why.
    pub kind: ErrorKind,
    /// What the system said.
    pub said: String,
}
