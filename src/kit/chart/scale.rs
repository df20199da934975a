//! What stands around a chart: values on its left, names below it.

use crate::chart::Label;
use crate::kit::draw::{put, put_right};
use crate::kit::width::width;
use crate::look::{Look, Role};
use ratatui::Frame;
use ratatui::layout::Rect;

/// A value beside the axis: its row from the top of the plot, and its text.
pub type Tick = (u16, String);

/// Columns that these ticks need, the axis included.
pub fn columns(ticks: &[Tick]) -> u16 {
    let widest = ticks.iter().map(|(_, text)| width(text)).max().unwrap_or(0);
    widest.saturating_add(2)
}

/// Draws the axis and its values into the left of `area`, `columns` wide, and answers with what
/// is left for the plot. Of two values for one row the first stands.
pub fn left(
    frame: &mut Frame<'_>,
    area: Rect,
    (ticks, columns): (&[Tick], u16),
    look: &Look,
) -> Rect {
    let columns = columns.min(area.width);
    let signs = look.symbols.chart.axis;
    for at in 0..area.height {
        let row = Rect {
            y: area.y + at,
            height: 1,
            width: columns,
            ..area
        };
        let tick = ticks.iter().find(|(row, _)| *row == at);
        if let Some((_, text)) = tick {
            let place = Rect {
                width: columns.saturating_sub(2),
                ..row
            };
            put_right(frame, place, text, look.style(Role::Label), look);
        }
        let sign = if tick.is_some() { signs[0] } else { signs[1] };
        put_right(frame, row, sign, look.style(Role::Border), look);
    }
    Rect {
        x: area.x + columns,
        width: area.width - columns,
        ..area
    }
}

/// Draws names into one row, which begins where the plot begins.
pub fn below(frame: &mut Frame<'_>, row: Rect, labels: &[Label], look: &Look) {
    for label in labels {
        let start = u16::try_from(label.start)
            .unwrap_or(u16::MAX)
            .min(row.width);
        let place = Rect {
            x: row.x + start,
            width: row.width - start,
            ..row
        };
        put(frame, place, &label.text, look.style(Role::Label), look);
    }
}
