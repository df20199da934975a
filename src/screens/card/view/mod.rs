//! How the full card looks: everything known on the left, the history on the right; in a narrow
//! window one of them, and Tab goes to the other.

mod about;
mod history;

use super::FullCard;
use super::model::{Pane, shows_one};
use crate::kit::Canvas;
use crate::kit::draw::{after, put, row};
use crate::kit::width::wrap;
use crate::look::Role;
use crate::protocol::Context;
use crate::screens::{failed, shown::Shown, why};
use crate::text::{Say, say};
use ratatui::layout::Rect;

pub(super) use history::called as history_columns;

/// Draws the card, and over it where its numbers come from.
pub(super) fn draw(card: &FullCard, canvas: &mut Canvas<'_, '_>, context: &Context) {
    draw_parts(card, canvas, context);
    let told = card.explained(context, &canvas.look.symbols);
    if let (Some(open), Some((about, told))) = (&card.why, told) {
        why::draw(open, canvas, about, told);
    }
}

fn draw_parts(card: &FullCard, canvas: &mut Canvas<'_, '_>, context: &Context) {
    let area = canvas.area;
    if !shows_one(context) {
        let left = area.width * 9 / 20;
        about::draw(
            card,
            canvas,
            Rect {
                width: left,
                ..area
            },
            context,
            "",
        );
        let rest = Rect {
            x: area.x + left,
            width: area.width - left,
            ..area
        };
        history::draw(card, canvas, rest, context, "");
        return;
    }
    match card.pane(context) {
        Pane::History => {
            let to = Say::CardProfileTitle.in_(canvas.lang);
            let hint = say::sheet_other_pane(canvas.lang, to);
            history::draw(card, canvas, area, context, &hint);
        }
        Pane::Profile => {
            let to = Say::CardHistoryTitle.in_(canvas.lang);
            let hint = say::sheet_other_pane(canvas.lang, to);
            about::draw(card, canvas, area, context, &hint);
        }
    }
}

/// What stands where something is missing: why, or that it is on its way.
fn instead<T>(shown: &Shown<T>, canvas: &Canvas<'_, '_>) -> Option<(String, Role)> {
    match (&shown.value, &shown.failed) {
        (_, Some(failure)) => Some((failed::sentence(failure, canvas.lang), Role::Danger)),
        (Some(_), None) => None,
        (None, None) if shown.pending => {
            let text = if shown.slow {
                Say::WordLoading.in_(canvas.lang)
            } else {
                ""
            };
            Some((text.to_owned(), Role::Label))
        }
        (None, None) => Some((Say::EntryGone.in_(canvas.lang).to_owned(), Role::Label)),
    }
}

fn inside(area: Rect) -> Rect {
    let inner = after(area, 1);
    Rect {
        width: inner.width.saturating_sub(1),
        ..inner
    }
}

fn missing(canvas: &mut Canvas<'_, '_>, area: Rect, text: &str, role: Role) {
    for (at, line) in (0..area.height).zip(wrap(text, area.width)) {
        put(
            canvas.frame,
            row(area, at),
            &line,
            canvas.look.style(role),
            canvas.look,
        );
    }
}
