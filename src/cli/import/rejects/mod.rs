//! Rejected rows in files of their own, to be corrected and imported again.

mod place;

use std::io;
use std::path::{Path, PathBuf};

use crate::cli::args::Import;
use crate::cli::exit::{Ended, Exit, Failing};
use crate::cli::session::Session;
use crate::cli::wording;
use crate::exchange::import::{Mark, OURS, are_ours};
use crate::exchange::plan::{FileReport, Finding, Reason, Report};
use crate::text::{self, Lang, Say, say};

/// Where the rejected rows of each file went; to several places where its tables have different
/// columns.
#[derive(Debug, Default)]
pub(super) struct Rejects {
    pub(super) paths: Vec<Vec<PathBuf>>,
    /// Those of them that were not there before.
    made: Vec<PathBuf>,
}

impl Rejects {
    /// Takes away what was made; that something stays is untidy, not wrong.
    pub(super) fn remove(&self) {
        for path in &self.made {
            let _ = std::fs::remove_file(path);
        }
    }
}

/// Writes the rejected rows of each file beside it, or all of them to the place that `args` name
/// and places numbered after it. A file that holds the very same rows already is left as it is:
/// what comes in every day does not pile up.
///
/// # Errors
/// When such a file cannot be made; then nothing is imported.
pub(super) fn write(
    session: &Session,
    report: &Report,
    rejected: &[Finding],
    args: &Import,
) -> Ended<Rejects> {
    let mut rejects = Rejects::default();
    let mut number = 0;
    for (at, file) in report.files.iter().enumerate() {
        let mut paths = Vec::new();
        for (headers, rows) in by_columns(file, rows(at, rejected)) {
            let text = page(file, headers, &rows, args.strict, session.lang());
            let placed = text.and_then(|text| match &args.rejects {
                Some(path) => place::at(place::numbered(path, number), &text),
                None => place::beside(&file.path, are_ours(headers), &session.file, &text),
            });
            let placed = placed.map_err(|error| {
                rejects.remove();
                cannot_make(session, args.rejects.as_deref(), file, &error)
            })?;
            let made = placed.made.then(|| placed.path.clone());
            rejects.made.extend(made);
            paths.push(placed.path);
            number += 1;
        }
        rejects.paths.push(paths);
    }
    Ok(rejects)
}

/// Rows under the same headers, in the order in which they were met. Rows of tables with other
/// columns would say something else under these.
fn by_columns<'a>(file: &'a FileReport, rows: Vec<Row<'a>>) -> Vec<(&'a [String], Vec<Row<'a>>)> {
    let mut tables: Vec<(&[String], Vec<Row<'_>>)> = Vec::new();
    for row in rows {
        let headers = file.headers_of(row.sheet_no, row.line);
        match tables.iter_mut().find(|(known, _)| *known == headers) {
            Some((_, rows)) => rows.push(row),
            None => tables.push((headers, vec![row])),
        }
    }
    tables
}

/// A rejected row with every reason against it.
struct Row<'a> {
    sheet_no: usize,
    sheet: &'a str,
    line: u64,
    cells: &'a [String],
    found: Vec<&'a Finding>,
}

/// The rejected rows of a file, in the order in which they were met.
fn rows(file: usize, rejected: &[Finding]) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    let mut last_sheet = "";
    for finding in rejected.iter().filter(|finding| finding.file == file) {
        match rows.last_mut() {
            Some(row) if row.line == finding.line && last_sheet == finding.sheet => {
                row.found.push(finding);
                if row.cells.is_empty() {
                    row.cells = &finding.cells;
                }
            }
            _ => rows.push(Row {
                sheet_no: finding.sheet_no,
                sheet: &finding.sheet,
                line: finding.line,
                cells: &finding.cells,
                found: vec![finding],
            }),
        }
        last_sheet = &finding.sheet;
    }
    rows
}

/// Rejected rows as a file holds them.
fn page<'a>(
    file: &FileReport,
    headers: &[String],
    rows: &[Row<'a>],
    strict: bool,
    lang: Lang,
) -> io::Result<Vec<u8>> {
    // A spreadsheet program that is told the encoding shows every letter as it is.
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .delimiter(delimiter(file, lang))
        .from_writer("\u{feff}".as_bytes().to_vec());
    // Rows that were rejected before have our columns already.
    let ours = if are_ours(headers) { OURS.len() } else { 0 };
    let headers = headers.get(ours..).unwrap_or_default();
    let own = |row: &Row<'a>| row.cells.get(ours..).unwrap_or_default();
    let columns = rows.iter().map(|row| own(row).len()).max().unwrap_or(0);
    let header =
        (0..columns.max(headers.len())).map(|at| headers.get(at).cloned().unwrap_or_default());
    writer.write_record(OURS.iter().map(ToString::to_string).chain(header))?;
    for row in rows {
        let told = |finding: &&Finding| told(finding.reason, &finding.column, lang);
        let reasons: Vec<String> = row.found.iter().map(told).collect();
        let mark = Mark::of(&row.found, headers, own(row), strict);
        let place = match row.cells.first() {
            // Where it stood in the first file says more than where it stands in this one.
            Some(place) if ours > 0 => place.clone(),
            _ => place_of(row, file),
        };
        let ours = [place, reasons.join("; "), mark.to_string()];
        writer.write_record(ours.iter().chain(own(row)))?;
    }
    writer.into_inner().map_err(csv::IntoInnerError::into_error)
}

/// The line, and of one table among several the sheet: a line alone does not say where.
fn place_of(row: &Row<'_>, file: &FileReport) -> String {
    match row.sheet {
        sheet if !sheet.is_empty() && file.tables.len() > 1 => format!("{sheet} {}", row.line),
        _ => row.line.to_string(),
    }
}

/// What the person's spreadsheet program puts between cells: as in the file that came, else what
/// is usual where the language is spoken.
fn delimiter(file: &FileReport, lang: Lang) -> u8 {
    match (file.delimiter.as_str(), lang) {
        (";", _) => b';',
        (",", _) | (_, Lang::En) => b',',
        (_, Lang::Id) => b';',
    }
}

/// `Phone: this is too long for a phone`, as one clause.
pub(super) fn told(reason: Reason, column: &str, lang: Lang) -> String {
    let why = sentence(reason).map_or(reason.code(), |say| say.in_(lang));
    if column.is_empty() {
        why.to_owned()
    } else {
        format!("{column}: {why}")
    }
}

/// The sentence of a reason.
pub(super) fn sentence(reason: Reason) -> Option<Say> {
    text::import_reason(reason.code())
}

fn cannot_make(
    session: &Session,
    named: Option<&Path>,
    file: &FileReport,
    error: &io::Error,
) -> Failing {
    let lang = session.lang();
    let path = named.map_or_else(
        || format!("{}.rejected.csv", file.path),
        |path| path.display().to_string(),
    );
    let text = say::import_rejects_text(lang, path, wording::why(error, lang));
    Failing::new(Exit::CannotCreate, text, Say::ImportRejectsHint.in_(lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_its_sentence() {
        for reason in Reason::ALL {
            assert!(sentence(*reason).is_some(), "{}", reason.code());
        }
        let ids = Say::ALL
            .iter()
            .filter_map(|say| say.id().strip_prefix("import_reason_"));
        for id in ids {
            let known = Reason::ALL.iter().any(|reason| reason.code() == id);
            assert!(known, "import_reason_{id} is no reason");
        }
    }
}
