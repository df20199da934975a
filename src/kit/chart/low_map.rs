//! The map of segments where there are few rows: one line for each segment, and all ten on it.

use super::grid::{Grid, inside};
use crate::chart::SegmentMap;
use crate::chart::map::{Region, SCORES};
use crate::insight::Segment;
use crate::kit::Canvas;
use crate::kit::draw::{put, put_right};
use crate::kit::width::width;
use crate::look::Role;
use crate::text::{count, insight, percent};
use ratatui::layout::Rect;

/// Rows of the lowest map: four of segments (the two lowest scores of recency hold the same ones)
/// and the lines around them.
pub const ROWS: u16 = 9;
/// Columns that no part of the map goes below.
const LEAST: u16 = 4;

/// The lines of the map over an area; `None` where the names do not find room.
pub fn grid(canvas: &Canvas<'_, '_>, area: Rect, chart: &SegmentMap) -> Option<Grid> {
    let wide = columns(canvas, area.width, chart)?;
    let mut columns = [area.x; SCORES + 1];
    for (at, wide) in wide.into_iter().enumerate() {
        columns[at + 1] = columns[at] + wide + 1;
    }
    let each = (area.height.checked_sub(1)? / 4).max(2);
    let mut rows = [area.y; SCORES + 1];
    for at in 1..SCORES {
        rows[at] = rows[at - 1] + each;
    }
    // The last row of scores is that of the segments above it.
    rows[SCORES] = rows[SCORES - 1];
    Some(Grid { columns, rows })
}

/// How wide each column is: so that the segments of one column have room for their names, and
/// then those of two.
fn columns(canvas: &Canvas<'_, '_>, room: u16, chart: &SegmentMap) -> Option<[u16; SCORES]> {
    let mut wide = [LEAST; SCORES];
    let mut regions = SegmentMap::regions();
    regions.sort_by_key(|region| region.columns.1 - region.columns.0);
    for region in regions {
        let needed = needed(canvas, chart, region.segment);
        let here = &mut wide[region.columns.0..region.columns.1];
        let lines = u16::try_from(here.len() - 1).unwrap_or(0);
        let short = needed.saturating_sub(here.iter().sum::<u16>() + lines);
        // The columns that no segment has for itself have room to give.
        if let Some(narrowest) = here.iter_mut().min() {
            *narrowest += short;
        }
    }
    let lines = u16::try_from(SCORES).unwrap_or(5) + 1;
    let spare = room.checked_sub(wide.iter().sum::<u16>() + lines)?;
    for (at, wide) in (0..).zip(&mut wide) {
        *wide += spare / 5 + u16::from(at < spare % 5);
    }
    Some(wide)
}

/// Columns for name and number.
fn needed(canvas: &Canvas<'_, '_>, chart: &SegmentMap, segment: Segment) -> u16 {
    let name = width(insight::segment(segment).in_(canvas.lang));
    let pointer = if chart.selected == Some(segment) {
        2
    } else {
        0
    };
    name + pointer + 1 + width(&customers(canvas, chart, segment))
}

fn customers(canvas: &Canvas<'_, '_>, chart: &SegmentMap, segment: Segment) -> String {
    let customers = chart.sum(segment).customers;
    count(canvas.lang, u64::try_from(customers).unwrap_or(u64::MAX))
}

/// Name and how many, with their part where it finds room.
pub fn draw(canvas: &mut Canvas<'_, '_>, grid: &Grid, chart: &SegmentMap, region: Region) {
    let (look, lang, segment) = (canvas.look, canvas.lang, region.segment);
    let place = inside(grid, region);
    let selected = chart.selected == Some(segment);
    let style = |role: Role| look.style(if selected { Role::Selected } else { role });
    let mut name = insight::segment(segment).in_(lang).to_owned();
    if selected {
        let style = look.style(Role::Selected);
        canvas.frame.buffer_mut().set_style(place, style);
        name = format!("{} {name}", look.symbols.pointer);
    }
    let mut figures = customers(canvas, chart, segment);
    let part = percent(lang, chart.share(segment));
    let both = format!("{figures}{}{part}", look.symbols.dot);
    if width(&name) + 1 + width(&both) <= place.width {
        figures = both;
    }
    let used = put_right(canvas.frame, place, &figures, style(Role::Value), look);
    let room = Rect {
        width: place.width.saturating_sub(used + 1),
        ..place
    };
    put(canvas.frame, room, &name, style(Role::Strong), look);
}
