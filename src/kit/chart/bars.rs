//! Bars from left to right, one a row, with label, number and part of all.

use super::nothing;
use crate::chart::{Bar, Bars};
use crate::kit::Canvas;
use crate::kit::draw::{after, put, put_right, row};
use crate::kit::width::width;
use crate::look::{Look, Role};
use crate::text::{percent, say};
use ratatui::Frame;
use ratatui::layout::Rect;

/// Columns for a part of all: `> 99 %`.
const PART: u16 = 6;

/// Columns of a bar below which the part of all is left out, and below which the bar is.
const LEAST_BAR: u16 = 8;

/// Columns of the parts of a row; 0 for what is left out.
#[derive(Clone, Copy)]
struct Columns {
    pointer: u16,
    label: u16,
    bar: u16,
    value: u16,
    part: u16,
}

/// Draws bars. What does not fit is told as one row for all of it; the chosen bar is always seen.
pub fn bars(canvas: &mut Canvas<'_, '_>, chart: &Bars) {
    let area = canvas.area;
    if chart.rows.is_empty() || area.is_empty() {
        return nothing(canvas);
    }
    let rows = usize::from(area.height);
    let fits = chart.rows.len() <= rows;
    let shown = if fits {
        chart.rows.len()
    } else {
        rows.max(2) - 1
    };
    let first = chart
        .selected
        .map_or(0, |at| (at + 1).saturating_sub(shown));
    let seen = first..(first + shown).min(chart.rows.len());
    let columns = columns(canvas, chart);
    // Room to breathe where there is plenty of it.
    let apart = if chart.rows.len() * 2 <= rows + 1 {
        2
    } else {
        1
    };
    for (place, at) in seen.clone().enumerate() {
        let line = row(area, u16::try_from(place * apart).unwrap_or(u16::MAX));
        let selected = chart.selected == Some(at);
        draw_row(canvas, line, (chart, &chart.rows[at]), columns, selected);
    }
    if !fits && area.height > 1 {
        rest(canvas, chart, &seen, columns);
    }
}

fn columns(canvas: &Canvas<'_, '_>, chart: &Bars) -> Columns {
    let room = canvas.area.width;
    let pointer = if chart.selected.is_some() { 2 } else { 0 };
    let widest = |texts: Vec<String>| texts.iter().map(|text| width(text)).max().unwrap_or(0);
    let values = chart.rows.iter().map(|row| chart.value(row, canvas.lang));
    let value = widest(values.collect()) + 1;
    let labels = widest(chart.rows.iter().map(|row| row.label.clone()).collect());
    let label = labels.min((room / 2).saturating_sub(pointer).saturating_sub(1)) + 1;
    let left = room.saturating_sub(pointer + label + value);
    let part = if left >= LEAST_BAR + PART { PART } else { 0 };
    Columns {
        pointer,
        label,
        bar: left - part,
        value,
        part,
    }
}

fn draw_row(
    canvas: &mut Canvas<'_, '_>,
    line: Rect,
    (chart, bar): (&Bars, &Bar),
    columns: Columns,
    selected: bool,
) {
    let look = canvas.look;
    let style = |role: Role| look.style(if selected { Role::Selected } else { role });
    if selected {
        canvas
            .frame
            .buffer_mut()
            .set_style(line, look.style(Role::Selected));
        put(
            canvas.frame,
            line,
            look.symbols.pointer,
            style(Role::Selected),
            look,
        );
    }
    let mut place = after(line, columns.pointer);
    let label = Rect {
        width: (columns.label - 1).min(place.width),
        ..place
    };
    put(canvas.frame, label, &bar.label, style(Role::Normal), look);
    place = after(place, columns.label);
    let full = Rect {
        width: columns.bar.min(place.width),
        ..place
    };
    draw_bar(canvas.frame, full, (chart, bar), selected, look);
    place = after(place, columns.bar);
    let value = Rect {
        width: columns.value.min(place.width),
        ..place
    };
    let text = chart.value(bar, canvas.lang);
    put_right(canvas.frame, value, &text, style(Role::Value), look);
    if columns.part > 0 {
        let text = percent(canvas.lang, chart.share(bar));
        let place = after(place, columns.value);
        put_right(canvas.frame, place, &text, style(Role::Label), look);
    }
}

fn draw_bar(
    frame: &mut Frame<'_>,
    place: Rect,
    (chart, bar): (&Bars, &Bar),
    selected: bool,
    look: &Look,
) {
    let signs = look.symbols.chart;
    let parts = signs.bar_ends.len() + 1;
    let length = chart.length(bar, usize::from(place.width) * parts);
    let (full, end) = (length / parts, length % parts);
    let mut text = signs.bar.repeat(full);
    if let Some(sign) = end.checked_sub(1).and_then(|end| signs.bar_ends.get(end)) {
        text.push_str(sign);
    }
    let role = if selected {
        Role::Selected
    } else {
        Role::Value
    };
    put(frame, place, &text, look.style(role), look);
}

/// One row for all that is not seen: how many, and their numbers added up.
fn rest(
    canvas: &mut Canvas<'_, '_>,
    chart: &Bars,
    seen: &std::ops::Range<usize>,
    columns: Columns,
) {
    let look = canvas.look;
    let line = row(canvas.area, canvas.area.height - 1);
    let hidden = chart.rows.iter().enumerate();
    let hidden: Vec<i64> = hidden
        .filter(|(at, _)| !seen.contains(at))
        .map(|(_, bar)| bar.value)
        .collect();
    let count = u64::try_from(hidden.len()).unwrap_or(u64::MAX);
    let sum = hidden.into_iter().fold(0_i64, i64::saturating_add);
    let sum = chart.unit.short(canvas.lang, sum);
    let style = look.style(Role::Label);
    let behind = columns.part.min(line.width);
    let value = Rect {
        width: line.width - behind,
        ..line
    };
    let used = put_right(canvas.frame, value, &sum, style, look);
    let text = format!(
        "{} {}",
        look.symbols.more,
        say::chart_more_rows(canvas.lang, count)
    );
    let place = after(value, columns.pointer);
    let place = Rect {
        width: place.width.saturating_sub(used + 1),
        ..place
    };
    put(canvas.frame, place, &text, style, look);
}
