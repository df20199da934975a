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

/// Columns below which what somebody reads begins right above the bottom line.
const NARROW: u16 = 60;

/// Where a notice stands that lies over `body`: at its end, on the frame of what is read there. Where rows
/// are few and one is not enough, the bottom line lends its own for as long as that stands; its keys work all
/// the same. What did not happen leaves it free: it stands for long, and the keys are the way out.
pub(in crate::app) fn over(body: Rect, notice: &Notice) -> Rect {
    let lends =
        body.width < NARROW && notice.level != Level::Problem && rows(notice, body.width) > 1;
    Rect {
        height: body.height + u16::from(lends),
        ..body
    }
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
    // The sign, and what parts the hint from the text.
    let around = if notice.hint.is_empty() { 2 } else { 6 };
    width(&notice.text) + width(&notice.hint) + around <= columns
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::probe;

    fn notice(level: Level, text: &str) -> Notice {
        Notice {
            level,
            text: text.to_owned(),
            hint: String::new(),
        }
    }

    #[test]
    fn in_a_narrow_window_a_long_notice_covers_the_bottom_line_before_what_is_read() {
        let body = |columns| Rect::new(0, 1, columns, 18);
        let long = "Marked as sent to Pak Budi. Ctrl+Z takes it back.";
        let rows = |columns, level, text| over(body(columns), &notice(level, text)).height;
        assert_eq!(rows(40, Level::Done, long), 19);
        assert_eq!(rows(40, Level::Problem, long), 18);
        assert_eq!(rows(80, Level::Done, long), 18);
        // What fits stands on the frame.
        let short = "Thirty-six columns of text, exactly.";
        assert_eq!(rows(40, Level::Done, short), 18);
        let look = Look::default();
        let seen = probe::text(40, 2, |frame| {
            view(frame, frame.area(), &notice(Level::Done, short), &look);
        });
        assert_eq!(seen, format!("\n ✓ {short}\n"));
    }
}
