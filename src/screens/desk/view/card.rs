//! The counter card.

use super::super::model::Desk;
use super::{inside, paragraphs};
use crate::domain::Card;
use crate::kit::draw::{panel, put, put_right, row};
use crate::kit::{Canvas, Fact, facts};
use crate::look::Role;
use crate::protocol::Context;
use crate::screens::failed;
use crate::screens::sheet::{Wording, counter, say as sentence};
use crate::text::Say;
use ratatui::layout::Rect;

/// Rows of facts below which the sentence to say gives way.
const LEAST_FACTS: u16 = 10;
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
