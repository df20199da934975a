//! The lines of the map: they run only where one segment ends and another begins.

use crate::chart::map::{Region, SCORES, at};
use crate::kit::Canvas;
use crate::look::Role;
use ratatui::layout::Rect;

/// Where the lines of the map run, in cells of the terminal.
pub struct Grid {
    /// From left to right.
    pub columns: [u16; SCORES + 1],
    /// From top to bottom.
    pub rows: [u16; SCORES + 1],
}

impl Grid {
    /// Five columns and five rows over an area, as even as may be.
    pub fn over(area: Rect) -> Grid {
        Grid {
            columns: lines(area.x, area.width),
            rows: lines(area.y, area.height),
        }
    }
}

/// Six lines over `room` cells, as even as may be, the wider spaces in the middle.
fn lines(start: u16, room: u16) -> [u16; SCORES + 1] {
    let end = room.saturating_sub(1);
    let mut out = [start; SCORES + 1];
    let (each, spare) = (end / 5, end % 5);
    // Which spaces get one more: the middle one first, where the longest name stands alone.
    let wider = [2, 0, 4, 1, 3];
    for space in 0..SCORES {
        let more = wider.iter().take(spare.into()).any(|one| *one == space);
        out[space + 1] = out[space] + each + u16::from(more);
    }
    out
}

/// The cells inside of a region's lines.
pub fn inside(grid: &Grid, region: Region) -> Rect {
    let (left, right) = (
        grid.columns[region.columns.0] + 1,
        grid.columns[region.columns.1],
    );
    let (top, bottom) = (grid.rows[region.rows.0] + 1, grid.rows[region.rows.1]);
    Rect {
        x: left,
        y: top,
        width: right.saturating_sub(left),
        height: bottom.saturating_sub(top),
    }
}

/// Whether two cells that may lie outside of the map belong to different segments.
fn differ(one: Option<(usize, usize)>, other: Option<(usize, usize)>) -> bool {
    let segment = |cell: (usize, usize)| at(cell.0, cell.1);
    one.map(segment) != other.map(segment)
}

/// The cell in which a place lies between the lines; none outside of them.
fn cell_of(grid: &Grid, x: i32, y: i32) -> Option<(usize, usize)> {
    let between = |lines: &[u16; SCORES + 1], at: i32| {
        let inside = at >= i32::from(lines[0]) && at < i32::from(lines[SCORES]);
        let passed = lines.iter().filter(|line| i32::from(**line) <= at).count();
        inside.then(|| passed.saturating_sub(1))
    };
    Some((between(&grid.rows, y)?, between(&grid.columns, x)?))
}

/// Lines only where one segment ends and another begins. A line's cell belongs half to either
/// side, so what is on its four corners says where the line goes on.
pub fn draw(canvas: &mut Canvas<'_, '_>, grid: &Grid) {
    let look = canvas.look;
    let (left, right) = (grid.columns[0], grid.columns[SCORES]);
    let (top, bottom) = (grid.rows[0], grid.rows[SCORES]);
    for y in top..=bottom {
        for x in left..=right {
            let on = (grid.columns.contains(&x), grid.rows.contains(&y));
            let corner = |dx: i32, dy: i32| {
                let step = |on: bool, by: i32| if on { by } else { 0 };
                cell_of(
                    grid,
                    i32::from(x) + step(on.0, dx),
                    i32::from(y) + step(on.1, dy),
                )
            };
            let (above, below) = (
                (corner(-1, -1), corner(0, -1)),
                (corner(-1, 0), corner(0, 0)),
            );
            let goes = [
                on.0 && differ(above.0, above.1),
                on.0 && differ(below.0, below.1),
                on.1 && differ(above.0, below.0),
                on.1 && differ(above.1, below.1),
            ];
            let crossing = goes
                .iter()
                .rev()
                .fold(0, |sum, on| sum * 2 + usize::from(*on));
            if crossing > 0 {
                let sign = look.symbols.chart.lines[crossing];
                let style = look.style(Role::Border);
                canvas.frame.buffer_mut().set_string(x, y, sign, style);
            }
        }
    }
}
