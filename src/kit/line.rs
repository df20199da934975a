//! One line of text that is typed into: the search line, a field of a form.

use super::draw::{after, put};
use super::width::{typable, typable_lines, width};
use crate::look::{Look, Role};
use crate::protocol::{Code, Key};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;
use tui_input::{Input, InputRequest};
use unicode_segmentation::UnicodeSegmentation;

/// What a key did to a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edited {
    /// The key is not one that edits.
    No,
    /// The cursor moved, or could not.
    Moved,
    /// The text is another.
    Changed,
    /// There is no room left; nothing was put in.
    Full,
}

/// How much a line holds that nobody said more of, in characters. A whole spreadsheet pasted by
/// mistake is nothing to search for.
pub const LIMIT: usize = 1_000;

/// A line with its cursor.
#[derive(Debug, Clone)]
pub struct Line {
    input: Input,
    /// How many characters it holds.
    most: usize,
    /// Whether line breaks and tabs of the text stay; they are one column each.
    breaks: bool,
    /// Where it was drawn last, and how far it was scrolled.
    drawn: Cell<(Rect, u16)>,
}

impl Line {
    /// A line that holds `text`, the cursor at its end.
    pub fn new(text: &str) -> Line {
        Line {
            input: Input::new(typable(text)),
            ..Line::default()
        }
    }

    /// The line with room for `most` characters.
    #[must_use]
    pub fn holding(self, most: usize) -> Line {
        Line { most, ..self }
    }

    /// A line whose text may have line breaks: they are kept, and drawn as a sign.
    pub fn with_breaks(text: &str) -> Line {
        let mut line = Line {
            breaks: true,
            ..Line::default()
        };
        line.set(text);
        line
    }

    /// Whether its text may have line breaks.
    pub fn has_breaks(&self) -> bool {
        self.breaks
    }

    /// The text.
    pub fn value(&self) -> &str {
        self.input.value()
    }

    /// Whether the cursor stands behind the last letter.
    pub fn is_at_end(&self) -> bool {
        self.input.cursor() == self.value().chars().count()
    }

    /// Replaces the text, the cursor at its end.
    pub fn set(&mut self, text: &str) {
        self.input = Input::new(self.made_fit(text));
    }

    fn made_fit(&self, text: &str) -> String {
        if self.breaks {
            typable_lines(text)
        } else {
            typable(text)
        }
    }

    /// How many more characters it holds.
    fn room(&self) -> usize {
        self.most.saturating_sub(self.value().chars().count())
    }

    /// Whether pasted text fits in as a whole.
    pub fn has_room_for(&self, text: &str) -> bool {
        self.made_fit(text).chars().count() <= self.room()
    }

    /// Begins another line of the text at the cursor, where it may have several.
    pub fn break_line(&mut self) -> Edited {
        if self.breaks {
            self.insert("\n")
        } else {
            Edited::No
        }
    }

    /// Puts text in at the cursor, as much of it as there is room for.
    fn insert(&mut self, text: &str) -> Edited {
        let room = self.room();
        if text.is_empty() {
            return Edited::Moved;
        }
        if room == 0 {
            return Edited::Full;
        }
        let (old, cursor) = (self.value(), self.input.cursor());
        let kept: String = text.chars().take(room).collect();
        let at = old
            .char_indices()
            .nth(cursor)
            .map_or(old.len(), |(at, _)| at);
        let value = format!("{}{kept}{}", &old[..at], &old[at..]);
        let cursor = cursor + kept.chars().count();
        self.input = Input::new(value).with_cursor(cursor);
        Edited::Changed
    }

    /// Whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.value().is_empty()
    }

    /// Edits by a key.
    pub fn press(&mut self, key: Key) -> Edited {
        let Some(request) = request(key) else {
            return Edited::No;
        };
        if matches!(request, InputRequest::InsertChar(_)) && self.room() == 0 {
            return Edited::Full;
        }
        match self.input.handle(request) {
            Some(changed) if changed.value => Edited::Changed,
            _ => Edited::Moved,
        }
    }

    /// Inserts pasted text at the cursor, as much of it as there is room for, without control
    /// characters and, unless the line may have breaks, in one line.
    pub fn paste(&mut self, text: &str) -> Edited {
        self.insert(&self.made_fit(text))
    }

    /// Puts the cursor where the mouse was pressed. `false` when that is not on this line.
    pub fn click(&mut self, at: Position) -> bool {
        let (area, scroll) = self.drawn.get();
        if !area.contains(at) {
            return false;
        }
        let column = at.x - area.x + scroll;
        let before = super::width::beginning(self.value(), column)
            .chars()
            .count();
        self.input.handle(InputRequest::SetCursor(before));
        true
    }

    /// Draws the line into `area`'s first row. With the focus it carries the terminal's
    /// cursor, and scrolls so that the cursor is seen.
    pub fn view(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        style: Style,
        focused: bool,
        look: &Look,
    ) {
        let area = Rect {
            height: area.height.min(1),
            ..area
        };
        if area.is_empty() {
            return;
        }
        frame.buffer_mut().set_style(area, style);
        let scroll = if focused { self.scroll(area.width) } else { 0 };
        self.view_scrolled(frame, area, style, (focused, scroll), look);
    }

    /// Draws the line with the focus and, dim behind its cursor, the rest that Tab would take over,
    /// followed by the sign for that. The line scrolls so far that most of the rest is seen.
    pub fn view_offer(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        style: Style,
        rest: &str,
        look: &Look,
    ) {
        if area.is_empty() {
            return;
        }
        let sign = look.symbols.tab;
        let wanted = width(rest).saturating_add(width(sign) + 1);
        let behind = wanted.min(area.width - area.width / 3);
        let scroll = self.scroll((area.width + 1).saturating_sub(behind));
        frame.buffer_mut().set_style(area, style);
        self.view_scrolled(frame, area, style, (true, scroll), look);
        let cursor = u16::try_from(self.input.visual_cursor()).unwrap_or(u16::MAX);
        let place = after(area, cursor.saturating_sub(scroll));
        let dim = look
            .style(Role::Placeholder)
            .remove_modifier(Modifier::BOLD);
        let room = Rect {
            width: place.width.saturating_sub(width(sign) + 1),
            ..place
        };
        let used = put(frame, room, rest, dim, look);
        put(frame, after(place, used + 1), sign, dim, look);
    }

    /// Draws the whole text over the rows of `area`, broken between words, with the terminal's cursor in it. Where there is not room for all, the rows around the cursor are seen.
    pub fn view_whole(&self, frame: &mut Frame<'_>, area: Rect, style: Style) {
        if area.is_empty() {
            return;
        }
        frame.buffer_mut().set_style(area, style);
        let (rows, (column, line)) = self.laid_out(area.width);
        let first = (line + 1).saturating_sub(usize::from(area.height));
        for (y, text) in (area.y..area.bottom()).zip(&rows[first.min(rows.len())..]) {
            // A space may hang over the end.
            let text = super::width::beginning(text, area.width);
            frame.buffer_mut().set_string(area.x, y, text, style);
        }
        let below = u16::try_from(line - first).unwrap_or(0);
        frame.set_cursor_position(Position {
            x: area.x + column.min(area.width - 1),
            y: area.y + below,
        });
    }

    /// The text in rows of that width, broken between words, and inside a word only where it is longer than
    /// a row; and the column and row of the cursor. A space that finds no room hangs over the end of its row.
    fn laid_out(&self, columns: u16) -> (Vec<String>, (u16, usize)) {
        let all: Vec<&str> = self.value().graphemes(true).collect();
        let mut rows = broken(&all, columns);
        let mut passed = 0;
        let before = all.iter().take_while(|grapheme| {
            passed += grapheme.chars().count();
            passed <= self.input.cursor()
        });
        let cursor = before.count();
        let line = rows.iter().rposition(|row| row.start <= cursor);
        let line = line.unwrap_or_default();
        let mut at = (wide(&all[rows[line].start..cursor]), line);
        if cursor == all.len() && at.0 >= columns {
            rows.push(all.len()..all.len());
            at = (0, line + 1);
        }
        let texts = rows
            .into_iter()
            .map(|row| all[row].concat().replace('\t', " "));
        (texts.collect(), at)
    }

    fn view_scrolled(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        style: Style,
        (focused, scroll): (bool, u16),
        look: &Look,
    ) {
        self.drawn.set((area, scroll));
        let value = self.drawn_value(look);
        if scroll == 0 && !focused {
            put(frame, area, &value, style, look);
            return;
        }
        let shown = skip_columns(&value, scroll);
        let shown = super::width::beginning(shown, area.width);
        frame.buffer_mut().set_string(area.x, area.y, shown, style);
        if focused {
            let cursor = u16::try_from(self.input.visual_cursor()).unwrap_or(u16::MAX);
            let x = area.x + cursor.saturating_sub(scroll).min(area.width - 1);
            frame.set_cursor_position(Position { x, y: area.y });
        }
    }

    /// The text with a sign for each line break, column for column.
    fn drawn_value(&self, look: &Look) -> Cow<'_, str> {
        if !self.value().contains(['\n', '\t']) {
            return Cow::Borrowed(self.value());
        }
        let value = self.value().replace('\t', " ");
        Cow::Owned(value.replace('\n', look.symbols.line_break))
    }

    /// Draws what an empty line could hold.
    pub fn placeholder(&self, frame: &mut Frame<'_>, area: Rect, text: &str, look: &Look) {
        if self.is_empty() {
            let style = look.style(Role::Placeholder);
            let style = style.remove_modifier(Modifier::BOLD);
            put(frame, area, text, style, look);
        }
    }

    /// How many columns are scrolled out to the left, never half of a wide letter.
    fn scroll(&self, columns: u16) -> u16 {
        let room = usize::from(columns.saturating_sub(1));
        u16::try_from(self.input.visual_scroll(room)).unwrap_or(u16::MAX)
    }
}

impl Default for Line {
    fn default() -> Line {
        Line {
            input: Input::default(),
            most: LIMIT,
            breaks: false,
            drawn: Cell::default(),
        }
    }
}

impl PartialEq for Line {
    /// Equal text and cursor; where it was drawn does not count.
    fn eq(&self, other: &Line) -> bool {
        (self.value(), self.input.cursor()) == (other.value(), other.input.cursor())
    }
}

/// Which letters stand in which row of that width; a line break belongs to none.
fn broken(all: &[&str], columns: u16) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    // Where the row began, and where the last word of it did.
    let (mut start, mut word) = (0, 0);
    for (at, grapheme) in all.iter().enumerate() {
        if *grapheme == "\n" {
            rows.push(start..at);
            (start, word) = (at + 1, at + 1);
            continue;
        }
        let is_blank = matches!(*grapheme, " " | "\t");
        if !is_blank && at > start && wide(&all[start..=at]) > columns {
            let cut = if word > start { word } else { at };
            rows.push(start..cut);
            (start, word) = (cut, cut);
        }
        if is_blank {
            word = at + 1;
        }
    }
    rows.push(start..all.len());
    rows
}

/// How many columns letters take; a tab takes one.
fn wide(graphemes: &[&str]) -> u16 {
    let one = |grapheme: &&str| {
        if **grapheme == *"\t" {
            1
        } else {
            width(grapheme)
        }
    };
    graphemes.iter().map(one).fold(0, u16::saturating_add)
}

fn skip_columns(text: &str, columns: u16) -> &str {
    let head = super::width::beginning(text, columns);
    let rest = &text[head.len()..];
    if width(head) < columns {
        // The cut goes through a wide letter: leave it out.
        let wide = rest.chars().next().map_or(0, char::len_utf8);
        return &rest[wide..];
    }
    rest
}

/// What a key means in a line. Keys that are commands everywhere (Ctrl+S, Ctrl+Z, Ctrl+E,
/// Ctrl+P) never come here.
fn request(key: Key) -> Option<InputRequest> {
    let word = key.ctrl || key.alt;
    Some(match key.code {
        Code::Char('w') if key.ctrl => InputRequest::DeletePrevWord,
        Code::Char('u') if key.ctrl => InputRequest::DeleteFromStart,
        Code::Char('k') if key.ctrl => InputRequest::DeleteTillEnd,
        Code::Char('a') if key.ctrl => InputRequest::GoToStart,
        Code::Char(_) => InputRequest::InsertChar(key.typed().filter(|c| !c.is_control())?),
        Code::Backspace if word => InputRequest::DeletePrevWord,
        Code::Backspace => InputRequest::DeletePrevChar,
        Code::Delete if word => InputRequest::DeleteNextWord,
        Code::Delete => InputRequest::DeleteNextChar,
        Code::Left if word => InputRequest::GoToPrevWord,
        Code::Left => InputRequest::GoToPrevChar,
        Code::Right if word => InputRequest::GoToNextWord,
        Code::Right => InputRequest::GoToNextChar,
        Code::Home => InputRequest::GoToStart,
        Code::End => InputRequest::GoToEnd,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::probe;

    fn typed(keys: &str) -> Line {
        let mut line = Line::default();
        for key in Key::sequence(keys).expect("keys") {
            line.press(key);
        }
        line
    }

    #[test]
    fn letters_type_and_editing_keys_edit() {
        assert_eq!(typed("1234<Backspace>x").value(), "123x");
        assert_eq!(typed("budi santoso<Ctrl+W>a").value(), "budi a");
        assert_eq!(typed("abc<Home>x<Delete>").value(), "xbc");
        assert_eq!(typed("abc<Ctrl+U>d").value(), "d");
    }

    #[test]
    fn commands_are_left_to_whoever_asked() {
        let mut line = Line::new("x");
        for key in ["F2", "Ctrl+S", "Alt+2", "Enter", "Tab", "Up"] {
            assert_eq!(line.press(key.parse().expect("a key")), Edited::No, "{key}");
        }
    }

    #[test]
    fn a_paste_becomes_one_clean_line() {
        let mut line = Line::new("B ");
        assert_eq!(line.paste("1234\nXYZ\u{1b}\n"), Edited::Changed);
        assert_eq!(line.value(), "B 1234 XYZ");
        assert_eq!(line.paste(&"x".repeat(5_000)), Edited::Changed);
        assert_eq!(line.value().chars().count(), LIMIT);
        assert_eq!(line.press(Key::char('y')), Edited::Full);
        assert_eq!(line.paste("y"), Edited::Full);
        assert_eq!(line.value().chars().count(), LIMIT);
    }

    #[test]
    fn a_line_with_breaks_keeps_them_and_shows_each_as_a_sign() {
        let mut line = Line::with_breaks("one\ntwo");
        line.press("Home".parse().expect("a key"));
        assert_eq!(line.paste("zero\r\n\u{1b}"), Edited::Changed);
        assert_eq!(line.value(), "zero\none\ntwo");
        assert_eq!(line.break_line(), Edited::Changed);
        line.press("Backspace".parse().expect("a key"));
        line.press("Right".parse().expect("a key"));
        line.press(Key::char('x'));
        assert_eq!(line.value(), "zero\noxne\ntwo");
        let look = Look::default();
        for (focused, drawn) in [
            (true, "zero↵oxne↵two\n-- cursor 7,0\n"),
            (false, "zero↵oxne↵two\n"),
        ] {
            let seen = probe::draw(20, 1, |frame| {
                line.view(frame, frame.area(), Style::new(), focused, &look);
            });
            assert_eq!(seen, drawn);
        }
        assert!(line.click(Position { x: 5, y: 0 }));
        line.press(Key::char('y'));
        assert_eq!(line.value(), "zero\nyoxne\ntwo");
        assert_eq!(Line::default().break_line(), Edited::No);
    }

    #[test]
    fn deleting_takes_a_letter_with_its_marks() {
        assert_eq!(typed("e\u{301}<Backspace>").value(), "");
    }

    #[test]
    fn a_long_line_scrolls_with_its_cursor_and_rests_at_its_beginning() {
        let look = Look::default();
        let line = Line::new("Budi Santoso 山田太郎");
        let focused = probe::draw(9, 1, |frame| {
            line.view(frame, frame.area(), Style::new(), true, &look);
        });
        assert_eq!(focused, "山田太郎\n-- cursor 8,0\n");
        let resting = probe::draw(9, 1, |frame| {
            line.view(frame, frame.area(), Style::new(), false, &look);
        });
        assert_eq!(resting, "Budi San…\n");
    }

    #[test]
    fn an_offer_stands_dim_behind_the_cursor_with_its_sign() {
        let offered = |typed: &str, rest: &str, columns, symbols| {
            let look = Look {
                symbols,
                ..Look::default()
            };
            probe::text(columns, 1, |frame| {
                let area = frame.area();
                Line::new(typed).view_offer(frame, area, Style::new(), rest, &look);
            })
        };
        let unicode = crate::look::Symbols::UNICODE;
        assert_eq!(offered("An", "di", 12, unicode), "Andi ⇥\n");
        assert_eq!(offered("An", "toinette", 9, unicode), "Antoin… ⇥\n");
        let ascii = crate::look::Symbols::ASCII;
        assert_eq!(offered("An", "di", 12, ascii), "Andi [Tab]\n");
        // A line that is full scrolls: nobody takes what cannot be seen.
        assert_eq!(
            offered("Andika Pratama", "wi", 12, unicode),
            " Pratamawi ⇥\n"
        );
    }

    #[test]
    fn a_whole_text_breaks_between_words_and_the_cursor_stands_where_the_next_letter_goes() {
        let seen = |text: &str, back: usize| {
            let mut line = Line::with_breaks(text);
            for _ in 0..back {
                line.press(Key::plain(Code::Left));
            }
            let (rows, cursor) = line.laid_out(8);
            (rows.join("|"), cursor)
        };
        let rows = "selalu |dan |lancar |rezeki";
        assert_eq!(
            seen("selalu dan lancar rezeki", 0),
            (rows.to_owned(), (6, 3))
        );
        // Before and behind the space at which a row ends.
        assert_eq!(
            seen("selalu dan lancar rezeki", 7),
            (rows.to_owned(), (6, 2))
        );
        assert_eq!(
            seen("selalu dan lancar rezeki", 6),
            (rows.to_owned(), (0, 3))
        );
        assert_eq!(seen("selamat12345", 0).0, "selamat1|2345");
        assert_eq!(seen("ya selamat12345", 0).0, "ya |selamat1|2345");
        assert_eq!(seen("12345678 x", 0), ("12345678 |x".to_owned(), (1, 1)));
        assert_eq!(seen("12345678", 0), ("12345678|".to_owned(), (0, 1)));
        assert_eq!(seen("12345678 ", 0), ("12345678 |".to_owned(), (0, 1)));
        assert_eq!(seen("a\n\nb", 1), ("a||b".to_owned(), (0, 2)));
        assert_eq!(seen("a\n\nb", 2), ("a||b".to_owned(), (0, 1)));
        assert_eq!(seen("", 0), (String::new(), (0, 0)));
    }

    #[test]
    fn the_mouse_puts_the_cursor_between_letters() {
        let look = Look::default();
        let mut line = Line::new("Budi");
        probe::draw(9, 2, |frame| {
            line.view(frame, frame.area(), Style::new(), true, &look);
        });
        assert!(line.click(Position { x: 2, y: 0 }));
        line.press(Key::char('x'));
        assert_eq!(line.value(), "Buxdi");
        assert!(!line.click(Position { x: 2, y: 1 }));
    }
}
