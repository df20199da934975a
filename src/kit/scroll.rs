//! Text longer than its place: help pages, notes, a message.

use super::draw::{row, scroll_bar};
use crate::look::Look;
use crate::protocol::{Code, Key};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use std::cell::Cell;

/// Scroll memory of a text. The text itself is given when it is drawn.
#[derive(Debug, Clone, Default)]
pub struct ScrollText {
    first: Cell<u16>,
    /// Rows that were seen, and how many there were.
    seen: Cell<(u16, u16)>,
    /// Where they were drawn.
    area: Cell<Rect>,
}

impl ScrollText {
    /// Scrolls by a key; `false` when it is not one that scrolls.
    pub fn press(&self, key: Key) -> bool {
        let (height, total) = self.seen.get();
        let page = height.saturating_sub(1).max(1);
        let last = total.saturating_sub(height);
        let first = self.first.get();
        if key != Key::plain(key.code) {
            return false;
        }
        let to = match key.code {
            Code::Up => first.saturating_sub(1),
            Code::Down => first.saturating_add(1),
            Code::PageUp => first.saturating_sub(page),
            Code::PageDown => first.saturating_add(page),
            Code::Home => 0,
            Code::End => last,
            _ => return false,
        };
        self.first.set(to.min(last));
        true
    }

    /// Scrolls by three rows with the wheel.
    pub fn wheel(&self, down: bool) {
        let key = Key::plain(if down { Code::Down } else { Code::Up });
        for _ in 0..3 {
            self.press(key);
        }
    }

    /// Whether it was drawn there.
    pub fn holds(&self, at: Position) -> bool {
        self.area.get().contains(at)
    }

    /// How many rows stand below those that are seen.
    pub fn below(&self) -> u16 {
        let (height, total) = self.seen.get();
        total.saturating_sub(self.first.get().saturating_add(height))
    }

    /// The next page; behind the last one the first again.
    pub fn turn(&self) {
        if self.below() == 0 {
            self.first.set(0);
        } else {
            self.press(Key::plain(Code::PageDown));
        }
    }

    /// Draws `total` rows of which each is drawn by `draw_row` when it is seen.
    pub fn view_rows(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        total: u16,
        look: &Look,
        mut draw_row: impl FnMut(&mut Frame<'_>, Rect, u16),
    ) {
        self.seen.set((area.height, total));
        self.area.set(area);
        let first = self.first.get().min(total.saturating_sub(area.height));
        self.first.set(first);
        let text = Rect {
            width: area.width.saturating_sub(1),
            ..area
        };
        for at in 0..area.height.min(total - first) {
            draw_row(frame, row(text, at), first + at);
        }
        scroll_bar(
            frame,
            area,
            usize::from(first),
            usize::from(area.height),
            usize::from(total),
            look,
        );
    }
}

impl PartialEq for ScrollText {
    /// Always equal: there is nothing but scroll memory.
    fn eq(&self, _: &ScrollText) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::draw::put;
    use crate::kit::probe;
    use crate::look::Role;

    fn view(scroll: &ScrollText, frame: &mut Frame<'_>, lines: &[&str]) {
        let (area, look) = (frame.area(), Look::default());
        let total = u16::try_from(lines.len()).unwrap();
        scroll.view_rows(frame, area, total, &look, |frame, place, at| {
            let style = look.style(Role::Value);
            put(frame, place, lines[usize::from(at)], style, &look);
        });
    }

    #[test]
    fn keys_scroll_and_stop_at_both_ends() {
        let scroll = ScrollText::default();
        let lines: Vec<_> = (1..=9).map(|n| format!("line {n}")).collect();
        let lines: Vec<_> = lines.iter().map(String::as_str).collect();
        let page = |scroll: &ScrollText| probe::text(10, 3, |frame| view(scroll, frame, &lines));
        assert_eq!(page(&scroll), "line 1   █\nline 2   │\nline 3   │\n");
        for name in ["Down", "PageDown"] {
            assert!(scroll.press(name.parse().expect("a key")));
        }
        assert_eq!(page(&scroll), "line 4   │\nline 5   █\nline 6   │\n");
        scroll.press(Key::plain(Code::End));
        scroll.press(Key::plain(Code::Down));
        assert_eq!(page(&scroll), "line 7   │\nline 8   │\nline 9   █\n");
        assert!(!scroll.press(Key::char('x')));
    }

    #[test]
    fn a_window_that_grows_is_filled() {
        let scroll = ScrollText::default();
        let page = |height| probe::text(4, height, |frame| view(&scroll, frame, &["a", "b", "c"]));
        page(1);
        scroll.press(Key::plain(Code::End));
        assert_eq!(page(1), "c  █\n");
        assert_eq!(page(3), "a\nb\nc\n");
    }
}
