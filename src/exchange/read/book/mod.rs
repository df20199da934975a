//! Spreadsheets. The parent asks a process of its own to read the workbook and keeps what it says.

pub(crate) mod child;
mod frame;
mod guard;

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::Path;
use std::process::{Command, Stdio};

use frame::Frame;

use super::cell::Record;
use super::refusal::{MAX_BOOK_BYTES, MAX_UNZIPPED_BYTES, ReadError, Refusal};

/// Name of the hidden subcommand that runs [`child::serve_workbook`].
pub const READ_WORKBOOK: &str = "__read-workbook";
/// Most that the parent listens to, in bytes.
const MAX_TOLD: u64 = MAX_UNZIPPED_BYTES * 2;

/// A workbook as the reading process told it: its sheets in their order.
#[derive(Debug, Default)]
pub(crate) struct Book {
    pub(crate) sheets: Vec<Sheet>,
}

/// One sheet; rows stay as they were told until somebody reads them.
#[derive(Debug)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    told: String,
}

impl Book {
    /// Reads a workbook: in `program`, run with [`READ_WORKBOOK`], or in this process when there
    /// is no program to run (tests of the library).
    pub(crate) fn read(mut file: File, program: Option<&Path>) -> Result<Self, ReadError> {
        if file.metadata()?.len() > MAX_BOOK_BYTES {
            return Err(Refusal::SheetTooLarge.into());
        }
        file.rewind()?;
        let told = if let Some(program) = program {
            ask(program, file)?
        } else {
            let mut told = Vec::new();
            child::tell(file, &mut told)?;
            told
        };
        Self::of(told)
    }

    fn of(told: Vec<u8>) -> Result<Self, ReadError> {
        let told = String::from_utf8(told).map_err(|_| Refusal::BadXlsx)?;
        let mut book = Self::default();
        let mut done = false;
        for line in told.lines() {
            if line.starts_with(r#"{"Row""#) {
                if let Some(sheet) = book.sheets.last_mut() {
                    sheet.told.push_str(line);
                    sheet.told.push('\n');
                }
                continue;
            }
            match serde_json::from_str(line) {
                Ok(Frame::Sheet(name)) => book.sheets.push(Sheet {
                    name,
                    told: String::new(),
                }),
                Ok(Frame::Refused(code)) => {
                    return Err(Refusal::from_code(&code).unwrap_or(Refusal::BadXlsx).into());
                }
                Ok(Frame::Done) => done = true,
                Ok(Frame::Row(..)) | Err(_) => break,
            }
        }
        // Without its last word the process died of its limits.
        if done {
            Ok(book)
        } else {
            Err(Refusal::SheetTooLarge.into())
        }
    }
}

impl Sheet {
    /// Rows that hold something.
    pub(crate) fn len(&self) -> u64 {
        memchr::memchr_iter(b'\n', self.told.as_bytes()).count() as u64
    }

    /// Rows from the beginning.
    pub(crate) fn rows(&self) -> SheetRows<'_> {
        SheetRows {
            lines: self.told.lines(),
        }
    }
}

/// Rows of a sheet, one by one.
pub(crate) struct SheetRows<'a> {
    lines: std::str::Lines<'a>,
}

impl SheetRows<'_> {
    /// Reads the next row into `record`. False at the end.
    pub(crate) fn next(&mut self, record: &mut Record) -> bool {
        let Some(Ok(Frame::Row(line, cells))) = self.lines.next().map(serde_json::from_str) else {
            return false;
        };
        *record = Record {
            line,
            cells,
            overflow: 0,
        };
        true
    }
}

/// Runs the reading process on the open file and listens until it ends.
fn ask(program: &Path, file: File) -> io::Result<Vec<u8>> {
    let mut process = Command::new(program)
        .arg(READ_WORKBOOK)
        .env_clear()
        .stdin(Stdio::from(file))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let mut told = Vec::new();
    if let Some(stdout) = process.stdout.take() {
        stdout.take(MAX_TOLD).read_to_end(&mut told)?;
    }
    process.wait()?;
    Ok(told)
}
