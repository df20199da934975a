//! The squares of a QR code on the screen, so that a camera reads them.

use super::draw::row;
use crate::look::{Look, Role};
use crate::message::{Code, Ink, Squares};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

/// How this terminal draws squares.
pub fn squares(look: &Look) -> Squares {
    if look.symbols.is_ascii() {
        Squares::Pairs
    } else {
        Squares::Halves
    }
}

/// Draws the code at the top left of `area`, with light around it. `inverted` swaps what is drawn
/// and what is left to the ground of a terminal without colours, which is taken for dark. Answers
/// with the columns and rows that it took; `None` when there is no room, and nothing is drawn.
pub fn draw(
    frame: &mut Frame<'_>,
    area: Rect,
    code: &Code,
    inverted: bool,
    look: &Look,
) -> Option<(u16, u16)> {
    let style = look.style(Role::Code);
    let colours = style.bg.is_some();
    let ink = if colours || inverted {
        Ink::Dark
    } else {
        Ink::Light
    };
    let room = (usize::from(area.width), usize::from(area.height));
    let rows = code.rows(room, squares(look), ink)?;
    let mut columns = 0;
    for (at, text) in (0..).zip(&rows) {
        let place = row(area, at);
        if squares(look) == Squares::Halves {
            frame.buffer_mut().set_string(place.x, place.y, text, style);
        } else {
            pairs(frame, place, text, style);
        }
        columns = u16::try_from(text.chars().count()).unwrap_or(u16::MAX);
    }
    Some((columns, u16::try_from(rows.len()).unwrap_or(u16::MAX)))
}

/// Squares of two columns without block characters: what is inked is the ground of a reversed space.
fn pairs(frame: &mut Frame<'_>, place: Rect, text: &str, style: Style) {
    for (x, sign) in (place.x..place.right()).zip(text.chars()) {
        let style = if sign == '#' {
            style.add_modifier(Modifier::REVERSED)
        } else {
            style
        };
        frame.buffer_mut().set_string(x, place.y, " ", style);
    }
}
