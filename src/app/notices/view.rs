//! How a notice looks: over the last rows of its place, as many as it needs.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::kit::draw::{clear, put, row};
use crate::kit::notice::{self, Weight};
use crate::kit::width::{width, wrap};
use crate::look::{Look, Role};
use crate::protocol::{Level, Notice};

/// How many rows a notice needs in so many columns.
pub(in crate::app) fn rows(notice: &Notice, columns: u16) -> u16 {
    let columns = columns.saturating_sub(2);
    if fits_in_one(notice, columns) {
        return 1;
    }
    let (text, hint) = wrapped(notice, columns);
    u16::try_from(text.len() + hint.len()).unwrap_or(u16::MAX)
}

/// Draws a notice over the last rows of `body`.
pub(in crate::app) fn view(frame: &mut Frame<'_>, body: Rect, notice: &Notice, look: &Look) {
    let weight = match notice.level {
        Level::Done => Weight::Done,
        Level::Info => Weight::Info,
        Level::Attention => Weight::Attention,
        Level::Problem => Weight::Problem,
    };
    let columns = body.width.saturating_sub(2);
    let place = bottom(body, rows(notice, body.width).min(body.height));
    clear(frame, place, look);
    let inner = Rect {
        x: place.x + 1,
        width: columns,
        ..place
    };
    if fits_in_one(notice, columns) {
        notice::view(frame, inner, weight, &notice.text, &notice.hint, look);
        return;
    }
    let (text, hint) = wrapped(notice, columns);
    let first = text.len();
    for (at, line) in (0..place.height).zip(text.iter().chain(&hint)) {
        let line_place = row(inner, at);
        if at == 0 {
            notice::view(frame, line_place, weight, line, "", look);
        } else {
            let style = look.style(if usize::from(at) < first {
                Role::Value
            } else {
                Role::Label
            });
            let place = Rect {
                x: line_place.x + 2,
                width: columns.saturating_sub(2),
                ..line_place
            };
            put(frame, place, line, style, look);
        }
    }
}

fn fits_in_one(notice: &Notice, columns: u16) -> bool {
    width(&notice.text) + width(&notice.hint) + 6 <= columns
}

/// The lines of the text and those of the hint, beside the sign.
fn wrapped(notice: &Notice, columns: u16) -> (Vec<String>, Vec<String>) {
    let wrapped = |text: &str| wrap(text, columns.saturating_sub(2));
    let hint = Some(&notice.hint).filter(|hint| !hint.is_empty());
    (
        wrapped(&notice.text),
        hint.map(|hint| wrapped(hint)).unwrap_or_default(),
    )
}

fn bottom(area: Rect, rows: u16) -> Rect {
    Rect {
        y: area.bottom() - rows,
        height: rows,
        ..area
    }
}
