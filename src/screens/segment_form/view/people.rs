//! How those look whom the filter means right now.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::super::SegmentForm;
use super::super::model::Spot;
use crate::domain::{INDONESIA, Phone, SegmentRow, SegmentSort};
use crate::kit::Canvas;
use crate::kit::draw::{after, below, panel, put, put_spans};
use crate::kit::list::INDENT;
use crate::kit::table::{Column, cells, widths, without};
use crate::look::Role;
use crate::protocol::{Context, ListColumns};
use crate::screens::failed;
use crate::screens::sheet::{Wording, reached_by};
use crate::text::{Say, count, insight, say};

/// Name, plate, visits, money, last visit, customer ID, phone.
const COLUMNS: [Column; 7] = [
    Column::growing(14, 2, 0),
    Column::fixed(11, 2),
    Column::fixed(6, 3).right(),
    Column::fixed(15, 0).right(),
    Column::growing(12, 1, 1),
    Column::fixed(8, 4),
    Column::fixed(17, 5),
];

/// What stands above them.
const HEADS: [Say; 7] = [
    Say::FormName,
    Say::FormPlate,
    Say::FilterHeadVisits,
    Say::FilterHeadMoney,
    Say::FilterHeadLast,
    Say::FilterHeadId,
    Say::FormPhone,
];

/// What they are called.
pub(in crate::screens::segment_form) fn called() -> ListColumns {
    ListColumns {
        list: "segment",
        all: vec![
            ("name", Say::FormName),
            ("plate", Say::FormPlate),
            ("visits", Say::FilterFactVisits),
            ("money", Say::FilterFactMoney),
            ("last_visit", Say::FilterFactLastVisit),
            ("customer_id", Say::FormCustomerId),
            ("phone", Say::FormPhone),
        ],
    }
}

/// Those whom the filter means right now.
pub(super) fn draw(form: &SegmentForm, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
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
    let heads = HEADS.map(|say| vec![Span::styled(wording.say(say), look.style(Role::Label))]);
    let heads = cells(&columns, &wide, heads.into(), look);
    put_spans(canvas.frame, after(inner, INDENT), &heads, look);
    let inner = below(inner, 1);
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
    // Before what gives way where it is narrow.
    if let Some(at) = form.unfinished(wording) {
        parts.push(say::filter_without_row(lang, at + 1));
    }
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
    let phone = Phone::parse(&row.phone, INDONESIA).display(INDONESIA);
    let phone = reached_by(row.no_contact, phone, wording.lang);
    vec![
        (row.name.clone(), Role::Strong),
        (row.plate.clone(), Role::Value),
        (count(wording.lang, row.visits.into()), Role::Value),
        (wording.money(row.money), Role::Value),
        (last, Role::Label),
        (row.code.clone(), Role::Label),
        phone,
    ]
}
