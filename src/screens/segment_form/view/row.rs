//! How one row of what is asked looks: its field, how it is compared, with what.

use ratatui::layout::Rect;

use super::super::SegmentForm;
use super::super::model::Cell;
use super::super::offers::SHOWN;
use super::super::row::Row;
use super::super::update::here;
use super::super::verb::Verb;
use crate::domain::filter::Kind;
use crate::kit::Canvas;
use crate::kit::draw::{after, clear, put, row as line};
use crate::kit::width::width;
use crate::look::Role;
use crate::screens::sheet::Wording;
use crate::text::{Say, say};

/// One row of what is asked. Answers where its value stands.
pub(super) fn draw(
    form: &SegmentForm,
    canvas: &mut Canvas<'_, '_>,
    place: Rect,
    (at, seen, row): (usize, usize, &Row),
    wording: Wording<'_>,
) -> u16 {
    let look = canvas.look;
    let focus = here(form.spot, at);
    let sign = if row.is_empty() {
        "+".to_owned()
    } else {
        (at + 1).to_string()
    };
    put(
        canvas.frame,
        after(place, 1),
        &sign,
        look.style(Role::Label),
        look,
    );
    let room = place.width.saturating_sub(4);
    let (field, verb) = (room * 2 / 5, (room / 4).min(18));
    let part = |from: u16, wide: u16| Rect {
        width: wide.min(place.width.saturating_sub(3 + from)),
        ..after(place, 3 + from)
    };
    let parts = [
        part(0, field),
        part(field + 1, verb),
        part(field + verb + 2, room.saturating_sub(field + verb + 2)),
    ];
    for (place, area) in form.row_places[seen].iter().zip(parts) {
        place.drawn(area);
    }
    draw_field(canvas, parts[0], row, (focus, form.offering), wording);
    if row.field.is_some() {
        let kind = row.kind(wording);
        let verb = row.verb(wording);
        let focused = focus == Some(Cell::Verb);
        let role = if focused {
            Role::FieldFocused
        } else {
            Role::Label
        };
        let mut text = wording.say(verb.word(kind)).to_owned();
        if row.not {
            text = say::filter_op_not(wording.lang, text);
        }
        let text = turnable(&text, focused);
        put(canvas.frame, parts[1], &text, look.style(role), look);
    }
    if row.takes_value(wording) {
        draw_value(canvas, parts[2], row, focus, wording);
    }
    parts[2].x
}

fn draw_field(
    canvas: &mut Canvas<'_, '_>,
    place: Rect,
    row: &Row,
    (focus, offering): (Option<Cell>, bool),
    wording: Wording<'_>,
) {
    let look = canvas.look;
    let focused = focus == Some(Cell::Field);
    let role = match (focused, &row.field) {
        (true, _) => Role::FieldFocused,
        (false, Some(_)) => Role::Value,
        (false, None) => Role::Attention,
    };
    if focused || !row.is_empty() {
        row.typed
            .view(canvas.frame, place, look.style(role), focused, look);
    }
    if row.is_empty() && !offering {
        let wide = Rect {
            width: canvas.area.right().saturating_sub(place.x),
            ..place
        };
        let hint = wording.say(Say::FilterFieldHint);
        let beside = if focused { after(wide, 1) } else { wide };
        row.typed.placeholder(canvas.frame, beside, hint, look);
    }
}

fn draw_value(
    canvas: &mut Canvas<'_, '_>,
    place: Rect,
    row: &Row,
    focus: Option<Cell>,
    wording: Wording<'_>,
) {
    let look = canvas.look;
    let focused = focus == Some(Cell::Value);
    let wrong = matches!(row.condition(wording), Some(Err(_)));
    let role = match (focused, wrong) {
        (true, _) => Role::FieldFocused,
        (false, true) => Role::Attention,
        (false, false) => Role::Strong,
    };
    row.value
        .view(canvas.frame, place, look.style(role), focused, look);
    let hint = match (row.verb(wording), row.kind(wording)) {
        (Verb::Between, _) => Say::FilterHintBetween,
        (Verb::Since | Verb::LacksSince, _) => Say::FilterHintSince,
        (_, Kind::Day) => Say::FilterHintDay,
        (_, Kind::Money) => Say::FilterHintMoney,
        (Verb::Is | Verb::IsNot, _) => Say::FilterHintWords,
        _ => return,
    };
    let beside = if focused { after(place, 1) } else { place };
    row.value
        .placeholder(canvas.frame, beside, wording.say(hint), look);
}

/// What is offered below the cell with the keys.
pub(super) fn offers(
    form: &SegmentForm,
    canvas: &mut Canvas<'_, '_>,
    (x, y): (u16, u16),
    wording: Wording<'_>,
) {
    let look = canvas.look;
    let offers = form.offers(wording);
    let texts: Vec<String> = offers
        .iter()
        .take(SHOWN)
        .map(|one| one.text(wording))
        .collect();
    if texts.is_empty() {
        return;
    }
    let wide = texts.iter().map(|text| width(text)).max().unwrap_or(0) + 3;
    let area = canvas.area;
    let x = x.min(area.right().saturating_sub(wide)).max(area.x);
    let place = Rect {
        x,
        y,
        width: wide.min(area.right() - x),
        height: u16::try_from(texts.len())
            .unwrap_or(0)
            .min(area.bottom().saturating_sub(y)),
    };
    clear(canvas.frame, place, look);
    for (at, text) in texts.iter().enumerate() {
        let row = line(place, u16::try_from(at).unwrap_or(u16::MAX));
        if row.is_empty() {
            break;
        }
        let role = if at == form.offer {
            Role::Selected
        } else {
            Role::SelectedElsewhere
        };
        canvas.frame.buffer_mut().set_style(row, look.style(role));
        let sign = if at == form.offer {
            look.symbols.pointer
        } else {
            " "
        };
        put(
            canvas.frame,
            row,
            &format!("{sign} {text}"),
            look.style(role),
            look,
        );
    }
}

/// What Left and Right turn.
pub(super) fn turnable(text: &str, focused: bool) -> String {
    if focused {
        format!("< {text} >")
    } else {
        text.to_owned()
    }
}
