//! How the full card looks: everything known on the left, the history on the right; in a narrow
//! window one of them, and Tab goes to the other.

use super::FullCard;
use super::model::{Pane, TWO_PANES};
use crate::domain::{Card, Visit};
use crate::kit::draw::{after, panel, put, put_right, put_spans, row};
use crate::kit::table::{Column, cells, widths};
use crate::kit::width::{clean_lines, width, wrap};
use crate::kit::{Canvas, Fact};
use crate::look::{Look, Role};
use crate::protocol::{Command, Context};
use crate::screens::sheet::{Wording, counter, profile, timeline};
use crate::screens::{failed, shown::Shown};
use crate::text::{Say, say};
use ratatui::layout::Rect;
use ratatui::text::Span;

/// Columns between a label and its value, and the widest label.
const GAP: u16 = 2;
const WIDEST_LABEL: u16 = 20;

/// One line of the profile.
struct Line {
    label: String,
    text: String,
    role: Role,
}

/// Draws the card.
pub(super) fn draw(card: &FullCard, canvas: &mut Canvas<'_, '_>, context: &Context) {
    let area = canvas.area;
    if area.width >= TWO_PANES {
        let left = area.width * 9 / 20;
        about(
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
        history(card, canvas, rest, context, "");
        return;
    }
    match card.pane {
        Pane::History => {
            let to = Say::CardProfileTitle.in_(canvas.lang);
            let hint = say::sheet_other_pane(canvas.lang, to);
            history(card, canvas, area, context, &hint);
        }
        Pane::Profile => {
            let to = Say::CardHistoryTitle.in_(canvas.lang);
            let hint = say::sheet_other_pane(canvas.lang, to);
            about(card, canvas, area, context, &hint);
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

fn about(
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
fn lines(
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

fn expand(fact: &Fact, column: u16, columns: u16) -> Vec<Line> {
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

fn history(
    full: &FullCard,
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    context: &Context,
    hint: &str,
) {
    let look = canvas.look;
    let lang = canvas.lang;
    let focused = full.pane == Pane::History;
    let count = say::word_visits(lang, full.total as u64);
    let status = match (hint, full.total) {
        ("", 0) => String::new(),
        ("", _) => count,
        (hint, 0) => hint.to_owned(),
        (hint, _) => format!("{count}{}{hint}", look.symbols.dot),
    };
    let title = Say::CardHistoryTitle.in_(lang);
    let inner = panel(canvas.frame, area, title, &status, focused, look);
    if let Some((text, role)) = instead(&full.visits, canvas) {
        missing(canvas, inside(inner), &text, role);
        return;
    }
    let visits = full.loaded();
    if visits.is_empty() {
        let key = Command::NewVisit
            .spec()
            .keys
            .first()
            .copied()
            .unwrap_or_default();
        let text = say::card_no_history(lang, key);
        missing(canvas, inside(inner), &text, Role::Label);
        return;
    }
    // The chosen visit is told in full below the list.
    let detail = detail(full, canvas, inner.width.saturating_sub(2), context);
    let height = u16::try_from(detail.len())
        .unwrap_or(0)
        .min(inner.height / 2);
    let list = Rect {
        height: inner.height.saturating_sub(height),
        ..inner
    };
    let words = Wording::of(context);
    let columns = columns(full);
    let room = list.width.saturating_sub(crate::kit::list::INDENT + 1);
    let wide = widths(&columns, room);
    full.list.view(canvas.frame, list, focused, look, |at, _| {
        let visit = visits.get(at);
        visit.map_or_else(Vec::new, |visit| {
            visit_row(visit, (&columns, &wide), words, look)
        })
    });
    let below = inside(Rect {
        y: list.bottom(),
        height,
        ..inner
    });
    for (at, (text, role)) in (0..height).zip(&detail) {
        let span = [Span::styled(text.as_str(), look.style(*role))];
        put_spans(canvas.frame, row(below, at), &span, look);
    }
}

/// Day, work, total, reading and plate; the later ones give way where it is narrow, and the
/// plate where there is only one.
fn columns(full: &FullCard) -> Vec<Column> {
    let mut columns = vec![
        Column::fixed(11, 0),
        Column::growing(14, 1, 0),
        Column::fixed(12, 1).right(),
        Column::fixed(10, 2).right(),
    ];
    let visits = full.loaded();
    let several = visits.iter().any(|visit| visit.plate != visits[0].plate);
    if several {
        columns.push(Column::fixed(11, 3));
    }
    columns
}

fn visit_row(
    visit: &Visit,
    (columns, wide): (&[Column], &[u16]),
    words: Wording<'_>,
    look: &Look,
) -> Vec<Span<'static>> {
    let facts = &visit.facts;
    let span = |text: String, role: Role| Span::styled(text, look.style(role));
    let mut work = Vec::new();
    if let Some((text, role)) = timeline::state(visit, words, &look.symbols) {
        work.push(span(format!("{text}{}", look.symbols.dot), role));
    }
    work.push(span(timeline::work(visit, &look.symbols), Role::Value));
    let total = facts
        .total
        .map(|total| words.money(total))
        .unwrap_or_default();
    let km = facts.odometer.map(|km| words.km(km)).unwrap_or_default();
    let texts = vec![
        vec![span(words.date(facts.day), Role::Strong)],
        work,
        vec![span(total, Role::Value)],
        vec![span(km, Role::Label)],
        vec![span(visit.plate.clone(), Role::Label)],
    ];
    cells(columns, wide, texts, look)
}

/// What was done at the chosen visit, line by line.
fn detail(
    full: &FullCard,
    canvas: &Canvas<'_, '_>,
    columns: u16,
    context: &Context,
) -> Vec<(String, Role)> {
    let words = Wording::of(context);
    let symbols = &canvas.look.symbols;
    let Some(visit) = full.visit() else {
        return Vec::new();
    };
    let rule = symbols.border.horizontal_top.repeat(usize::from(columns));
    let mut lines = vec![(rule, Role::Border)];
    for (text, role) in timeline::detail(visit, words, symbols) {
        lines.extend(
            wrap(&clean_lines(&text), columns)
                .into_iter()
                .map(|line| (line, role)),
        );
    }
    lines
}
