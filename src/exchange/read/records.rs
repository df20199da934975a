//! Text with separators as records. RFC 4180 where the file keeps it, and honest where it does
//! not: a quote that never closes is an error with its line, never a file swallowed silently.

use std::io::Read;

use super::cell::{Cell, Record};
use super::decoded::Decoded;
use super::encoding::Encoding;
use super::refusal::{MAX_COLUMNS, MAX_FIELD_CHARS, ReadError, Refusal};

/// A field keeps at most this many bytes; enough to tell that it is too long.
const MAX_FIELD_BYTES: usize = (MAX_FIELD_CHARS + 1) * 4;

/// What ended a field.
#[derive(PartialEq)]
enum End {
    Field,
    Record,
}

/// Records of a text, one by one, with the physical line on which each begins.
pub(crate) struct Records<R> {
    text: Decoded<R>,
    delimiter: u8,
    line: u64,
}

impl<R: Read> Records<R> {
    pub(crate) fn new(source: R, encoding: Encoding, delimiter: u8) -> Self {
        Self {
            text: Decoded::new(source, encoding),
            delimiter,
            line: 1,
        }
    }

    /// Bytes of the file read so far, for showing progress.
    pub(crate) fn taken(&self) -> u64 {
        self.text.taken
    }

    /// Reads the next record into `record`, reusing its memory. False at the end.
    pub(crate) fn next(&mut self, record: &mut Record) -> Result<bool, ReadError> {
        record.overflow = 0;
        record.line = self.line;
        if self.text.peek()?.is_none() {
            record.cells.clear();
            return Ok(false);
        }
        let mut count = 0;
        let mut spare = String::new();
        loop {
            let slot = if count < MAX_COLUMNS {
                slot(&mut record.cells, count)
            } else {
                &mut spare
            };
            slot.clear();
            let end = self.field(slot)?;
            if count >= MAX_COLUMNS && !spare.trim().is_empty() {
                record.overflow += 1;
            }
            count += 1;
            if end == End::Record {
                break;
            }
        }
        record.cells.truncate(count);
        Ok(true)
    }

    fn field(&mut self, out: &mut String) -> Result<End, ReadError> {
        if self.text.peek()? == Some(b'"') {
            self.text.advance(1);
            self.quoted(out)?;
        }
        self.bare(out)
    }

    /// The rest of a field up to its separator or the end of the line.
    fn bare(&mut self, out: &mut String) -> Result<End, ReadError> {
        loop {
            let ahead = self.text.ahead()?;
            if ahead.is_empty() {
                return Ok(End::Record);
            }
            let Some(at) = memchr::memchr3(self.delimiter, b'\n', b'\r', ahead.as_bytes()) else {
                let all = ahead.len();
                keep(out, ahead);
                self.text.advance(all);
                continue;
            };
            keep(out, ahead.get(..at).unwrap_or_default());
            let stop = ahead.as_bytes().get(at).copied();
            self.text.advance(at + 1);
            if stop == Some(self.delimiter) {
                return Ok(End::Field);
            }
            if stop == Some(b'\r') && self.text.peek()? == Some(b'\n') {
                self.text.advance(1);
            }
            self.line += 1;
            return Ok(End::Record);
        }
    }

    /// The inside of a quoted field, the opening quote already taken.
    fn quoted(&mut self, out: &mut String) -> Result<(), ReadError> {
        let opened = self.line;
        loop {
            let ahead = self.text.ahead()?;
            if ahead.is_empty() {
                return Err(Refusal::UnclosedQuote { line: opened }.into());
            }
            let at = memchr::memchr(b'"', ahead.as_bytes());
            let inside = ahead.get(..at.unwrap_or(ahead.len())).unwrap_or_default();
            self.line += memchr::memchr_iter(b'\n', inside.as_bytes()).count() as u64;
            keep(out, inside);
            let taken = inside.len() + usize::from(at.is_some());
            self.text.advance(taken);
            if at.is_none() {
                continue;
            }
            if self.text.peek()? != Some(b'"') {
                break;
            }
            self.text.advance(1);
            keep(out, "\"");
        }
        if out.contains('\r') {
            *out = out.replace("\r\n", "\n");
        }
        Ok(())
    }
}

/// The text cell at `at`, made or reused.
fn slot(cells: &mut Vec<Cell>, at: usize) -> &mut String {
    if cells.len() <= at {
        cells.resize_with(at + 1, || Cell::Text(String::new()));
    }
    let cell = &mut cells[at];
    if !matches!(cell, Cell::Text(_)) {
        *cell = Cell::Text(String::new());
    }
    match cell {
        Cell::Text(text) => text,
        _ => unreachable!("made text above"),
    }
}

fn keep(out: &mut String, piece: &str) {
    let room = MAX_FIELD_BYTES.saturating_sub(out.len());
    if piece.len() <= room {
        out.push_str(piece);
    } else {
        out.push_str(
            piece
                .get(..piece.floor_char_boundary(room))
                .unwrap_or_default(),
        );
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Result<Vec<(u64, Vec<String>)>, ReadError> {
        let mut records = Records::new(text.as_bytes(), Encoding::Utf8, b',');
        let (mut all, mut record) = (Vec::new(), Record::default());
        while records.next(&mut record)? {
            let cells = record
                .cells
                .iter()
                .map(|cell| cell.text().into_owned())
                .collect();
            all.push((record.line, cells));
        }
        Ok(all)
    }

    fn rows(text: &str) -> Vec<Vec<String>> {
        read(text)
            .unwrap()
            .into_iter()
            .map(|(_, cells)| cells)
            .collect()
    }

    #[test]
    fn every_line_end_ends_a_record() {
        assert_eq!(
            rows("a,b\r\nc\nd\re"),
            [vec!["a", "b"], vec!["c"], vec!["d"], vec!["e"]]
        );
    }

    #[test]
    fn lines_are_physical_and_quotes_may_hold_line_breaks() {
        let read = read("h\n\"one\r\ntwo \"\"x\"\"\",b\nlast\n").unwrap();
        assert_eq!(read[1], (2, vec!["one\ntwo \"x\"".into(), "b".into()]));
        assert_eq!(read[2].0, 4);
    }

    #[test]
    fn a_quote_inside_a_field_is_text() {
        assert_eq!(rows("5\" ban,x\n"), [vec!["5\" ban", "x"]]);
    }

    #[test]
    fn an_open_quote_is_an_error_with_its_line() {
        let error = read("a\nb\n\"c\nd\n").unwrap_err();
        assert!(matches!(
            error,
            ReadError::Refusal(Refusal::UnclosedQuote { line: 3 })
        ));
    }

    #[test]
    fn a_huge_field_is_kept_only_as_far_as_needed() {
        let rows = rows(&"é".repeat(1_000_000));
        assert!(rows[0][0].len() <= MAX_FIELD_BYTES);
        assert!(rows[0][0].chars().count() > MAX_FIELD_CHARS);
    }

    proptest! {
        #[test]
        fn what_is_quoted_comes_back(
            table in prop::collection::vec(prop::collection::vec("[^\r]{0,12}", 1..5), 1..6)
        ) {
            let quote = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
            let line = |row: &Vec<String>| row.iter().map(quote).collect::<Vec<_>>().join(",");
            let text = table.iter().map(line).collect::<Vec<_>>().join("\r\n");
            prop_assert_eq!(rows(&text), table);
        }
    }
}
