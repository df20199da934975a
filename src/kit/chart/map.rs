//! The segments on the map of recency and frequency; a list of bars where it is too narrow.

use super::grid::{self, Grid};
use super::{bars, low_map, nothing};
use crate::chart::SegmentMap;
use crate::chart::map::{Region, SCORES};
use crate::kit::Canvas;
use crate::kit::draw::{after, put, put_right, row};
use crate::kit::width::{width, wrap};
use crate::look::Role;
use crate::text::{Say, count, insight, percent, say};
use ratatui::layout::Rect;
use ratatui::style::Style;

/// The smallest map; below it a list says more.
const LEAST: (u16, u16) = (60, 17);

/// From so many columns on the days of silence stand beside the rows.
const WITH_DAYS: u16 = 92;

/// Draws the map: those who were here lately above, those who come often on the right.
pub fn map(canvas: &mut Canvas<'_, '_>, chart: &SegmentMap) {
    let area = canvas.area;
    if chart.is_empty() || area.is_empty() {
        return nothing(canvas);
    }
    if area.width < LEAST.0 || area.height < LEAST.1 {
        return low(canvas, chart);
    }
    let ranges = chart.ranges(canvas.lang);
    let left = match &ranges {
        Some((_, days)) if area.width >= WITH_DAYS => {
            days.iter().map(|text| width(text)).max().unwrap_or(0) + 1
        }
        _ => 0,
    };
    let grid = Grid::over(Rect {
        x: area.x + left,
        width: area.width - left,
        height: area.height - 1,
        ..area
    });
    grid::draw(canvas, &grid);
    for region in SegmentMap::regions() {
        draw_region(canvas, grid::inside(&grid, region), chart, region);
    }
    draw_words(canvas, &grid, ranges);
}

/// One line for each segment where the map stays a map, else bars.
fn low(canvas: &mut Canvas<'_, '_>, chart: &SegmentMap) {
    let area = canvas.area;
    let above = Rect {
        height: area.height - 1,
        ..area
    };
    let fits = above.height >= low_map::ROWS;
    let Some(grid) = fits.then(|| low_map::grid(canvas, above, chart)).flatten() else {
        return bars(canvas, &chart.bars(canvas.lang));
    };
    grid::draw(canvas, &grid);
    for region in SegmentMap::regions() {
        low_map::draw(canvas, &grid, chart, region);
    }
    draw_words(canvas, &grid, chart.ranges(canvas.lang));
}

/// Name, how many with their part, and where there is room a bar and the part of the money.
fn draw_region(canvas: &mut Canvas<'_, '_>, place: Rect, chart: &SegmentMap, region: Region) {
    let look = canvas.look;
    let (lang, segment) = (canvas.lang, region.segment);
    let selected = chart.selected == Some(segment);
    if selected {
        let style = look.style(Role::Selected);
        canvas.frame.buffer_mut().set_style(place, style);
    }
    let style = |role: Role| look.style(if selected { Role::Selected } else { role });
    let pad = u16::from(place.width > 15);
    let text = after(place, pad);
    let name = insight::segment(segment).in_(lang);
    let name = if selected {
        format!("{} {name}", look.symbols.pointer)
    } else {
        name.to_owned()
    };
    let used = draw_name(canvas, text, &name, style(Role::Strong));
    let customers = chart.sum(segment).customers;
    let customers = count(lang, u64::try_from(customers).unwrap_or(u64::MAX));
    let part = percent(lang, chart.share(segment));
    let figures = format!("{customers}{}{part}", look.symbols.dot);
    put(
        canvas.frame,
        row(text, used),
        &figures,
        style(Role::Value),
        look,
    );
    draw_bar(
        canvas,
        row(text, used + 1),
        (chart, region),
        style(Role::Value),
    );
    let money = say::chart_money_part(lang, percent(lang, chart.money_share(segment)));
    if width(&money) <= text.width {
        put(
            canvas.frame,
            row(text, used + 2),
            &money,
            style(Role::Label),
            look,
        );
    }
}

/// The name in one row, or in two where three are left. Answers with the rows that it took.
fn draw_name(canvas: &mut Canvas<'_, '_>, text: Rect, name: &str, style: Style) -> u16 {
    let lines = wrap(name, text.width);
    if lines.len() == 2 && text.height >= 3 {
        for (line, at) in lines.iter().zip(0..) {
            put(canvas.frame, row(text, at), line, style, canvas.look);
        }
        return 2;
    }
    put(canvas.frame, text, name, style, canvas.look);
    1
}

/// A bar of the segment's part, on one scale for the whole map: the largest takes one cell.
fn draw_bar(
    canvas: &mut Canvas<'_, '_>,
    line: Rect,
    (chart, region): (&SegmentMap, Region),
    style: Style,
) {
    let across = region.columns.1 - region.columns.0;
    let one = usize::from(line.width) / across.max(1);
    let part = usize::try_from(chart.share(region.segment)).unwrap_or(0);
    let most = usize::try_from(chart.largest().max(1)).unwrap_or(1);
    let length = (part * one.saturating_sub(1)).div_ceil(most);
    let text = canvas.look.symbols.chart.bar.repeat(length);
    put(canvas.frame, line, &text, style, canvas.look);
}

/// Below the map what its directions mean, and what the scores mean in this shop.
fn draw_words(
    canvas: &mut Canvas<'_, '_>,
    grid: &Grid,
    ranges: Option<([String; SCORES], [String; SCORES])>,
) {
    let look = canvas.look;
    let style = look.style(Role::Label);
    let under = grid.rows[SCORES] + 1 - canvas.area.y;
    let below = row(canvas.area, under.min(canvas.area.height - 1));
    let Some((visits, days)) = ranges else {
        let words = format!(
            "{} {}   {} {}",
            look.symbols.up,
            Say::ChartLately.in_(canvas.lang),
            look.symbols.arrow,
            Say::ChartOften.in_(canvas.lang)
        );
        put(canvas.frame, below, &words, style, look);
        return;
    };
    for (pair, text) in grid.columns.windows(2).zip(&visits) {
        let (left, right) = (pair[0] + 1, pair[1]);
        let room = right.saturating_sub(left);
        let lead = room.saturating_sub(width(text)) / 2;
        let place = Rect {
            x: left,
            width: room,
            ..below
        };
        put(canvas.frame, after(place, lead), text, style, look);
    }
    let beside = grid.columns[0] - canvas.area.x;
    for (pair, text) in grid.rows.windows(2).zip(&days) {
        let middle = u16::midpoint(pair[0], pair[1]) - canvas.area.y;
        let place = Rect {
            width: beside.saturating_sub(1),
            ..row(canvas.area, middle)
        };
        put_right(canvas.frame, place, text, style, look);
    }
}
