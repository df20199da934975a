//! The visits, with the chosen one told in full below them.

use super::super::FullCard;
use super::super::model::Pane;
use super::{inside, instead, missing};
use crate::domain::Visit;
use crate::kit::Canvas;
use crate::kit::draw::{panel, put_spans, row};
use crate::kit::table::{Column, cells, widths};
use crate::kit::width::{clean_lines, wrap};
use crate::look::{Look, Role};
use crate::protocol::{Command, Context};
use crate::screens::sheet::{Wording, timeline, wording};
use crate::text::{Say, say};
use ratatui::layout::Rect;
use ratatui::text::Span;

pub(super) fn draw(
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
    let mut title = Say::CardHistoryTitle.in_(lang).to_owned();
    let customer = full
        .card
        .value
        .as_ref()
        .and_then(|card| card.customer.as_ref());
    if let Some(customer) = customer.filter(|_| !hint.is_empty()) {
        // Alone on the screen it says whose it is.
        let name = wording::person(&customer.facts);
        title = format!("{title}{}{name}", look.symbols.dot);
    }
    let inner = panel(canvas.frame, area, &title, &status, focused, look);
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
pub(super) fn columns(full: &FullCard) -> Vec<Column> {
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

pub(super) fn visit_row(
    visit: &Visit,
    (columns, wide): (&[Column], &[u16]),
    words: Wording<'_>,
    look: &Look,
) -> Vec<Span<'static>> {
    let facts = &visit.facts;
    let span = |text: String, role: Role| Span::styled(text, look.style(role));
    let mut work = Vec::new();
    for (text, role) in timeline::marks(visit, words, &look.symbols) {
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
pub(super) fn detail(
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
