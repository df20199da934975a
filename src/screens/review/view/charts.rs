//! The chart beside a list, with the sentence that says the same.

use super::super::page::Part;
use super::super::words::{Tell, spread};
use super::{inside, sentence};
use crate::chart::{Curve, Line, Step, Unit};
use crate::kit::Canvas;
use crate::kit::chart;
use crate::kit::draw::panel;
use crate::look::Role;
use crate::text::{Say, insight, say};
use ratatui::layout::Rect;

pub(super) fn draw(part: Part, canvas: &mut Canvas<'_, '_>, area: Rect, tell: Tell<'_>) {
    match part {
        Part::Figures => year(canvas, area, tell),
        Part::Months => stayed(canvas, area, tell),
        _ => money(canvas, area, tell),
    }
}

/// The year in weeks: money, and where there is room the visits below it.
fn year(canvas: &mut Canvas<'_, '_>, area: Rect, tell: Tell<'_>) {
    let lang = tell.lang();
    let title = Say::ReviewYearTitle.in_(lang);
    let look = canvas.look;
    let inner = inside(panel(canvas.frame, area, title, "", false, look));
    let year = &tell.weekly.year;
    let Some((first, _)) = year.first() else {
        return;
    };
    let unit = Unit::Money(tell.words.currency.to_owned());
    let visits = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let line = Line::new(Step::Week, *first, tell.sunday())
        .series(
            Say::ReviewFigureMoney.in_(lang),
            unit,
            year.iter().map(|(day, flow)| (*day, flow.money)),
        )
        .series(
            Say::ReviewFigureVisits.in_(lang),
            Unit::Count,
            year.iter().map(|(day, flow)| (*day, visits(flow.visits))),
        );
    draw_in(canvas, inner, |canvas| chart::line(canvas, &line));
}

/// How few bring how much, whether caring for them pays, and how uneven it is.
fn money(canvas: &mut Canvas<'_, '_>, area: Rect, tell: Tell<'_>) {
    let lang = tell.lang();
    let look = canvas.look;
    let title = Say::ReviewCurveTitle.in_(lang);
    let inner = inside(panel(canvas.frame, area, title, "", false, look));
    let shop = &tell.weekly.review.concentration;
    let curve = Curve::of(shop);
    if curve.is_empty() {
        return;
    }
    let mut top = 0;
    if inner.height >= 6 {
        let best = shop.top_fifth();
        let said = say::review_best_bring(
            lang,
            tell.count(best),
            tell.count(shop.customers()),
            tell.share(shop.share_of(best)),
        );
        top = sentence(canvas, inner, top, &said, Role::Strong);
    }
    if inner.height >= 16 {
        top = sentence(
            canvas,
            inner,
            top,
            spread(shop.gini()).in_(lang),
            Role::Value,
        );
        top = sentence(canvas, inner, top, &insight::care(lang, shop), Role::Value);
    }
    let rest = Rect {
        y: inner.y + top.min(inner.height),
        height: inner.height.saturating_sub(top),
        ..inner
    };
    draw_in(canvas, rest, |canvas| chart::curve(canvas, &curve));
}

/// How many customers ever came again.
fn stayed(canvas: &mut Canvas<'_, '_>, area: Rect, tell: Tell<'_>) {
    let lang = tell.lang();
    let look = canvas.look;
    let title = Say::ReviewStayedTitle.in_(lang);
    let inner = inside(panel(canvas.frame, area, title, "", false, look));
    let repeat = tell.weekly.review.repeat;
    let said = say::review_came_again(
        lang,
        tell.count(repeat.returning),
        tell.count(repeat.customers),
        tell.share(repeat.rate()),
    );
    sentence(canvas, inner, 0, &said, Role::Strong);
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
