//! The report as files: tables for a spreadsheet, and the page.

use std::fs::DirBuilder;
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};

use super::{Cell, Report, Table, html};
use crate::domain::{Currency, Day, Money};
use crate::exchange::write::{self, Csv, CsvStyle, NewFile, TableWriter, Xlsx};
use crate::text::{Lang, Say};

/// In which words and which money a report goes out.
#[derive(Debug, Clone, Copy)]
pub struct Spoken<'a> {
    /// The person's language.
    pub lang: Lang,
    /// The shop's currency (ISO 4217 code).
    pub currency: &'a str,
}

impl Spoken<'_> {
    fn unit(self) -> Currency {
        Currency::of(self.currency).unwrap_or(Currency::IDR)
    }
}

impl Report {
    /// All its tables, those of pages and those of files; the one page first.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        let rest = self.sections.iter().flat_map(|section| &section.tables);
        std::iter::once(&self.summary).chain(rest)
    }

    /// How many rows its tables have together.
    pub fn rows(&self) -> u64 {
        self.tables().map(|table| table.rows.len() as u64).sum()
    }
}

/// The file of a table in a folder.
pub fn csv_file(table: &Table, folder: &Path) -> PathBuf {
    folder.join(format!("{}.csv", table.name))
}

/// One file a table in a folder, which is made where it is not there; files of those names are
/// replaced with `overwrite`, each whole. With `excel` for a spreadsheet in the person's language, else for
/// programs.
///
/// # Errors
/// The file or folder that cannot be written, and why.
pub fn csv(
    report: &Report,
    folder: &Path,
    (excel, overwrite): (bool, bool),
    spoken: Spoken<'_>,
) -> Result<(), (PathBuf, io::Error)> {
    let at = |path: &Path| {
        let path = path.to_owned();
        move |error| (path, error)
    };
    if !folder.is_dir() {
        let mut builder = DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder).map_err(at(folder))?;
    }
    for table in report.tables() {
        let path = csv_file(table, folder);
        let file = if overwrite {
            NewFile::at(&path)
        } else {
            NewFile::where_nothing_is(&path)
        };
        let mut file = file.map_err(at(&path))?;
        let written = write_csv(table, file.file(), excel, spoken);
        written.and_then(|()| file.keep()).map_err(at(&path))?;
    }
    Ok(())
}

fn write_csv(table: &Table, out: impl Write, excel: bool, spoken: Spoken<'_>) -> io::Result<()> {
    let style = if excel {
        CsvStyle::spreadsheet(spoken.lang)
    } else {
        CsvStyle::PROGRAM
    };
    let columns = table.file_columns();
    let headers = columns.iter().map(|at| &table.columns[*at]);
    let headers = headers.map(|column| if excel { column.label } else { column.name });
    let mut csv = Box::new(Csv::new(out, style, spoken.unit(), headers)?);
    let spoken = |row: &&Vec<Cell>| excel || !row.iter().any(|cell| matches!(cell, Cell::Said(_)));
    for row in table.rows.iter().filter(spoken) {
        write_row(&mut *csv, row, &columns, excel)?;
    }
    csv.finish()
}

/// A workbook with a sheet a table, in the person's words.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_xlsx(report: &Report, out: impl Write + Seek, spoken: Spoken<'_>) -> io::Result<()> {
    let mut out = Some(out);
    let mut book: Option<Box<Xlsx<_>>> = None;
    for table in report.tables() {
        let columns = table.file_columns();
        let labels = columns.iter().map(|at| table.columns[*at].label);
        match (&mut book, out.take()) {
            (Some(book), _) => book.table(&table.title, labels)?,
            (None, Some(out)) => {
                let first = Xlsx::new(out, &table.title, spoken.unit(), labels)?;
                book = Some(Box::new(first));
            }
            (None, None) => return Ok(()),
        }
        for row in &table.rows {
            if let Some(book) = &mut book {
                write_row(&mut **book, row, &columns, true)?;
            }
        }
    }
    book.map_or(Ok(()), TableWriter::finish)
}

fn write_row(
    out: &mut dyn TableWriter,
    row: &[Cell],
    columns: &[usize],
    spoken: bool,
) -> io::Result<()> {
    for at in columns {
        let cell = row.get(*at).unwrap_or(&Cell::Blank);
        out.cell(&typed(cell, spoken))?;
    }
    out.end_row()
}

/// A cell for a file; a word as the person knows it, or as programs do.
fn typed(cell: &Cell, spoken: bool) -> write::Cell<'_> {
    match cell {
        Cell::Blank | Cell::Refused => write::Cell::Blank,
        Cell::Text(text) | Cell::Said(text) => write::Cell::text(text),
        Cell::Word(_, said) if spoken => write::Cell::text(said),
        Cell::Word(stable, _) => write::Cell::text(stable),
        Cell::Told(_, said) if spoken => write::Cell::text(said),
        Cell::Told(stable, _) => write::Cell::text(stable),
        Cell::Whole(number) => write::Cell::Whole(*number),
        Cell::Thousandths(number) => write::Cell::Thousandths(*number),
        Cell::Share(share) => write::Cell::Share(thousandths(*share)),
        Cell::Money(minor) => write::Cell::Money(Money(*minor)),
        Cell::Day(day) => write::Cell::Day(*day),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a share of 0 to 1")]
fn thousandths(share: f64) -> i64 {
    (share * 1000.0).round() as i64
}

/// The page.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_html(report: &Report, mut out: impl Write, spoken: Spoken<'_>) -> io::Result<()> {
    out.write_all(html(report, spoken.lang, spoken.currency).as_bytes())
}

/// Saves the report of a week that ends on a Sunday into a folder, as a page and as a workbook.
/// Nothing that lies there is replaced: a number is put behind the name. Answers where they are.
///
/// # Errors
/// The file that cannot be written, and why; one of the kind `Interrupted` once `stop` says so, and
/// then neither lies there.
pub fn save(
    report: &Report,
    folder: &Path,
    sunday: Day,
    spoken: Spoken<'_>,
    stop: &dyn Fn() -> bool,
) -> Result<[PathBuf; 2], (PathBuf, io::Error)> {
    let name = Say::ReportFile.in_(spoken.lang);
    let [page, book] =
        ["html", "xlsx"].map(|ending| folder.join(format!("{name}-{sunday}.{ending}")));
    let begun = |path: &Path, fill: &dyn Fn(&mut NewFile) -> io::Result<()>| {
        let write = || {
            let mut file = NewFile::at(path)?;
            fill(&mut file)?;
            if stop() {
                return Err(io::ErrorKind::Interrupted.into());
            }
            Ok(file)
        };
        write().map_err(|error| (path.to_owned(), error))
    };
    // Neither is kept before both are whole.
    let first = begun(&page, &|file| write_html(report, file.file(), spoken))?;
    let second = begun(&book, &|file| write_xlsx(report, file.file(), spoken))?;
    let page = first.keep_beside().map_err(|error| (page, error))?;
    let book = second.keep_beside().map_err(|error| (book, error))?;
    Ok([page, book])
}
