//! A file that is ready to be read, as often as needed.

use std::fs::File;
use std::io::{Read, Seek};
use std::path::Path;

use super::book::{Book, SheetRows};
use super::cell::{Cell, Record};
use super::decoded::Decoded;
use super::dialect::{Dialect, vote};
use super::encoding::{Encoding, detect, fill};
use super::open::open_regular;
use super::records::Records;
use super::refusal::{ReadError, Refused};
use super::sniff::{Container, SNIFF_BYTES, sniff};

/// Text of the beginning that votes on the dialect, in bytes.
const SAMPLE_BYTES: usize = 1 << 18;

/// An open file: one table of text, or the sheets of a workbook.
pub(crate) enum Source {
    /// Text with separators.
    Text {
        /// The open file; every reading starts at its beginning.
        file: File,
        /// How it is written.
        encoding: Encoding,
        /// How its cells are separated.
        dialect: Dialect,
        /// Its length in bytes.
        bytes: u64,
    },
    /// A workbook, already read.
    Book(Book),
}

/// Looks at the beginning of a file, without reading it.
///
/// # Errors
/// When it cannot be opened, or is no text and no workbook.
pub fn glance(path: &Path) -> Result<(), Refused> {
    let mut file = open_regular(path)?;
    let mut head = vec![0_u8; SNIFF_BYTES];
    let mut look = || -> Result<(), ReadError> {
        let filled = fill(&mut file, &mut head)?;
        let head = head.get(..filled).unwrap_or_default();
        // Text without zero bytes would have to be read to its end.
        if sniff(head)? == Container::Text && head.contains(&0) {
            file.rewind()?;
            detect(&file)?;
        }
        Ok(())
    };
    look().map_err(|error| error.of(&path.display().to_string()))
}

impl Source {
    /// Opens a file and finds out how it is to be read. `program` is what to run for reading
    /// workbooks; `knows` tells names of columns from other text.
    pub(crate) fn open(
        path: &Path,
        program: Option<&Path>,
        knows: &dyn Fn(&str) -> bool,
    ) -> Result<Self, Refused> {
        let file = open_regular(path)?;
        Self::of(file, program, knows).map_err(|error| error.of(&path.display().to_string()))
    }

    fn of(
        mut file: File,
        program: Option<&Path>,
        knows: &dyn Fn(&str) -> bool,
    ) -> Result<Self, ReadError> {
        let mut head = vec![0_u8; SNIFF_BYTES];
        let filled = fill(&mut file, &mut head)?;
        file.rewind()?;
        if sniff(head.get(..filled).unwrap_or_default())? != Container::Text {
            return Ok(Self::Book(Book::read(file, program)?));
        }
        let encoding = detect(&file)?;
        file.rewind()?;
        let dialect = vote(&sample(&file, encoding)?, knows);
        let bytes = file.metadata()?.len();
        Ok(Self::Text {
            file,
            encoding,
            dialect,
            bytes,
        })
    }

    /// Names of the sheets; one without a name for text.
    pub(crate) fn sheets(&self) -> Vec<&str> {
        match self {
            Self::Text { .. } => vec![""],
            Self::Book(book) => book
                .sheets
                .iter()
                .map(|sheet| sheet.name.as_str())
                .collect(),
        }
    }

    /// How much there is to read: bytes of text, rows of a sheet.
    pub(crate) fn size(&self, sheet: usize) -> u64 {
        match self {
            Self::Text { bytes, .. } => *bytes,
            Self::Book(book) => book.sheets.get(sheet).map_or(0, super::book::Sheet::len),
        }
    }

    /// Reads a sheet from its beginning.
    pub(crate) fn rows(&self, sheet: usize) -> Result<Rows<'_>, ReadError> {
        match self {
            Self::Text {
                file,
                encoding,
                dialect,
                ..
            } => {
                let mut file = file;
                file.rewind()?;
                let mut records = Records::new(file, *encoding, dialect.delimiter);
                if dialect.sep_line {
                    records.next(&mut Record::default())?;
                }
                Ok(Rows::Text(Box::new(records), *dialect))
            }
            Self::Book(book) => Ok(Rows::Sheet(
                book.sheets.get(sheet).map(super::book::Sheet::rows),
            )),
        }
    }
}

fn sample(file: &File, encoding: Encoding) -> Result<String, ReadError> {
    let mut text = Decoded::new(file.take(SAMPLE_BYTES as u64), encoding);
    let mut all = String::new();
    loop {
        let piece = text.ahead()?;
        if piece.is_empty() {
            return Ok(all);
        }
        let bytes = piece.len();
        all.push_str(piece);
        text.advance(bytes);
    }
}

/// Rows of one table, from its beginning.
pub(crate) enum Rows<'a> {
    /// Of text.
    Text(Box<Records<&'a File>>, Dialect),
    /// Of a sheet.
    Sheet(Option<SheetRows<'a>>),
}

impl Rows<'_> {
    /// Reads the next row into `record`, reusing its memory. False at the end.
    pub(crate) fn next(&mut self, record: &mut Record) -> Result<bool, ReadError> {
        match self {
            Self::Text(records, dialect) => {
                let more = records.next(record)?;
                if dialect.wrapped {
                    unwrap(record, dialect.delimiter)?;
                }
                if dialect.pipe_tail {
                    cut_pipes(record);
                }
                Ok(more)
            }
            Self::Sheet(rows) => Ok(rows.as_mut().is_some_and(|rows| rows.next(record))),
        }
    }

    /// Bytes of the file read so far; 0 for a workbook, which is in memory.
    pub(crate) fn taken(&self) -> u64 {
        match self {
            Self::Text(records, _) => records.taken(),
            Self::Sheet(_) => 0,
        }
    }
}

/// Replaces a record of one cell by the record inside that cell.
fn unwrap(record: &mut Record, delimiter: u8) -> Result<(), ReadError> {
    if let [Cell::Text(text)] = record.cells.as_slice() {
        let inner = std::mem::take(&mut text.clone());
        let line = record.line;
        Records::new(inner.as_bytes(), Encoding::Utf8, delimiter).next(record)?;
        record.line = line;
    }
    Ok(())
}

fn cut_pipes(record: &mut Record) {
    if let Some(Cell::Text(text)) = record.cells.last_mut() {
        let kept = text.trim_end_matches('|').len();
        text.truncate(kept);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glance_tells_what_is_no_spreadsheet_however_long_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        File::create(path("hole.csv"))
            .unwrap()
            .set_len(1 << 31)
            .unwrap();
        std::fs::write(path("picture.csv"), b"\x89PNG\r\n").unwrap();
        std::fs::write(path("good.csv"), "nama,hp\nBudi,0812\n").unwrap();
        std::fs::write(
            path("wide.csv"),
            "\u{feff}nama\n"
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect::<Vec<u8>>(),
        )
        .unwrap();
        for name in ["hole.csv", "picture.csv"] {
            let refused = glance(&path(name)).unwrap_err();
            assert!(matches!(refused, Refused::File { .. }), "{name}");
        }
        for name in ["good.csv", "wide.csv"] {
            assert!(glance(&path(name)).is_ok(), "{name}");
        }
        let gone = glance(&path("gone.csv")).unwrap_err();
        assert!(matches!(gone, Refused::CannotOpen { .. }), "{gone:?}");
    }
}
