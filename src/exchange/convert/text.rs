//! Texts: names, addresses, notes.

use super::{Reader, Weight, cell_of, says_nothing};
use crate::domain::hygiene::{clean_line, clean_note};
use crate::exchange::plan::Reason;
use crate::exchange::read::cell::{Cell, Record};
use crate::exchange::read::refusal::{MAX_FIELD_CHARS, MAX_NAME_CHARS};
use crate::exchange::recognise::Field;

/// Longest of the short facts (make, colour, document number …), in characters.
const SHORT: usize = 200;
/// Longest number that a shop, a maker or a state gives.
const NUMBER: usize = 60;

impl Reader<'_> {
    /// A name: one line, at most 200 characters; empty for stopgaps.
    pub(super) fn name(&mut self, record: &Record, field: Field) -> String {
        let text = self.line(record, field, MAX_NAME_CHARS);
        if says_nothing(&text) {
            String::new()
        } else {
            text
        }
    }

    /// A short fact; empty for stopgaps.
    pub(super) fn short(&mut self, record: &Record, field: Field) -> String {
        let text = self.line(record, field, SHORT);
        if says_nothing(&text) {
            String::new()
        } else {
            text
        }
    }

    /// A number that somebody gave (of a customer, a chassis, an engine); empty for stopgaps.
    pub(super) fn number(&mut self, record: &Record, field: Field) -> String {
        let text = self.line(record, field, NUMBER);
        if says_nothing(&text) {
            String::new()
        } else {
            text
        }
    }

    /// One line of a field, from its first column that is not blank.
    pub(super) fn line(&mut self, record: &Record, field: Field, most: usize) -> String {
        let columns = self.layout.columns.all(field);
        let filled = columns
            .iter()
            .find(|&&column| !cell_of(record, column).is_blank());
        filled.map_or(String::new(), |&column| self.line_in(record, column, most))
    }

    /// One line of a column.
    pub(super) fn line_in(&mut self, record: &Record, column: usize, most: usize) -> String {
        let cell = cell_of(record, column);
        if *cell == Cell::Error {
            self.remark(column, cell, Reason::CellError, Weight::Unreadable);
            return String::new();
        }
        let text = cell.text();
        let text = trimmed(self.bare(&text));
        let cleaned = clean_line(text);
        // A line break inside a name is as foreign there as an escape.
        if cleaned.removed || text.contains(['\n', '\r']) {
            self.remark(column, cell, Reason::ControlCharsRemoved, Weight::Note);
        }
        self.cut(column, cell, cleaned.text, most)
    }

    /// Notes of a field, all its columns, one below the other; breaks stay.
    pub(super) fn note(&mut self, record: &Record, field: Field) -> String {
        let columns: Vec<usize> = self.layout.columns.all(field).to_vec();
        let mut all: Vec<String> = Vec::new();
        for column in columns {
            let text = self.note_in(record, column);
            if !text.is_empty() && !all.contains(&text) {
                all.push(text);
            }
        }
        all.join("\n")
    }

    /// The note in a column.
    pub(super) fn note_in(&mut self, record: &Record, column: usize) -> String {
        let cell = cell_of(record, column);
        if *cell == Cell::Error {
            self.remark(column, cell, Reason::CellError, Weight::Unreadable);
            return String::new();
        }
        let text = cell.text();
        let cleaned = clean_note(self.bare(&text));
        if cleaned.removed {
            self.remark(column, cell, Reason::ControlCharsRemoved, Weight::Note);
        }
        let dashes = cleaned.text.chars().all(|c| matches!(c, '-' | '–' | '—'));
        let text = if dashes || cleaned.text.eq_ignore_ascii_case("(blank)") {
            String::new()
        } else {
            cleaned.text
        };
        self.cut(column, cell, text, MAX_FIELD_CHARS)
    }

    fn cut(&mut self, column: usize, cell: &Cell, text: String, most: usize) -> String {
        if text.chars().nth(most).is_none() {
            return text;
        }
        self.remark(column, cell, Reason::FieldTooLong, Weight::Unreadable);
        text.chars().take(most).collect()
    }
}

/// Without white space and byte order marks at the ends.
fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
}
