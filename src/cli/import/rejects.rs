//! Rejected rows in files of their own, to be corrected and imported again.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::cli::args::Import;
use crate::cli::exit::{Ended, Exit, Failing};
use crate::cli::session::Session;
use crate::cli::wording;
use crate::exchange::import::{Mark, OURS, are_ours};
use crate::exchange::plan::{FileReport, Finding, Reason, Report};
use crate::text::{self, Lang, Say, say};

/// How many names are tried beside a file when earlier rejects still lie there.
const NAMES: u32 = 99;

/// Where the rejected rows of each file went; to several places where its tables have different
/// columns.
#[derive(Debug, Default)]
pub(super) struct Rejects {
    pub(super) paths: Vec<Vec<PathBuf>>,
}

impl Rejects {
    /// Takes away what was made; that something stays is untidy, not wrong.
    pub(super) fn remove(&self) {
        for path in self.paths.iter().flatten() {
            let _ = std::fs::remove_file(path);
        }
    }
}

/// Writes the rejected rows of each file beside it, or all of them to the place that `args` name
/// and places numbered after it.
///
/// # Errors
/// When such a file cannot be made; then nothing is imported.
pub(super) fn write(
    session: &Session,
    report: &Report,
    rejected: &[Finding],
    args: &Import,
) -> Ended<Rejects> {
    let named = args.rejects.as_deref();
    let mut rejects = Rejects::default();
    let mut number = 0;
    for (at, file) in report.files.iter().enumerate() {
        let mut paths = Vec::new();
        for (headers, rows) in by_columns(file, rows(at, rejected)) {
            let made = match named {
                Some(path) => {
                    exclusive(&numbered(path, number)).map(|made| (numbered(path, number), made))
                }
                None => somewhere(Path::new(&file.path), &session.file),
            };
            let made = made.and_then(|(path, made)| {
                paths.push(path);
                fill(made, file, headers, &rows, args.strict, session.lang())
            });
            if let Err(error) = made {
                rejects.paths.push(paths);
                rejects.remove();
                return Err(cannot_make(session, named, file, &error));
            }
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

fn fill<'a>(
    mut made: File,
    file: &FileReport,
    headers: &[String],
    rows: &[Row<'a>],
    strict: bool,
    lang: Lang,
) -> io::Result<()> {
    // A spreadsheet program that is told the encoding shows every letter as it is.
    made.write_all("\u{feff}".as_bytes())?;
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .delimiter(delimiter(file, lang))
        .from_writer(made);
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
        // Of one table among several a line number alone does not say where.
        let place = match row.sheet {
            sheet if !sheet.is_empty() && file.tables.len() > 1 => format!("{sheet} {}", row.line),
            _ => row.line.to_string(),
        };
        let ours = [place, reasons.join("; "), mark.to_string()];
        writer.write_record(ours.iter().chain(own(row)))?;
    }
    writer.flush()?;
    let file = writer
        .into_inner()
        .map_err(csv::IntoInnerError::into_error)?;
    file.sync_all()
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

/// Beside the file; where nothing can be made there, as on a stick for reading only, beside the book.
fn somewhere(input: &Path, book: &Path) -> io::Result<(PathBuf, File)> {
    beside(input).or_else(|error| {
        let folder = book.parent().unwrap_or(Path::new("."));
        let name = input.file_name().ok_or(error)?;
        beside(&folder.join(name))
    })
}

/// `old.csv.rejected.csv`; while earlier rejects lie there, `old.csv.rejected-2.csv` and so on.
fn beside(path: &Path) -> io::Result<(PathBuf, File)> {
    let mut name = path.as_os_str().to_owned();
    name.push(".rejected.csv");
    let mut tried = PathBuf::from(name);
    for number in 2..=NAMES {
        match exclusive(&tried) {
            Ok(made) => return Ok((tried, made)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                let mut name = path.as_os_str().to_owned();
                name.push(format!(".rejected-{number}.csv"));
                tried = PathBuf::from(name);
            }
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// The named file for the first input, `name-2.csv` for the second.
fn numbered(path: &Path, at: usize) -> PathBuf {
    if at == 0 {
        return path.to_owned();
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().map(|ending| ending.to_string_lossy());
    let ending = ending.map_or_else(String::new, |ending| format!(".{ending}"));
    path.with_file_name(format!("{stem}-{}{ending}", at + 1))
}

/// A file that was not there, readable by its owner only. It follows no link.
fn exclusive(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
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

    #[test]
    fn earlier_rejects_are_never_overwritten_and_no_link_is_followed() {
        let folder = tempfile::tempdir().unwrap();
        let input = folder.path().join("old.csv");
        let (first, _) = beside(&input).unwrap();
        assert!(first.ends_with("old.csv.rejected.csv"));
        let (second, _) = beside(&input).unwrap();
        assert!(second.ends_with("old.csv.rejected-2.csv"));
        #[cfg(unix)]
        {
            use std::os::unix::fs::{PermissionsExt as _, symlink};
            let mode = first.metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
            let link = folder.path().join("link.csv");
            symlink(folder.path().join("elsewhere"), &link).unwrap();
            assert!(exclusive(&link).is_err());
            assert!(!folder.path().join("elsewhere").exists());
        }
    }

    #[test]
    fn where_nothing_can_be_made_they_lie_beside_the_book() {
        let folder = tempfile::tempdir().unwrap();
        let input = folder.path().join("gone/old.csv");
        let (made, _) = somewhere(&input, &folder.path().join("kenal.db")).unwrap();
        assert_eq!(made, folder.path().join("old.csv.rejected.csv"));
    }

    #[test]
    fn further_files_get_names_of_their_own() {
        let path = Path::new("out/bad.csv");
        assert_eq!(numbered(path, 0), path);
        assert_eq!(numbered(path, 1), Path::new("out/bad-2.csv"));
    }
}
