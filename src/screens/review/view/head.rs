//! Which week is reviewed, how it went in one line, and the bar of steps.

use super::super::WeeklyReview;
use super::super::page::Page;
use super::super::row::Figure;
use super::super::words::{Tell, dates};
use super::cells::{figure_label, figure_value};
use super::{inside, working};
use crate::kit::Canvas;
use crate::kit::draw::{after, below, put, put_right, put_spans, row};
use crate::kit::width::width;
use crate::look::Role;
use crate::protocol::Context;
use crate::text::{Say, say};
use ratatui::layout::Rect;
use ratatui::text::Span;

/// Rows from which on the figures of the week stand above every step.
const FIGURES: u16 = 30;
/// Columns from which on the title names the review.
const TITLE: u16 = 64;

/// Draws it; what is left of the area.
pub(super) fn draw(review: &WeeklyReview, canvas: &mut Canvas<'_, '_>, context: &Context) -> Rect {
    let area = canvas.area;
    let inner = inside(area);
    let tell = review.tell(context);
    title(review, canvas, row(inner, 0), tell);
    let mut used = 1;
    if let Some(tell) = tell.filter(|_| area.height >= FIGURES) {
        figures(canvas, row(inner, used), tell);
        used += 1;
    }
    steps(review, canvas, row(inner, used));
    used += 1;
    below(area, used)
}

fn title(review: &WeeklyReview, canvas: &mut Canvas<'_, '_>, line: Rect, tell: Option<Tell<'_>>) {
    let lang = canvas.lang;
    let look = canvas.look;
    let step = if review.weekly.slow && review.weekly.value.is_some() {
        working(review, lang)
    } else if review.stale && line.width >= TITLE {
        Say::ReviewStale.in_(lang).to_owned()
    } else if review.closing.is_some() {
        Say::ReportPageTitle.in_(lang).to_owned()
    } else {
        let (at, all) = (review.page.at() + 1, Page::ALL.len());
        let step = if line.width < TITLE {
            say::review_step_short(lang, at, all)
        } else {
            say::review_step(lang, at, all)
        };
        // The arrow key goes on, also where the bottom line has no room to say so.
        format!("{step} {}", look.symbols.arrow)
    };
    let taken = put_right(canvas.frame, line, &step, look.style(Role::Label), look);
    let room = Rect {
        width: line.width.saturating_sub(taken + 2),
        ..line
    };
    let name = Say::ReviewTitle.in_(lang);
    let Some(tell) = tell else {
        put(canvas.frame, room, name, look.style(Role::Title), look);
        return;
    };
    let reviewed = &tell.weekly.review;
    let dates = dates(lang, reviewed.since, reviewed.week.sunday);
    let week = say::review_week_of(lang, reviewed.week.number(), dates);
    let text = if line.width < TITLE {
        crate::text::heading(&week)
    } else {
        format!("{name}{}{week}", look.symbols.dot)
    };
    put(canvas.frame, room, &text, look.style(Role::Title), look);
}

/// `Visits 86 ▲ 12 %   Money Rp 58,4 jt ▲ 4 %   New 9   Back after long 5`
fn figures(canvas: &mut Canvas<'_, '_>, line: Rect, tell: Tell<'_>) {
    let (lang, look) = (canvas.lang, canvas.look);
    let mut spans = Vec::new();
    for figure in Figure::ALL {
        let (value, trend) = figure_value(figure, tell);
        let label = figure_label(figure).in_(lang);
        spans.push(Span::styled(format!("{label} "), look.style(Role::Label)));
        spans.push(Span::styled(value, look.style(Role::Strong)));
        if let Some((trend, _)) = trend {
            let sign = trend.sign(lang, &look.symbols);
            if !sign.is_empty() {
                spans.push(Span::styled(format!(" {sign}"), look.style(trend.role())));
            }
        }
        spans.push(Span::raw("   "));
    }
    put_spans(canvas.frame, line, &spans, look);
}

/// The nine steps, the one that is shown among them; only their numbers where it is narrow.
fn steps(review: &WeeklyReview, canvas: &mut Canvas<'_, '_>, line: Rect) {
    let (lang, look) = (canvas.lang, canvas.look);
    let named = |page: Page| format!("{} {}", page.at() + 1, page.label().in_(lang));
    let needed: u16 = Page::ALL.iter().map(|page| width(&named(*page)) + 1).sum();
    // The names close up before they give way to the numbers.
    let all = needed <= line.width + 1;
    let gap = if !all || needed + 8 <= line.width {
        2
    } else {
        1
    };
    let mut x = 0;
    for (page, place) in Page::ALL.into_iter().zip(&review.places) {
        let here = page == review.page && review.closing.is_none();
        let text = if here || all {
            named(page)
        } else {
            (page.at() + 1).to_string()
        };
        let role = if here { Role::Accent } else { Role::Label };
        let room = after(line, x);
        let text = if here && !all {
            format!("{}{text}", look.symbols.pointer)
        } else {
            text
        };
        let spot = Rect {
            width: width(&text).min(room.width),
            ..room
        };
        put(canvas.frame, spot, &text, look.style(role), look);
        place.drawn(spot);
        x += width(&text) + gap;
    }
}
