//! A list under the titles of its columns, and lines above it that give way where rows are few.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::draw::{after, below, put, put_spans, row};
use super::list::INDENT;
use super::table::{Column, cells, widths};
use super::width::{clean_lines, wrap};
use super::{Canvas, List};
use crate::look::Role;

/// Rows that the list keeps, whatever stands above it.
const LEAST: u16 = 4;

/// A text with its role.
pub type Words = (String, Role);

/// Puts lines one below the other, wrapped, as long as the list keeps its rows; answers how many.
pub fn lines(canvas: &mut Canvas<'_, '_>, area: Rect, all: &[Words]) -> u16 {
    let look = canvas.look;
    let most = area.height.saturating_sub(LEAST).max(1);
    let mut at = 0;
    for (text, role) in all.iter().filter(|(text, _)| !text.is_empty()) {
        for line in wrap(&clean_lines(text), area.width.saturating_sub(1)) {
            if at >= most {
                return at;
            }
            put(canvas.frame, row(area, at), &line, look.style(*role), look);
            at += 1;
        }
    }
    at
}

/// Draws the rows of a list under `titles`; where all of those are empty, or rows are few, under
/// none. `told` answers the cells of a row.
pub fn titled(
    list: &List,
    (columns, titles): (&[Column], &[&str]),
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    told: impl Fn(usize) -> Vec<Words>,
) {
    let look = canvas.look;
    let wide = widths(columns, area.width.saturating_sub(INDENT + 1));
    let mut body = area;
    if titles.iter().any(|title| !title.is_empty()) && area.height > LEAST {
        let style = look.style(Role::Label);
        let titles = titles.iter().map(|title| vec![Span::styled(*title, style)]);
        let spans = cells(columns, &wide, titles.collect(), look);
        put_spans(canvas.frame, row(after(area, INDENT), 0), &spans, look);
        body = below(area, 1);
    }
    list.view(canvas.frame, body, true, look, |at, _| {
        let texts = told(at).into_iter();
        let texts = texts.map(|(text, role)| vec![Span::styled(text, look.style(role))]);
        cells(columns, &wide, texts.collect(), look)
    });
}
