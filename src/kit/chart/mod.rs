//! Charts: the values of [`crate::chart`] drawn into the terminal, one function each.
//!
//! Each takes all of the canvas's area and whatever data there is. No chart needs colour: lines
//! differ by their dots, bars and shades carry their number, the point that matters has a sign.

mod bars;
mod cells;
mod curve;
mod dots;
mod ends;
mod grid;
mod heat;
mod line;
mod low_map;
mod map;
mod scale;
#[cfg(test)]
mod tests;

pub use bars::bars;
pub use curve::curve;
pub use heat::heat;
pub use line::line;
pub use map::map;

use super::draw::put;
use super::{Canvas, draw};
use crate::look::Role;
use crate::text::Say;

/// Says that there is nothing to show, in the middle of the area.
fn nothing(canvas: &mut Canvas<'_, '_>) {
    let text = Say::ChartNothing.in_(canvas.lang);
    let width = super::width::width(text);
    let area = draw::centred(canvas.area, (width, 1));
    put(
        canvas.frame,
        area,
        text,
        canvas.look.style(Role::Label),
        canvas.look,
    );
}
