//! A small text area for notes: several lines, wrapped at words.

use super::draw::{put, row};
use super::line::Edited;
use super::width::{beginning, typable, width};
use crate::look::{Look, Role};
use crate::protocol::{Code, Key};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use std::cell::Cell;
use std::ops::Range;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// How much a note holds, in characters.
pub const LIMIT: usize = 10_000;

/// A text with its cursor.
#[derive(Debug, Clone, Default)]
pub struct Notes {
    text: String,
    /// Byte position, always between two letters.
    cursor: usize,
    /// Where it was drawn, and the first row seen.
    seen: Cell<(Rect, usize)>,
}

impl Notes {
    /// A text area that holds `text`, the cursor at its end.
    pub fn new(text: &str) -> Notes {
        let text = typable_lines(text);
        Notes {
            cursor: text.len(),
            text,
            seen: Cell::default(),
        }
    }

    /// The text.
    pub fn value(&self) -> &str {
        &self.text
    }

    /// Edits by a key. Up in the first row and Down in the last are not used up, so that
    /// a form can move on.
    pub fn press(&mut self, key: Key) -> Edited {
        if let Some(c) = key.typed() {
            return self.insert(&c.to_string());
        }
        if key != Key::plain(key.code) {
            return Edited::No;
        }
        match key.code {
            Code::Enter => self.insert("\n"),
            Code::Backspace => self.remove(self.before(self.cursor)..self.cursor),
            Code::Delete => self.remove(self.cursor..self.after(self.cursor)),
            Code::Left => self.go(self.before(self.cursor)),
            Code::Right => self.go(self.after(self.cursor)),
            Code::Up => self.vertical(false),
            Code::Down => self.vertical(true),
            Code::Home => self.go(self.current_row().1.start),
            Code::End => self.go(self.current_row().1.end),
            _ => Edited::No,
        }
    }

    /// Inserts pasted text; line breaks stay.
    pub fn paste(&mut self, text: &str) -> Edited {
        self.insert(&typable_lines(text))
    }

    /// Puts the cursor where the mouse was pressed; `false` when that is elsewhere.
    pub fn click(&mut self, at: Position) -> bool {
        let (area, first) = self.seen.get();
        if !area.contains(at) {
            return false;
        }
        let rows = self.rows();
        let index = (first + usize::from(at.y - area.y)).min(rows.len() - 1);
        self.cursor = self.at_column(&rows[index], at.x - area.x);
        true
    }

    /// Draws the text; with the focus it carries the terminal's cursor.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, focused: bool, look: &Look) {
        if area.is_empty() {
            return;
        }
        let role = if focused {
            Role::FieldFocused
        } else {
            Role::Field
        };
        frame.buffer_mut().set_style(area, look.style(role));
        self.seen.set((area, self.seen.get().1));
        let (at, range) = self.current_row();
        let height = usize::from(area.height);
        let first = self.seen.get().1.clamp((at + 1).saturating_sub(height), at);
        self.seen.set((area, first));
        for (y, range) in (0..area.height).zip(self.rows().into_iter().skip(first)) {
            put(
                frame,
                row(area, y),
                self.text[range].trim_end(),
                look.style(role),
                look,
            );
        }
        if focused {
            let x = area.x + width(&self.text[range.start..self.cursor]).min(area.width - 1);
            let y = area.y + u16::try_from(at - first).unwrap_or(0);
            frame.set_cursor_position(Position { x, y });
        }
    }

    fn insert(&mut self, text: &str) -> Edited {
        let room = LIMIT.saturating_sub(self.text.chars().count());
        let text: String = text
            .chars()
            .take(room)
            .filter(|c| *c == '\n' || !c.is_control())
            .collect();
        if text.is_empty() {
            return Edited::Moved;
        }
        self.text.insert_str(self.cursor, &text);
        self.cursor += text.len();
        Edited::Changed
    }

    fn remove(&mut self, range: Range<usize>) -> Edited {
        if range.is_empty() {
            return Edited::Moved;
        }
        self.cursor = range.start;
        self.text.replace_range(range, "");
        Edited::Changed
    }

    fn go(&mut self, to: usize) -> Edited {
        self.cursor = to;
        Edited::Moved
    }

    fn vertical(&mut self, down: bool) -> Edited {
        let rows = self.rows();
        let (at, range) = self.current_row();
        let target = if down {
            at.checked_add(1)
        } else {
            at.checked_sub(1)
        };
        let Some(target) = target.and_then(|target| rows.get(target)) else {
            return Edited::No;
        };
        let column = width(&self.text[range.start..self.cursor]);
        self.go(self.at_column(target, column))
    }

    /// The position in a row at a column, before the row's line break.
    fn at_column(&self, row: &Range<usize>, column: u16) -> usize {
        row.start + beginning(&self.text[row.clone()], column).len()
    }

    fn current_row(&self) -> (usize, Range<usize>) {
        let rows = self.rows();
        let at = rows
            .iter()
            .rposition(|row| row.start <= self.cursor)
            .unwrap_or(0);
        (at, rows.get(at).cloned().unwrap_or(0..0))
    }

    /// The rows as they are drawn, at the width of the last drawing. Never empty.
    fn rows(&self) -> Vec<Range<usize>> {
        let columns = self.seen.get().0.width;
        let columns = if columns == 0 { 80 } else { columns };
        let mut rows = Vec::new();
        let mut start = 0;
        for paragraph in self.text.split('\n') {
            wrap_rows(paragraph, start, columns, &mut rows);
            start += paragraph.len() + 1;
        }
        rows
    }

    fn before(&self, at: usize) -> usize {
        let mut cursor = GraphemeCursor::new(at, self.text.len(), true);
        cursor
            .prev_boundary(&self.text, 0)
            .ok()
            .flatten()
            .unwrap_or(0)
    }

    fn after(&self, at: usize) -> usize {
        let mut cursor = GraphemeCursor::new(at, self.text.len(), true);
        cursor
            .next_boundary(&self.text, 0)
            .ok()
            .flatten()
            .unwrap_or(self.text.len())
    }
}

/// Text made fit for a note: line breaks stay, other control characters do not.
fn typable_lines(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(typable).collect();
    lines.join("\n")
}

/// Rows of one paragraph that begins at byte `offset` of the text. Spaces hang over the
/// edge instead of beginning a row.
fn wrap_rows(paragraph: &str, offset: usize, columns: u16, rows: &mut Vec<Range<usize>>) {
    let (mut start, mut at) = (0, 0);
    for word in paragraph.split_inclusive(' ') {
        let end = at + word.trim_end().len();
        let begins = at;
        at += word.len();
        if begins >= end || width(&paragraph[start..end]) <= columns {
            continue;
        }
        if start < begins {
            rows.push(offset + start..offset + begins);
            start = begins;
        }
        while width(&paragraph[start..end]) > columns {
            let head = beginning(&paragraph[start..end], columns).len();
            let head = if head == 0 {
                paragraph[start..end]
                    .graphemes(true)
                    .next()
                    .map_or(1, str::len)
            } else {
                head
            };
            rows.push(offset + start..offset + start + head);
            start += head;
        }
    }
    rows.push(offset + start..offset + paragraph.len());
}

impl PartialEq for Notes {
    /// Equal text and cursor; where it was drawn does not count.
    fn eq(&self, other: &Notes) -> bool {
        (&self.text, self.cursor) == (&other.text, other.cursor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::probe;
    use proptest::prelude::*;

    fn press(notes: &mut Notes, keys: &str) {
        for key in Key::sequence(keys).expect("keys") {
            notes.press(key);
        }
    }

    fn drawn(notes: &Notes) -> String {
        probe::draw(12, 3, |frame| {
            notes.view(
                frame,
                frame.area(),
                true,
                &Look::new(crate::look::Theme::plain(), false),
            );
        })
    }

    #[test]
    fn text_wraps_at_words_and_the_cursor_follows() {
        let notes = Notes::new("call before touching the AC");
        let drawn = drawn(&notes);
        assert!(
            drawn.starts_with("call before\ntouching the\nAC\n"),
            "{drawn}"
        );
        assert!(drawn.ends_with("cursor 2,2\n"), "{drawn}");
    }

    #[test]
    fn up_and_down_move_by_drawn_rows_and_leave_at_the_ends() {
        let mut notes = Notes::new("call before touching the AC");
        drawn(&notes);
        press(&mut notes, "<Up>x<Home>y");
        assert_eq!(notes.value(), "call before ytoxuching the AC");
        assert_eq!(Notes::new("one").press(Key::plain(Code::Up)), Edited::No);
        assert_eq!(Notes::new("one").press(Key::plain(Code::Down)), Edited::No);
    }

    #[test]
    fn enter_breaks_the_line_and_backspace_joins_it() {
        let mut notes = Notes::new("ab");
        press(&mut notes, "<Left><Enter>");
        assert_eq!(notes.value(), "a\nb");
        press(&mut notes, "<Backspace><Delete>");
        assert_eq!(notes.value(), "a");
        press(&mut notes, "<Delete>");
        assert_eq!(notes.value(), "a");
    }

    #[test]
    fn a_paste_keeps_its_lines_and_loses_its_escapes() {
        let mut notes = Notes::default();
        notes.paste("one\r\n\u{1b}two");
        assert_eq!(notes.value(), "one\ntwo");
        assert_eq!(notes.press(Key::f(2)), Edited::No);
    }

    #[test]
    fn a_letter_with_marks_is_one_step() {
        let mut notes = Notes::new("e\u{301}x");
        press(&mut notes, "<Left><Backspace>");
        assert_eq!(notes.value(), "x");
    }

    proptest! {
        #[test]
        fn the_cursor_stays_inside_whatever_is_pressed(text in "[a-z山 \n]{0,30}", steps in proptest::collection::vec(0_usize..9, 0..30)) {
            let keys = [Code::Up, Code::Down, Code::Left, Code::Right, Code::Home, Code::End, Code::Backspace, Code::Delete, Code::Enter];
            let mut notes = Notes::new(&text);
            for step in steps {
                drawn(&notes);
                notes.press(Key::plain(keys[step]));
                prop_assert!(notes.text.is_char_boundary(notes.cursor));
            }
        }
    }
}
