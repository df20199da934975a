//! The outcome of an import, file by file.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Finding, Level, Reason};

/// Findings of each level that a report keeps; beyond them they are counted.
const KEPT: u64 = 10_000;
/// Findings of each reason that are kept in any case, to name rows.
const EXAMPLES: u64 = 5;

/// New rows in the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Customers.
    pub customers: u64,
    /// Vehicles.
    pub vehicles: u64,
    /// Visits.
    pub visits: u64,
    /// Lines of ledgers of points.
    pub points: u64,
    /// Versions of the rules of the points.
    pub rules: u64,
}

/// The names of a table's columns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Headers {
    /// Which sheet, 0-based; 0 for text files.
    pub sheet_no: usize,
    /// Line from which on the table stands there.
    pub from: u64,
    /// All of them in their order.
    pub names: Vec<String>,
}

/// What became of one file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FileReport {
    /// The file as it was named.
    pub path: String,
    /// `customers`, `vehicles`, `visits`, `points`, `rules`, or `none` when nothing in it is a customer's.
    pub kind: String,
    /// `utf-8`, `utf-16-le`, `utf-16-be`, `windows-1252`, `workbook`.
    pub encoding: String,
    /// The separator, or the names of the sheets joined by a comma.
    pub delimiter: String,
    /// Line of the header, 1-based; 0 when the columns were recognised by content.
    pub header_row: u64,
    /// The headers of each table: with them its rejected rows can be imported again.
    pub tables: Vec<Headers>,
    /// Headers and the stable names of their fields, in the order of the columns.
    pub mapping: Vec<(String, Cow<'static, str>)>,
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
    /// Doubts that no earlier import of the same file has left in the book.
    pub(crate) new_doubts: u64,
    /// New in the book.
    pub created: Counts,
    /// Customers, vehicles and visits that the book knew and that took something new.
    pub updated: u64,
    /// The first ten thousand findings of each level, and the first five of each reason.
    pub findings: Vec<Finding>,
    /// How often each reason was found at each level, whether kept or not.
    pub found: BTreeMap<(Level, Reason), u64>,
}

impl FileReport {
    /// Where nothing came in, nothing needs checking: the doubts of a file that was imported before
    /// are in the book, and are notes now.
    pub(crate) fn settle(&mut self) {
        let known = self.imported == 0 && self.updated == 0 && self.new_doubts == 0;
        if !known || self.unchanged == 0 {
            return;
        }
        self.needs_checking = 0;
        for finding in &mut self.findings {
            if finding.level == Level::Check {
                finding.level = Level::Note;
            }
        }
        for ((level, reason), times) in std::mem::take(&mut self.found) {
            let level = match level {
                Level::Check => Level::Note,
                level => level,
            };
            *self.found.entry((level, reason)).or_default() += times;
        }
    }

    /// The headers above a row; of the first table where none stands above it.
    pub fn headers_of(&self, sheet_no: usize, line: u64) -> &[String] {
        let of_sheet = || {
            let here = |table: &&Headers| table.sheet_no == sheet_no;
            self.tables.iter().filter(here)
        };
        let above = of_sheet().filter(|table| table.from <= line);
        let table = above.max_by_key(|table| table.from);
        let table = table.or_else(|| of_sheet().next());
        let table = table.or_else(|| self.tables.first());
        table.map_or(&[], |table| &table.names)
    }

    /// Counts a finding, and keeps it while there is room.
    pub(crate) fn keep(&mut self, finding: Finding) {
        let room = self.count_of(finding.level) < KEPT;
        let times = self
            .found
            .entry((finding.level, finding.reason))
            .or_default();
        *times += 1;
        if room || *times <= EXAMPLES {
            self.findings.push(finding);
        }
    }

    /// How many findings of a weight there are, kept or not.
    pub fn count_of(&self, level: Level) -> u64 {
        let all = (level, Reason::ALL[0])..;
        let of_level = self
            .found
            .range(all)
            .take_while(|((at, _), _)| *at == level);
        of_level.map(|(_, count)| count).sum()
    }

    /// Findings of a weight that are not among [`FileReport::findings`].
    pub fn left_out(&self, level: Level) -> u64 {
        let kept = self.of_level(level).count() as u64;
        self.count_of(level).saturating_sub(kept)
    }

    /// The kept findings of a weight.
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

#[cfg(test)]
mod tests {
    use super::*;

    fn report(found: &[(Level, Reason, u64)]) -> FileReport {
        let mut report = FileReport::default();
        for (level, reason, times) in found {
            for line in 1..=*times {
                report.keep(Finding {
                    file: 0,
                    sheet_no: 0,
                    sheet: String::new(),
                    line,
                    column: String::new(),
                    value: String::new(),
                    reason: *reason,
                    level: *level,
                    same_as_line: None,
                    cells: Vec::new(),
                    is_no_data: false,
                });
            }
        }
        report
    }

    #[test]
    fn what_is_not_kept_is_counted_and_hides_no_other_reason_or_level() {
        let report = report(&[
            (Level::Note, Reason::LeadingZeroRestored, 12_000),
            (Level::Check, Reason::PhoneBadLength, 10_500),
            (Level::Check, Reason::BadDate, 7),
            (Level::Rejected, Reason::EmptyIdentity, 3),
        ]);
        assert_eq!(report.count_of(Level::Check), 10_507);
        assert_eq!(report.left_out(Level::Check), 502);
        assert_eq!(report.left_out(Level::Note), 2_000);
        assert_eq!(report.left_out(Level::Rejected), 0);
        assert_eq!(report.of_level(Level::Rejected).count(), 3);
        let dates = |finding: &&Finding| finding.reason == Reason::BadDate;
        assert_eq!(report.findings.iter().filter(dates).count(), 5);
    }
}
