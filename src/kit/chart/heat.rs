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
use std::ops::Range;

/// A line of the sentence above the table for so many rows.
const ROWS_FOR_ONE_OF_CAPTION: u16 = 9;

/// Rows from which on the table says in a line what its numbers are.
const CAPTION: u16 = 6;

/// Draws the table: the newest rows, or those around the chosen one, and the first columns where
/// not all of it fits, which is said by the sign for more.
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
    let seen = seen(chart.rows.len(), room, chart.selected);
    let number = |n: usize| u64::try_from(n).unwrap_or(0);
    let signs = room >= SIGNS;
    let mut line = 1;
    if signs && seen.start > 0 {
        let earlier = say::chart_earlier_rows(canvas.lang, number(seen.start));
        draw_more(canvas, row(body, line), &earlier);
        line += 1;
    }
    for at in seen.clone() {
        let selected = chart.selected == Some(at);
        let one = &chart.rows[at];
        draw_row(canvas, row(body, line), (chart, one), columns, selected);
        line += 1;
    }
    let later = chart.rows.len() - seen.end;
    if signs && later > 0 {
        let later = say::chart_later_rows(canvas.lang, number(later));
        draw_more(canvas, row(body, line), &later);
        line += 1;
    }
    if foot > 0 {
        draw_all(canvas, row(body, line), chart, columns);
    }
}

/// Says that there are more rows.
fn draw_more(canvas: &mut Canvas<'_, '_>, line: Rect, what: &str) {
    let text = format!("{} {what}", canvas.look.symbols.more);
    let style = canvas.look.style(Role::Label);
    put(canvas.frame, line, &text, style, canvas.look);
}

/// Rows from which on it is said that there are more.
const SIGNS: usize = 3;

/// Which of so many rows are seen in `room`: the newest as long as the chosen one is among them,
/// else those around it. Where not all fit, what is said of the others takes a row at either end.
fn seen(rows: usize, room: usize, chosen: Option<usize>) -> Range<usize> {
    let chosen = chosen.unwrap_or(rows.saturating_sub(1));
    if rows <= room {
        return 0..rows;
    }
    if room < SIGNS {
        let start = chosen.min(rows - room);
        return start..start + room;
    }
    let (one, both) = (room - 1, room - 2);
    if chosen >= rows - one {
        return rows - one..rows;
    }
    if chosen < one {
        return 0..one;
    }
    let start = chosen - both / 2;
    start..start + both
}

/// The sentence above the table, with the sign of what still runs, in at most a ninth of the rows.
/// Answers with the rows that it took: none where it would not fit.
fn draw_caption(canvas: &mut Canvas<'_, '_>, chart: &Heat) -> u16 {
    let mut cells = chart.rows.iter().flat_map(|row| &row.again);
    let runs = cells.any(|again| again.running);
    let told = |text: &'static str| {
        let running = Say::ChartHeatRunning.in_(canvas.lang);
        let dot = canvas.look.symbols.dot;
        let text = if runs {
            format!("{text}{dot}{running}")
        } else {
            text.to_owned()
        };
        wrap(&text, canvas.area.width)
    };
    let mut lines = told(chart.caption(canvas.lang));
    let room = usize::from(canvas.area.height / ROWS_FOR_ONE_OF_CAPTION);
    if lines.len() > room {
        lines = told(chart.short_caption(canvas.lang));
        let most = room.max(usize::from(canvas.area.height >= CAPTION));
        if lines.len() > most {
            return 0;
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_rows_are_seen_or_those_around_the_chosen_one() {
        assert_eq!(seen(5, 5, Some(0)), 0..5);
        assert_eq!(seen(60, 6, None), 55..60);
        assert_eq!(seen(60, 6, Some(55)), 55..60);
        assert_eq!(seen(60, 6, Some(54)), 52..56);
        assert_eq!(seen(60, 6, Some(5)), 3..7);
        assert_eq!(seen(60, 6, Some(4)), 0..5);
        assert_eq!(seen(60, 1, Some(0)), 0..1);
        for room in 0..8 {
            for chosen in 0..9 {
                let seen = seen(9, room, Some(chosen));
                assert!(room == 0 || seen.contains(&chosen), "{room} {chosen}");
                let signs = usize::from(seen.start > 0) + usize::from(seen.end < 9);
                assert!(seen.end <= 9 && (room < SIGNS || seen.len() + signs <= room));
            }
        }
    }
}
