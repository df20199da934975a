//! Who came again, as a table of shades with their numbers.

use super::nothing;
use crate::chart::Heat;
use crate::chart::heat::{Again, HeatRow, number};
use crate::kit::Canvas;
use crate::kit::draw::{after, put, put_right, row};
use crate::kit::width::{width, wrap};
use crate::look::Role;
use crate::text::{Say, count, say};
use ratatui::layout::Rect;

/// A line of the sentence above the table for so many rows.
const ROWS_FOR_ONE_OF_CAPTION: u16 = 9;

/// Columns from which a cell has two signs of shade.
const WIDE: u16 = 60;

/// Columns of the parts of a row.
#[derive(Clone, Copy)]
struct Columns {
    label: u16,
    size: u16,
    /// One cell: shade, three digits and the sign for what still runs.
    cell: u16,
    /// How many cells fit.
    cells: usize,
}

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
    let columns = columns(canvas, chart);
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

fn columns(canvas: &Canvas<'_, '_>, chart: &Heat) -> Columns {
    let labels = chart
        .rows
        .iter()
        .map(|row| width(&chart.label(row, canvas.lang)));
    let words = [Say::ChartHeatFirst, Say::ChartHeatAll].map(|say| width(say.in_(canvas.lang)));
    let label = labels.chain(words).max().unwrap_or(0) + 1;
    let sizes = chart
        .rows
        .iter()
        .map(|row| width(&count(canvas.lang, row.size.into())));
    let size = sizes
        .chain([width(Say::ChartHeatSize.in_(canvas.lang))])
        .max()
        .unwrap_or(0)
        + 1;
    let cell = if canvas.area.width < WIDE { 5 } else { 6 };
    let room = canvas.area.width.saturating_sub(label + size) / cell;
    Columns {
        label,
        size,
        cell,
        cells: room.into(),
    }
}

/// The place of the cell `at`, its gap to the next included.
fn cell(line: Rect, at: usize, columns: Columns) -> Rect {
    let before = u16::try_from(at)
        .unwrap_or(u16::MAX)
        .saturating_mul(columns.cell);
    let place = after(line, columns.label + columns.size);
    let place = after(place, before);
    Rect {
        width: columns.cell.min(place.width),
        ..place
    }
}

fn draw_head(canvas: &mut Canvas<'_, '_>, line: Rect, chart: &Heat, columns: Columns) {
    let look = canvas.look;
    let style = look.style(Role::Label);
    put(
        canvas.frame,
        line,
        Say::ChartHeatFirst.in_(canvas.lang),
        style,
        look,
    );
    let place = after(line, columns.label);
    let place = Rect {
        width: (columns.size - 1).min(place.width),
        ..place
    };
    put_right(
        canvas.frame,
        place,
        Say::ChartHeatSize.in_(canvas.lang),
        style,
        look,
    );
    let longest = chart
        .rows
        .iter()
        .map(|row| row.again.len())
        .max()
        .unwrap_or(0);
    for at in 0..longest.min(columns.cells) {
        let place = cell(line, at, columns);
        let place = Rect {
            width: place.width.saturating_sub(1),
            ..place
        };
        let more = at + 1 == columns.cells && longest > columns.cells;
        let text = if more {
            look.symbols.more.to_owned()
        } else {
            (at + 1).to_string()
        };
        // The last column carries its number and the sign for more where both fit.
        let both = format!("{}{}", at + 1, look.symbols.more);
        let text = if more && width(&both) <= place.width {
            both
        } else {
            text
        };
        put_right(canvas.frame, place, &text, style, look);
    }
}

fn draw_row(
    canvas: &mut Canvas<'_, '_>,
    line: Rect,
    (chart, one): (&Heat, &HeatRow),
    columns: Columns,
) {
    let look = canvas.look;
    let label = chart.label(one, canvas.lang);
    put(canvas.frame, line, &label, look.style(Role::Normal), look);
    let place = after(line, columns.label);
    let place = Rect {
        width: (columns.size - 1).min(place.width),
        ..place
    };
    let size = count(canvas.lang, one.size.into());
    put_right(canvas.frame, place, &size, look.style(Role::Value), look);
    for (at, again) in one.again.iter().enumerate().take(columns.cells) {
        draw_cell(canvas, cell(line, at, columns), chart, *again);
    }
}

fn draw_cell(canvas: &mut Canvas<'_, '_>, place: Rect, chart: &Heat, again: Again) {
    let look = canvas.look;
    let shades = look.symbols.chart.shades;
    let shade = shades[chart.shade(again.share, shades.len())];
    let signs = usize::from(place.width.saturating_sub(4));
    let role = if again.running {
        Role::Label
    } else {
        Role::Value
    };
    put(
        canvas.frame,
        place,
        &shade.repeat(signs),
        look.style(role),
        look,
    );
    let digits = Rect {
        width: place.width.saturating_sub(1),
        ..place
    };
    put_right(
        canvas.frame,
        digits,
        &number(again.share),
        look.style(role),
        look,
    );
    if again.running {
        put_right(canvas.frame, place, "+", look.style(role), look);
    }
}

/// All rows together, under them.
fn draw_all(canvas: &mut Canvas<'_, '_>, line: Rect, chart: &Heat, columns: Columns) {
    let look = canvas.look;
    let style = look.style(Role::Strong);
    put(
        canvas.frame,
        line,
        Say::ChartHeatAll.in_(canvas.lang),
        style,
        look,
    );
    for (at, part) in chart.all.iter().enumerate().take(columns.cells) {
        let place = cell(line, at, columns);
        let place = Rect {
            width: place.width.saturating_sub(1),
            ..place
        };
        put_right(canvas.frame, place, &number(*part), style, look);
    }
}
