//! Lines of dots: eight in a cell as Braille, or one sign a cell.

use crate::look::{Look, Role};
use ratatui::Frame;
use ratatui::layout::Rect;

/// Dots in an area. Two lines may be drawn; where they meet in a cell, the first is seen.
pub struct Dots {
    area: Rect,
    /// Dots in a cell, across and down.
    per: (usize, usize),
    /// For each cell the dots of either line.
    cells: Vec<[u8; 2]>,
}

/// A dot, counted from the top left.
pub type Dot = (usize, usize);

/// The Braille dots of a cell: by row, left and right.
const BRAILLE: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];

impl Dots {
    /// No dots yet in `area`.
    pub fn new(area: Rect, look: &Look) -> Dots {
        let (across, down) = look.symbols.chart.dots;
        let cells = usize::from(area.width) * usize::from(area.height);
        Dots {
            area,
            per: (across.into(), down.into()),
            cells: vec![[0; 2]; cells],
        }
    }

    /// How many dots across and down.
    pub fn size(&self) -> (usize, usize) {
        let (width, height) = (usize::from(self.area.width), usize::from(self.area.height));
        (width * self.per.0, height * self.per.1)
    }

    /// One dot of line 0 or 1. Outside of the area nothing happens.
    pub fn set(&mut self, (x, y): Dot, line: usize) {
        let (width, height) = self.size();
        if x >= width || y >= height {
            return;
        }
        let (column, row) = (x / self.per.0, y / self.per.1);
        let cell = &mut self.cells[row * usize::from(self.area.width) + column];
        cell[line.min(1)] |= BRAILLE[y % self.per.1][x % self.per.0];
    }

    /// A straight stroke between two dots, both included. Line 1 is dotted.
    pub fn stroke(&mut self, from: Dot, to: Dot, line: usize) {
        let (across, down) = (from.0.abs_diff(to.0), from.1.abs_diff(to.1));
        let steps = across.max(down);
        let along = |from: usize, to: usize, step: usize| {
            let part = (from.abs_diff(to) * step + steps / 2) / steps.max(1);
            if to < from { from - part } else { from + part }
        };
        for step in 0..=steps {
            let dot = (along(from.0, to.0, step), along(from.1, to.1, step));
            let gap = line == 1 && self.per.0 > 1 && !(dot.0 + dot.1).is_multiple_of(2);
            if !gap {
                self.set(dot, line);
            }
        }
    }

    /// Draws all dots; cells without one keep what they have.
    pub fn draw(&self, frame: &mut Frame<'_>, look: &Look) {
        let signs = look.symbols.chart;
        let width = usize::from(self.area.width);
        let area = self.area.intersection(frame.area());
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                let at = usize::from(y - self.area.y) * width + usize::from(x - self.area.x);
                let [first, second] = self.cells[at];
                let (line, role) = match (first, second) {
                    (0, 0) => continue,
                    (0, _) => (1, Role::Label),
                    _ => (0, Role::Value),
                };
                let cell = &mut frame.buffer_mut()[(x, y)];
                if self.per == (1, 1) {
                    cell.set_symbol(signs.line[line]);
                } else {
                    let sign = char::from_u32(0x2800 + u32::from(first | second));
                    cell.set_char(sign.unwrap_or(' '));
                }
                cell.set_style(look.style(role));
            }
        }
    }
}
