//! The outcome of an import, file by file.

use super::{Finding, Level};

/// New rows in the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Customers.
    pub customers: u64,
    /// Vehicles.
    pub vehicles: u64,
    /// Visits.
    pub visits: u64,
}

/// What became of one file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FileReport {
    /// The file as it was named.
    pub path: String,
    /// `customers`, `vehicles`, `visits`, or `none` when nothing in it is a customer's.
    pub kind: String,
    /// `utf-8`, `utf-16-le`, `utf-16-be`, `windows-1252`, `workbook`.
    pub encoding: String,
    /// The separator, or the names of the sheets joined by a comma.
    pub delimiter: String,
    /// Line of the header, 1-based; 0 when the columns were recognised by content.
    pub header_row: u64,
    /// Headers of all columns in their order: with them the rejects file can be imported again.
    pub headers: Vec<String>,
    /// Headers and the stable names of their fields, in the order of the columns.
    pub mapping: Vec<(String, &'static str)>,
    /// Headers that fill nothing.
    pub unmapped: Vec<String>,
    /// Headers that were left out because of what they hold.
    pub sensitive: Vec<String>,
    /// Data rows: imported + unchanged + rejected.
    pub rows: u64,
    /// Rows that wrote something, or added to what the plan had already written.
    pub imported: u64,
    /// Rows of which the book knew everything.
    pub unchanged: u64,
    /// Rows that did not come in.
    pub rejected: u64,
    /// Blank, repeated-header and totals rows.
    pub skipped: u64,
    /// Rows that came in flagged.
    pub needs_checking: u64,
    /// New in the book.
    pub created: Counts,
    /// Customers, vehicles and visits that the book knew and that took something new.
    pub updated: u64,
    /// The first findings.
    pub findings: Vec<Finding>,
}

impl FileReport {
    /// Findings of a weight.
    pub fn of_level(&self, level: Level) -> impl Iterator<Item = &Finding> {
        self.findings
            .iter()
            .filter(move |finding| finding.level == level)
    }
}

/// What became of all files.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    /// In the order in which they were named.
    pub files: Vec<FileReport>,
}

impl Report {
    /// The exit code: 1 when a row was rejected, or something needs checking, else 0.
    pub fn exit_code(&self) -> i32 {
        let doubtful = |file: &FileReport| {
            file.rejected > 0
                || file.needs_checking > 0
                || file.of_level(Level::Check).next().is_some()
        };
        i32::from(self.files.iter().any(doubtful))
    }
}
