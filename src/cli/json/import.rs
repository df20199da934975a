//! `kenal import --json`.

use std::borrow::Cow;
use std::path::PathBuf;

use serde::{Serialize, Serializer};

use crate::domain::Owing;
use crate::exchange::plan::{FileReport, Finding, Level, Report};

/// What an import did.
#[derive(Debug, Serialize)]
pub struct Imported {
    batch: Option<i64>,
    dry_run: bool,
    /// Visits of earlier imports that had waited for points which came now.
    put_right: u64,
    /// Whose points are below zero after it.
    below_zero: Vec<Below>,
    files: Vec<ImportedFile>,
}

/// Somebody with fewer points than none.
#[derive(Debug, Serialize)]
struct Below {
    name: String,
    points: i64,
}

/// What became of one file.
#[derive(Debug, Serialize)]
struct ImportedFile {
    path: String,
    kind: String,
    encoding: String,
    delimiter: String,
    header_row: u64,
    rows: u64,
    mapping: Mapping,
    unmapped: Vec<String>,
    left_out: Vec<String>,
    imported: u64,
    skipped: u64,
    created: Created,
    updated: u64,
    unchanged: u64,
    needs_checking: u64,
    rejected_rows: u64,
    rejected: Vec<Told>,
    rejected_left_out: u64,
    to_check: Vec<Told>,
    to_check_left_out: u64,
    rejects_file: Option<String>,
    more_rejects_files: Vec<String>,
}

/// Headers and their fields, as an object in the order of the columns.
#[derive(Debug)]
struct Mapping(Vec<(String, Cow<'static, str>)>);

impl Serialize for Mapping {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(header, field)| (header, field)))
    }
}

#[derive(Debug, Serialize)]
struct Created {
    customers: u64,
    vehicles: u64,
    visits: u64,
    points_lines: u64,
    points_rules: u64,
}

/// One value that was not taken, or taken with a doubt. A row of 0 means the whole file.
#[derive(Debug, Serialize)]
struct Told {
    #[serde(skip_serializing_if = "String::is_empty")]
    sheet: String,
    row: u64,
    column: String,
    value: String,
    reason: &'static str,
}

impl Imported {
    /// The report of an import; `rejects` are the files with the rejected rows.
    pub fn new(
        (batch, put_right, owing): (Option<i64>, u64, &[Owing]),
        dry_run: bool,
        report: &Report,
        rejects: &[Vec<PathBuf>],
    ) -> Imported {
        let file = |(at, file): (usize, &FileReport)| {
            let rejects = rejects.get(at).map_or(&[][..], Vec::as_slice);
            ImportedFile::new(file, rejects)
        };
        Imported {
            batch,
            dry_run,
            put_right,
            below_zero: owing.iter().map(Below::from).collect(),
            files: report.files.iter().enumerate().map(file).collect(),
        }
    }
}

impl ImportedFile {
    fn new(file: &FileReport, rejects: &[PathBuf]) -> ImportedFile {
        let told = |level| file.of_level(level).map(Told::from).collect();
        ImportedFile {
            path: file.path.clone(),
            kind: file.kind.clone(),
            encoding: file.encoding.clone(),
            delimiter: file.delimiter.clone(),
            header_row: file.header_row,
            rows: file.rows,
            mapping: Mapping(file.mapping.clone()),
            unmapped: file.unmapped.clone(),
            left_out: file.sensitive.clone(),
            imported: file.imported,
            skipped: file.skipped,
            created: Created {
                customers: file.created.customers,
                vehicles: file.created.vehicles,
                visits: file.created.visits,
                points_lines: file.created.points,
                points_rules: file.created.rules,
            },
            updated: file.updated,
            unchanged: file.unchanged,
            needs_checking: file.needs_checking,
            rejected_rows: file.rejected,
            rejected: told(Level::Rejected),
            rejected_left_out: file.left_out(Level::Rejected),
            to_check: told(Level::Check),
            to_check_left_out: file.left_out(Level::Check),
            rejects_file: rejects.first().map(|path| path.display().to_string()),
            more_rejects_files: rejects
                .iter()
                .skip(1)
                .map(|path| path.display().to_string())
                .collect(),
        }
    }
}

impl From<&Owing> for Below {
    fn from(owing: &Owing) -> Below {
        Below {
            name: owing.who.clone(),
            points: owing.points,
        }
    }
}

impl From<&Finding> for Told {
    fn from(finding: &Finding) -> Told {
        Told {
            sheet: finding.sheet.clone(),
            row: finding.line,
            column: finding.column.clone(),
            value: finding.value.clone(),
            reason: finding.reason.code(),
        }
    }
}
