//! The chart beside a list, with the sentence that says the same.

use super::super::page::Part;
use super::super::row::{Figure, Row};
use super::super::words::{Tell, source_name};
use super::{figure_label, inside, sentence};
use crate::chart::{Bars, Curve, Heat, Line, SegmentMap, Step, Unit, histogram};
use crate::insight::review::Flow;
use crate::insight::{Period, Segment};
use crate::kit::Canvas;
use crate::kit::chart;
use crate::kit::draw::{below, panel};
use crate::look::Role;
use crate::text::{Say, insight, review};
use ratatui::layout::Rect;

/// Rows from which on a chart has another below it.
const BOTH: u16 = 28;
/// Rows from which on a sentence stands above the months.
const SENTENCE: u16 = 9;

/// The chart that belongs to a list; the chosen row stands out in it.
pub(super) fn draw(
    part: Part,
    chosen: Option<Row>,
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    tell: Tell<'_>,
) {
    match (part, chosen) {
        (Part::Figures, Some(Row::Figure(figure))) => year(figure, canvas, area, tell),
        (Part::Months, chosen) => {
            let at = match chosen {
                Some(Row::Month(at)) => Some(at),
                _ => None,
            };
            stayed(at, canvas, area, tell);
        }
        (Part::Tenths, _) => values(canvas, area, tell),
        (Part::Segments, Some(Row::Segment(sum))) => map(sum.segment, canvas, area, tell),
        (Part::Sources, Some(Row::Source(at))) => sources(at, canvas, area, tell),
        _ => money(canvas, area, tell),
    }
}

/// The map of segments.
fn map(chosen: Segment, canvas: &mut Canvas<'_, '_>, area: Rect, tell: Tell<'_>) {
    let review = &tell.weekly.review;
    let inner = framed(canvas, area, Say::ReviewMapTitle);
    let map = SegmentMap::new(&review.segments)
        .thresholds(review.thresholds)
        .select(Some(chosen));
    draw_in(canvas, inner, |canvas| chart::map(canvas, &map));
}

/// Who came through what.
fn sources(chosen: usize, canvas: &mut Canvas<'_, '_>, area: Rect, tell: Tell<'_>) {
    let Some(loyalty) = tell.loyalty else { return };
    let lang = tell.lang();
    let inner = framed(canvas, area, Say::ReviewSourcesTitle);
    let rows = loyalty.sources.iter().map(|source| {
        let name = source_name(&source.name, lang).to_owned();
        (name, i64::try_from(source.customers).unwrap_or(i64::MAX))
    });
    let name = Say::ReviewHeadCustomers.in_(lang);
    let bars = Bars::new(name, Unit::Count, rows).select(Some(chosen));
    draw_in(canvas, inner, |canvas| chart::bars(canvas, &bars));
}

/// The inside of a panel with a title.
fn framed(canvas: &mut Canvas<'_, '_>, area: Rect, title: Say) -> Rect {
    let title = title.in_(canvas.lang);
    inside(panel(canvas.frame, area, title, "", false, canvas.look))
}

/// The year in weeks: the figure that is chosen, and where there is room another one below it.
fn year(chosen: Figure, canvas: &mut Canvas<'_, '_>, area: Rect, tell: Tell<'_>) {
    let inner = framed(canvas, area, Say::ReviewYearTitle);
    let year = &tell.weekly.year;
    let Some((first, _)) = year.first() else {
        return;
    };
    // Of who came back after long, a week knows nothing: they are among the visits.
    let (upper, lower) = match chosen {
        Figure::Visits | Figure::Back => (Figure::Visits, Figure::Money),
        Figure::Money => (Figure::Money, Figure::Visits),
        Figure::New | Figure::Returning => (chosen, Figure::Money),
    };
    let mut line = Line::new(Step::Week, *first, tell.sunday());
    for figure in [upper, lower] {
        let unit = match figure {
            Figure::Money => Unit::Money(tell.words.currency.to_owned()),
            _ => Unit::Count,
        };
        let name = figure_label(figure).in_(tell.lang());
        let weeks = year.iter().map(|(day, flow)| (*day, of(figure, flow)));
        line = line.series(name, unit, weeks);
    }
    draw_in(canvas, inner, |canvas| chart::line(canvas, &line));
}

/// A figure of one week.
fn of(figure: Figure, flow: &Flow) -> i64 {
    let whole = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    match figure {
        Figure::Visits | Figure::Back => whole(flow.visits),
        Figure::Money => flow.money,
        Figure::New => whole(flow.new),
        Figure::Returning => whole(flow.returning),
    }
}

/// How many customers brought how much; below it, where there is room, how few bring most.
fn values(canvas: &mut Canvas<'_, '_>, area: Rect, tell: Tell<'_>) {
    let height = if area.height >= BOTH {
        area.height / 2
    } else {
        area.height
    };
    let inner = framed(canvas, Rect { height, ..area }, Say::ReviewValuesTitle);
    let shop = &tell.weekly.review.concentration;
    let unit = Unit::Money(tell.words.currency.to_owned());
    let name = Say::ReviewHeadCustomers.in_(tell.lang());
    let bars = histogram(tell.lang(), name, &unit, shop.values());
    draw_in(canvas, inner, |canvas| chart::bars(canvas, &bars));
    if height < area.height {
        let below = below(area, height);
        money(canvas, below, tell);
    }
}

/// How few bring how much, whether caring for them pays, and how uneven it is.
fn money(canvas: &mut Canvas<'_, '_>, area: Rect, tell: Tell<'_>) {
    let lang = tell.lang();
    let inner = framed(canvas, area, Say::ReviewCurveTitle);
    let shop = &tell.weekly.review.concentration;
    let curve = Curve::of(shop);
    if curve.is_empty() {
        return;
    }
    let mut top = 0;
    if inner.height >= 6 {
        let said = review::best_bring(lang, shop);
        top = sentence(canvas, inner, top, &said, Role::Strong);
    }
    if inner.height >= 16 {
        top = sentence(
            canvas,
            inner,
            top,
            review::spread(shop.gini()).in_(lang),
            Role::Value,
        );
        top = sentence(canvas, inner, top, &insight::care(lang, shop), Role::Value);
    }
    let rest = below(inner, top);
    draw_in(canvas, rest, |canvas| chart::curve(canvas, &curve));
}

/// How many customers ever came again.
fn stayed(chosen: Option<usize>, canvas: &mut Canvas<'_, '_>, area: Rect, tell: Tell<'_>) {
    let lang = tell.lang();
    let inner = framed(canvas, area, Say::ReviewStayedTitle);
    let repeat = tell.weekly.review.repeat;
    let said = review::came_again(lang, repeat);
    // Where few months have room, they say it themselves.
    let top = if inner.height >= SENTENCE {
        sentence(canvas, inner, 0, &said, Role::Strong)
    } else {
        0
    };
    let Some(loyalty) = tell.loyalty else { return };
    let heat = Heat::of(&loyalty.cohorts, Period::Month).select(chosen);
    let rest = below(inner, top);
    draw_in(canvas, rest, |canvas| chart::heat(canvas, &heat));
}

/// Draws a chart into a part of the canvas.
fn draw_in(canvas: &mut Canvas<'_, '_>, area: Rect, draw: impl FnOnce(&mut Canvas<'_, '_>)) {
    let mut part = Canvas {
        frame: canvas.frame,
        area,
        look: canvas.look,
        lang: canvas.lang,
    };
    draw(&mut part);
}
