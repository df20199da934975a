//! The history beside the card, where the window is wide enough.

use super::super::model::Desk;
use super::inside;
use crate::kit::Canvas;
use crate::kit::draw::{panel, put_spans, row};
use crate::look::Role;
use crate::protocol::Context;
use crate::screens::sheet::{Wording, timeline};
use crate::text::Say;
use ratatui::layout::Rect;
use ratatui::text::Span;

/// Draws the visits, newest first.
pub(super) fn draw(desk: &Desk, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
    let look = canvas.look;
    let title = Say::CardHistoryTitle.in_(canvas.lang);
    let inner = inside(panel(canvas.frame, area, title, "", false, look));
    let wording = Wording::of(context);
    let Some(visits) = &desk.history.value else {
        return;
    };
    let mut top = 0;
    for visit in visits {
        for line in timeline::lines(visit, wording, &look.symbols) {
            if top >= inner.height {
                return;
            }
            timeline_line(canvas, row(inner, top), &line);
            top += 1;
        }
    }
}

fn timeline_line(canvas: &mut Canvas<'_, '_>, area: Rect, parts: &[(String, Role)]) {
    let spans: Vec<Span<'_>> = parts
        .iter()
        .map(|(text, role)| Span::styled(text.as_str(), canvas.look.style(*role)))
        .collect();
    put_spans(canvas.frame, area, &spans, canvas.look);
}
