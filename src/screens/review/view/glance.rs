//! What the other steps hold, below the figures of the week: an owner in a hurry sees where to go.

use super::super::page::{Page, Part};
use super::super::row::Row;
use super::super::words::Tell;
use super::cells::cells;
use super::inside;
use crate::kit::Canvas;
use crate::kit::draw::{panel, put_spans, row};
use crate::kit::table::{self, Column, widths};
use crate::look::Role;
use crate::text::{Say, say};
use ratatui::layout::Rect;
use ratatui::text::Span;

/// How many people wait in the other steps.
pub(super) fn steps(canvas: &mut Canvas<'_, '_>, area: Rect, tell: Tell<'_>) {
    let look = canvas.look;
    let title = Say::ReviewGlanceTitle.in_(tell.lang());
    let inner = inside(panel(canvas.frame, area, title, "", false, look));
    let columns = [
        Column::fixed(2, 0).right(),
        Column::growing(12, 1, 0),
        Column::fixed(20, 0).right(),
        Column::fixed(14, 1).right(),
    ];
    let wide = widths(&columns, inner.width);
    let held = held(tell);
    let mut below = 0;
    for (at, (page, count, money)) in (0..inner.height).zip(held) {
        let label = page.label().in_(tell.lang());
        let role = if count == 0 { Role::Label } else { Role::Value };
        let cell = |text: String, role: Role| vec![Span::styled(text, look.style(role))];
        let money = money.filter(|_| count > 0).map(|money| tell.short(money));
        let texts = vec![
            cell((page.at() + 1).to_string(), Role::Key),
            cell(label.to_owned(), role),
            cell(counted(page, count, tell), role),
            cell(money.unwrap_or_default(), role),
        ];
        let spans = table::cells(&columns, &wide, texts, look);
        put_spans(canvas.frame, row(inner, at), &spans, look);
        below = at + 1;
    }
    let Some(owed) = tell.weekly.points.as_ref().filter(|_| below < inner.height) else {
        return;
    };
    // No step of its own: it is the shop that owes.
    let lapses = say::review_points_lapse(tell.lang(), owed.percent_lapsing());
    let cell = |text: String, role: Role| vec![Span::styled(text, look.style(role))];
    let texts = vec![
        cell(String::new(), Role::Key),
        cell(
            Say::ReviewPointsLabel.in_(tell.lang()).to_owned(),
            Role::Value,
        ),
        cell(lapses, Role::Value),
        cell(tell.short(owed.worth), Role::Value),
    ];
    let spans = table::cells(&columns, &wide, texts, look);
    put_spans(canvas.frame, row(inner, below), &spans, look);
}

fn counted(page: Page, count: usize, tell: Tell<'_>) -> String {
    match page {
        Page::Data => say::review_to_check(tell.lang(), count as u64),
        _ => say::word_customers(tell.lang(), count as u64),
    }
}

/// How many each of the steps holds, and what they brought.
fn held(tell: Tell<'_>) -> Vec<(Page, usize, Option<i64>)> {
    let weekly = tell.weekly;
    let listed = |page: Page, part: Part| {
        let list = part.kind().and_then(|kind| weekly.review.lists.get(&kind));
        let (count, money) = list.map_or((0, 0), |list| (list.total, list.money));
        (page, count, Some(money))
    };
    let moved = weekly
        .review
        .moves
        .iter()
        .map(|moved| moved.customers.len());
    let moved = if weekly.review.has_scores() {
        moved.sum()
    } else {
        0
    };
    let slips = weekly.quality.totals.iter().map(|(_, count)| count);
    vec![
        (Page::Moved, moved, None),
        listed(Page::Slipping, Part::Slipping),
        listed(Page::Asleep, Part::Asleep),
        listed(Page::Lost, Part::Lost),
        (Page::Away, weekly.never_served.total, None),
        (Page::Birthdays, weekly.birthdays.len(), None),
        (Page::Data, slips.sum(), None),
    ]
}

/// Who moved since the week before.
pub(super) fn moves(canvas: &mut Canvas<'_, '_>, area: Rect, tell: Tell<'_>) {
    let look = canvas.look;
    let title = Say::ReviewMovedTitle.in_(tell.lang());
    let inner = inside(panel(canvas.frame, area, title, "", false, look));
    let columns = [Column::growing(26, 1, 0), Column::fixed(5, 0).right()];
    let wide = widths(&columns, inner.width);
    let moves = 0..tell.weekly.review.moves.len();
    for (at, number) in (0..inner.height).zip(moves) {
        let told = cells(Row::Move(number), tell, &look.symbols)
            .into_iter()
            .take(2);
        let texts = told.map(|(text, role)| vec![Span::styled(text, look.style(role))]);
        let spans = table::cells(&columns, &wide, texts.collect(), look);
        put_spans(canvas.frame, row(inner, at), &spans, look);
    }
}
