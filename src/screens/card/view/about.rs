//! Everything known, on the left of the full card.

use super::super::FullCard;
use super::super::model::{Pane, shows_one};
use super::{inside, instead, missing};
use crate::domain::Card;
use crate::kit::draw::{self, after, below, panel, put, put_ends};
use crate::kit::width::{clean_lines, width, wrap};
use crate::kit::{Canvas, Fact};
use crate::look::{Role, Symbols};
use crate::protocol::Context;
use crate::screens::sheet::{Wording, counter, profile, wording};
use crate::text::say;
use ratatui::layout::Rect;

/// Columns between a label and its value, and those that a value has at the least.
const GAP: u16 = 2;
const VALUE: u16 = 14;

/// One line of the profile.
struct Line {
    label: String,
    text: String,
    role: Role,
    /// Where the text begins.
    indent: u16,
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
    let focused = full.pane(context) == Pane::Profile;
    let title = full
        .card
        .value
        .as_ref()
        .map(|card| counter::title(card, words, &look.symbols));
    let title = title.unwrap_or_default();
    let inner = inside(panel(canvas.frame, area, &title, "", focused, look));
    if let Some((text, role)) = instead(&full.card, canvas) {
        draw::status(canvas.frame, area, status, look);
        missing(canvas, inner, &text, role);
        return;
    }
    let Some(card) = &full.card.value else { return };
    let (name, role, code) = counter::who(card, words, &look.symbols);
    let code = (code.as_str(), look.style(Role::Label));
    let name = (name.as_str(), look.style(role));
    let taken = put_ends(canvas.frame, inner, name, code, look);
    let rest = below(inner, taken);
    let mut facts = profile::facts_with(card, full.beside(words), words, &look.symbols);
    profile::messages(&mut facts, &full.messages, words, &look.symbols);
    profile::gatherings(&mut facts, &full.gatherings, words, &look.symbols);
    if shows_one(context) {
        // No history stands beside it.
        last_time_first(&mut facts, card, words, &look.symbols);
    }
    let lines = lines(&facts, rest.width.saturating_sub(1));
    let total = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    full.scroll
        .view_rows(canvas.frame, rest, total, look, |frame, place, at| {
            let Some(line) = lines.get(usize::from(at)) else {
                return;
            };
            let label = Rect {
                width: line.indent.saturating_sub(1),
                ..place
            };
            put(frame, label, &line.label, look.style(Role::Label), look);
            put(
                frame,
                after(place, line.indent),
                line.text.trim_end(),
                look.style(line.role),
                look,
            );
        });
    let more = below_it(full.scroll.below(), focused, canvas);
    let said = wording::joined(&[&more, status], look.symbols.dot);
    draw::status(canvas.frame, area, &said, look);
}

/// How many lines stand below those that are seen, and which key shows them.
fn below_it(lines: u16, focused: bool, canvas: &Canvas<'_, '_>) -> String {
    let more = match (lines, focused) {
        (0, _) => return String::new(),
        (lines, true) => say::card_more_below(canvas.lang, u64::from(lines)),
        (lines, false) => say::card_more_beside(canvas.lang, u64::from(lines)),
    };
    format!("{} {more}", canvas.look.symbols.down)
}

/// The last time stands before the first part with a title, under what is urgent.
fn last_time_first(facts: &mut Vec<Fact>, card: &Card, words: Wording<'_>, symbols: &Symbols) {
    let titles = |fact: &Fact| fact.role == Role::Title;
    let at = facts.iter().position(titles).unwrap_or(facts.len());
    let mut last = counter::last_time(card, words, symbols);
    last.push(counter::gap());
    facts.splice(at..at, last);
}

/// The profile line by line. The labels of a part stand in a column as wide as they need.
fn lines(facts: &[Fact], columns: u16) -> Vec<Line> {
    let parts = facts.chunk_by(|_, next| next.role != Role::Title);
    let expanded = parts.flat_map(|part| {
        let column = label_column(part, columns);
        part.iter()
            .flat_map(move |fact| expand(fact, column, columns))
    });
    expanded.collect()
}

/// As wide as the widest label that leaves enough to its value; a wider one stands on a line of
/// its own.
fn label_column(part: &[Fact], columns: u16) -> u16 {
    let labels = part.iter().map(|fact| width(&fact.label) + GAP);
    let most = columns.saturating_sub(VALUE).max(columns / 2);
    let fitting = labels.filter(|label| *label <= most).max();
    fitting.unwrap_or(GAP).max(GAP + GAP)
}

fn expand(fact: &Fact, column: u16, columns: u16) -> Vec<Line> {
    let indent = if fact.label.is_empty() && fact.role != Role::Value {
        0
    } else {
        column
    };
    // What stands below something goes on where it began.
    let text = fact.text.trim_start_matches(' ');
    let indent = indent + width(&fact.text).saturating_sub(width(text));
    let wrapped = wrap(&clean_lines(text), columns.saturating_sub(indent));
    let lines = wrapped
        .into_iter()
        .take(usize::from(fact.lines))
        .enumerate();
    let above = width(&fact.label) >= indent && !fact.label.is_empty();
    let label = above.then(|| Line {
        label: fact.label.clone(),
        text: String::new(),
        role: fact.role,
        indent: columns + 1,
    });
    let lines = lines.map(|(at, text)| Line {
        label: if at == 0 && !above {
            fact.label.clone()
        } else {
            String::new()
        },
        text,
        role: fact.role,
        indent,
    });
    label.into_iter().chain(lines).collect()
}
