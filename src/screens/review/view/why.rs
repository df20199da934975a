//! Why a number or a row is there, over the review.

use super::super::WeeklyReview;
use super::super::why::Why;
use super::inside;
use crate::kit::Canvas;
use crate::kit::draw::{centred, clear, panel, put};
use crate::kit::width::wrap;
use crate::look::Role;
use crate::protocol::Context;
use crate::text::{Say, say};

/// The widest that a text reads well.
const WIDEST: u16 = 84;

pub(super) fn draw(
    review: &WeeklyReview,
    why: &Why,
    canvas: &mut Canvas<'_, '_>,
    context: &Context,
) {
    let look = canvas.look;
    let area = canvas.area;
    let Some((title, told)) = review.explained(context, &look.symbols) else {
        return;
    };
    let columns = area.width.saturating_sub(4).clamp(1, WIDEST);
    let lines: Vec<(String, Role)> = told
        .into_iter()
        .flat_map(|(text, role)| {
            let wrapped = wrap(&text, columns.saturating_sub(5));
            wrapped.into_iter().map(move |line| (line, role))
        })
        .collect();
    let total = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let height = total.saturating_add(2).min(area.height.saturating_sub(2));
    let place = centred(area, (columns, height));
    clear(canvas.frame, place, look);
    let title = say::review_why_title(canvas.lang, title);
    let close = Say::ReviewWhyClose.in_(canvas.lang);
    let inner = inside(panel(canvas.frame, place, &title, close, true, look));
    why.scroll
        .view_rows(canvas.frame, inner, total, look, |frame, place, at| {
            if let Some((text, role)) = lines.get(usize::from(at)) {
                put(frame, place, text, look.style(*role), look);
            }
        });
}
