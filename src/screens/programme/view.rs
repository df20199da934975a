//! How the screen of the programme looks: the numbers, and what the year came to with the curve of
//! what is owed.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::Programme;
use super::number::Number;
use crate::chart::{Line, Step, Unit};
use crate::domain::Money;
use crate::kit::Canvas;
use crate::kit::draw::{after, panel, put, put_spans, row};
use crate::kit::list::INDENT;
use crate::kit::table::{Column, cells, widths};
use crate::kit::width::wrap;
use crate::look::Role;
use crate::protocol::{Context, PlayedRules};
use crate::screens::failed;
use crate::screens::sheet::Wording;
use crate::text::{Say, count, say};

/// Columns from which on both stand beside each other.
const WIDE: u16 = 92;
/// Rows from which on the curve is drawn below the figures.
const CURVE: u16 = 8;

/// A figure under both rules, and whether it is money.
pub(super) type Figure = (Say, [i64; 2], bool);

pub(super) fn draw(screen: &Programme, canvas: &mut Canvas<'_, '_>, context: &Context) {
    let words = Wording::of(context);
    let area = canvas.area;
    let numbers = u16::try_from(Number::ALL.len()).unwrap_or(u16::MAX) + 2;
    let (left, right) = if area.width >= WIDE {
        let width = area.width * 9 / 20;
        let rest = Rect {
            x: area.x + width,
            width: area.width - width,
            ..area
        };
        (Rect { width, ..area }, rest)
    } else {
        let height = numbers.min(area.height * 3 / 5);
        let rest = Rect {
            y: area.y + height,
            height: area.height - height,
            ..area
        };
        (Rect { height, ..area }, rest)
    };
    draw_numbers(screen, canvas, left, words, context);
    draw_played(screen, canvas, right, words, context);
}

fn draw_numbers(
    screen: &Programme,
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    words: Wording<'_>,
    context: &Context,
) {
    let look = canvas.look;
    let title = Say::ProgrammeTitle.in_(canvas.lang);
    let status = if screen.is_other() {
        Say::ProgrammeTried.in_(canvas.lang)
    } else {
        ""
    };
    let inner = panel(canvas.frame, area, title, status, true, look);
    let (Some(now), Some(shown)) = (screen.now(), screen.shown()) else {
        waiting(screen, canvas, inner);
        return;
    };
    let columns = [Column::growing(16, 1, 0), Column::fixed(16, 0).right()];
    let wide = widths(&columns, inner.width.saturating_sub(INDENT + 1));
    let chosen = screen.rows.selected();
    screen.rows.view(canvas.frame, inner, true, look, |at, _| {
        let Some(number) = Number::ALL.get(at) else {
            return Vec::new();
        };
        let span = |text: String, role: Role| vec![Span::styled(text, look.style(role))];
        let said = number.shown(&shown, words);
        let role = if said == number.shown(&now, words) {
            Role::Value
        } else {
            Role::Accent
        };
        let typed = screen.typing.as_ref().filter(|_| chosen == Some(at));
        let (said, role) = typed.map_or((said, role), |line| {
            (
                format!("{}{}", line.value(), look.symbols.more),
                Role::FieldFocused,
            )
        });
        let texts = vec![
            span(number.label().in_(context.lang).to_owned(), Role::Label),
            span(said, role),
        ];
        cells(&columns, &wide, texts, look)
    });
}

fn waiting(screen: &Programme, canvas: &mut Canvas<'_, '_>, area: Rect) {
    let (text, role) = match &screen.rule.failed {
        Some(failure) => (failed::sentence(failure, canvas.lang), Role::Danger),
        None if screen.rule.slow => (Say::WordLoading.in_(canvas.lang).to_owned(), Role::Label),
        None => return,
    };
    lines(canvas, after(area, 1), &text, role);
}

fn lines(canvas: &mut Canvas<'_, '_>, area: Rect, text: &str, role: Role) -> u16 {
    let look = canvas.look;
    let mut used = 0;
    for line in wrap(text, area.width.saturating_sub(1)) {
        if used < area.height {
            put(canvas.frame, row(area, used), &line, look.style(role), look);
            used += 1;
        }
    }
    used
}

/// What a year came to, under the rules of today and the others.
pub(super) fn figures(played: &PlayedRules) -> Vec<Figure> {
    let both = [&played.now, &played.other];
    let of = |figure: fn(&crate::points::Outcome) -> i64| both.map(|(_, outcome)| figure(outcome));
    vec![
        (Say::PointsGiven, of(|outcome| outcome.earned), false),
        (Say::PointsRedeemed, of(|outcome| outcome.redeemed), false),
        (Say::PointsLapsed, of(|outcome| outcome.lapsed), false),
        (Say::PointsOwed, of(|outcome| outcome.owed), false),
        (
            Say::PointsCost,
            both.map(|(rule, outcome)| outcome.cost(rule)),
            true,
        ),
    ]
}

fn draw_played(
    screen: &Programme,
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    words: Wording<'_>,
    context: &Context,
) {
    let (look, lang) = (canvas.look, canvas.lang);
    let title = Say::ProgrammePlayed.in_(lang);
    let status = match (screen.played.pending, screen.played.come) {
        (true, Some(percent)) => format!("{percent} %"),
        (true, None) if screen.played.slow => Say::WordLoading.in_(lang).to_owned(),
        _ => String::new(),
    };
    let inner = panel(canvas.frame, area, title, &status, false, look);
    let mut inner = after(inner, 1);
    inner.width = inner.width.saturating_sub(1);
    if let Some(failure) = &screen.played.failed {
        lines(
            canvas,
            inner,
            &failed::sentence(failure, lang),
            Role::Danger,
        );
        return;
    }
    let Some(played) = &screen.played.value else {
        lines(canvas, inner, Say::ProgrammeHowTo.in_(lang), Role::Label);
        return;
    };
    let days = [played.from, played.until].map(|day| words.date(day));
    let [from, until] = days;
    let mut used = lines(
        canvas,
        inner,
        &say::points_simulated(lang, from, until),
        Role::Label,
    );
    let columns = [
        Column::growing(12, 1, 0),
        Column::fixed(14, 0).right(),
        Column::fixed(14, 0).right(),
    ];
    let wide = widths(&columns, inner.width);
    let mut draw = |texts: [(String, Role); 3]| {
        if used < inner.height {
            let spans = texts.map(|(text, role)| vec![Span::styled(text, look.style(role))]);
            let spans = cells(&columns, &wide, spans.to_vec(), look);
            put_spans(canvas.frame, row(inner, used), &spans, look);
            used += 1;
        }
    };
    let head = |say: Say| (say.in_(lang).to_owned(), Role::Strong);
    draw([
        (String::new(), Role::Label),
        head(Say::ProgrammeNow),
        head(Say::ProgrammeOther),
    ]);
    for (label, both, money) in figures(played) {
        let [now, other] = both.map(|figure| {
            let said = if money {
                words.money(Money(figure))
            } else {
                count(lang, figure.unsigned_abs())
            };
            (said, Role::Value)
        });
        draw([(label.in_(lang).to_owned(), Role::Label), now, other]);
    }
    let moved = played.now.1.moved(&played.other.1);
    let [winners, losers] = [moved.0, moved.1].map(|people| count(lang, people));
    let rest = Rect {
        y: inner.y + used,
        height: inner.height.saturating_sub(used),
        ..inner
    };
    let told = lines(
        canvas,
        rest,
        &say::points_moved(lang, winners, losers),
        Role::Value,
    );
    let below = Rect {
        y: rest.y + told + 1,
        height: rest.height.saturating_sub(told + 1),
        ..rest
    };
    if below.height >= CURVE {
        curve(played, canvas, below, context);
    }
}

/// What is owed at the end of each month, under both rules.
fn curve(played: &PlayedRules, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
    let unit = || Unit::Money(context.currency.clone());
    let owed = |(rule, outcome): &(crate::points::Rule, crate::points::Outcome)| {
        let worth = rule.worth;
        let months = outcome.owed_on.iter();
        months
            .map(|(day, points)| (*day, points.saturating_mul(worth)))
            .collect::<Vec<_>>()
    };
    let line = Line::new(Step::Month, played.from, played.until)
        .series(
            Say::ProgrammeNow.in_(canvas.lang),
            unit(),
            owed(&played.now),
        )
        .series(
            Say::ProgrammeOther.in_(canvas.lang),
            unit(),
            owed(&played.other),
        );
    let mut part = Canvas {
        frame: canvas.frame,
        area,
        look: canvas.look,
        lang: canvas.lang,
    };
    crate::kit::chart::line(&mut part, &line);
}
