//! Workbooks, streamed into the file cell by cell.
//!
//! Our own and not the `rust_xlsxwriter` crate, which writes each row into a file of its own first
//! and panics when that disk is full: at the counter a panic ends the program. What kenal needs of a
//! workbook is a header, text, numbers and days.

mod parts;
mod width;

use std::io::{self, Seek, Write};

use chrono::Datelike as _;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use self::width::Widths;
use super::{Cell, TableWriter, clean, decimal, thousandths};
use crate::domain::{Currency, Day};

/// Rows of a sheet, the header included; Excel's limit.
const MOST_ROWS: u32 = 1_048_576;
/// Bytes of a sheet's XML after which another one begins: a part of more than 4 GiB is no longer
/// read everywhere.
const MOST_BYTES: u64 = 3 << 30;
/// The longest text of a cell, in UTF-16 units; Excel's limit.
const LONGEST: usize = 32_767;
/// Rows that the widths of the columns are taken from.
const MEASURED: u32 = 200;
/// Bytes that are gathered before they are compressed.
const BUFFER: usize = 128 * 1024;
/// Half the work of the usual level, and files a few per cent larger.
const LEVEL: i64 = 3;

/// The number of a cell's look in [`parts::styles`].
#[derive(Debug, Clone, Copy)]
enum Look {
    Plain = 0,
    Text = 1,
    Header = 2,
    Day = 3,
    Money = 4,
    Share = 5,
}

/// Writes a workbook of one table or of several. What is longer than a sheet goes on on another.
pub struct Xlsx<W: Write + Seek> {
    zip: ZipWriter<W>,
    currency: Currency,
    title: String,
    /// The names of the sheets so far.
    names: Vec<String>,
    /// Sheets of the table so far.
    of_table: usize,
    headers: Vec<String>,
    /// Letters of the columns: `A`, `B`, … `AA`.
    letters: Vec<String>,
    widths: Widths,
    sheets: usize,
    /// Rows that the sheet has, the header included.
    rows: u32,
    /// Bytes of the sheet so far.
    bytes: u64,
    column: usize,
    /// Whether the head of the sheet is written, which needs the widths.
    opened: bool,
    held: Vec<u8>,
}

impl<W: Write + Seek> Xlsx<W> {
    /// Writes to `out`, on sheets of this title, under these headers.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn new<'h>(
        out: W,
        title: &str,
        currency: Currency,
        headers: impl IntoIterator<Item = &'h str>,
    ) -> io::Result<Xlsx<W>> {
        let headers: Vec<String> = headers.into_iter().map(str::to_owned).collect();
        let mut zip = ZipWriter::new(out);
        zip.start_file("[Content_Types].xml", options())?;
        zip.write_all(parts::CONTENT_TYPES.as_bytes())?;
        let mut xlsx = Xlsx {
            zip,
            currency,
            title: parts::sheet_title(title),
            letters: (0..headers.len()).map(letters).collect(),
            widths: Widths::of(&headers),
            headers,
            names: Vec::new(),
            of_table: 0,
            sheets: 0,
            rows: 0,
            bytes: 0,
            column: 0,
            opened: false,
            held: Vec::with_capacity(BUFFER + 4096),
        };
        xlsx.next_sheet()?;
        Ok(xlsx)
    }

    /// Another table, on a sheet of its own.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn table<'h>(
        &mut self,
        title: &str,
        headers: impl IntoIterator<Item = &'h str>,
    ) -> io::Result<()> {
        self.close_sheet()?;
        self.headers = headers.into_iter().map(str::to_owned).collect();
        self.title = parts::sheet_title(title);
        self.letters = (0..self.headers.len()).map(letters).collect();
        self.widths = Widths::of(&self.headers);
        self.of_table = 0;
        self.next_sheet()
    }

    /// The name of the next sheet: two of one name are told apart by a number.
    fn name_sheet(&mut self) {
        self.of_table += 1;
        let taken = |name: &str| {
            let name = name.to_lowercase();
            self.names.iter().any(|other| other.to_lowercase() == name)
        };
        let mut number = self.of_table;
        let mut name = parts::numbered(&self.title, number);
        while taken(&name) {
            number += 1;
            name = parts::numbered(&self.title, number);
        }
        self.names.push(name);
    }

    fn next_sheet(&mut self) -> io::Result<()> {
        self.sheets += 1;
        self.name_sheet();
        let name = format!("xl/worksheets/sheet{}.xml", self.sheets);
        self.zip.start_file(name, options())?;
        (self.rows, self.bytes, self.column) = (0, 0, 0);
        for at in 0..self.headers.len() {
            self.begin_row_if_new();
            let header = std::mem::take(&mut self.headers[at]);
            self.text(&header, Look::Header);
            self.headers[at] = header;
            self.column += 1;
        }
        self.end_row()
    }

    fn begin_row_if_new(&mut self) {
        if self.column == 0 {
            let row = format!("<row r=\"{}\">", self.rows + 1);
            self.held.extend_from_slice(row.as_bytes());
        }
    }

    /// `<c r="A1" s="1"`, still open.
    fn begin_cell(&mut self, look: Look) {
        self.held.extend_from_slice(b"<c r=\"");
        let letters = self.letters.get(self.column).map_or("", String::as_str);
        self.held.extend_from_slice(letters.as_bytes());
        let mut number = [0; 10];
        self.held
            .extend_from_slice(digits(self.rows + 1, &mut number));
        self.held.push(b'"');
        if look as u8 != 0 {
            self.held.extend_from_slice(b" s=\"");
            self.held.push(b'0' + look as u8);
            self.held.push(b'"');
        }
    }

    fn text(&mut self, text: &str, look: Look) {
        let text = clean(text);
        let text = &*parts::cut(&text, LONGEST);
        if !self.opened {
            self.widths.see(self.column, text);
        }
        self.begin_cell(look);
        self.held
            .extend_from_slice(b" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        parts::escape(text, &mut self.held);
        self.held.extend_from_slice(b"</t></is></c>");
    }

    fn number(&mut self, number: &str, look: Look) {
        if !self.opened {
            self.widths.see_number(self.column, number);
        }
        self.begin_cell(look);
        self.held.extend_from_slice(b"><v>");
        self.held.extend_from_slice(number.as_bytes());
        self.held.extend_from_slice(b"</v></c>");
    }

    /// Writes the head of the sheet, once its widths are known, and what was gathered.
    fn hand_on(&mut self) -> io::Result<()> {
        if !self.opened {
            self.opened = true;
            let head = parts::sheet_head(&self.widths, self.sheets == 1);
            self.zip.write_all(head.as_bytes())?;
        }
        self.zip.write_all(&self.held)?;
        self.bytes += self.held.len() as u64;
        self.held.clear();
        Ok(())
    }

    fn close_sheet(&mut self) -> io::Result<()> {
        self.held.extend_from_slice(parts::SHEET_END.as_bytes());
        self.hand_on()?;
        self.opened = false;
        Ok(())
    }

    fn part(&mut self, name: &str, text: &str) -> io::Result<()> {
        self.zip.start_file(name, options())?;
        self.zip.write_all(text.as_bytes())
    }
}

impl<W: Write + Seek> TableWriter for Xlsx<W> {
    fn cell(&mut self, cell: &Cell<'_>) -> io::Result<()> {
        if self.column == 0 && (self.rows >= MOST_ROWS || self.bytes > MOST_BYTES) {
            self.close_sheet()?;
            self.next_sheet()?;
        }
        self.begin_row_if_new();
        match cell {
            Cell::Blank => {}
            Cell::Text(text) => self.text(text, Look::Text),
            Cell::Whole(number) => self.number(&number.to_string(), Look::Plain),
            Cell::Thousandths(number) => self.number(&thousandths(*number, '.'), Look::Plain),
            Cell::Share(part) => self.number(&thousandths(*part, '.'), Look::Share),
            Cell::Money(amount) => {
                let amount = decimal(amount.0, self.currency.decimals, '.');
                self.number(&amount, Look::Money);
            }
            Cell::Day(day) => match serial(*day) {
                Some(serial) => self.number(&serial.to_string(), Look::Day),
                None => self.text(&day.to_string(), Look::Text),
            },
        }
        self.column += 1;
        Ok(())
    }

    fn end_row(&mut self) -> io::Result<()> {
        self.held.extend_from_slice(b"</row>");
        self.rows += 1;
        self.column = 0;
        let measured = self.opened || self.rows > MEASURED;
        if measured && self.held.len() >= BUFFER {
            self.hand_on()?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.close_sheet()?;
        let sheets = self.sheets;
        let workbook = parts::workbook(&self.names);
        self.part("_rels/.rels", parts::RELS)?;
        self.part("xl/workbook.xml", &workbook)?;
        self.part("xl/_rels/workbook.xml.rels", &parts::workbook_rels(sheets))?;
        self.part("xl/styles.xml", &parts::styles(self.currency))?;
        self.zip.finish()?.flush()
    }
}

fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(LEVEL))
}

/// The name of a column by its place.
fn letters(column: usize) -> String {
    let mut rest = column + 1;
    let mut name = Vec::new();
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
        name.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    name.iter().rev().collect()
}

/// The digits of a number, without making a string of them.
fn digits(number: u32, held: &mut [u8; 10]) -> &[u8] {
    let mut rest = number;
    let mut at = held.len();
    loop {
        at -= 1;
        held[at] = b'0' + u8::try_from(rest % 10).unwrap_or_default();
        rest /= 10;
        if rest == 0 {
            return &held[at..];
        }
    }
}

/// The day as spreadsheets count it. None before March 1900, of which they believe that a 29
/// February came before it.
fn serial(day: Day) -> Option<i32> {
    // 30 December 1899.
    const ZERO: i32 = 693_594;
    let serial = day.num_days_from_ce() - ZERO;
    (61..=2_958_465).contains(&serial).then_some(serial)
}
