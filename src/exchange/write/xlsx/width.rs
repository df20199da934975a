//! How wide the columns of a sheet are: as wide as what stands in their first rows.

use unicode_width::UnicodeWidthStr;

/// Narrowest and widest column, in characters.
const BOUNDS: (usize, usize) = (8, 48);

/// Widths of the columns, in characters.
#[derive(Debug)]
pub(super) struct Widths(Vec<usize>);

impl Widths {
    /// At first as wide as their headers.
    pub(super) fn of(headers: &[String]) -> Widths {
        // A header is bold.
        Widths(headers.iter().map(|header| header.width() + 1).collect())
    }

    /// A text that stands in a column.
    pub(super) fn see(&mut self, column: usize, text: &str) {
        let longest = text.lines().map(UnicodeWidthStr::width).max();
        self.grow(column, longest.unwrap_or_default());
    }

    /// A number that stands in a column; a day or an amount is longer when it is shown.
    pub(super) fn see_number(&mut self, column: usize, number: &str) {
        self.grow(column, (number.len() + number.len() / 3).max(10));
    }

    fn grow(&mut self, column: usize, width: usize) {
        if let Some(known) = self.0.get_mut(column) {
            *known = (*known).max(width);
        }
    }

    /// The widths, each within what is sensible, with room at the sides.
    pub(super) fn all(&self) -> impl Iterator<Item = usize> {
        let (least, most) = BOUNDS;
        self.0
            .iter()
            .map(move |width| (*width).clamp(least, most) + 2)
    }
}
