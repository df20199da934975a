//! The counter card.

use super::super::model::{Desk, NARROW};
use super::{inside, paragraphs};
use crate::domain::Card;
use crate::kit::draw::{self, panel, put_ends};
use crate::kit::{Canvas, Fact, facts};
use crate::look::{Look, Role};
use crate::protocol::{Command, Context};
use crate::screens::failed;
use crate::screens::sheet::{Wording, counter, say as sentence};
use crate::text::{Say, say};
use ratatui::layout::Rect;

/// Lines of preferences, and of notes, where rows are few.
const BRIEF: u16 = 2;
/// Rows from which on a long name leaves the customer ID the row below.
const ROOMY: u16 = 20;
/// Lines of a sentence at the most.
const SENTENCE: u16 = 6;

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
    let head = Rect {
        height: if inner.height < ROOMY { 1 } else { 2 },
        ..inner
    };
    let code = (code.as_str(), look.style(Role::Label));
    let name = (name.as_str(), look.style(role));
    let taken = put_ends(canvas.frame, head, name, code, look);
    let rest = draw::below(inner, taken);
    let alone = context.size.0 < NARROW;
    if !facts_and_sentence(canvas, rest, card, (wording, alone)) {
        let key = Command::OpenCard.spec().keys.first().copied();
        let more = say::desk_card_more(canvas.lang, key.unwrap_or_default());
        let more = format!("{} {more}", look.symbols.down);
        draw::status(canvas.frame, area, &more, look);
    }
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
/// only the most useful part, then the phone goes, then preferences and notes are told in two
/// lines, then all of it is written densely, so that down to preferences and notes all is always
/// seen. The rest is one Enter away. Whether all is seen.
fn facts_and_sentence(
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    card: &Card,
    (wording, alone): (Wording<'_>, bool),
) -> bool {
    let look = canvas.look;
    let all = counter::facts(card, wording, &look.symbols);
    let spoken = |said: String| Fact::whole(format!("“{said}”"), Role::Accent).lines(SENTENCE);
    let full = spoken(sentence::sentence(card, wording));
    let short = spoken(sentence::in_short(card, wording));
    let shortest = spoken(sentence::in_shortest(card, wording));
    let is_whole = |said: &Fact| {
        let whole = said.clone().lines(u16::MAX);
        facts::height(&[whole], area.width, look) <= SENTENCE
    };
    // Where the card stands alone much else is to be seen: the full sentence only where all fits.
    let everything = facts::height(&all, area.width, look)
        + facts::height(std::slice::from_ref(&full), area.width, look);
    let has_room = !alone || everything <= area.height;
    let forms = [
        (&full, has_room && is_whole(&full)),
        (&short, is_whole(&short)),
        (&shortest, true),
    ];
    let draw = if alone { above } else { below };
    let with_phone = counter::first_with_phone(&all, wording);
    let first = counter::first_facts(&all, wording);
    let least = counter::least_of_last(card, wording);
    for seen in [with_phone, first] {
        for (said, _) in forms.into_iter().filter(|(_, fits)| *fits) {
            if let Some(whole) = draw(canvas, area, &all, said, Room { seen, least }, wording) {
                return whole;
            }
        }
    }
    let brief = in_brief(&all, BRIEF, wording);
    let room = Room { seen: first, least };
    if draw(canvas, area, &brief, &shortest, room, wording).is_none() {
        let dense = dense(card, &shortest, area, look, (wording, alone));
        facts::view_dense(canvas.frame, area, &dense, look);
    }
    false
}

/// How much is to be seen: the first facts, and the last visit in at least so many lines.
#[derive(Clone, Copy)]
struct Room {
    seen: usize,
    least: u16,
}

/// All that is promised at a glance, and the sentence, where there are hardly any rows: each
/// label stands before its text, and one after the other takes fewer lines until all fit.
fn dense(
    card: &Card,
    said: &Fact,
    area: Rect,
    look: &Look,
    (wording, alone): (Wording<'_>, bool),
) -> Vec<Fact> {
    let mut all = counter::facts(card, wording, &look.symbols);
    all.truncate(counter::first_facts(&all, wording));
    let gap = counter::gap();
    let at = all.iter().position(|fact| *fact == gap).filter(|_| alone);
    all.insert(at.unwrap_or(all.len()), said.clone());
    let (sale, last) = (wording.say(Say::SheetSale), wording.say(Say::CardLast));
    all.retain(|fact| *fact != gap && fact.label != sale);
    if let Some(fact) = all.iter_mut().find(|fact| fact.label == last) {
        *fact = counter::last_in_brief(card, wording, &look.symbols);
    }
    let is_long = |fact: &Fact| counter::is_long(fact, wording);
    let is_labelled = |fact: &Fact| !fact.label.is_empty();
    let is_promise = counter::is_promise;
    let is_alert =
        |fact: &Fact| fact.label.is_empty() && fact.role != Role::Accent && !is_promise(fact);
    let is_birthday = |fact: &Fact| counter::is_birthday(fact) && fact != said;
    let (points, due) = (wording.say(Say::CardPoints), wording.say(Say::CardDue));
    let may_be_cut = |fact: &Fact| is_labelled(fact) && fact.label != last && fact.label != due;
    let steps: [Step<'_>; 12] = [
        &|all| at_most(all, 3, |fact| fact.label == last),
        &|all| at_most(all, 2, is_long),
        &|all| at_most(all, 2, is_alert),
        &|all| at_most(all, 1, is_birthday),
        &|all| at_most(all, 1, |fact| fact.label == points),
        &|all| at_most(all, 1, is_long),
        &|all| counter::join_usual_and_due(all, card, wording, &look.symbols),
        &|all| at_most(all, 1, is_alert),
        &|all| at_most(all, 2, |fact| fact.label == last),
        &|all| at_most(all, 1, is_promise),
        &|all| at_most(all, 1, may_be_cut),
        // What it says of the last visit stands below it once more.
        &|all| at_most(all, 1, |fact| fact == said),
    ];
    for step in steps {
        if facts::dense_height(&all, area.width, look) <= area.height {
            break;
        }
        step(&mut all);
    }
    all
}

/// One way in which facts give way.
type Step<'a> = &'a dyn Fn(&mut Vec<Fact>);

/// Gives some of the facts so many lines at the most.
fn at_most(all: &mut [Fact], lines: u16, which: impl Fn(&Fact) -> bool) {
    for fact in all.iter_mut().filter(|fact| which(fact)) {
        fact.lines = fact.lines.min(lines);
    }
}

/// The facts with preferences and notes in so many lines at the most, and a birthday in one.
fn in_brief(all: &[Fact], lines: u16, wording: Wording<'_>) -> Vec<Fact> {
    let brief = all.iter().map(|fact| {
        let most = if counter::is_long(fact, wording) {
            lines
        } else if counter::is_birthday(fact) {
            1
        } else {
            u16::MAX
        };
        fact.clone().lines(fact.lines.min(most))
    });
    brief.collect()
}

/// Where the card stands alone the sentence is read first: after who it is and what is wrong.
/// `None` when it does not fit so, else whether all of it is seen.
fn above(
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    all: &[Fact],
    said: &Fact,
    room: Room,
    wording: Wording<'_>,
) -> Option<bool> {
    let look = canvas.look;
    let gap = counter::gap();
    let mut with: Vec<Fact> = all.to_vec();
    // It parts what is wrong from the last visit as well as an empty line does.
    let at = with.iter().position(|fact| *fact == gap)?;
    with[at] = said.clone();
    let shown = shortened(&with, room, area, look, wording)?;
    facts::view(canvas.frame, area, &shown, look);
    Some(facts::height(&shown, area.width, look) <= area.height)
}

/// Under the facts, as far as they fit. `None` when the first of them would not, else whether all of them do.
fn below(
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    all: &[Fact],
    said: &Fact,
    room: Room,
    wording: Wording<'_>,
) -> Option<bool> {
    let look = canvas.look;
    let spoken = std::slice::from_ref(said);
    let needed = facts::height(spoken, area.width, look);
    let beside = Rect {
        height: area.height.saturating_sub(needed),
        ..area
    };
    let all = shortened(all, room, beside, look, wording)?;
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
    Some(wanted <= beside.height)
}

/// The facts with the last visit in as many lines as there is room for, so that the first facts
/// are all seen; `None` where they are not even with the least.
fn shortened(
    all: &[Fact],
    room: Room,
    area: Rect,
    look: &Look,
    wording: Wording<'_>,
) -> Option<Vec<Fact>> {
    let mut facts = all.to_vec();
    // The sign that there is more takes a row.
    let sign = u16::from(room.seen < facts.len());
    let label = wording.say(Say::CardLast);
    let last = facts.iter().position(|fact| fact.label == label)?;
    loop {
        if facts::height_of_first(&facts, room.seen, area.width, look) + sign <= area.height {
            return Some(facts);
        }
        if facts[last].lines <= room.least {
            return None;
        }
        facts[last].lines -= 1;
    }
}
