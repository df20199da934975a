//! The reading process. A hostile workbook of 1.4 KB can make a reader ask for 512 GiB, which
//! aborts and cannot be caught: so workbooks are read in a process of their own, which limits its
//! own memory and time before it looks at the first byte.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, Write};

use calamine::{Data, DataRef, ExcelDateTime, Ods, Reader, Xls, Xlsx};

use super::frame::Frame;
use super::guard::{self, Archive};
use crate::exchange::read::cell::Cell;
use crate::exchange::read::refusal::{MAX_COLUMNS, MAX_SHEET_CELLS, MAX_SHEET_ROWS, Refusal};
use crate::exchange::read::sniff::{Container, sniff};

/// Most memory of the reading process, in bytes.
const MEMORY: u64 = 512 << 20;
/// Most processor time of the reading process, in seconds.
const SECONDS: u64 = 30;
/// Days between the beginnings of the 1900 and the 1904 system.
const EPOCH_1904: f64 = 1462.0;

/// The body of the hidden subcommand: reads the workbook that stands open as standard input and
/// tells it on standard output. Returns the exit code.
pub fn serve_workbook() -> i32 {
    limit_self();
    let told = own_stdin().and_then(|file| tell(file, io::stdout().lock()));
    if told.is_ok() { 0 } else { 74 }
}

#[cfg(unix)]
fn own_stdin() -> io::Result<File> {
    use std::os::fd::AsFd;
    Ok(File::from(io::stdin().as_fd().try_clone_to_owned()?))
}

#[cfg(windows)]
fn own_stdin() -> io::Result<File> {
    use std::os::windows::io::AsHandle;
    Ok(File::from(io::stdin().as_handle().try_clone_to_owned()?))
}

#[cfg(unix)]
fn limit_self() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let most = |value| Rlimit {
        current: Some(value),
        maximum: Some(value),
    };
    for (resource, value) in [
        (Resource::As, MEMORY),
        (Resource::Cpu, SECONDS),
        (Resource::Core, 0),
    ] {
        // A system that knows no such limit still has the guard and a parent that survives.
        let _ = setrlimit(resource, most(value));
    }
}

/// Windows has no such limits for a process of its own; the guard and the parent remain.
#[cfg(not(unix))]
fn limit_self() {}

/// Reads the workbook and says what is in it; a refusal is said, not returned.
pub(crate) fn tell(file: File, out: impl Write) -> io::Result<()> {
    let mut teller = Teller {
        out: io::BufWriter::new(out),
        row: (0, Vec::new()),
        rows: 0,
        cells: 0,
    };
    match workbook(file, &mut teller) {
        Ok(()) => teller.say(&Frame::Done)?,
        Err(Stop::Refusal(refusal)) => teller.say(&Frame::Refused(refusal.code().to_owned()))?,
        Err(Stop::Io(error)) => return Err(error),
    }
    teller.out.flush()
}

enum Stop {
    Refusal(Refusal),
    Io(io::Error),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refusal(refusal)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

fn workbook(mut file: File, teller: &mut Teller<impl Write>) -> Result<(), Stop> {
    let mut head = [0_u8; 8];
    file.rewind()?;
    let read = file.read(&mut head)?;
    file.rewind()?;
    match sniff(head.get(..read).unwrap_or_default())? {
        Container::Ole => old_workbook(file, teller)?,
        Container::Zip => match guard::inspect(BufReader::new(&file))? {
            Archive::Xlsx => {
                file.rewind()?;
                stream_xlsx(file, teller)?;
            }
            Archive::Ods => {
                file.rewind()?;
                let mut book = Ods::new(BufReader::new(file)).map_err(|_| Refusal::BadXlsx)?;
                tell_ranges(&mut book, teller)?;
            }
        },
        Container::Text => return Err(Refusal::NotXlsx.into()),
    }
    if teller.rows == 0 {
        Err(Refusal::EmptyFile.into())
    } else {
        Ok(())
    }
}

fn old_workbook(file: File, teller: &mut Teller<impl Write>) -> Result<(), Stop> {
    let mut book = Xls::new(BufReader::new(file)).map_err(|_| Refusal::OleFileXlsOrEncrypted)?;
    tell_ranges(&mut book, teller)
}

/// Sheet by sheet and cell by cell: a sheet that claims to be huge costs nothing.
fn stream_xlsx(file: File, teller: &mut Teller<impl Write>) -> Result<(), Stop> {
    let bad = |_| Refusal::BadXlsx;
    let mut book: Xlsx<_> = Xlsx::new(BufReader::new(file)).map_err(bad)?;
    for name in book.sheet_names() {
        teller.sheet(&name)?;
        let mut cells = book.worksheet_cells_reader(&name).map_err(bad)?;
        while let Some(cell) = cells.next_cell().map_err(bad)? {
            let (row, column) = cell.get_position();
            teller.cell(row, column, of_ref(cell.get_value()))?;
        }
        teller.flush_row()?;
    }
    Ok(())
}

fn tell_ranges<B>(book: &mut B, teller: &mut Teller<impl Write>) -> Result<(), Stop>
where
    B: Reader<BufReader<File>>,
{
    for name in book.sheet_names() {
        teller.sheet(&name)?;
        let range = book.worksheet_range(&name).map_err(|_| Refusal::BadXlsx)?;
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let row = u32::try_from(row).map_err(|_| Refusal::SheetTooLarge)?;
            let column = u32::try_from(column).map_err(|_| Refusal::SheetTooLarge)?;
            teller.cell(top + row, left + column, of_data(value))?;
        }
        teller.flush_row()?;
    }
    Ok(())
}

/// Says frames and counts what was said.
struct Teller<W: Write> {
    out: io::BufWriter<W>,
    row: (u32, Vec<Cell>),
    rows: u32,
    cells: u64,
}

impl<W: Write> Teller<W> {
    fn say(&mut self, frame: &Frame) -> io::Result<()> {
        serde_json::to_writer(&mut self.out, frame)?;
        self.out.write_all(b"\n")
    }

    fn sheet(&mut self, name: &str) -> io::Result<()> {
        self.say(&Frame::Sheet(name.to_owned()))
    }

    /// Takes a cell at a 0-based place; cells arrive row by row.
    fn cell(&mut self, row: u32, column: u32, cell: Cell) -> Result<(), Stop> {
        if cell == Cell::Empty {
            return Ok(());
        }
        self.cells += 1;
        if row >= MAX_SHEET_ROWS || self.cells > MAX_SHEET_CELLS {
            return Err(Refusal::SheetTooLarge.into());
        }
        let column = column as usize;
        if column >= MAX_COLUMNS {
            return if cell.is_blank() {
                Ok(())
            } else {
                Err(Refusal::TooManyColumns.into())
            };
        }
        if row != self.row.0 {
            self.flush_row()?;
            self.row.0 = row;
        }
        if self.row.1.len() <= column {
            self.row.1.resize(column + 1, Cell::Empty);
        }
        if let Some(slot) = self.row.1.get_mut(column) {
            *slot = cell;
        }
        Ok(())
    }

    fn flush_row(&mut self) -> Result<(), Stop> {
        let cells = std::mem::take(&mut self.row.1);
        if cells.iter().any(|cell| !cell.is_blank()) {
            self.rows += 1;
            self.say(&Frame::Row(u64::from(self.row.0) + 1, cells))?;
        }
        Ok(())
    }
}

fn of_ref(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::SharedString(text) => Cell::Text((*text).to_owned()),
        other => of_data(&Data::from(other.clone())),
    }
}

fn of_data(value: &Data) -> Cell {
    match value {
        Data::Empty => Cell::Empty,
        Data::Int(number) => finite(f64::from(i32::try_from(*number).unwrap_or(i32::MAX))),
        Data::Float(number) => finite(*number),
        Data::Bool(value) => Cell::Bool(*value),
        Data::DateTime(moment) => date(moment),
        Data::DateTimeIso(text) => iso_serial(text).map_or(Cell::Text(text.clone()), Cell::Date),
        Data::Error(_) => Cell::Error,
        other => Cell::Text(other.to_string()),
    }
}

fn finite(number: f64) -> Cell {
    if number.is_finite() {
        Cell::Number(number)
    } else {
        Cell::Error
    }
}

/// A date cell as a serial of the 1900 system. The reader hides which system the workbook uses;
/// the day it makes of the serial tells.
fn date(moment: &ExcelDateTime) -> Cell {
    let serial = moment.as_f64();
    if !serial.is_finite() {
        return Cell::Error;
    }
    if moment.is_duration() {
        return Cell::Number(serial);
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let shown = days_since_1900(i32::from(year), u32::from(month), u32::from(day));
    match shown {
        Some(shown) if shown - serial.floor() > 1000.0 => Cell::Date(serial + EPOCH_1904),
        _ => Cell::Date(serial),
    }
}

fn iso_serial(text: &str) -> Option<f64> {
    let mut parts = text.get(..10)?.splitn(3, '-');
    let mut next = || parts.next();
    let (year, month, day) = (next()?, next()?, next()?);
    days_since_1900(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

fn days_since_1900(year: i32, month: u32, day: u32) -> Option<f64> {
    let start = chrono::NaiveDate::from_ymd_opt(1899, 12, 30)?;
    let date = chrono::NaiveDate::from_ymd_opt(year, month, day)?;
    i32::try_from((date - start).num_days()).ok().map(f64::from)
}
