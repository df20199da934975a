//! The counter card.

use super::super::model::{Desk, NARROW};
use super::{inside, paragraphs};
use crate::domain::Card;
use crate::kit::draw::{panel, put, put_right, row};
use crate::kit::{Canvas, Fact, facts};
use crate::look::{Look, Role};
use crate::protocol::Context;
use crate::screens::failed;
use crate::screens::sheet::{Wording, counter, say as sentence};
use crate::text::{Say, say};
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
    let title = title_with_earlier(desk, title, wording);
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
    let alone = context.size.0 < NARROW;
    facts_and_sentence(canvas, rest, card, (wording, alone));
}

/// The title, with the earlier plate that was typed: else nobody would see why it was found.
fn title_with_earlier(desk: &Desk, title: String, wording: Wording<'_>) -> String {
    let Some(hit) = desk.hit().filter(|hit| !hit.earlier_plate.is_empty()) else {
        return title;
    };
    let was = say::sheet_was(wording.lang, &hit.earlier_plate);
    match title.strip_prefix(hit.plate.as_str()) {
        Some(rest) => format!("{} ({was}){rest}", hit.plate),
        None => title,
    }
}

/// The facts and the sentence to say. What gives way where it is short: first the sentence says
/// only the most useful part, then the last visit is told in fewer lines, so that what is usual,
/// what is due and the phone are always seen; then the sentence goes. The rest is one Enter away.
fn facts_and_sentence(
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    card: &Card,
    (wording, alone): (Wording<'_>, bool),
) {
    let look = canvas.look;
    let mut all = counter::facts(card, wording, &look.symbols);
    if alone {
        all = counter::in_few_rows(all);
    }
    let spoken = |said: String| Fact::whole(format!("“{said}”"), Role::Accent).lines(6);
    let full = spoken(sentence::sentence(card, wording));
    let short = spoken(sentence::in_short(card, wording));
    let shortest = spoken(sentence::in_shortest(card, wording));
    let draw = if alone { above } else { below };
    let tries = [
        (&full, LAST_BESIDE),
        (&short, LAST_BESIDE),
        (&short, LAST_ALONE),
        (&shortest, LAST_ALONE),
    ];
    // Where the card stands alone much else is to be seen: the full sentence only where all fits.
    let everything = facts::height(&all, area.width, look)
        + facts::height(std::slice::from_ref(&full), area.width, look);
    let skipped = usize::from(alone && everything > area.height);
    for (said, least) in tries.into_iter().skip(skipped) {
        if draw(canvas, area, &all, said, least, wording) {
            return;
        }
    }
    if alone {
        all.retain(|fact| *fact != counter::gap());
    }
    let without = shortened(&all, LAST_ALONE, area, look, wording);
    facts::view(canvas.frame, area, &without.unwrap_or(all), look);
}

/// Where the card stands alone the sentence is read first: after who it is and what is wrong.
/// `false` when it does not fit so.
fn above(
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    all: &[Fact],
    said: &Fact,
    least: u16,
    wording: Wording<'_>,
) -> bool {
    let look = canvas.look;
    let gap = counter::gap();
    let mut with: Vec<Fact> = all.to_vec();
    // It parts what is wrong from the last visit as well as an empty line does.
    let Some(at) = with.iter().position(|fact| *fact == gap) else {
        return false;
    };
    with[at] = said.clone();
    let shown = shortened(&with, least, area, look, wording);
    let Some(shown) = shown else { return false };
    facts::view(canvas.frame, area, &shown, look);
    true
}

/// Under the facts, as far as they fit. `false` when the first of them would not.
fn below(
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    all: &[Fact],
    said: &Fact,
    least: u16,
    wording: Wording<'_>,
) -> bool {
    let look = canvas.look;
    let spoken = std::slice::from_ref(said);
    let needed = facts::height(spoken, area.width, look);
    let beside = Rect {
        height: area.height.saturating_sub(needed),
        ..area
    };
    let Some(all) = shortened(all, least, beside, look, wording) else {
        return false;
    };
    let wanted = facts::height(&all, area.width, look);
    let above = wanted.min(beside.height);
    let upper = Rect {
        height: above,
        ..area
    };
    facts::view(canvas.frame, upper, &all, look);
    let gap = u16::from(wanted < beside.height);
    let place = Rect {
        y: area.y + above + gap,
        height: needed,
        ..area
    };
    facts::view(canvas.frame, place, spoken, look);
    true
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
