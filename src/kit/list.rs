//! A list of rows, one of them selected.

use super::draw::{after, put, put_spans, row, scroll_bar};
use crate::look::{Look, Role};
use crate::protocol::{Code, Key, Mouse, MouseKind};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::Span;
use std::cell::Cell;
use std::ops::Range;

/// What a list wants after a key or a press of the mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListIntent {
    /// The key is not one of the list's.
    Ignored,
    /// Another row is selected, or the same one again.
    Moved,
    /// The person chose the row.
    Chosen(usize),
}

/// Columns before a row's text, for the pointer.
pub const INDENT: u16 = 2;

/// A list that knows how many rows there are and which one is selected. The rows
/// themselves stay with the screen and are asked for only when they are seen.
#[derive(Debug, Clone, Default)]
pub struct List {
    len: usize,
    selected: usize,
    seen: Cell<Seen>,
}

/// Scroll memory: where the list was drawn, and its first visible row.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    area: Rect,
    first: usize,
}

impl List {
    /// A list of `len` rows, the first one selected.
    pub fn new(len: usize) -> List {
        List {
            len,
            ..List::default()
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The selected row; `None` when there are no rows.
    pub fn selected(&self) -> Option<usize> {
        (self.selected < self.len).then_some(self.selected)
    }

    /// Selects a row, at most the last.
    pub fn select(&mut self, index: usize) {
        self.selected = index.min(self.len.saturating_sub(1));
    }

    /// New rows of another question: begins at the top again.
    pub fn reset(&mut self, len: usize) {
        *self = List {
            len,
            seen: Cell::new(Seen {
                first: 0,
                ..self.seen.get()
            }),
            ..List::default()
        };
    }

    /// More or other rows of the same question. `now_at` is where the selected one has
    /// gone; it stays at its height on the screen, so that nothing jumps. Without it the
    /// selection keeps its place.
    pub fn replace(&mut self, len: usize, now_at: Option<usize>) {
        let before = self.selected;
        self.len = len;
        self.select(now_at.unwrap_or(before));
        let seen = self.seen.get();
        let height = before.saturating_sub(seen.first);
        let first = self.selected.saturating_sub(height);
        self.seen.set(Seen { first, ..seen });
    }

    /// The rows that were seen when the list was drawn last.
    pub fn visible(&self) -> Range<usize> {
        let Seen { area, first } = self.seen.get();
        first.min(self.len)..(first + usize::from(area.height)).min(self.len)
    }

    /// Moves by a key or chooses by Enter.
    pub fn press(&mut self, key: Key) -> ListIntent {
        let page = usize::from(self.seen.get().area.height.saturating_sub(1)).max(1);
        let last = self.len.saturating_sub(1);
        if key != Key::plain(key.code) || self.is_empty() {
            return ListIntent::Ignored;
        }
        self.selected = match key.code {
            Code::Up => self.selected.saturating_sub(1),
            Code::Down => (self.selected + 1).min(last),
            Code::PageUp => self.selected.saturating_sub(page),
            Code::PageDown => (self.selected + page).min(last),
            Code::Home => 0,
            Code::End => last,
            Code::Enter => return ListIntent::Chosen(self.selected),
            _ => return ListIntent::Ignored,
        };
        ListIntent::Moved
    }

    /// The row at a place on the screen.
    pub fn hit(&self, at: Position) -> Option<usize> {
        let Seen { area, first } = self.seen.get();
        let index = first + usize::from(at.y.saturating_sub(area.y));
        (area.contains(at) && index < self.len).then_some(index)
    }

    /// A press chooses or selects a row, the wheel goes through the rows.
    pub fn mouse(&mut self, mouse: Mouse) -> ListIntent {
        let at = (mouse.column, mouse.row).into();
        match mouse.kind {
            MouseKind::Press | MouseKind::Double => self.click(at),
            MouseKind::WheelUp => self.wheel(at, false),
            MouseKind::WheelDown => self.wheel(at, true),
        }
    }

    /// Selects the row under the mouse; pressed again on the selected row it is chosen.
    pub fn click(&mut self, at: Position) -> ListIntent {
        match self.hit(at) {
            None => ListIntent::Ignored,
            Some(index) if index == self.selected => ListIntent::Chosen(index),
            Some(index) => {
                self.selected = index;
                ListIntent::Moved
            }
        }
    }

    /// Moves the selection by three rows with the wheel, when the mouse is over the list.
    pub fn wheel(&mut self, at: Position, down: bool) -> ListIntent {
        if self.is_empty() || !self.seen.get().area.contains(at) {
            return ListIntent::Ignored;
        }
        let to = if down {
            self.selected + 3
        } else {
            self.selected.saturating_sub(3)
        };
        self.select(to);
        ListIntent::Moved
    }

    /// Draws the visible rows. `draw_row` is asked for these only; it gets the row's
    /// number and the columns it has, and answers with spans. The last column belongs to
    /// the scroll bar, the first two to the pointer.
    pub fn view<'a>(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        focused: bool,
        look: &Look,
        mut draw_row: impl FnMut(usize, u16) -> Vec<Span<'a>>,
    ) {
        let first = self.first_visible(area);
        self.seen.set(Seen { area, first });
        let text_width = area.width.saturating_sub(INDENT + 1);
        for (at, index) in self.visible().enumerate() {
            let line = row(area, u16::try_from(at).unwrap_or(u16::MAX));
            let spans = draw_row(index, text_width);
            let place = Rect {
                width: text_width,
                ..after(line, INDENT)
            };
            put_spans(frame, place, &spans, look);
            if Some(index) == self.selected() {
                let role = if focused {
                    Role::Selected
                } else {
                    Role::SelectedElsewhere
                };
                let line = Rect {
                    width: line.width.saturating_sub(1),
                    ..line
                };
                put(frame, line, look.symbols.pointer, look.style(role), look);
                frame.buffer_mut().set_style(line, look.style(role));
            }
        }
        scroll_bar(frame, area, first, usize::from(area.height), self.len, look);
    }

    /// The first row to show so that the selected one is seen and as little as possible moves.
    fn first_visible(&self, area: Rect) -> usize {
        let height = usize::from(area.height).max(1);
        let lowest = self.selected.saturating_sub(height - 1);
        let fills = self.len.saturating_sub(height);
        self.seen
            .get()
            .first
            .clamp(lowest, self.selected)
            .min(fills)
    }
}

impl PartialEq for List {
    /// Equal rows and selection; scroll memory does not count.
    fn eq(&self, other: &List) -> bool {
        (self.len, self.selected) == (other.len, other.selected)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::probe;

    fn key(name: &str) -> Key {
        name.parse().expect("a key")
    }

    fn drawn(list: &List, height: u16) -> String {
        let look = Look::default();
        probe::text(12, height, |frame| {
            list.view(frame, frame.area(), true, &look, |index, _| {
                vec![Span::raw(format!("row {index}"))]
            });
        })
    }

    #[test]
    fn the_selected_row_is_marked_by_sign_and_style() {
        let look = probe::look();
        let mut list = List::new(9);
        list.select(1);
        for focused in [true, false] {
            insta::assert_snapshot!(probe::draw(14, 3, |frame| {
                list.view(frame, frame.area(), focused, &look, |index, _| {
                    vec![Span::raw(format!("row {index}"))]
                });
            }));
        }
    }

    #[test]
    fn keys_move_within_the_rows() {
        let mut list = List::new(20);
        drawn(&list, 5);
        for (name, expected) in [
            ("Up", 0),
            ("Down", 1),
            ("PageDown", 5),
            ("End", 19),
            ("Down", 19),
            ("PageUp", 15),
            ("Home", 0),
        ] {
            assert_eq!(list.press(key(name)), ListIntent::Moved);
            assert_eq!(list.selected(), Some(expected), "{name}");
        }
        assert_eq!(list.press(key("Enter")), ListIntent::Chosen(0));
        assert_eq!(list.press(key("x")), ListIntent::Ignored);
        assert_eq!(list.press(key("Shift+Down")), ListIntent::Ignored);
    }

    #[test]
    fn an_empty_list_has_no_selection_and_takes_no_keys() {
        let mut list = List::new(0);
        assert_eq!(list.press(key("Enter")), ListIntent::Ignored);
        assert_eq!(list.selected(), None);
        assert_eq!(drawn(&list, 2), "\n\n");
    }

    #[test]
    fn only_visible_rows_are_asked_for() {
        let look = Look::default();
        let mut list = List::new(1_000_000);
        list.select(500_000);
        let mut asked = Vec::new();
        probe::draw(12, 4, |frame| {
            list.view(frame, frame.area(), true, &look, |index, _| {
                asked.push(index);
                Vec::new()
            });
        });
        assert_eq!(asked, (499_997..=500_000).collect::<Vec<_>>());
        assert_eq!(list.visible(), 499_997..500_001);
    }

    #[test]
    fn the_list_scrolls_no_more_than_it_must() {
        let mut list = List::new(20);
        list.select(10);
        drawn(&list, 5);
        assert_eq!(list.visible(), 6..11);
        list.select(7);
        drawn(&list, 5);
        assert_eq!(list.visible(), 6..11);
        list.select(5);
        drawn(&list, 5);
        assert_eq!(list.visible(), 5..10);
    }

    #[test]
    fn rows_that_arrive_above_leave_the_selected_one_where_it_is() {
        let mut list = List::new(20);
        list.select(8);
        drawn(&list, 5);
        assert_eq!(list.visible(), 4..9);
        list.replace(25, Some(11));
        drawn(&list, 5);
        assert_eq!((list.selected(), list.visible()), (Some(11), 7..12));
        list.replace(3, None);
        drawn(&list, 5);
        assert_eq!((list.selected(), list.visible()), (Some(2), 0..3));
    }

    #[test]
    fn another_question_begins_at_the_top() {
        let mut list = List::new(20);
        list.select(19);
        drawn(&list, 5);
        list.reset(8);
        drawn(&list, 5);
        assert_eq!((list.selected(), list.visible()), (Some(0), 0..5));
    }

    #[test]
    fn a_press_selects_and_a_second_one_chooses() {
        let look = Look::default();
        let mut list = List::new(20);
        list.select(10);
        probe::draw(12, 8, |frame| {
            let area = Rect::new(2, 3, 10, 5);
            list.view(frame, area, true, &look, |_, _| Vec::new());
        });
        assert_eq!(list.click(Position { x: 5, y: 4 }), ListIntent::Moved);
        assert_eq!(list.selected(), Some(7));
        assert_eq!(list.click(Position { x: 5, y: 4 }), ListIntent::Chosen(7));
        assert_eq!(list.click(Position { x: 0, y: 4 }), ListIntent::Ignored);
        assert_eq!(list.wheel(Position { x: 5, y: 4 }, true), ListIntent::Moved);
        assert_eq!(list.selected(), Some(10));
    }
}
