//! The text of a field in a form, drawn in one row. Content that was filled in beforehand is *selected* when the
//! line gets the focus: typing replaces it, moving the cursor keeps it.

use crate::domain::hygiene::FIELD_CHARS;
use crate::kit::{Edited, Line};
use crate::protocol::{Code, Key};

/// Begins another line of a text that may have several. Terminals tell it from Enter everywhere.
const BREAK: Key = Key {
    alt: true,
    ..Key::plain(Code::Enter)
};
/// The key that other programs have for it; in many terminals it is Enter.
const BREAK_TOO: Key = Key::ctrl('j');

/// A line that may be selected as a whole.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TextLine {
    line: Line,
    selected: bool,
}

impl TextLine {
    /// A line that holds `text`, with the cursor at its end.
    pub fn new(text: &str) -> Self {
        Self {
            line: Line::new(text).holding(FIELD_CHARS),
            selected: false,
        }
    }

    /// The same for a text that may have line breaks, which stay.
    pub fn with_breaks(text: &str) -> Self {
        Self {
            line: Line::with_breaks(text).holding(FIELD_CHARS),
            selected: false,
        }
    }

    /// Whether the text may have line breaks.
    pub fn has_breaks(&self) -> bool {
        self.line.has_breaks()
    }

    /// What it holds.
    pub fn value(&self) -> &str {
        self.line.value()
    }

    /// The line as the kit draws it.
    pub fn line(&self) -> &Line {
        &self.line
    }

    /// The line, to put the cursor where the mouse was pressed.
    pub fn line_mut(&mut self) -> &mut Line {
        self.selected = false;
        &mut self.line
    }

    /// Whether the whole content is selected.
    pub fn is_selected(&self) -> bool {
        self.selected
    }

    /// Replaces the content.
    pub fn set(&mut self, text: &str) {
        self.line.set(text);
        self.selected = false;
    }

    /// Selects all that the line holds.
    pub fn select(&mut self) {
        self.selected = !self.line.is_empty();
    }

    /// Takes the selection off and keeps the content.
    pub fn deselect(&mut self) {
        self.selected = false;
    }

    /// Takes pasted text over in the place of what is selected: all of it, or nothing where there
    /// is no room for all.
    pub fn paste(&mut self, text: &str) -> Edited {
        let mut whole = self.line.clone();
        if self.selected {
            whole.set("");
        }
        if !whole.has_room_for(text) {
            return Edited::Full;
        }
        if std::mem::take(&mut self.selected) {
            self.line.set("");
        }
        self.line.paste(text)
    }

    /// Takes a key.
    pub fn press(&mut self, key: Key) -> Edited {
        let selected = self.selected;
        if key == BREAK || key == BREAK_TOO {
            self.selected = false;
            return self.line.break_line();
        }
        let deletes = matches!(key.code, Code::Backspace | Code::Delete);
        if selected && (deletes || key.typed().is_some()) {
            self.set("");
            self.line.press(key);
            return Edited::Changed;
        }
        let edited = self.line.press(key);
        self.selected = selected && edited == Edited::No;
        edited
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(line: &mut TextLine, keys: &str) {
        for key in Key::sequence(keys).unwrap() {
            line.press(key);
        }
    }

    #[test]
    fn typing_replaces_what_is_selected() {
        let mut line = TextLine::new("45210");
        line.select();
        typed(&mut line, "50");
        assert_eq!(line.value(), "50");
    }

    #[test]
    fn moving_the_cursor_keeps_what_is_selected() {
        let mut line = TextLine::new("45210");
        line.select();
        typed(&mut line, "<Left>9");
        assert_eq!(line.value(), "452190");
    }

    #[test]
    fn deleting_takes_all_that_is_selected_and_only_then() {
        let mut line = TextLine::new("45210");
        line.select();
        typed(&mut line, "<Backspace>");
        assert_eq!(line.value(), "");
        line.set("45210");
        typed(&mut line, "<Backspace>");
        assert_eq!(line.value(), "4521");
    }

    #[test]
    fn a_paste_replaces_what_is_selected() {
        let mut line = TextLine::new("old");
        line.select();
        line.paste("new");
        assert_eq!(line.value(), "new");
    }

    #[test]
    fn a_key_that_means_nothing_to_text_keeps_the_selection() {
        let mut line = TextLine::new("x");
        line.select();
        assert_eq!(line.press(Key::f(2)), Edited::No);
        assert!(line.is_selected());
    }
}
