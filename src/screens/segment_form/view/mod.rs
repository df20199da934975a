//! How the form of a filter looks.

mod people;
mod row;

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::SegmentForm;
use super::model::{Cell, MOST_ROWS, Spot};
use super::offers::typed_filter;
use super::row::Row;
use crate::domain::filter::Join;
use crate::kit::Canvas;
use crate::kit::draw::{after, below, put, put_spans, row as line};
use crate::kit::width::width;
use crate::look::Role;
use crate::protocol::Context;
use crate::screens::sheet::Wording;
use crate::screens::why;
use crate::text::{Say, filter as words};

pub(super) use people::called;

pub(super) fn draw(form: &SegmentForm, canvas: &mut Canvas<'_, '_>, context: &Context) {
    draw_form(form, canvas, context);
    let open = form.why.as_ref().and_then(|why| why.open.as_ref());
    let told = form.explained(context, &canvas.look.symbols);
    if let (Some(open), Some((about, told))) = (open, told) {
        why::draw(open, canvas, about, told);
    }
}

fn draw_form(form: &SegmentForm, canvas: &mut Canvas<'_, '_>, context: &Context) {
    let wording = Wording::of(context);
    let area = canvas.area;
    let shown = rows_shown(form, area.height);
    let above = u16::try_from(shown).unwrap_or(u16::MAX) + 3;
    let above = above.min(area.height);
    people::draw(form, canvas, below(area, above), context);
    head(form, canvas, wording);
    message(form, canvas, line(area, above.saturating_sub(1)), wording);
    let first = first_row(form, shown);
    form.first.set(first);
    form.row_places
        .iter()
        .flatten()
        .for_each(crate::kit::Place::gone);
    let mut offered = None;
    for seen in 0..shown {
        let place = line(area, u16::try_from(seen).unwrap_or(u16::MAX) + 2);
        let at = first + seen;
        if let Some(row) = form.rows.get(at) {
            let value = row::draw(form, canvas, place, (at, seen, row), wording);
            if let Spot::Row(mine, cell) = form.spot
                && mine == at
            {
                let under = if cell == Cell::Value {
                    value
                } else {
                    place.x + 2
                };
                offered = Some((under, place.y + 1));
            }
        }
    }
    if let Some(at) = offered {
        row::offers(form, canvas, at, wording);
    }
}

/// Rows of what is asked that are seen.
fn rows_shown(form: &SegmentForm, height: u16) -> usize {
    let room = usize::from(height.saturating_sub(3) / 2).clamp(1, MOST_ROWS);
    form.rows.len().min(room)
}

/// The first of them, so that the one with the keys is seen.
fn first_row(form: &SegmentForm, shown: usize) -> usize {
    let most = form.rows.len().saturating_sub(shown);
    match form.spot {
        Spot::Row(at, _) => form
            .first
            .get()
            .clamp((at + 1).saturating_sub(shown), at)
            .min(most),
        _ => form.first.get().min(most),
    }
}

/// The name, and how the rows are joined.
fn head(form: &SegmentForm, canvas: &mut Canvas<'_, '_>, wording: Wording<'_>) {
    let (look, area) = (canvas.look, canvas.area);
    let labels = [Say::FilterNameLabel, Say::FilterJoinLabel].map(|say| wording.say(say));
    let wide = labels.iter().map(|label| width(label)).max().unwrap_or(0) + 2;
    for (at, label) in labels.iter().enumerate() {
        let place = line(area, u16::try_from(at).unwrap_or(0));
        put(
            canvas.frame,
            after(place, 1),
            label,
            look.style(Role::Label),
            look,
        );
        let place = after(place, 1 + wide);
        form.places[at].drawn(place);
        let focused = form.spot == [Spot::Name, Spot::Join][at];
        let role = if focused {
            Role::FieldFocused
        } else {
            Role::Value
        };
        if at == 0 {
            form.name
                .view(canvas.frame, place, look.style(role), focused, look);
            let hint = wording.say(Say::FilterNameHint);
            let beside = if focused { after(place, 1) } else { place };
            form.name.placeholder(canvas.frame, beside, hint, look);
        } else {
            let say = match form.join {
                Join::All => Say::FilterJoinAll,
                Join::Any => Say::FilterJoinAny,
            };
            let text = row::turnable(wording.say(say), focused);
            put(canvas.frame, place, &text, look.style(role), look);
        }
    }
}

/// What is wrong, or how the field with the keys is filled in.
fn message(form: &SegmentForm, canvas: &mut Canvas<'_, '_>, place: Rect, wording: Wording<'_>) {
    let look = canvas.look;
    let wrong = |row: &Row| match row.condition(wording)? {
        Err(mistake) if row.field.is_some() => Some(words::mistake(wording.lang, &mistake)),
        _ => None,
    };
    let unknown = |at: usize| {
        let row = form.rows.get(at)?;
        let nothing = row.field.is_none()
            && !row.is_empty()
            && form.offers(wording).is_empty()
            && typed_filter(row, wording).is_none();
        nothing.then(|| wording.say(Say::FilterUnknownField).to_owned())
    };
    let (text, role) = if !form.refused.is_empty() {
        (form.refused.clone(), Role::Attention)
    } else if let Spot::Row(at, _) = form.spot
        && let Some(text) = unknown(at).or_else(|| wrong(form.rows.get(at)?))
    {
        (text, Role::Attention)
    } else if let Some((_, kept)) = form.unread.as_ref().filter(|_| form.rows.len() == 1) {
        let say = wording.say(Say::FilterKeptAsIs);
        (format!("{say} {kept}"), Role::Attention)
    } else {
        return;
    };
    let sign = format!("{} ", look.symbols.alert);
    let spans = [
        Span::styled(sign, look.style(role)),
        Span::styled(text, look.style(role)),
    ];
    put_spans(canvas.frame, after(place, 1), &spans, look);
}
