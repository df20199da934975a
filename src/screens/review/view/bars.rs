//! Above a list: the lists of a step that has several, and the line of a filter.

use super::super::WeeklyReview;
use super::super::page::Part;
use super::super::words::Tell;
use super::inside;
use crate::kit::Canvas;
use crate::kit::draw::{after, below, put, row};
use crate::kit::width::width;
use crate::look::Role;
use crate::text::{Say, say};
use ratatui::layout::Rect;

/// The lists of a step that has several, and the line of a filter; what is left of the area.
pub(super) fn bars(
    review: &WeeklyReview,
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    tell: Tell<'_>,
) -> Rect {
    let mut used = 0;
    let parts = review.lists_here();
    for place in &review.part_places {
        place.gone();
    }
    if parts.len() > 1 {
        part_bar(review, canvas, row(inside(area), 0));
        used += 1;
    }
    if let Some((name, counted)) = review.only() {
        let (said, role) = if counted {
            (say::rows_only_in(canvas.lang, name), Role::Strong)
        } else {
            (say::rows_only_counting(canvas.lang, name), Role::Label)
        };
        let style = canvas.look.style(role);
        put(
            canvas.frame,
            row(inside(area), used),
            &said,
            style,
            canvas.look,
        );
        used += 1;
    }
    let filter = review.here().map_or("", |here| here.filter.as_str());
    if review.typing.is_some() || !filter.is_empty() {
        filter_line(review, canvas, row(inside(area), used), tell);
        used += 1;
    }
    below(area, used)
}

fn part_bar(review: &WeeklyReview, canvas: &mut Canvas<'_, '_>, line: Rect) {
    let (lang, look) = (canvas.lang, canvas.look);
    let parts = review.lists_here();
    let label = |part: Part| part.label().in_(lang);
    let needed: u16 = parts.iter().map(|part| width(label(*part)) + 2).sum();
    let whole = needed <= line.width + 2;
    let mut x = 0;
    let left_out = if whole {
        0
    } else {
        left_out(review, line, label)
    };
    for (part, place) in parts.iter().zip(&review.part_places).skip(left_out) {
        let here = *part == review.part();
        if !here && !whole && x >= line.width {
            break;
        }
        let role = if here { Role::Accent } else { Role::Label };
        let text = label(*part);
        let spot = Rect {
            width: width(text).min(line.width.saturating_sub(x)),
            ..after(line, x)
        };
        put(canvas.frame, spot, text, look.style(role), look);
        place.drawn(spot);
        x += width(text) + 2;
    }
}

/// How many lists before the one that is shown have no room beside it.
fn left_out(review: &WeeklyReview, line: Rect, label: impl Fn(Part) -> &'static str) -> usize {
    let parts = review.lists_here();
    let at = parts.iter().position(|part| *part == review.part());
    let upto = &parts[..=at.unwrap_or(0)];
    let fits = |from: &usize| {
        let wide: u16 = upto[*from..]
            .iter()
            .map(|part| width(label(*part)) + 2)
            .sum();
        wide <= line.width + 2
    };
    (0..upto.len()).find(fits).unwrap_or(upto.len() - 1)
}

fn filter_line(review: &WeeklyReview, canvas: &mut Canvas<'_, '_>, line: Rect, tell: Tell<'_>) {
    let look = canvas.look;
    let label = format!("{}: ", Say::ReviewFilter.in_(tell.lang()));
    let used = put(canvas.frame, line, &label, look.style(Role::Label), look);
    let place = after(line, used);
    if let Some(typing) = &review.typing {
        let style = look.style(Role::FieldFocused);
        typing.view(canvas.frame, place, style, true, look);
    } else {
        let filter = review.here().map_or("", |here| here.filter.as_str());
        put(canvas.frame, place, filter, look.style(Role::Strong), look);
    }
}
