//! How the review looks: what week it is, the bar of steps, the list of the step with the focus,
//! and beside or below it whoever is chosen, or a chart.

mod bars;
mod beside;
mod cells;
mod charts;
mod closing;
mod glance;
mod head;
mod list;
mod status;
mod why;

pub(super) use cells::{called, figure_label, figure_value, goes_down, span};

use super::WeeklyReview;
use super::model::WIDE;
use super::page::Part;
use super::words::Tell;
use crate::kit::Canvas;
use crate::kit::draw::{after, below, put, row};
use crate::kit::list::INDENT;
use crate::kit::table::at_most;
use crate::kit::width::wrap;
use crate::look::Role;
use crate::protocol::{Context, HiddenColumns};
use crate::screens::failed;
use crate::screens::sheet::wording::joined;
use crate::text::{Lang, Say, say};
use ratatui::layout::Rect;

/// Rows from which on the sentence about the step stands above its list.
const LEAD: u16 = 20;
/// Rows that a list has at the least where something stands below it.
const LIST: u16 = 6;
/// Rows of the figures of the week with their frame and the bar of lists.
const FIGURES: u16 = 8;
/// Rows from which on more than a list stands in a column.
const TALL: u16 = 24;
/// Columns that the map of segments takes in a wide window.
const MAP: u16 = 66;
/// Columns that a list has at the least beside something else: its bar of lists has room.
const LEAST: u16 = 60;
/// Columns of a list beside its own: frame, sign of what is chosen, scroll bar.
const AROUND: u16 = INDENT + 3;
/// Columns of a narrow window that is not a phone.
const NORMAL: u16 = 70;
/// Columns that a chart below whoever is chosen needs.
const CHART: u16 = 36;

/// Draws the review.
pub(super) fn draw(review: &WeeklyReview, canvas: &mut Canvas<'_, '_>, context: &Context) {
    let body = head::draw(review, canvas, context);
    let Some(tell) = review.tell(context) else {
        waiting(review, canvas, body);
        return;
    };
    if let Some(scroll) = &review.closing {
        closing::draw(scroll, canvas, body, tell);
    } else {
        let body = lead(review, canvas, body, tell);
        panels(review, canvas, body, (tell, &context.columns));
    }
    if let Some(why) = &review.why {
        why::draw(review, why, canvas, context);
    }
    review.within.draw(canvas);
}

/// The list, and what stands beside and below it where there is room.
fn panels(
    review: &WeeklyReview,
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    (tell, away): (Tell<'_>, &HiddenColumns),
) {
    let part = review.part();
    let chart = shows_chart(part) && review.opened().is_none();
    let symbols = &canvas.look.symbols;
    let columns = list::wanted(&review.rows(), part, (tell, away), (symbols, area.width));
    let (left, rest) = split(review, area, chart, at_most(&columns));
    let below = glanced(part, left).filter(|_| rest.is_some());
    let main = below.map_or(left, |below| Rect {
        height: left.height - below.height,
        ..left
    });
    list::draw(review, canvas, main, (tell, away));
    if let Some(below) = below {
        match part {
            Part::Figures => glance::steps(canvas, below, tell),
            _ => glance::moves(canvas, below, tell),
        }
    }
    let Some(rest) = rest else { return };
    if chart {
        charts::draw(part, review.row(), canvas, rest, tell);
        return;
    }
    let (upper, lower) = halves(rest);
    beside::draw(review, canvas, upper, tell);
    if let Some(lower) = lower {
        charts::draw(part, review.row(), canvas, lower, tell);
    }
}

/// Whether a list stands beside a chart instead of whoever is chosen.
fn shows_chart(part: Part) -> bool {
    matches!(
        part,
        Part::Figures | Part::Best | Part::Segments | Part::Tenths | Part::Months | Part::Sources
    )
}

/// The list, and what stands beside it in a wide window, below it in a narrow one; `columns` are
/// all that the list can use.
fn split(review: &WeeklyReview, area: Rect, chart: bool, columns: u16) -> (Rect, Option<Rect>) {
    if review.rows().is_empty() {
        return (area, None);
    }
    if area.width >= WIDE {
        let most = match review.part() {
            // The map needs so many columns.
            Part::Segments if chart => area.width - MAP,
            Part::Tenths | Part::Months if chart => area.width / 2,
            _ => area.width * 2 / 3,
        };
        let least = match review.part() {
            // What the other steps hold stands below them.
            Part::Figures if chart => area.width / 2,
            _ => LEAST,
        };
        let left = columns.saturating_add(AROUND).max(least).min(most);
        let right = after(area, left);
        let left = Rect {
            width: left,
            ..area
        };
        return (left, Some(right));
    }
    let below = match (review.part(), chart) {
        (Part::Figures, true) => area.height.saturating_sub(FIGURES),
        // So many rows the map needs, and the classes of value.
        (Part::Segments | Part::Months, true) if area.width >= NORMAL => (area.height / 2).max(12),
        (Part::Tenths, true) if area.width >= NORMAL => (area.height / 2).max(13),
        (_, true) => area.height / 2,
        (_, false) => 6,
    };
    let below = below.min(area.height.saturating_sub(LIST));
    if below < 4 {
        return (area, None);
    }
    let height = area.height - below;
    let lower = Rect {
        y: area.y + height,
        height: below,
        ..area
    };
    (Rect { height, ..area }, Some(lower))
}

/// The place below a list, where something is shown there and there is room.
fn glanced(part: Part, left: Rect) -> Option<Rect> {
    let rows = match part {
        Part::Figures => left.height.saturating_sub(FIGURES).min(12),
        Part::Slipping | Part::Asleep | Part::Lost => 9,
        _ => 0,
    };
    let room = left.height >= TALL && rows > 0;
    room.then(|| Rect {
        y: left.bottom() - rows,
        height: rows,
        ..left
    })
}

/// Whoever is chosen above, and a chart below where there is room.
fn halves(area: Rect) -> (Rect, Option<Rect>) {
    if area.height < TALL || area.width < CHART {
        return (area, None);
    }
    let height = area.height * 11 / 20;
    let lower = below(area, height);
    (Rect { height, ..area }, Some(lower))
}

/// The sentence about the step, and in an earlier week that a list is of today; what is left of the
/// area.
fn lead(review: &WeeklyReview, canvas: &mut Canvas<'_, '_>, area: Rect, tell: Tell<'_>) -> Rect {
    let part = review.part();
    let of_today = tell.is_earlier() && part.is_of_today();
    let of_today = of_today.then(|| {
        let today = tell.words.date(tell.words.today);
        say::review_of_today(canvas.lang, today)
    });
    let low = area.height < LEAD;
    if (low && of_today.is_none()) || area.height < LIST + 4 || review.rows().is_empty() {
        return area;
    }
    let inner = inside(area);
    let owed = tell.owed().filter(|_| part == Part::Points);
    let owed = owed.as_deref().unwrap_or_default();
    let lead = part.lead().in_(canvas.lang);
    let (owed, lead) = if low { ("", "") } else { (owed, lead) };
    let lead = joined(&[of_today.as_deref().unwrap_or_default(), owed, lead], " ");
    let lines = wrap(&lead, inner.width);
    let rows = u16::try_from(lines.len()).unwrap_or(2).min(2);
    for (at, line) in (0..rows).zip(&lines) {
        let style = canvas.look.style(Role::Label);
        put(canvas.frame, row(inner, at), line, style, canvas.look);
    }
    below(area, rows)
}

/// What stands there before the first answer: that it is on its way, how far it has come, or why
/// it is not there.
fn waiting(review: &WeeklyReview, canvas: &mut Canvas<'_, '_>, area: Rect) {
    let lang = canvas.lang;
    let (text, role) = match &review.weekly.failed {
        Some(failure) => (failed::sentence(failure, lang), Role::Danger),
        None if review.weekly.slow => (working(review, lang), Role::Value),
        None => return,
    };
    sentence(canvas, inside(area), 1, &text, role);
}

/// That the review is being worked out, and how far that has come.
fn working(review: &WeeklyReview, lang: Lang) -> String {
    review.weekly.come.map_or_else(
        || Say::ReviewWorking.in_(lang).to_owned(),
        |percent| say::review_come(lang, percent),
    )
}

/// A sentence, wrapped, from a row on; answers with the row after it.
fn sentence(canvas: &mut Canvas<'_, '_>, area: Rect, from: u16, text: &str, role: Role) -> u16 {
    let lines = wrap(text, area.width);
    let style = canvas.look.style(role);
    let mut at = from;
    for line in &lines {
        put(canvas.frame, row(area, at), line, style, canvas.look);
        at += 1;
    }
    at
}

fn inside(area: Rect) -> Rect {
    let inner = after(area, 1);
    Rect {
        width: inner.width.saturating_sub(1),
        ..inner
    }
}

/// How many customers, and the money of all where that is known.
fn totals(count: usize, money: Option<i64>, tell: Tell<'_>, dot: &str) -> String {
    let customers = say::word_customers(tell.lang(), count as u64);
    match money {
        Some(money) => format!("{customers}{dot}{}", tell.short(money)),
        None => customers,
    }
}
