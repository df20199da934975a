//! A place on the screen that the mouse can hit.

use ratatui::layout::{Position, Rect};
use std::cell::Cell;

/// Where something was drawn last; nowhere at first.
#[derive(Debug, Clone, Default)]
pub struct Place(Cell<Rect>);

impl Place {
    /// It was drawn there.
    pub fn drawn(&self, area: Rect) {
        self.0.set(area);
    }

    /// It is not seen.
    pub fn gone(&self) {
        self.0.set(Rect::default());
    }

    /// Whether a cell is in it.
    pub fn has(&self, column: u16, row: u16) -> bool {
        let at = Position { x: column, y: row };
        self.0.get().contains(at)
    }
}
