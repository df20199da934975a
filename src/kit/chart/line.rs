//! Money or visits over time, the last point marked with its value.

use super::dots::{Dot, Dots};
use super::{ends, nothing, scale};
use crate::chart::{Axis, Line, across};
use crate::kit::Canvas;
use crate::kit::draw::{put_spans, row};
use crate::kit::width::width;
use crate::look::Role;
use ratatui::layout::Rect;
use ratatui::text::Span;

/// Rows below which two lines of different units do not both fit.
const BOTH: u16 = 10;

/// Columns that a plot has at least.
const NARROWEST: u16 = 8;

/// Draws one or two lines over time. Two lines of one unit share a plot, the second dotted; two
/// units stand one above the other over the same time.
pub fn line(canvas: &mut Canvas<'_, '_>, chart: &Line) {
    let area = canvas.area;
    if chart.lines().is_empty() || area.is_empty() {
        nothing(canvas);
    } else if chart.is_mixed() && area.height >= BOTH {
        let upper = area.height / 2;
        let named = Rect {
            height: upper,
            ..area
        };
        let rest = Rect {
            y: area.y + upper,
            height: area.height - upper,
            ..area
        };
        let charts = [chart.only(0), chart.only(1)];
        // The same columns for both, so that a week stands below itself.
        let [one, other] = charts.each_ref().map(|chart| sides(canvas, chart, upper));
        let sides = (one.0.max(other.0), one.1.max(other.1));
        plot(
            canvas,
            named,
            &charts[0],
            Around {
                sides,
                legend: true,
                names: false,
            },
        );
        plot(
            canvas,
            rest,
            &charts[1],
            Around {
                sides,
                legend: true,
                names: true,
            },
        );
    } else {
        let first = chart.only(0);
        let mixed = chart.is_mixed();
        let chart = if mixed { &first } else { chart };
        // Of two units that one is shown is said.
        let legend = mixed || chart.lines().len() > 1;
        let sides = sides(canvas, chart, area.height);
        plot(
            canvas,
            area,
            chart,
            Around {
                sides,
                legend,
                names: true,
            },
        );
    }
}

/// What stands around a plot.
#[derive(Clone, Copy)]
struct Around {
    /// Columns on the left for the scale and on the right for the last values.
    sides: (u16, u16),
    /// Whether the lines are named above.
    legend: bool,
    /// Whether weeks or months are named below.
    names: bool,
}

/// The columns that a chart wants on both sides.
fn sides(canvas: &Canvas<'_, '_>, chart: &Line, rows: u16) -> (u16, u16) {
    let axis = chart.axis(most_ticks(rows));
    let left = scale::columns(&ticks(canvas, chart, &axis, rows));
    let ends = ends::written(canvas, chart);
    let right = ends.iter().map(|(_, text)| width(text) + 1).max();
    (left, right.unwrap_or(0))
}

/// One plot with what stands around it.
fn plot(canvas: &mut Canvas<'_, '_>, area: Rect, chart: &Line, around: Around) {
    let above = u16::from(around.legend && area.height > 3);
    let below = u16::from(around.names && area.height > 2);
    let (left, right) = around.sides;
    if area.height < 2 || area.width < left + NARROWEST {
        return ends::alone(canvas, area, chart);
    }
    let right = if area.width < left + right + NARROWEST {
        0
    } else {
        right
    };
    if above > 0 {
        legend_row(canvas, area, chart);
    }
    let middle = Rect {
        y: area.y + above,
        height: area.height - above - below,
        ..area
    };
    let axis = chart.axis(most_ticks(middle.height));
    let ticks = ticks(canvas, chart, &axis, middle.height);
    let inner = scale::left(canvas.frame, middle, (&ticks, left), canvas.look);
    let inner = Rect {
        width: inner.width - right,
        ..inner
    };
    draw_lines(canvas, inner, chart, &axis);
    ends::mark(canvas, (inner, right), chart, &axis);
    if below > 0 {
        let labels = chart.labels(canvas.lang, inner.width.into());
        let row = Rect {
            y: middle.bottom(),
            height: 1,
            ..inner
        };
        scale::below(canvas.frame, row, &labels, canvas.look);
    }
}

fn most_ticks(rows: u16) -> usize {
    usize::from(rows / 2) + 1
}

fn legend_row(canvas: &mut Canvas<'_, '_>, area: Rect, chart: &Line) {
    let look = canvas.look;
    let mut spans = Vec::new();
    for (at, line) in chart.lines().iter().enumerate() {
        if chart.lines().len() > 1 {
            let role = [Role::Value, Role::Label][at.min(1)];
            spans.push(Span::styled(
                look.symbols.chart.sample[at.min(1)],
                look.style(role),
            ));
            spans.push(Span::raw(" "));
        }
        spans.push(Span::styled(line.name.as_str(), look.style(Role::Label)));
        spans.push(Span::raw("   "));
    }
    put_spans(canvas.frame, row(area, 0), &spans, look);
}

/// The ticks of the axis with their rows from above, the highest first.
fn ticks(canvas: &Canvas<'_, '_>, chart: &Line, axis: &Axis, rows: u16) -> Vec<scale::Tick> {
    let unit = chart.lines().first().map(|line| &line.unit);
    let per = usize::from(canvas.look.symbols.chart.dots.1);
    let tick = |value: &i64| {
        let up = axis.place(*value, usize::from(rows) * per) / per;
        let down = rows
            .saturating_sub(1)
            .saturating_sub(u16::try_from(up).unwrap_or(0));
        let text = unit.map(|unit| unit.bare(canvas.lang, *value));
        (down, text.unwrap_or_default())
    };
    axis.ticks.iter().rev().map(tick).collect()
}

/// The dot of a line's point.
fn dot(chart: &Line, axis: &Axis, (index, value): (usize, i64), size: (usize, usize)) -> Dot {
    let up = axis.place(value, size.1);
    (
        across(index, chart.steps(), size.0),
        size.1.saturating_sub(up + 1),
    )
}

fn draw_lines(canvas: &mut Canvas<'_, '_>, plot: Rect, chart: &Line, axis: &Axis) {
    let mut dots = Dots::new(plot, canvas.look);
    let size = dots.size();
    for (layer, line) in chart.lines().iter().enumerate() {
        let mut before = None;
        for point in line.values.iter().copied().enumerate() {
            let here = dot(chart, axis, point, size);
            dots.stroke(before.unwrap_or(here), here, layer);
            before = Some(here);
        }
    }
    dots.draw(canvas.frame, canvas.look);
}
