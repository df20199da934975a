//! Who came again, as a table of shades with their numbers.

use super::cells::{Columns, draw_all, draw_head, draw_row};
use super::nothing;
use crate::chart::Heat;
use crate::kit::Canvas;
use crate::kit::draw::{put, row};
use crate::kit::width::wrap;
use crate::look::Role;
use crate::text::{Say, say};
use ratatui::layout::Rect;

/// A line of the sentence above the table for so many rows.
const ROWS_FOR_ONE_OF_CAPTION: u16 = 9;

/// Draws the table: the newest rows and the first columns where not all of it fits, which is
/// said by the sign for more.
pub fn heat(canvas: &mut Canvas<'_, '_>, chart: &Heat) {
    let area = canvas.area;
    if chart.is_empty() || area.height < 2 || area.width < 24 {
        return nothing(canvas);
    }
    let caption = draw_caption(canvas, chart);
    let body = Rect {
        y: area.y + caption,
        height: area.height - caption,
        ..area
    };
    let columns = Columns::of(canvas, chart);
    draw_head(canvas, row(body, 0), chart, columns);
    let foot = u16::from(body.height > 4 && !chart.all.is_empty());
    let room = usize::from(body.height - 1 - foot);
    let hidden = chart.rows.len().saturating_sub(room);
    // The row that says how many are hidden takes the place of one more.
    let hidden = if hidden > 0 { hidden + 1 } else { 0 };
    let mut line = 1;
    if hidden > 0 {
        let earlier = say::chart_earlier_rows(canvas.lang, u64::try_from(hidden).unwrap_or(0));
        let text = format!("{} {earlier}", canvas.look.symbols.more);
        put(
            canvas.frame,
            row(body, line),
            &text,
            canvas.look.style(Role::Label),
            canvas.look,
        );
        line += 1;
    }
    for one in chart.rows.iter().skip(hidden) {
        draw_row(canvas, row(body, line), (chart, one), columns);
        line += 1;
    }
    if foot > 0 {
        draw_all(canvas, row(body, line), chart, columns);
    }
}

/// The sentence above the table, with the sign of what still runs, in at most a ninth of the rows.
/// Answers with the rows that it took: none where it would not fit.
fn draw_caption(canvas: &mut Canvas<'_, '_>, chart: &Heat) -> u16 {
    let mut text = chart.caption(canvas.lang).to_owned();
    let mut cells = chart.rows.iter().flat_map(|row| &row.again);
    if cells.any(|again| again.running) {
        let running = Say::ChartHeatRunning.in_(canvas.lang);
        text = format!("{text}{}{running}", canvas.look.symbols.dot);
    }
    let lines = wrap(&text, canvas.area.width);
    let room = usize::from(canvas.area.height / ROWS_FOR_ONE_OF_CAPTION);
    if lines.len() > room {
        return 0;
    }
    let style = canvas.look.style(Role::Label);
    let mut used = 0;
    for line in &lines {
        put(
            canvas.frame,
            row(canvas.area, used),
            line,
            style,
            canvas.look,
        );
        used += 1;
    }
    used
}
