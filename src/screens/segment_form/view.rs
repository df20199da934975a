//! How the form of a filter looks.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::SegmentForm;
use super::model::{Cell, MOST_ROWS, Spot};
use super::offers::SHOWN;
use super::row::Row;
use super::update::here;
use super::verb::Verb;
use crate::domain::filter::{Join, Kind};
use crate::domain::{SegmentRow, SegmentSort};
use crate::kit::Canvas;
use crate::kit::draw::{after, clear, panel, put, put_spans, row as line};
use crate::kit::list::INDENT;
use crate::kit::table::{Column, cells, widths, without};
use crate::kit::width::width;
use crate::look::Role;
use crate::protocol::{Context, ListColumns};
use crate::screens::sheet::Wording;
use crate::screens::{failed, why};
use crate::text::{Say, count, filter as words, insight, say};

/// Name, plate, visits, money, last visit, customer ID.
const COLUMNS: [Column; 6] = [
    Column::growing(16, 2, 0),
    Column::fixed(11, 2),
    Column::fixed(4, 3).right(),
    Column::fixed(15, 0).right(),
    Column::growing(12, 1, 1),
    Column::fixed(8, 4),
];

/// What they are called.
pub(super) fn called() -> ListColumns {
    ListColumns {
        list: "segment",
        all: vec![
            ("name", Say::FormName),
            ("plate", Say::FormPlate),
            ("visits", Say::FilterFactVisits),
            ("money", Say::FilterFactMoney),
            ("last_visit", Say::FilterFactLastVisit),
            ("customer_id", Say::FormCustomerId),
        ],
    }
}

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
    draw_people(form, canvas, below(area, above), context);
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
            let value = draw_row(form, canvas, place, (at, seen, row), wording);
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
        offers(form, canvas, at, wording);
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

fn below(area: Rect, rows: u16) -> Rect {
    Rect {
        y: area.y + rows,
        height: area.height.saturating_sub(rows),
        ..area
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
            let text = turnable(wording.say(say), focused);
            put(canvas.frame, place, &text, look.style(role), look);
        }
    }
}

/// What Left and Right turn.
fn turnable(text: &str, focused: bool) -> String {
    if focused {
        format!("< {text} >")
    } else {
        text.to_owned()
    }
}

/// One row of what is asked. Answers where its value stands.
fn draw_row(
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
fn offers(
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

/// What is wrong, or how the field with the keys is filled in.
fn message(form: &SegmentForm, canvas: &mut Canvas<'_, '_>, place: Rect, wording: Wording<'_>) {
    let look = canvas.look;
    let wrong = |row: &Row| match row.condition(wording)? {
        Err(mistake) if row.field.is_some() => Some(words::mistake(wording.lang, &mistake)),
        _ => None,
    };
    let unknown = |at: usize| {
        let row = form.rows.get(at)?;
        let nothing = row.field.is_none() && !row.is_empty() && form.offers(wording).is_empty();
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

/// Those whom the filter means right now.
fn draw_people(form: &SegmentForm, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
    let look = canvas.look;
    let wording = Wording::of(context);
    let title = title(form, wording, look.symbols.dot);
    let sort = match form.sort {
        SegmentSort::Money => Say::FilterSortMoney,
        SegmentSort::Visits => Say::FilterSortVisits,
        SegmentSort::LastVisit => Say::FilterSortLast,
        SegmentSort::Name => Say::FilterSortName,
    };
    let focused = form.spot == Spot::People;
    let inner = panel(canvas.frame, area, &title, wording.say(sort), focused, look);
    if let Some(failure) = &form.held.failed {
        let text = failed::sentence(failure, wording.lang);
        put(
            canvas.frame,
            after(inner, 1),
            &text,
            look.style(Role::Attention),
            look,
        );
        return;
    }
    let Some(held) = &form.held.value else {
        return;
    };
    if held.rows.is_empty() {
        let text = match held.unsaid {
            Some(unsaid) => insight::unsaid_whole(wording.lang, unsaid),
            None => wording.say(Say::FilterNobodyHere).to_owned(),
        };
        let text = &text;
        put(
            canvas.frame,
            after(inner, 1),
            text,
            look.style(Role::Label),
            look,
        );
        return;
    }
    let columns = without(&COLUMNS, &called().away(&context.columns));
    let wide = widths(&columns, inner.width.saturating_sub(INDENT + 1));
    form.people
        .view(canvas.frame, inner, focused, look, |at, _| {
            let texts = held.rows.get(at).map(|row| person(row, wording));
            let texts = texts.unwrap_or_default();
            let texts = texts
                .into_iter()
                .map(|(text, role)| vec![Span::styled(text, look.style(role))]);
            cells(&columns, &wide, texts.collect(), look)
        });
}

/// `87 of 2,357 customers · 120 visits · Rp 12.000.000`.
fn title(form: &SegmentForm, wording: Wording<'_>, dot: &str) -> String {
    let lang = wording.lang;
    let counting = form.held.come.map_or_else(
        || wording.say(Say::FilterCounting).to_owned(),
        |percent| say::filter_counting_at(lang, percent),
    );
    let Some(held) = &form.held.value else {
        return if form.held.slow {
            counting
        } else {
            String::new()
        };
    };
    if held.unsaid.is_some() {
        return wording.say(Say::NobodySaid).to_owned();
    }
    let found = count(lang, held.customers.len() as u64);
    let mut parts = vec![say::word_of_customers(lang, found, held.of)];
    if form.held.pending && form.held.slow {
        parts.push(counting);
    } else {
        parts.push(say::word_visits(lang, held.visits));
        parts.push(wording.money(held.money));
    }
    parts.join(dot)
}

fn person(row: &SegmentRow, wording: Wording<'_>) -> Vec<(String, Role)> {
    let last = row
        .last_visit
        .map(|day| wording.seen(day))
        .unwrap_or_default();
    vec![
        (row.name.clone(), Role::Strong),
        (row.plate.clone(), Role::Value),
        (count(wording.lang, row.visits.into()), Role::Value),
        (wording.money(row.money), Role::Value),
        (last, Role::Label),
        (row.code.clone(), Role::Label),
    ]
}
