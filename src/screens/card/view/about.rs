//! Everything known, on the left of the full card.

use super::super::FullCard;
use super::super::model::Pane;
use super::{inside, instead, missing};
use crate::domain::Card;
use crate::kit::draw::{after, panel, put, put_right, row};
use crate::kit::width::{clean_lines, width, wrap};
use crate::kit::{Canvas, Fact};
use crate::look::Role;
use crate::protocol::Context;
use crate::screens::sheet::{Wording, counter, profile};
use ratatui::layout::Rect;

/// Columns between a label and its value, and the widest label.
const GAP: u16 = 2;
const WIDEST_LABEL: u16 = 20;

/// One line of the profile.
pub(super) struct Line {
    label: String,
    text: String,
    role: Role,
}

pub(super) fn draw(
    full: &FullCard,
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    context: &Context,
    status: &str,
) {
    let look = canvas.look;
    let words = Wording::of(context);
    let focused = full.pane == Pane::Profile;
    let title = full
        .card
        .value
        .as_ref()
        .map(|card| counter::title(card, words, &look.symbols));
    let title = title.unwrap_or_default();
    let inner = inside(panel(canvas.frame, area, &title, status, focused, look));
    if let Some((text, role)) = instead(&full.card, canvas) {
        missing(canvas, inner, &text, role);
        return;
    }
    let Some(card) = &full.card.value else { return };
    let (name, role, code) = counter::who(card, words, &look.symbols);
    let line = row(inner, 0);
    let taken = put_right(canvas.frame, line, &code, look.style(Role::Label), look);
    let room = line.width.saturating_sub(taken + u16::from(taken > 0));
    put(
        canvas.frame,
        Rect {
            width: room,
            ..line
        },
        &name,
        look.style(role),
        look,
    );
    let rest = Rect {
        y: inner.y + 1,
        height: inner.height.saturating_sub(1),
        ..inner
    };
    let (column, lines) = lines(card, words, canvas, rest.width.saturating_sub(1));
    let total = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    full.scroll
        .view_rows(canvas.frame, rest, total, look, |frame, place, at| {
            let Some(line) = lines.get(usize::from(at)) else {
                return;
            };
            let label = Rect {
                width: column.saturating_sub(1),
                ..place
            };
            put(frame, label, &line.label, look.style(Role::Label), look);
            let whole = line.label.is_empty() && line.role != Role::Value;
            let text = if whole { place } else { after(place, column) };
            put(
                frame,
                text,
                line.text.trim_end(),
                look.style(line.role),
                look,
            );
        });
}

/// The profile line by line, with the width of the labels' column.
pub(super) fn lines(
    card: &Card,
    words: Wording<'_>,
    canvas: &Canvas<'_, '_>,
    columns: u16,
) -> (u16, Vec<Line>) {
    let facts = profile::facts(card, words, &canvas.look.symbols);
    let widest = facts
        .iter()
        .map(|fact| width(&fact.label))
        .max()
        .unwrap_or(0);
    let column = (widest.min(WIDEST_LABEL) + GAP).min(columns / 2);
    let expanded = facts.iter().flat_map(|fact| expand(fact, column, columns));
    (column, expanded.collect())
}

pub(super) fn expand(fact: &Fact, column: u16, columns: u16) -> Vec<Line> {
    let indent = if fact.label.is_empty() && fact.role != Role::Value {
        0
    } else {
        column
    };
    let wrapped = wrap(&clean_lines(&fact.text), columns.saturating_sub(indent));
    let lines = wrapped
        .into_iter()
        .take(usize::from(fact.lines))
        .enumerate();
    lines
        .map(|(at, text)| Line {
            label: if at == 0 {
                fact.label.clone()
            } else {
                String::new()
            },
            text,
            // Further lines of a labelled fact stay under its first one.
            role: if at > 0 && indent > 0 {
                Role::Value
            } else {
                fact.role
            },
        })
        .collect()
}
