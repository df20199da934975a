//! How the front desk looks: matches left, the counter card right; in a narrow window the card
//! takes the place of the matches, in a wide one history stands beside it.

mod card;
mod history;
mod matches;
mod star;

use super::drafts::drop_key;
use super::model::{Desk, NARROW, WIDE};
use crate::domain::Found;
use crate::kit::Canvas;
use crate::kit::draw::{after, below, put, row};
use crate::kit::search::{Captions, HEIGHT};
use crate::kit::width::{width, wrap};
use crate::look::Role;
use crate::protocol::Context;
use crate::text::{Say, count, say};
use ratatui::layout::Rect;

/// The matches take at most so many columns; the card is read aloud and gets the rest.
const LIST_WIDEST: u16 = 68;
/// From so many columns on the list has half of the window: names are shown whole.
const HALVES: u16 = 100;
/// Rows for what is not saved at the most.
const UNSAVED: u16 = 6;
/// The card beside a history.
const CARD_WIDE: u16 = 72;

/// Draws the desk.
pub(super) fn draw(desk: &Desk, canvas: &mut Canvas<'_, '_>, context: &Context) {
    let area = canvas.area;
    let height = HEIGHT.min(area.height);
    let box_area = Rect { height, ..area };
    search(desk, canvas, box_area, context);
    let below = below(area, height);
    let body = unsaved(desk, canvas, below, context);
    if desk.is_empty_book() {
        matches::draw(desk, canvas, body, context);
        return;
    }
    if desk.shows_card_only(area.width) {
        card::draw(desk, canvas, body, context);
        return;
    }
    if area.width < NARROW {
        matches::draw(desk, canvas, body, context);
        return;
    }
    let left = if area.width < HALVES {
        area.width * 9 / 20
    } else {
        (area.width / 2).min(LIST_WIDEST)
    };
    let wide = area.width >= WIDE;
    // Beyond the room of all three the matches have more of their columns, and the history of its lines.
    let left = left + area.width.saturating_sub(WIDE) / 2;
    let middle = if wide { CARD_WIDE } else { area.width - left };
    matches::draw(
        desk,
        canvas,
        Rect {
            width: left,
            ..body
        },
        context,
    );
    card::draw(
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
        history::draw(
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

fn search(desk: &Desk, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
    let status = desk
        .found
        .value
        .as_ref()
        .map(|found| status(desk, found, canvas));
    let lang = canvas.lang;
    let (title, hint) = match &context.trade.asset {
        Some(asset) if area.width < NARROW => (
            say::desk_search_title_short(lang, asset.plate.in_(lang)),
            say::desk_search_hint_short(lang, asset.plate.inside(lang)),
        ),
        Some(asset) => (
            say::desk_search_title(lang, asset.plate.in_(lang)),
            say::desk_search_hint(lang, asset.plate.inside(lang)),
        ),
        None => (
            Say::DeskSearchTitlePeople.in_(lang).to_owned(),
            Say::DeskSearchHintPeople.in_(lang).to_owned(),
        ),
    };
    let captions = Captions {
        title: &title,
        status: status.as_deref().unwrap_or_default(),
        hint: &hint,
    };
    desk.search
        .view(canvas.frame, area, &captions, true, canvas.look);
}

/// Says what is typed somewhere and not saved; what is left of the area.
fn unsaved(desk: &Desk, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) -> Rect {
    desk.offer.gone();
    desk.offer_to_drop.gone();
    let Some(said) = desk.about_draft(canvas.look, context) else {
        return area;
    };
    let inner = inside(area);
    let lines = wrap(&said, inner.width);
    let style = canvas.look.style(Role::Attention);
    let rows = u16::try_from(lines.len()).unwrap_or(UNSAVED);
    let rows = rows.min(UNSAVED).min(area.height);
    desk.offer.drawn(Rect {
        height: rows,
        ..inner
    });
    for (line, at) in lines.iter().zip(0..rows) {
        put(canvas.frame, row(inner, at), line, style, canvas.look);
        if let Some(begins) = line.find(drop_key()) {
            desk.offer_to_drop
                .drawn(after(row(inner, at), width(&line[..begins])));
        }
    }
    below(area, rows)
}

/// "3 of 12,480 customers", "more than 1,000 of 12,480 customers"; "2 found" where not every one
/// of them is another customer.
fn status(desk: &Desk, found: &Found, canvas: &Canvas<'_, '_>) -> String {
    let lang = canvas.lang;
    let (shown, all) = (count(lang, found.total as u64), found.customers as u64);
    if desk.found.slow {
        Say::DeskSearching.in_(lang).to_owned()
    } else if desk.found_for.trim().is_empty() {
        say::word_customers(lang, all)
    } else if found.people < found.total {
        let said = if found.more {
            say::desk_found_more
        } else {
            say::desk_found
        };
        said(lang, found.total as u64)
    } else if found.more && canvas.area.width < NARROW {
        say::desk_of_more_short(lang, shown, all)
    } else if found.more {
        say::desk_of_more_customers(lang, shown, all)
    } else {
        say::word_of_customers(lang, shown, all)
    }
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
