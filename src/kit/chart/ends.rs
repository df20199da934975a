//! The last values of lines: marked, and written beside the plot.

use crate::chart::{Axis, Line, Unit};
use crate::kit::Canvas;
use crate::kit::draw::{after, put, row};
use crate::look::Role;
use ratatui::layout::Rect;

/// Columns from which a value carries its currency.
const WITH_CURRENCY: u16 = 50;

/// Where there is no room for a plot, the last value is better than nothing.
pub fn alone(canvas: &mut Canvas<'_, '_>, area: Rect, chart: &Line) {
    let line = chart.lines().first();
    let last = line.and_then(|line| Some((line, *line.values.last()?)));
    if let Some((line, value)) = last {
        let text = line.unit.short(canvas.lang, value);
        put(
            canvas.frame,
            area,
            &text,
            canvas.look.style(Role::Strong),
            canvas.look,
        );
    }
}

/// The last value of each line, and how it is written.
pub fn written(canvas: &Canvas<'_, '_>, chart: &Line) -> Vec<(i64, String)> {
    let text = |unit: &Unit, value| {
        if canvas.area.width < WITH_CURRENCY {
            unit.bare(canvas.lang, value)
        } else {
            unit.short(canvas.lang, value)
        }
    };
    let lines = chart.lines().iter();
    let end = lines.filter_map(|line| Some((*line.values.last()?, &line.unit)));
    end.map(|(value, unit)| (value, text(unit, value)))
        .collect()
}

/// Marks the last point of each line and writes its value beside it; a second value that would
/// stand in the same row moves to the next.
pub fn mark(canvas: &mut Canvas<'_, '_>, (plot, beside): (Rect, u16), chart: &Line, axis: &Axis) {
    let look = canvas.look;
    let per = usize::from(look.symbols.chart.dots.1);
    let mut taken: Option<u16> = None;
    for (at, (value, text)) in written(canvas, chart).into_iter().enumerate() {
        let up = axis.place(value, usize::from(plot.height) * per) / per;
        let down = plot
            .height
            .saturating_sub(1)
            .saturating_sub(u16::try_from(up).unwrap_or(0));
        let role = [Role::Strong, Role::Label][at.min(1)];
        let point = Rect {
            x: plot.right().saturating_sub(1),
            width: 1,
            ..row(plot, down)
        };
        if taken != Some(down) {
            put(
                canvas.frame,
                point,
                look.symbols.chart.point,
                look.style(role),
                look,
            );
        }
        let free = if taken == Some(down) {
            beside_of(down, plot.height)
        } else {
            down
        };
        let place = Rect {
            width: plot.width + beside,
            ..plot
        };
        let place = after(row(place, free), plot.width + 1);
        put(canvas.frame, place, &text, look.style(role), look);
        taken = Some(down);
    }
}

/// The row below, or above the last one.
fn beside_of(row: u16, rows: u16) -> u16 {
    if row + 1 < rows {
        row + 1
    } else {
        row.saturating_sub(1)
    }
}
