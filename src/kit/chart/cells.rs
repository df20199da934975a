//! The rows and cells of the table of who came again.

use crate::chart::Heat;
use crate::chart::heat::{Again, HeatRow, number};
use crate::kit::Canvas;
use crate::kit::draw::{after, put, put_right};
use crate::kit::width::width;
use crate::look::Role;
use crate::text::{Say, count};
use ratatui::layout::Rect;

/// Columns of a cell with one sign of shade, and with two where all cells fit then too.
const CELL: (u16, u16) = (5, 6);

/// Columns of the parts of a row.
#[derive(Clone, Copy)]
pub struct Columns {
    /// The sign of the chosen row.
    pointer: u16,
    label: u16,
    size: u16,
    /// One cell: shade, three digits and the sign for what still runs.
    cell: u16,
    /// How many cells fit.
    cells: usize,
}

impl Columns {
    /// What this table needs on this canvas.
    pub fn of(canvas: &Canvas<'_, '_>, chart: &Heat) -> Columns {
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
        let pointer = if chart.selected.is_some() { 2 } else { 0 };
        let label = label + pointer;
        let room = canvas.area.width.saturating_sub(label + size);
        let longest = chart.rows.iter().map(|row| row.again.len()).max();
        let all = usize::from(room / CELL.1) >= longest.unwrap_or(0);
        let cell = if all { CELL.1 } else { CELL.0 };
        let room = room / cell;
        Columns {
            pointer,
            label,
            size,
            cell,
            cells: room.into(),
        }
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

/// Names the columns; the last one with the sign for more where there are more.
pub fn draw_head(canvas: &mut Canvas<'_, '_>, line: Rect, chart: &Heat, columns: Columns) {
    let look = canvas.look;
    let style = look.style(Role::Label);
    put(
        canvas.frame,
        after(line, columns.pointer),
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

/// One row: its period, how many they are, and who of them came again.
pub fn draw_row(
    canvas: &mut Canvas<'_, '_>,
    line: Rect,
    (chart, one): (&Heat, &HeatRow),
    columns: Columns,
    selected: bool,
) {
    let look = canvas.look;
    let label = chart.label(one, canvas.lang);
    let mut role = Role::Normal;
    if selected {
        role = Role::Selected;
        let style = look.style(role);
        put(canvas.frame, line, look.symbols.pointer, style, look);
    }
    let place = after(line, columns.pointer);
    put(canvas.frame, place, &label, look.style(role), look);
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
pub fn draw_all(canvas: &mut Canvas<'_, '_>, line: Rect, chart: &Heat, columns: Columns) {
    let look = canvas.look;
    let style = look.style(Role::Strong);
    put(
        canvas.frame,
        after(line, columns.pointer),
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
