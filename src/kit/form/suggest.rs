//! Suggestions under a field: what the shop has written before.

use crate::kit::draw::{clear, put, row};
use crate::kit::width::width;
use crate::look::{Look, Role};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use std::cell::Cell;

/// How many are seen at once.
const MOST: usize = 6;

/// Suggestions, open while there are any. None is selected until Down is pressed, so that
/// Enter keeps what was typed.
#[derive(Debug, Clone, Default)]
pub(super) struct Suggestions {
    texts: Vec<String>,
    selected: Option<usize>,
    area: Cell<Rect>,
}

impl Suggestions {
    pub(super) fn offer(&mut self, texts: Vec<String>) {
        let selected = self
            .selected()
            .and_then(|was| texts.iter().position(|text| text == was));
        *self = Suggestions {
            texts,
            selected,
            area: Cell::default(),
        };
        self.texts.truncate(MOST);
    }

    pub(super) fn is_open(&self) -> bool {
        !self.texts.is_empty()
    }

    /// Closes them; `false` when they were not open.
    pub(super) fn close(&mut self) -> bool {
        let open = self.is_open();
        *self = Suggestions::default();
        open
    }

    pub(super) fn selected(&self) -> Option<&str> {
        self.selected
            .and_then(|at| self.texts.get(at))
            .map(String::as_str)
    }

    /// Down enters and moves on, Up moves back and out. `false` when there is nothing to do.
    pub(super) fn go(&mut self, down: bool) -> bool {
        let before = self.selected;
        self.selected = match (before, down) {
            (None, true) => Some(0),
            (Some(at), true) => Some((at + 1).min(self.texts.len() - 1)),
            (Some(0) | None, false) => None,
            (Some(at), false) => Some(at - 1),
        };
        down || before.is_some()
    }

    /// The suggestion under the mouse.
    pub(super) fn click(&self, at: Position) -> Option<String> {
        let area = self.area.get();
        let index = usize::from(at.y.saturating_sub(area.y));
        self.texts.get(index).filter(|_| area.contains(at)).cloned()
    }

    /// Draws them below the line at `under`, or above it where there is more room.
    pub(super) fn view(&self, frame: &mut Frame<'_>, under: Rect, bounds: Rect, look: &Look) {
        let below = bounds.bottom().saturating_sub(under.bottom());
        let above = under.y.saturating_sub(bounds.y);
        let needed = u16::try_from(self.texts.len()).unwrap_or(u16::MAX);
        let (y, height) = if below >= needed || below >= above {
            (under.bottom(), needed.min(below))
        } else {
            let height = needed.min(above);
            (under.y - height, height)
        };
        let widest = self.texts.iter().map(|text| width(text)).max().unwrap_or(0);
        let area = Rect {
            y,
            height,
            width: (widest + 3).min(under.width),
            ..under
        };
        self.area.set(area);
        clear(frame, area, look);
        for (at, text) in (0..height).zip(&self.texts) {
            let chosen = self.selected == Some(usize::from(at));
            let role = if chosen {
                Role::Selected
            } else {
                Role::FieldFocused
            };
            let line = row(area, at);
            frame.buffer_mut().set_style(line, look.style(role));
            let sign = if chosen { look.symbols.pointer } else { " " };
            put(
                frame,
                line,
                &format!("{sign} {text}"),
                look.style(role),
                look,
            );
        }
    }
}
