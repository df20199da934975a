//! Rows that were rejected before and stand in the file of rejected rows as they were. A small file
//! would decide anew what the whole one decided (which number is the month, what a column holds),
//! and take in uncorrected what was no good.

use sha2::{Digest as _, Sha256};

use super::convert::Shop;
use super::plan::{FileReport, Finding, Level, Reason, Sink};
use super::read::cell::{Cell, Record};
use super::read::refusal::Refused;
use super::recognise::Layout;
use super::tables::Table;
use super::tell::{cells, finding, tell};

/// Columns that the file of rejected rows has before its own; nothing is to be said of them. The
/// last holds the [`Mark`].
pub const OURS: [&str; 3] = ["kenal_row", "kenal_reason", "kenal_mark"];

/// Whether columns are those of a file of rejected rows.
pub fn are_ours(names: &[String]) -> bool {
    let begin = names.get(..OURS.len()).unwrap_or_default();
    !begin.is_empty()
        && begin
            .iter()
            .zip(OURS)
            .all(|(name, ours)| name.trim() == ours)
}

/// When a row is rejected again if nobody touched it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// In any case.
    Always,
    /// Under `--strict`.
    Strict,
    /// Under `--strict`; else it is passed over as what is no data.
    Total,
}

impl Holds {
    const ALL: [(Self, &str); 3] = [
        (Self::Always, "always"),
        (Self::Strict, "strict"),
        (Self::Total, "total"),
    ];
}

/// Why a row was rejected, and what it looked like then: `strict:phone_too_long@1:5d41402a`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    holds: Holds,
    /// Each with its column among those of the file that came.
    reasons: Vec<(Reason, Option<usize>)>,
    looks: String,
}

impl Mark {
    /// The mark of a row with these cells, from all that was found against it under `strict` or
    /// not; `headers` are the names of its columns.
    pub fn of(found: &[&Finding], headers: &[String], cells: &[String], strict: bool) -> Self {
        let column = |name: &str| {
            headers
                .iter()
                .position(|header| !name.is_empty() && header == name)
        };
        let total = found.iter().any(|finding| finding.is_no_data);
        Self {
            holds: match strict {
                true if total => Holds::Total,
                true => Holds::Strict,
                false => Holds::Always,
            },
            reasons: found
                .iter()
                .map(|finding| (finding.reason, column(&finding.column)))
                .collect(),
            looks: looks(cells.iter().map(String::as_str)),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().split(':');
        let (holds, reasons, looks) = (parts.next()?, parts.next()?, parts.next()?);
        let (holds, _) = Holds::ALL.into_iter().find(|(_, word)| *word == holds)?;
        let reason = |text: &str| {
            let (code, column) = text
                .split_once('@')
                .map_or((text, None), |(code, column)| (code, column.parse().ok()));
            let reason = Reason::ALL.iter().find(|reason| reason.code() == code)?;
            Some((*reason, column))
        };
        Some(Self {
            holds,
            reasons: reasons.split(',').map(reason).collect::<Option<_>>()?,
            looks: looks.to_owned(),
        })
    }
}

impl std::fmt::Display for Mark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let word = Holds::ALL.iter().find(|(holds, _)| *holds == self.holds);
        write!(f, "{}:", word.map_or("", |(_, word)| word))?;
        for (at, (reason, column)) in self.reasons.iter().enumerate() {
            let comma = if at == 0 { "" } else { "," };
            write!(f, "{comma}{}", reason.code())?;
            if let Some(column) = column {
                write!(f, "@{column}")?;
            }
        }
        write!(f, ":{}", self.looks)
    }
}

/// What cells look like, whatever blanks stand in and behind them: the first 8 hexadecimal digits
/// of a SHA-256, the same in every version of the program.
fn looks<T: AsRef<str>>(cells: impl Iterator<Item = T>) -> String {
    let words = |cell: T| {
        cell.as_ref()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let mut cells: Vec<String> = cells.map(words).collect();
    let filled = cells.iter().rposition(|cell| !cell.is_empty());
    cells.truncate(filled.map_or(0, |last| last + 1));
    let hash: [u8; 32] = Sha256::digest(cells.join("\u{1f}")).into();
    let [a, b, c, d, ..] = hash;
    format!("{:08x}", u32::from_be_bytes([a, b, c, d]))
}

/// What is to become of a row that stands as it was when it was rejected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Untouched {
    /// It is rejected again.
    Rejected,
    /// It is no data.
    PassedOver,
}

/// Whether a row stands as it was when it was rejected, and that still counts: not where the
/// person now says what the columns are, or takes in by default what `--strict` rejected.
pub(crate) fn untouched(record: &Record, layout: &Layout, shop: Shop) -> Option<Untouched> {
    if shop.told || !are_ours(&layout.names) {
        return None;
    }
    let mark = mark(record)?;
    let own = record.cells.get(OURS.len()..).unwrap_or_default();
    if mark.looks != looks(own.iter().map(Cell::text)) {
        return None;
    }
    match mark.holds {
        Holds::Total if !shop.strict => Some(Untouched::PassedOver),
        Holds::Strict if !shop.strict => None,
        Holds::Always | Holds::Strict | Holds::Total => Some(Untouched::Rejected),
    }
}

fn mark(record: &Record) -> Option<Mark> {
    Mark::parse(&record.cell(OURS.len() - 1).text())
}

/// Rejects a row again, for the reasons of before.
pub(crate) fn reject_again(
    table: &Table,
    record: &Record,
    report: &mut FileReport,
    sink: &mut dyn Sink,
) -> Result<(), Refused> {
    report.rows += 1;
    report.rejected += 1;
    let Some(mark) = mark(record) else {
        return Ok(());
    };
    for (reason, column) in mark.reasons {
        let column = column.map(|column| column + OURS.len());
        let name = column.and_then(|column| table.layout.names.get(column));
        let value = column.map(|column| record.cell(column).text());
        let finding = Finding {
            sheet_no: table.sheet,
            line: record.line,
            column: name.map_or(String::new(), |name| name.trim().to_owned()),
            value: value.map_or(String::new(), |value| value.chars().take(200).collect()),
            cells: cells(&record.cells),
            is_no_data: mark.holds == Holds::Total,
            ..finding(table.file, &table.sheet_name, reason, Level::Rejected)
        };
        tell(finding, report, sink)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_read_as_it_was_written() {
        let mark = Mark {
            holds: Holds::Strict,
            reasons: vec![
                (Reason::PhoneTooLong, Some(1)),
                (Reason::EmptyIdentity, None),
            ],
            looks: looks(["Budi", "0812"].iter()),
        };
        let text = mark.to_string();
        assert!(
            text.starts_with("strict:phone_too_long@1,empty_identity:"),
            "{text}"
        );
        assert_eq!(Mark::parse(&text), Some(mark));
        for other in [
            "",
            "strict",
            "strict:no_such_reason:00",
            "never:bad_date:00",
        ] {
            assert_eq!(Mark::parse(other), None, "{other}");
        }
    }

    #[test]
    fn blanks_change_no_looks_and_everything_else_does() {
        let is = |cells: &[&str]| looks(cells.iter());
        assert_eq!(is(&["a b", "c"]), is(&[" a  b", "c", "", " "]));
        for other in [
            &["a b"][..],
            &["a b", "C"],
            &["a b c"],
            &["", "a b", "c"],
            &["a b", "c."],
        ] {
            assert_ne!(is(&["a b", "c"]), is(other), "{other:?}");
        }
    }
}
