//! Rows with some lines above them, in a frame.

use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::kit::draw::{after, panel, put, put_spans, row};
use crate::kit::list::INDENT;
use crate::kit::table::{Column, cells, widths};
use crate::kit::width::{clean_lines, wrap};
use crate::kit::{Canvas, List};
use crate::look::Role;
use crate::screens::failed;
use crate::screens::shown::Shown;
use crate::text::Say;

/// A text with its role.
pub(super) type Words = (String, Role);

/// Rows that the list keeps, whatever stands above it.
const LEAST: u16 = 4;

/// What is drawn.
pub(super) struct Rows<'a> {
    /// On the border.
    pub(super) title: &'a str,
    /// Lines above the rows; they are wrapped, and give way where rows are few.
    pub(super) head: Vec<Words>,
    /// The columns.
    pub(super) columns: &'a [Column],
    /// What each column is called; nothing draws no such line.
    pub(super) titles: Vec<String>,
    /// The rows.
    pub(super) told: Vec<Vec<Words>>,
    /// What is said where there are none.
    pub(super) none: Words,
    /// Which row is chosen.
    pub(super) list: &'a List,
}

/// Draws them, or why they are not there, or that they are loading.
pub(super) fn draw<T>(all: &Rows<'_>, shown: &Shown<T>, canvas: &mut Canvas<'_, '_>) {
    let (look, lang) = (canvas.look, canvas.lang);
    let inner = panel(canvas.frame, canvas.area, all.title, "", true, look);
    let instead = match (&shown.failed, &shown.value) {
        (Some(failure), _) => Some((failed::sentence(failure, lang), Role::Attention)),
        (None, None) if shown.slow => Some((Say::WordLoading.in_(lang).to_owned(), Role::Label)),
        (None, None) => return,
        (None, Some(_)) => None,
    };
    if let Some(words) = instead {
        lines(canvas, after(inner, 1), &[words]);
        return;
    }
    let below = lines(canvas, after(inner, 1), &all.head);
    let inner = Rect {
        y: inner.y + below,
        height: inner.height.saturating_sub(below),
        ..inner
    };
    if all.told.is_empty() {
        lines(canvas, after(inner, 1), std::slice::from_ref(&all.none));
        return;
    }
    let wide = widths(all.columns, inner.width.saturating_sub(INDENT + 1));
    let mut body = inner;
    if !all.titles.is_empty() && inner.height > LEAST {
        let titles = all.titles.iter();
        let titles = titles.map(|title| vec![Span::styled(title, look.style(Role::Label))]);
        let spans = cells(all.columns, &wide, titles.collect(), look);
        put_spans(canvas.frame, row(after(inner, INDENT), 0), &spans, look);
        body = Rect {
            y: inner.y + 1,
            height: inner.height - 1,
            ..inner
        };
    }
    all.list.view(canvas.frame, body, true, look, |at, _| {
        let Some(row) = all.told.get(at) else {
            return Vec::new();
        };
        let texts = row.iter();
        let texts = texts.map(|(text, role)| vec![Span::styled(text, look.style(*role))]);
        cells(all.columns, &wide, texts.collect(), look)
    });
}

/// Puts lines one below the other, wrapped, as long as the rows keep their place; answers how many.
fn lines(canvas: &mut Canvas<'_, '_>, area: Rect, all: &[Words]) -> u16 {
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
