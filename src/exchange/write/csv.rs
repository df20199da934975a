//! Text files with separators, as RFC 4180 describes them: for programs, or for a spreadsheet.

use std::borrow::Cow;
use std::io::{self, Write};

use chrono::Datelike as _;

use super::{Cell, TableWriter, clean, decimal, thousandths};
use crate::domain::{Currency, Day};
use crate::exchange::guard::{doubled, guarded};
use crate::text::Lang;

/// So many bytes are gathered before they are handed on.
const BUFFER: usize = 64 * 1024;

/// How the file is spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CsvStyle {
    /// What stands between two cells.
    delimiter: u8,
    /// What stands before decimals.
    mark: char,
    /// Whether a spreadsheet opens it: with a byte order mark, and what it would misread guarded.
    spreadsheet: bool,
}

impl CsvStyle {
    /// For programs: comma, decimal point, no byte order mark.
    pub const PROGRAM: CsvStyle = CsvStyle {
        delimiter: b',',
        mark: '.',
        spreadsheet: false,
    };

    /// For the spreadsheet of somebody who speaks this language.
    pub fn spreadsheet(lang: Lang) -> CsvStyle {
        let (delimiter, mark) = match lang {
            Lang::En => (b',', '.'),
            Lang::Id => (b';', ','),
        };
        CsvStyle {
            delimiter,
            mark,
            spreadsheet: true,
        }
    }

    /// The same with another separator: one of ASCII that is no quote and no break.
    #[must_use]
    pub fn delimited(self, delimiter: u8) -> CsvStyle {
        CsvStyle { delimiter, ..self }
    }
}

/// Writes CSV.
pub struct Csv<W: Write> {
    style: CsvStyle,
    decimals: u8,
    out: W,
    held: Vec<u8>,
    /// Whether the row has a cell already.
    begun: bool,
}

impl<W: Write> Csv<W> {
    /// Writes to `out` under these headers.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn new<'h>(
        out: W,
        style: CsvStyle,
        currency: Currency,
        headers: impl IntoIterator<Item = &'h str>,
    ) -> io::Result<Csv<W>> {
        let mut csv = Csv {
            style,
            decimals: currency.decimals,
            out,
            held: Vec::with_capacity(BUFFER + 4096),
            begun: false,
        };
        if style.spreadsheet {
            csv.held.extend_from_slice("\u{feff}".as_bytes());
        }
        for header in headers {
            csv.separate();
            csv.put(header);
        }
        csv.end_row()?;
        Ok(csv)
    }

    fn separate(&mut self) {
        if self.begun {
            self.held.push(self.style.delimiter);
        }
        self.begun = true;
    }

    /// Text, in quotes where it needs them.
    fn put(&mut self, text: &str) {
        let delimiter = self.style.delimiter;
        let special = |byte: u8| byte == delimiter || matches!(byte, b'"' | b'\n' | b'\r');
        if !text.bytes().any(special) {
            self.held.extend_from_slice(text.as_bytes());
            return;
        }
        self.held.push(b'"');
        for (at, part) in text.split('"').enumerate() {
            if at > 0 {
                self.held.extend_from_slice(b"\"\"");
            }
            self.held.extend_from_slice(part.as_bytes());
        }
        self.held.push(b'"');
    }

    fn text(&mut self, text: &str) {
        let guard = if self.style.spreadsheet {
            guarded
        } else {
            doubled
        };
        if is_plain(text, self.style.delimiter) && guard(text).is_none() {
            self.held.extend_from_slice(text.as_bytes());
            return;
        }
        let text = clean(text);
        let text = guard(&text).map_or(text, Cow::Owned);
        self.put(&text);
    }
}

/// Whether text, as most of it, is printable ASCII without anything that asks for quotes. All of it
/// is looked at even when the answer is known, so that many bytes are looked at in one step.
#[expect(clippy::needless_bitwise_bool, reason = "no branch for each byte")]
fn is_plain(text: &str, delimiter: u8) -> bool {
    let other = |byte: u8| !(b' '..0x7f).contains(&byte) | (byte == b'"') | (byte == delimiter);
    !text.bytes().fold(false, |found, byte| found | other(byte))
}

/// A whole number; what the formatter of the standard library does takes three times as long.
fn digits(number: i64, held: &mut Vec<u8>) {
    let mut text = [0; 20];
    let mut at = text.len();
    let mut rest = number.unsigned_abs();
    loop {
        at -= 1;
        text[at] = b'0' + u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if number < 0 {
        held.push(b'-');
    }
    held.extend_from_slice(&text[at..]);
}

/// `2026-11-26`.
fn iso(day: Day, held: &mut Vec<u8>) -> io::Result<()> {
    let year = u32::try_from(day.year()).ok().filter(|year| *year <= 9999);
    let Some(year) = year else {
        return write!(held, "{day}");
    };
    let two = |number: u32| {
        let digit = |number: u32| b'0' + u8::try_from(number % 10).unwrap_or(0);
        [digit(number / 10), digit(number)]
    };
    for part in [two(year / 100), two(year % 100)] {
        held.extend_from_slice(&part);
    }
    for part in [two(day.month()), two(day.day())] {
        held.push(b'-');
        held.extend_from_slice(&part);
    }
    Ok(())
}

impl<W: Write> TableWriter for Csv<W> {
    fn cell(&mut self, cell: &Cell<'_>) -> io::Result<()> {
        self.separate();
        match cell {
            Cell::Blank => {}
            Cell::Text(text) => self.text(text),
            Cell::Whole(number) => digits(*number, &mut self.held),
            Cell::Thousandths(number) | Cell::Share(number) => {
                self.put(&thousandths(*number, self.style.mark));
            }
            Cell::Money(amount) if self.decimals == 0 => digits(amount.0, &mut self.held),
            Cell::Money(amount) => self.put(&decimal(amount.0, self.decimals, self.style.mark)),
            Cell::Day(day) => iso(*day, &mut self.held)?,
        }
        Ok(())
    }

    fn end_row(&mut self) -> io::Result<()> {
        self.held.extend_from_slice(b"\r\n");
        self.begun = false;
        if self.held.len() >= BUFFER {
            self.out.write_all(&self.held)?;
            self.held.clear();
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.out.write_all(&self.held)?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut held = Vec::new();
        write(&mut held);
        String::from_utf8(held).unwrap()
    }

    #[test]
    fn only_what_goes_out_as_it_is_is_plain() {
        for text in ["", "Budi", "Ganti oli mesin; Filter oli", " ~"] {
            assert!(is_plain(text, b','), "{text}");
        }
        let long = "Ganti oli mesin dan filter";
        for odd in ["\"", ",", "\n", "\r", "\t", "\u{1b}", "\u{7f}", "é"] {
            for text in [
                format!("{odd}{long}"),
                format!("{long}{odd}{long}"),
                format!("{long}{odd}"),
            ] {
                assert!(!is_plain(&text, b','), "{text}");
            }
        }
        assert!(is_plain("a,b", b';') && !is_plain("a;b", b';'));
    }

    #[test]
    fn numbers_and_days_are_spelled_as_everywhere_else() {
        for number in [0, 7, -7, 10, 1_250_000, -1_250_000, i64::MAX, i64::MIN] {
            assert_eq!(written(|held| digits(number, held)), number.to_string());
        }
        let days = ["2026-11-26", "0001-01-01", "9999-12-31"].map(|day| day.parse().unwrap());
        for day in days.into_iter().chain([Day::MIN, Day::MAX]) {
            assert_eq!(written(|held| iso(day, held).unwrap()), day.to_string());
        }
    }
}
