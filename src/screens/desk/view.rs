//! How the front desk looks: matches left, the counter card right; in a narrow window the card
//! takes the place of the matches, in a wide one history stands beside it.

use super::model::{Desk, WIDE};
use crate::domain::{Card, Found, Hit, MatchField};
use crate::kit::draw::{marked, panel, put, put_right, row};
use crate::kit::search::{Captions, HEIGHT};
use crate::kit::table::{Column, cells, widths};
use crate::kit::width::wrap;
use crate::kit::{Canvas, Fact, facts};
use crate::look::Role;
use crate::protocol::{Command, Context};
use crate::screens::failed;
use crate::screens::sheet::{Wording, counter, say as sentence, timeline};
use crate::text::{Say, count, say};
use ratatui::layout::Rect;
use ratatui::text::Span;

/// Columns of the matches: sign, plate, name, and what was found elsewhere.
const COLUMNS: [Column; 3] = [
    Column::fixed(11, 0),
    Column::growing(16, 2, 0),
    Column::growing(18, 1, 1),
];
/// The matches take at most so many columns; the card is read aloud and gets the rest.
const LIST_WIDEST: u16 = 62;
/// Rows of facts below which the sentence to say gives way.
const LEAST_FACTS: u16 = 10;
/// The card beside a history.
const CARD_WIDE: u16 = 72;

/// Draws the desk.
pub(super) fn draw(desk: &Desk, canvas: &mut Canvas<'_, '_>, context: &Context) {
    let area = canvas.area;
    let height = HEIGHT.min(area.height);
    let box_area = Rect { height, ..area };
    let body = Rect {
        y: area.y + height,
        height: area.height - height,
        ..area
    };
    search(desk, canvas, box_area);
    if desk.is_empty_book() {
        matches(desk, canvas, body);
        return;
    }
    if desk.shows_card_only(area.width) {
        card(desk, canvas, body, context);
        return;
    }
    if area.width < super::model::NARROW {
        matches(desk, canvas, body);
        return;
    }
    let left = (area.width * 9 / 20).min(LIST_WIDEST);
    let wide = area.width >= WIDE;
    let middle = if wide { CARD_WIDE } else { area.width - left };
    matches(
        desk,
        canvas,
        Rect {
            width: left,
            ..body
        },
    );
    card(
        desk,
        canvas,
        Rect {
            x: body.x + left,
            width: middle,
            ..body
        },
        context,
    );
    if wide {
        let x = body.x + left + middle;
        history(
            desk,
            canvas,
            Rect {
                x,
                width: body.right() - x,
                ..body
            },
            context,
        );
    }
}

fn search(desk: &Desk, canvas: &mut Canvas<'_, '_>, area: Rect) {
    let status = desk
        .found
        .value
        .as_ref()
        .map(|found| status(desk, found, canvas));
    let captions = Captions {
        title: Say::DeskSearchTitle.in_(canvas.lang),
        status: status.as_deref().unwrap_or_default(),
        hint: Say::DeskSearchHint.in_(canvas.lang),
    };
    desk.search
        .view(canvas.frame, area, &captions, true, canvas.look);
}

/// "3 of 12,480 customers", "more than 1,000 of 12,480 customers".
fn status(desk: &Desk, found: &Found, canvas: &Canvas<'_, '_>) -> String {
    let lang = canvas.lang;
    let (shown, all) = (count(lang, found.total as u64), found.customers as u64);
    if desk.found.slow {
        Say::DeskSearching.in_(lang).to_owned()
    } else if desk.found_for.trim().is_empty() {
        say::word_customers(lang, all)
    } else if found.more {
        say::desk_of_more_customers(lang, shown, all)
    } else {
        say::desk_of_customers(lang, shown, all)
    }
}

fn matches(desk: &Desk, canvas: &mut Canvas<'_, '_>, area: Rect) {
    let lang = canvas.lang;
    let title = if desk.search.query().trim().is_empty() {
        Say::DeskRecentTitle
    } else {
        Say::DeskMatchesTitle
    };
    let building = desk.found.value.as_ref().is_some_and(|found| found.partial);
    let status = if building {
        Say::DeskIndexBuildingShort.in_(lang)
    } else {
        ""
    };
    let look = canvas.look;
    let inner = panel(canvas.frame, area, title.in_(lang), status, false, look);
    if desk.hits().is_empty() {
        nothing(desk, canvas, inner);
        return;
    }
    let room = inner.width.saturating_sub(crate::kit::list::INDENT + 1);
    let wide = widths(&COLUMNS, room);
    let hits = desk.hits();
    desk.list.view(canvas.frame, inner, true, look, |at, _| {
        hits.get(at)
            .map_or_else(Vec::new, |hit| hit_row(hit, &wide, look, lang))
    });
}

fn hit_row(
    hit: &Hit,
    wide: &[u16],
    look: &crate::look::Look,
    lang: crate::text::Lang,
) -> Vec<Span<'static>> {
    let plain = look.style(Role::Value);
    let mark = look.style(Role::Match);
    let of = |field: MatchField, text: &str| {
        let marks: &[usize] = if hit.field == field { &hit.marks } else { &[] };
        marked(text, marks, plain, mark)
    };
    let mut name = if hit.name.is_empty() {
        let unknown = Say::CardNoOwner.in_(lang);
        vec![Span::styled(unknown, look.style(Role::Label))]
    } else {
        of(MatchField::Name, &hit.name)
    };
    if hit.alert {
        let sign = format!("{} ", look.symbols.alert);
        name.insert(0, Span::styled(sign, look.style(Role::Danger)));
    }
    let third = match hit.field {
        MatchField::Phone => of(MatchField::Phone, &hit.phone),
        MatchField::Code => of(MatchField::Code, &hit.code),
        MatchField::Plate | MatchField::Name => {
            vec![Span::styled(
                hit.vehicle_text.clone(),
                look.style(Role::Label),
            )]
        }
    };
    let texts = vec![of(MatchField::Plate, &hit.plate), name, third];
    cells(&COLUMNS, wide, texts, look)
}

/// What stands where matches would: why there are none, and what to do.
fn nothing(desk: &Desk, canvas: &mut Canvas<'_, '_>, area: Rect) {
    let lang = canvas.lang;
    let lines: Vec<(String, Role)> = match (&desk.found.failed, &desk.found.value) {
        (Some(failure), _) => vec![(failed::sentence(failure, lang), Role::Danger)],
        (None, None) if desk.found.slow => vec![(Say::WordLoading.in_(lang).into(), Role::Label)],
        (None, None) => Vec::new(),
        (None, Some(_)) if desk.is_empty_book() => vec![
            (Say::DeskEmptyTitle.in_(lang).into(), Role::Strong),
            (String::new(), Role::Normal),
            (Say::DeskEmptyImport.in_(lang).into(), Role::Value),
            (
                say::desk_empty_new(lang, key(Command::NewCustomer)),
                Role::Value,
            ),
            (Say::DeskEmptyDemo.in_(lang).into(), Role::Value),
        ],
        (None, Some(_)) => vec![
            (
                say::desk_nothing_found(lang, desk.found_for.trim()),
                Role::Strong,
            ),
            (String::new(), Role::Normal),
            (
                say::desk_nothing_found_hint(lang, key(Command::NewCustomer)),
                Role::Value,
            ),
        ],
    };
    paragraphs(canvas, area, &lines);
}

/// The first key of a command as it ships.
fn key(command: Command) -> &'static str {
    command.spec().keys.first().copied().unwrap_or_default()
}

/// Sentences below each other, one column in from the frame.
fn paragraphs(canvas: &mut Canvas<'_, '_>, area: Rect, lines: &[(String, Role)]) {
    let area = inside(area);
    let mut top = 0;
    for (text, role) in lines {
        for line in wrap(text, area.width) {
            let style = canvas.look.style(*role);
            put(canvas.frame, row(area, top), &line, style, canvas.look);
            top += 1;
        }
    }
}

fn inside(area: Rect) -> Rect {
    Rect {
        x: area.x + 1.min(area.width),
        width: area.width.saturating_sub(2),
        ..area
    }
}

fn card(desk: &Desk, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
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

/// The facts, and under them the sentence to say. Where both do not fit, the sentence stays as
/// long as the facts down to what is due are seen; the rest is one Enter away.
fn facts_and_sentence(canvas: &mut Canvas<'_, '_>, area: Rect, card: &Card, wording: Wording<'_>) {
    let look = canvas.look;
    let all = counter::facts(card, wording, &look.symbols);
    let spoken = Fact::whole(
        format!("“{}”", sentence::sentence(card, wording)),
        Role::Accent,
    );
    let spoken = [spoken.lines(6)];
    let needed = facts::height(&spoken, area.width, look);
    let wanted = facts::height(&all, area.width, look);
    let room = area.height.saturating_sub(needed);
    let (above, gap) = if wanted < room {
        (wanted, 1)
    } else if room >= LEAST_FACTS {
        (room, 0)
    } else {
        facts::view(canvas.frame, area, &all, look);
        return;
    };
    facts::view(
        canvas.frame,
        Rect {
            height: above,
            ..area
        },
        &all,
        look,
    );
    let place = Rect {
        y: area.y + above + gap,
        height: needed,
        ..area
    };
    facts::view(canvas.frame, place, &spoken, look);
}

fn history(desk: &Desk, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
    let look = canvas.look;
    let title = Say::CardHistoryTitle.in_(canvas.lang);
    let inner = inside(panel(canvas.frame, area, title, "", false, look));
    let wording = Wording::of(context);
    let Some(visits) = &desk.history.value else {
        return;
    };
    let mut top = 0;
    for visit in visits {
        for line in timeline::lines(visit, wording, &look.symbols) {
            if top >= inner.height {
                return;
            }
            timeline_line(canvas, row(inner, top), &line);
            top += 1;
        }
    }
}

fn timeline_line(canvas: &mut Canvas<'_, '_>, area: Rect, parts: &[(String, Role)]) {
    let spans: Vec<Span<'_>> = parts
        .iter()
        .map(|(text, role)| Span::styled(text.as_str(), canvas.look.style(*role)))
        .collect();
    crate::kit::draw::put_spans(canvas.frame, area, &spans, canvas.look);
}
