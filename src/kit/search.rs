//! The search box: one framed line that has a status in its frame.

use super::draw::panel;
use super::line::{Edited, Line};
use crate::look::{Look, Role};
use crate::protocol::Key;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};

/// A framed line for searching.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SearchBox {
    line: Line,
}

/// Rows that the box takes.
pub const HEIGHT: u16 = 3;

impl SearchBox {
    /// What is searched for.
    pub fn query(&self) -> &str {
        self.line.value()
    }

    /// Puts another query in.
    pub fn set(&mut self, query: &str) {
        self.line.set(query);
    }

    /// Edits by a key.
    pub fn press(&mut self, key: Key) -> Edited {
        self.line.press(key)
    }

    /// Inserts pasted text.
    pub fn paste(&mut self, text: &str) -> Edited {
        self.line.paste(text)
    }

    /// Puts the cursor where the mouse was pressed; `false` when that is elsewhere.
    pub fn click(&mut self, at: Position) -> bool {
        self.line.click(at)
    }

    /// Draws the box: `title` above, `status` below right, `hint` while it is empty.
    pub fn view(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        captions: &Captions<'_>,
        focused: bool,
        look: &Look,
    ) {
        let inner = panel(frame, area, captions.title, captions.status, focused, look);
        let inner = super::draw::after(inner, 1);
        let style = look.style(if focused { Role::Strong } else { Role::Value });
        self.line.view(frame, inner, style, focused, look);
        let after_cursor = if focused {
            super::draw::after(inner, 1)
        } else {
            inner
        };
        self.line
            .placeholder(frame, after_cursor, captions.hint, look);
    }
}

/// What stands in and around the box.
#[derive(Debug, Clone, Copy)]
pub struct Captions<'a> {
    /// Above.
    pub title: &'a str,
    /// Below, on the right.
    pub status: &'a str,
    /// Inside, while nothing is typed.
    pub hint: &'a str,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::probe;

    #[test]
    fn the_box_shows_title_status_and_cursor() {
        let look = probe::look();
        let mut search = SearchBox::default();
        let captions = Captions {
            title: "Plate or name",
            status: "3 of 12,480 customers",
            hint: "Type a piece of the plate",
        };
        insta::assert_snapshot!(
            "search_empty",
            probe::draw(40, 3, |frame| search.view(
                frame,
                frame.area(),
                &captions,
                true,
                &look
            ))
        );
        search.set("1234");
        insta::assert_snapshot!(
            "search_typed",
            probe::draw(40, 3, |frame| search.view(
                frame,
                frame.area(),
                &captions,
                true,
                &look
            ))
        );
    }
}
