//! A list on its way into a file: a screen offers it, the shell asks where to, the runtime writes it.

use std::io::ErrorKind;
use std::path::PathBuf;

use crate::domain::export::{ExportFilter, ExportKind, Table};
use crate::domain::{Day, Subject};
use crate::insight::Need;
use crate::insight::review::{Behind, Kind};
use crate::protocol::Among;

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
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExportRows {
    /// The screen has all of them.
    Here(Table),
    /// One of the book's own lists, streamed from the file however long it is.
    Book(ExportKind, ExportFilter),
    /// All that a line finds, or everybody where it is empty, in the order of the desk.
    Found {
        /// The line.
        text: String,
        /// Who stands before those who were found.
        also: Option<Subject>,
    },
    /// All who belong to a list of the weekly review, of which the screen has the first.
    Reviewed(Reviewed),
    /// All who are to be won back for a reason, of whom the screen has the first.
    Recovering(Recovered),
}

/// Those to win back for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovered {
    /// Why.
    pub need: Need,
    /// In which of the orders that the screen has; the first where it has not so many.
    pub order: usize,
    /// Only those with these words.
    pub words: String,
    /// Only these, where a segment narrows the list.
    pub within: Option<Among>,
}

/// A list of the weekly review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewed {
    /// A day of the week; `None` for the last one that is over.
    pub week: Option<Day>,
    /// Who is on it.
    pub list: ReviewedList,
    /// In which order.
    pub order: ReviewedOrder,
    /// Only rows with these words.
    pub filter: String,
    /// Only rows about these, where a segment narrows the list.
    pub within: Option<Among>,
    /// What it is called, in the person's language.
    pub title: String,
}

/// Who is on a list of the weekly review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReviewedList {
    /// Those whom this list holds.
    Of(Kind),
    /// Who never came.
    Never,
    /// Whose birthday comes.
    Birthdays,
    /// Whose points lapse.
    Lapsing,
    /// Who stands behind a number.
    Behind(Behind),
    /// What is expected of everybody with visits.
    Ahead,
    /// The visits of the week.
    Done,
}

/// In which order a list of the weekly review stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReviewedOrder {
    /// As the review lists them: mostly by money.
    #[default]
    Given,
    /// Whoever has been away for the longest first.
    Longest,
    /// By name; whoever has none stands last.
    Name,
    /// The most money first.
    Money,
    /// The most people first.
    Many,
    /// What comes soonest first.
    Soonest,
    /// By the segment that somebody comes from, the best first.
    Segment,
}

impl ReviewedOrder {
    /// The one after it among those that a list can stand in; the first of them where it is none.
    #[must_use]
    pub fn next_of(self, all: &[Self]) -> Self {
        let after = all.iter().skip_while(|one| **one != self).nth(1);
        after.or(all.first()).copied().unwrap_or_default()
    }

    /// What a name is sorted by: whoever has none stands last.
    pub fn by_name(name: &str) -> (bool, String) {
        (name.is_empty(), name.to_lowercase())
    }
}

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
    /// The rows.
    pub content: ExportContent,
    /// Columns that stay out of the file, by their stable names: those that somebody put away on the
    /// screen. Others of the file are not touched.
    pub without: Vec<String>,
}

/// The rows of a file to write.
#[derive(Debug, Clone)]
pub enum ExportContent {
    /// These.
    Rows(ExportRows),
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
