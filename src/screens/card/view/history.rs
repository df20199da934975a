//! The visits, with the chosen one told in full below them.

use super::super::FullCard;
use super::super::model::{Pane, Told};
use super::{inside, instead, missing};
use crate::domain::{Card, MessageEntry, Visit};
use crate::kit::Canvas;
use crate::kit::draw::{panel, put, put_right, put_spans, row};
use crate::kit::table::{Column, cells, widths, without};
use crate::kit::width::{clean_lines, width, wrap};
use crate::look::{Look, Role};
use crate::protocol::{Command, Context, ListColumns};
use crate::screens::sheet::{Wording, message, timeline, wording};
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
    let focused = full.pane(context) == Pane::History;
    let rows = &full.rows;
    let sent = rows.len().saturating_sub(full.loaded().len());
    let count = say::card_entries(lang, (full.total + sent) as u64);
    let count = if rows.is_empty() { "" } else { &count };
    let (whose, other) = whose(full, context, hint);
    // What has no room: the count first, then the key that stands in the help as well.
    let said = [&[count, &other, hint][..], &[&other, hint], &[count, hint]];
    let said = said.map(|parts| wording::joined(parts, look.symbols.dot));
    let fits = |text: &&String| width(text) + 4 <= area.width;
    let status = said.iter().find(fits).unwrap_or(&said[2]);
    let title = Say::CardHistoryTitle.in_(lang);
    let title = wording::joined(&[title, &whose], look.symbols.dot);
    let inner = panel(canvas.frame, area, &title, status, focused, look);
    if let Some((text, role)) = instead(&full.visits, canvas) {
        missing(canvas, inside(inner), &text, role);
        return;
    }
    if rows.is_empty() && full.card.value.is_none() {
        // What stands here depends on whose card it is.
        return;
    }
    if rows.is_empty() {
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
    let detail = detail(full, inner.width.saturating_sub(2), context, look);
    let (list, below) = shares(inner, rows.len(), detail.len());
    let words = Wording::of(context);
    let columns = columns(full, context);
    let room = list.width.saturating_sub(crate::kit::list::INDENT + 1);
    let wide = widths(&columns, room);
    full.list.view(canvas.frame, list, focused, look, |at, _| {
        let card = full.card.value.as_ref();
        match full.row_at(at) {
            Some(Told::Visit(visit)) => visit_row(visit, card, (&columns, &wide), words, look),
            Some(Told::Sent(sent)) => sent_row(sent, (&columns, &wide), words, look),
            None => Vec::new(),
        }
    });
    told(full, canvas, below, &detail);
}

/// The rows of the list, and those of the visit below it under its rule. What one does not need
/// the other has.
fn shares(inner: Rect, visits: usize, told: usize) -> (Rect, Rect) {
    let rows = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
    let of_list = rows(visits).min(inner.height.div_ceil(2));
    let below = rows(told)
        .saturating_add(u16::from(told > 0))
        .min(inner.height - of_list);
    let list = Rect {
        height: inner.height - below,
        ..inner
    };
    let below = Rect {
        y: list.bottom(),
        height: below,
        ..inner
    };
    (list, below)
}

/// The chosen visit under a rule that says how much of it stands further below.
fn told(full: &FullCard, canvas: &mut Canvas<'_, '_>, area: Rect, detail: &[(String, Role)]) {
    if area.is_empty() {
        return;
    }
    let look = canvas.look;
    let place = inside(area);
    // The scroll bar stands in the empty column before the frame.
    let text = Rect {
        y: place.y + 1,
        height: place.height - 1,
        width: place.width + 1,
        ..place
    };
    let total = u16::try_from(detail.len()).unwrap_or(u16::MAX);
    full.detail
        .view_rows(canvas.frame, text, total, look, |frame, place, at| {
            let Some((text, role)) = detail.get(usize::from(at)) else {
                return;
            };
            let span = [Span::styled(text.as_str(), look.style(*role))];
            put_spans(frame, place, &span, look);
        });
    let rule = look.symbols.border.horizontal_top;
    let line = rule.repeat(usize::from(place.width));
    let border = look.style(Role::Border);
    put(canvas.frame, row(place, 0), &line, border, look);
    if full.detail.below() > 0 {
        let more = say::card_more_below(canvas.lang, u64::from(full.detail.below()));
        let more = format!(" {} {more} ", look.symbols.more);
        put_right(
            canvas.frame,
            row(place, 0),
            &more,
            look.style(Role::Label),
            look,
        );
    }
}

/// Whose history it is, and the key that tells the other one. Where there is only one it is said
/// only where nothing else on the screen does.
fn whose(full: &FullCard, context: &Context, alone: &str) -> (String, String) {
    if let Some((whose, other)) = full.words(context) {
        let key = Command::WhoseHistory.spec().keys.first();
        let key = key.copied().unwrap_or_default();
        return (whose, format!("{key}: {other}"));
    }
    let card = full.card.value.as_ref();
    let customer = card.and_then(|card| card.customer.as_ref());
    let name = customer.filter(|_| !alone.is_empty());
    let name = name.map(|customer| wording::person(&customer.facts));
    (name.unwrap_or_default(), String::new())
}

/// Columns for a vehicle that is told by its name or chassis number.
const NAME: u16 = 24;

/// Day, work, total, reading and plate; the later ones give way where it is narrow, and the
/// plate where there is only one.
pub(super) fn columns(full: &FullCard, context: &Context) -> Vec<Column> {
    let mut columns = vec![
        Column::fixed(11, 0),
        Column::growing(14, 1, 0),
        Column::fixed(12, 1).right(),
        Column::fixed(10, 2).right(),
    ];
    let visits = full.loaded();
    let several = visits
        .iter()
        .any(|visit| visit.vehicle != visits[0].vehicle);
    if several {
        let plated = visits.iter().all(|visit| visit.vehicle == visit.plate);
        columns.push(Column::fixed(if plated { 11 } else { NAME }, 3));
    }
    let mut away = called().away(&context.columns);
    // What was done always stays: it tells of cancelled visits too.
    away.insert(1, false);
    without(&columns, &away)
}

/// What the columns are called that can be put away, and stand so in a file.
pub(in super::super) fn called() -> ListColumns {
    ListColumns {
        list: "history",
        all: vec![
            ("date", Say::FormDate),
            ("total", Say::FormTotal),
            ("odometer", Say::FormOdometer),
            ("plate", Say::FormPlate),
        ],
    }
}

pub(super) fn visit_row(
    visit: &Visit,
    card: Option<&Card>,
    (columns, wide): (&[Column], &[u16]),
    words: Wording<'_>,
    look: &Look,
) -> Vec<Span<'static>> {
    let facts = &visit.facts;
    let span = |text: String, role: Role| Span::styled(text, look.style(role));
    let mut parts = Vec::new();
    if let Some(by) = card.and_then(|card| timeline::by_another(card, visit, words)) {
        let room = wide.get(1).copied().unwrap_or_default();
        parts.push((by.within(room / 2), Role::Label));
    }
    parts.extend(timeline::marks(visit, words, &look.symbols));
    parts.push((timeline::work(visit, &look.symbols), Role::Value));
    parts.retain(|(text, _)| !text.is_empty());
    let last = parts.len();
    let work = (1..).zip(parts).map(|(at, (text, role))| {
        let dot = if at < last { look.symbols.dot } else { "" };
        span(format!("{text}{dot}"), role)
    });
    let total = facts
        .total
        .map(|total| words.money(total))
        .unwrap_or_default();
    let km = facts.odometer.map(|km| words.km(km)).unwrap_or_default();
    let texts = vec![
        vec![span(words.date(facts.day), Role::Strong)],
        work.collect(),
        vec![span(total, Role::Value)],
        vec![span(km, Role::Label)],
        vec![span(visit.vehicle.clone(), Role::Label)],
    ];
    cells(columns, wide, texts, look)
}

/// A message among the visits: when, which one, by which way.
fn sent_row(
    sent: &MessageEntry,
    (columns, wide): (&[Column], &[u16]),
    words: Wording<'_>,
    look: &Look,
) -> Vec<Span<'static>> {
    let span = |text: String, role: Role| Span::styled(text, look.style(role));
    let what = message::called(&sent.message.template, words.lang);
    let what = say::message_in_history(words.lang, what);
    let way = words.say(message::way(sent.message.channel));
    let what = wording::joined(&[&what, way], look.symbols.dot);
    let texts = vec![
        vec![span(words.date(sent.message.day), Role::Strong)],
        vec![span(what, Role::Label)],
    ];
    cells(columns, wide, texts, look)
}

/// The message as it went, under what it was.
fn sent_detail(sent: &MessageEntry, words: Wording<'_>, look: &Look) -> Vec<(String, Role)> {
    let head = message::line(sent, words, look.symbols.dot);
    let body = sent.message.body.lines();
    let body = body.map(|line| (line.to_owned(), Role::Value));
    std::iter::once((head, Role::Strong)).chain(body).collect()
}

/// What was done at the chosen visit, line by line; the text of the chosen message.
fn detail(full: &FullCard, columns: u16, context: &Context, look: &Look) -> Vec<(String, Role)> {
    let words = Wording::of(context);
    let symbols = &look.symbols;
    let visit = match full.row() {
        Some(Told::Visit(visit)) => visit,
        Some(Told::Sent(sent)) => {
            let told = sent_detail(sent, words, look).into_iter();
            let wrapped = told.map(|(text, role)| (wrap(&clean_lines(&text), columns), role));
            let wrapped =
                wrapped.flat_map(|(lines, role)| lines.into_iter().map(move |line| (line, role)));
            return wrapped.collect();
        }
        None => return Vec::new(),
    };
    let mut lines = Vec::new();
    let by = full.card.value.as_ref();
    let by = by.and_then(|card| timeline::by_another(card, visit, words));
    let mut told = timeline::detail(visit, words, symbols);
    if let Some(by) = by {
        told.insert(1, (by.whole, Role::Label));
    }
    for (text, role) in told {
        lines.extend(
            wrap(&clean_lines(&text), columns)
                .into_iter()
                .map(|line| (line, role)),
        );
    }
    lines
}
