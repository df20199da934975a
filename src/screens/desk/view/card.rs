//! The counter card.

use super::super::model::Desk;
use super::{inside, paragraphs};
use crate::domain::Card;
use crate::kit::draw::{panel, put, put_right, row};
use crate::kit::{Canvas, Fact, facts};
use crate::look::{Look, Role};
use crate::protocol::Context;
use crate::screens::failed;
use crate::screens::sheet::{Wording, counter, say as sentence};
use crate::text::Say;
use ratatui::layout::Rect;

/// Lines that the last visit keeps beside the sentence to say: the day, the numbers, the work.
const LAST_BESIDE: u16 = 3;
/// Lines that it keeps in the smallest window.
const LAST_ALONE: u16 = 2;

/// Draws the card of the chosen match.
pub(super) fn draw(desk: &Desk, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
    let look = canvas.look;
    let wording = Wording::of(context);
    let stale = desk.card.slow || (desk.card.pending && desk.card.value.is_none());
    let Some(card) = desk.card.value.as_ref().filter(|_| !stale) else {
        let inner = panel(canvas.frame, area, "", "", false, look);
        let lines = match &desk.card.failed {
            Some(failure) => vec![(failed::sentence(failure, canvas.lang), Role::Danger)],
            None if desk.card.slow => vec![(Say::WordLoading.in_(canvas.lang).into(), Role::Label)],
            None if desk.hits().is_empty() || desk.card.pending => Vec::new(),
            None => vec![(Say::DeskCardEmpty.in_(canvas.lang).into(), Role::Label)],
        };
        paragraphs(canvas, inner, &lines);
        return;
    };
    let title = counter::title(card, wording, &look.symbols);
    let inner = inside(panel(canvas.frame, area, &title, "", false, look));
    let (name, role, code) = counter::who(card, wording, &look.symbols);
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
    facts_and_sentence(canvas, rest, card, wording);
}

/// The facts, and under them the sentence to say. Where not everything fits, the last visit is
/// told in fewer lines, so that what is usual, what is due and the phone are always seen; then
/// the sentence gives way. The rest is one Enter away.
fn facts_and_sentence(canvas: &mut Canvas<'_, '_>, area: Rect, card: &Card, wording: Wording<'_>) {
    let look = canvas.look;
    let all = counter::facts(card, wording, &look.symbols);
    let spoken = Fact::whole(
        format!("“{}”", sentence::sentence(card, wording)),
        Role::Accent,
    );
    let spoken = [spoken.lines(6)];
    let needed = facts::height(&spoken, area.width, look);
    let beside = Rect {
        height: area.height.saturating_sub(needed),
        ..area
    };
    let Some(all) = shortened(&all, LAST_BESIDE, beside, look, wording) else {
        let alone = shortened(&all, LAST_ALONE, area, look, wording);
        facts::view(canvas.frame, area, &alone.unwrap_or(all), look);
        return;
    };
    let wanted = facts::height(&all, area.width, look);
    let above = wanted.min(beside.height);
    facts::view(
        canvas.frame,
        Rect {
            height: above,
            ..area
        },
        &all,
        look,
    );
    let gap = u16::from(wanted < beside.height);
    let place = Rect {
        y: area.y + above + gap,
        height: needed,
        ..area
    };
    facts::view(canvas.frame, place, &spoken, look);
}

/// The facts with the last visit in as many lines as there is room for, at least `least`, so that
/// the first facts are all seen; `None` where they are not even so.
fn shortened(
    all: &[Fact],
    least: u16,
    area: Rect,
    look: &Look,
    wording: Wording<'_>,
) -> Option<Vec<Fact>> {
    let mut facts = all.to_vec();
    let first = counter::first_facts(&facts, wording);
    // The sign that there is more takes a row.
    let sign = u16::from(first < facts.len());
    let label = wording.say(Say::CardLast);
    let last = facts.iter().position(|fact| fact.label == label)?;
    loop {
        if facts::height_of_first(&facts, first, area.width, look) + sign <= area.height {
            return Some(facts);
        }
        if facts[last].lines <= least {
            return None;
        }
        facts[last].lines -= 1;
    }
}
