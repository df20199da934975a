//! How the screen of the programme looks: the rules row by row, and what the years came to.

pub(super) mod played;

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::Programme;
use super::choice::Choice;
use super::part::Kind;
use super::row::Row;
use crate::kit::Canvas;
use crate::kit::draw::{after, below, panel, put, row};
use crate::kit::list::INDENT;
use crate::kit::table::{Column, cells, widths};
use crate::kit::width::{width, wrap};
use crate::look::Role;
use crate::points::Rule;
use crate::protocol::Context;
use crate::screens::failed;
use crate::screens::sheet::Wording;
use crate::screens::sheet::points::star;
use crate::text::{Say, count, say};

/// Columns from which on both stand beside each other.
pub(super) const WIDE: u16 = 92;
/// Columns that a label has at the least.
const LABEL: u16 = 10;
/// Rows that what was played needs below the rules before anything was.
const TOLD: u16 = 7;

pub(super) fn draw(screen: &Programme, canvas: &mut Canvas<'_, '_>, context: &Context) {
    let words = Wording::of(context);
    let area = canvas.area;
    if screen.covers(context) {
        played::draw(screen, canvas, area, words, context);
        return;
    }
    let (left, right) = if area.width >= WIDE {
        let width = area.width / 2;
        let rest = Rect {
            x: area.x + width,
            width: area.width - width,
            ..area
        };
        (Rect { width, ..area }, rest)
    } else {
        let height = area.height.saturating_sub(TOLD).max(area.height * 3 / 5);
        let rest = below(area, height);
        (Rect { height, ..area }, rest)
    };
    draw_rules(screen, canvas, left, words, context);
    played::draw(screen, canvas, right, words, context);
}

fn draw_rules(
    screen: &Programme,
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    words: Wording<'_>,
    context: &Context,
) {
    let look = canvas.look;
    let title = match screen.open.map(|part| part.kind) {
        None => Say::ProgrammeTitle,
        Some(Kind::Tier) => Say::ProgrammePartTier,
        Some(Kind::Category) => Say::ProgrammePartCategory,
        Some(Kind::Period) => Say::ProgrammePartPeriod,
    };
    let status = if screen.is_other() {
        Say::ProgrammeTried.in_(canvas.lang)
    } else {
        ""
    };
    let title = title.in_(canvas.lang);
    let inner = panel(canvas.frame, area, title, status, true, look);
    let (Some(now), Some(shown)) = (screen.now(), screen.shown()) else {
        waiting(screen, canvas, inner);
        return;
    };
    let inner = above(screen, canvas, inner, words);
    let room = inner.width.saturating_sub(INDENT + 1);
    let value = (room * 5 / 9).clamp(14, 30);
    let typed_at = screen.typing.as_ref().and(screen.rows.selected());
    let rows = screen.listed();
    screen.rows.view(canvas.frame, inner, true, look, |at, _| {
        let Some(row) = rows.get(at).copied() else {
            return Vec::new();
        };
        let (label, said) = told(row, &shown, screen, words, context);
        let is_new = row.is_rule()
            && told(row, &now, screen, words, context) != (label.clone(), said.clone());
        // A label has whatever room its value leaves.
        let most = room.saturating_sub(LABEL + 2);
        let taken = if typed_at == Some(at) {
            value
        } else {
            width(&said).min(most)
        };
        let columns = [
            Column::growing(LABEL, 1, 0),
            Column::fixed(taken, 0).right(),
        ];
        let wide = widths(&columns, room);
        let label = match row {
            Row::Part(part) if part.kind == Kind::Tier => star(&label, &look.symbols),
            _ => label,
        };
        let span = |text: String, role: Role| vec![Span::styled(text, look.style(role))];
        let said = span(said, if is_new { Role::Accent } else { Role::Value });
        let label = span(
            label,
            if row.is_done() {
                Role::Normal
            } else {
                Role::Label
            },
        );
        match typed_at == Some(at) {
            true if row.is_long() => Vec::new(),
            true => cells(&columns, &wide, vec![label, Vec::new()], look),
            false => cells(&columns, &wide, vec![label, said], look),
        }
    });
    typing(screen, canvas, inner, (room, value));
}

/// What is typed, over the row that it is typed into.
fn typing(screen: &Programme, canvas: &mut Canvas<'_, '_>, inner: Rect, (room, value): (u16, u16)) {
    let (Some(line), Some(at), Some(kind)) = (&screen.typing, screen.rows.selected(), screen.row())
    else {
        return;
    };
    let shown = at.saturating_sub(screen.rows.visible().start);
    let columns = if kind.is_long() { room } else { value };
    let place = row(inner, u16::try_from(shown).unwrap_or(u16::MAX));
    let place = Rect {
        width: columns,
        ..after(place, INDENT + room - columns)
    };
    let look = canvas.look;
    let style = look.style(Role::FieldFocused);
    match screen.offer() {
        Some(rest) => line.view_offer(canvas.frame, place, style, rest, look),
        None => line.view(canvas.frame, place, style, true, look),
    }
}

/// What a row says: its label, and what the rules say of it.
fn told(
    row: Row,
    rule: &Rule,
    screen: &Programme,
    words: Wording<'_>,
    context: &Context,
) -> (String, String) {
    let label = |say: Say| say.in_(context.lang).to_owned();
    match row {
        Row::File => (label(Say::ProgrammeFile), label(Say::ProgrammeFileType)),
        Row::Years => (
            label(Say::ProgrammeYears),
            count(context.lang, screen.years.into()),
        ),
        Row::Since => {
            let since = screen.since.unwrap_or(context.today);
            (label(Say::ProgrammeSince), words.date(since))
        }
        Row::Number(number) => (label(number.label()), number.shown(rule, words)),
        Row::Choice(Choice::On) if screen.has_none() && rule.on => {
            (label(Say::ProgrammeOn), label(Say::ProgrammeOnNone))
        }
        Row::Choice(choice) => (label(choice.label()), label(choice.shown(rule))),
        Row::Excluded => (label(Say::ProgrammeExclude), rule.exclude.join(", ")),
        Row::Part(part) => part.told(rule, words),
        Row::New(kind) => (format!("+ {}", label(kind.adds())), String::new()),
        Row::Field(part, field) => (label(field.label()), field.shown(part, rule, words)),
        Row::Remove(_) => (label(Say::ProgrammeRemove), String::new()),
    }
}

/// Says above the rules that none are in force yet, or from when on others are; what is left below it.
fn above(screen: &Programme, canvas: &mut Canvas<'_, '_>, area: Rect, words: Wording<'_>) -> Rect {
    if screen.open.is_some() {
        return area;
    }
    let later = screen.later.map(|day| words.date(day));
    let text = match (later, screen.has_none()) {
        (Some(day), true) => say::programme_none_yet(canvas.lang, day),
        (None, true) => Say::ProgrammeNone.in_(canvas.lang).to_owned(),
        (Some(day), false) => say::programme_later(canvas.lang, day),
        (None, false) => return area,
    };
    let used = lines(canvas, after(area, 1), &text, Role::Attention);
    below(area, used)
}

fn waiting(screen: &Programme, canvas: &mut Canvas<'_, '_>, area: Rect) {
    let (text, role) = match &screen.rule.failed {
        Some(failure) => (failed::sentence(failure, canvas.lang), Role::Danger),
        None if screen.rule.slow => (Say::WordLoading.in_(canvas.lang).to_owned(), Role::Label),
        None => return,
    };
    lines(canvas, after(area, 1), &text, role);
}

/// Writes a sentence over several rows; how many it took.
pub(super) fn lines(canvas: &mut Canvas<'_, '_>, area: Rect, text: &str, role: Role) -> u16 {
    let look = canvas.look;
    let mut used = 0;
    for line in wrap(text, area.width.saturating_sub(1)) {
        if used < area.height {
            put(canvas.frame, row(area, used), &line, look.style(role), look);
            used += 1;
        }
    }
    used
}
