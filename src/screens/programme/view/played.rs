//! What the last years came to under the rules of today and the others: figures, the curve of what
//! is owed, and who would get more or less. Where there is no room for all, one after the other.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::super::Programme;
use super::super::row::Row;
use super::lines;
use crate::chart::{Line, Step, Unit};
use crate::domain::{Day, Money};
use crate::kit::Canvas;
use crate::kit::draw::{after, below, panel, put_spans, row};
use crate::kit::table::{Column, cells, widths};
use crate::kit::width::{width, wrap};
use crate::look::Role;
use crate::points::{Outcome, Rule};
use crate::protocol::{Context, PlayedRules};
use crate::screens::failed;
use crate::screens::sheet::Wording;
use crate::text::{Lang, Say, count, say, short_money};

/// Rows from which on the curve is drawn below the figures.
const CURVE: u16 = 8;
/// Columns below which money is told in short.
const NARROW: u16 = 50;
/// Columns below which the curve cannot be read: there it is told in numbers.
const PLOT: u16 = 40;
/// Columns that a label keeps: a number is not cut before it.
const LABEL: u16 = 6;
/// The key that plays the years, as it ships.
const PLAY: &str = "p";
/// Rows of the figures with their head.
const FIGURES: u16 = 6;
/// Rows of how many would have more, where there are few columns.
const MOVED: u16 = 4;

/// A figure under both rules, and whether it is money.
pub(super) type Figure = (Say, [i64; 2], bool);

/// What is seen at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page {
    Figures,
    /// The curve, or so many parts of the ends of months that stand for it, of which one is seen.
    Curve {
        part: usize,
        parts: usize,
    },
    /// Both.
    All,
    People,
}

/// What the years came to, under the rules of today and the others.
pub(in super::super) fn figures(played: &PlayedRules) -> Vec<Figure> {
    let both = [&played.now, &played.other];
    let of = |figure: fn(&Outcome) -> i64| both.map(|(_, outcome)| figure(outcome));
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

pub(super) fn draw(
    screen: &Programme,
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    words: Wording<'_>,
    context: &Context,
) {
    let (look, lang) = (canvas.look, canvas.lang);
    let files = screen.typing.is_some() && screen.row() == Some(Row::File);
    let title = if files {
        Say::ProgrammeFile
    } else {
        Say::ProgrammePlayed
    };
    let status = match (screen.played.pending, screen.played.come) {
        _ if files => String::new(),
        (true, Some(percent)) => format!("{percent} %"),
        (true, None) if screen.played.slow => Say::WordLoading.in_(lang).to_owned(),
        (false, _) if screen.played.value.is_some() => Say::ProgrammeTurn.in_(lang).to_owned(),
        _ => String::new(),
    };
    let inner = panel(
        canvas.frame,
        area,
        title.in_(lang),
        &status,
        screen.covers(context),
        look,
    );
    let mut inner = after(inner, 1);
    inner.width = inner.width.saturating_sub(1);
    if files {
        lines(canvas, inner, &screen.files.join("  "), Role::Value);
    } else if let Some(failure) = &screen.played.failed {
        let sentence = failed::sentence(failure, lang);
        lines(canvas, inner, &sentence, Role::Danger);
    } else if let Some(played) = &screen.played.value {
        page(screen, played, canvas, inner, words, context);
    } else {
        lines(canvas, inner, Say::ProgrammeHowTo.in_(lang), Role::Label);
    }
}

fn page(
    screen: &Programme,
    played: &PlayedRules,
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    words: Wording<'_>,
    context: &Context,
) {
    let used = if screen.is_of_before(played) {
        let again = say::programme_played_before(canvas.lang, PLAY);
        lines(canvas, area, &again, Role::Attention)
    } else {
        let [from, until] = [played.from, played.until].map(|day| words.date(day));
        let days = say::points_simulated(canvas.lang, from, until);
        lines(canvas, area, &days, Role::Label)
    };
    let same = !screen.has_none() && played.now.0 == played.other.0;
    let used = if same {
        let text = Say::ProgrammePlayedSame.in_(canvas.lang);
        used + lines(canvas, below(area, used), text, Role::Attention)
    } else {
        used
    };
    let rest = below(area, used);
    let months = played.now.1.owed_on.len();
    let has_room = if rest.width < PLOT {
        // All ends of months stand below the figures, and who moved in some rows, or none does.
        let below_them = below(rest, FIGURES + MOVED + 1);
        below_them.height > CURVE && parts(months, below_them, canvas.lang) == 1
    } else {
        // The figures, who moved in two rows, and an empty one.
        rest.height >= FIGURES + 3 + CURVE
    };
    let mut pages = if has_room {
        vec![Page::All]
    } else {
        let parts = parts(months, rest, canvas.lang);
        let curves = (0..parts).map(|part| Page::Curve { part, parts });
        std::iter::once(Page::Figures).chain(curves).collect()
    };
    if played.moved.iter().any(|some| !some.is_empty()) {
        pages.push(Page::People);
    }
    let names = names(screen, played);
    match pages[screen.turned % pages.len()] {
        Page::Figures => drop(draw_figures((played, names), canvas, rest, words)),
        Page::Curve { part, parts } => {
            curve((played, names), (part, parts), canvas, rest, context);
        }
        Page::All => {
            let used = draw_figures((played, names), canvas, rest, words);
            let rest = below(rest, used + 1);
            curve((played, names), (0, 1), canvas, rest, context);
        }
        Page::People => people((played, names), canvas, rest, words),
    }
}

/// Cells of a row, and their roles.
type Told = Vec<(String, Role)>;

fn table(canvas: &mut Canvas<'_, '_>, area: Rect, rows: Vec<Told>) -> u16 {
    let look = canvas.look;
    // The numbers are as wide as their widest, the label has the rest.
    let number = |column: usize| {
        let texts = rows.iter().filter_map(|told| told.get(column));
        let widest = texts.map(|(text, _)| width(text)).max().unwrap_or(0);
        let most = area.width.saturating_sub(LABEL + 2) / 2;
        Column::fixed(widest.min(most), 0).right()
    };
    let columns = [Column::growing(LABEL, 1, 0), number(1), number(2)];
    let wide = widths(&columns, area.width);
    let mut used = 0;
    for told in rows.into_iter().take(usize::from(area.height)) {
        let spans = told
            .into_iter()
            .map(|(text, role)| vec![Span::styled(text, look.style(role))]);
        let spans = cells(&columns, &wide, spans.collect(), look);
        put_spans(canvas.frame, row(area, used), &spans, look);
        used += 1;
    }
    used
}

/// What the columns are.
fn head(canvas: &Canvas<'_, '_>, title: Option<Say>, names: [Say; 2]) -> Told {
    let head = |say: Say| (say.in_(canvas.lang).to_owned(), Role::Strong);
    let title = title.map_or((String::new(), Role::Label), head);
    let [now, other] = names.map(head);
    vec![title, now, other]
}

/// What the rules of today are called where there are any, and the other ones that were played: of before, where others stand
/// beside it now.
fn names(screen: &Programme, played: &PlayedRules) -> [Say; 2] {
    let now = if screen.has_none() {
        Say::ProgrammeUsual
    } else {
        Say::ProgrammeNow
    };
    let other = if screen.is_of_before(played) {
        Say::ProgrammeOtherBefore
    } else {
        Say::ProgrammeOther
    };
    [now, other]
}

fn draw_figures(
    (played, names): (&PlayedRules, [Say; 2]),
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    words: Wording<'_>,
) -> u16 {
    let lang = canvas.lang;
    let mut rows = vec![head(canvas, None, names)];
    for (label, both, money) in figures(played) {
        let said = both.map(|figure| {
            let said = if money && area.width < NARROW {
                short_money(lang, figure, words.currency)
            } else if money {
                words.money(Money(figure))
            } else {
                count(lang, figure.unsigned_abs())
            };
            (said, Role::Value)
        });
        let [now, other] = said;
        rows.push(vec![(label.in_(lang).to_owned(), Role::Label), now, other]);
    }
    let used = table(canvas, area, rows);
    let (winners, losers) = played.now.1.moved(&played.other.1);
    let losers = count(lang, losers);
    let moved = say::points_moved(lang, winners, losers);
    used + lines(canvas, below(area, used), &moved, Role::Value)
}

/// Who would have most more, and who most less.
fn people(
    (played, names): (&PlayedRules, [Say; 2]),
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    words: Wording<'_>,
) {
    let mut area = area;
    for (title, some) in [Say::PointsMore, Say::PointsLess]
        .into_iter()
        .zip(&played.moved)
    {
        if some.is_empty() {
            continue;
        }
        let mut rows = vec![head(canvas, Some(title), names)];
        let money = |figure: i64| {
            let said = if area.width < NARROW {
                short_money(words.lang, figure, words.currency)
            } else {
                words.money(Money(figure))
            };
            (said, Role::Value)
        };
        let both = played.moved.iter().all(|some| !some.is_empty());
        let most = if both {
            usize::from(area.height / 2).saturating_sub(2)
        } else {
            some.len()
        };
        let told = some.iter().take(most.max(1)).map(|(name, moved)| {
            let name = (name.clone(), Role::Value);
            vec![name, money(moved.now), money(moved.other)]
        });
        rows.extend(told);
        let used = table(canvas, area, rows);
        area = below(area, used + 1);
    }
}

/// In how many parts so many ends of months are told: one where there is room for the curve.
fn parts(months: usize, area: Rect, lang: Lang) -> usize {
    if area.width >= PLOT {
        return 1;
    }
    months.div_ceil(month_rows(area, lang)).max(1)
}

/// Ends of months for which there is room below the title and the head of their table, and above what a
/// curve needs.
fn month_rows(area: Rect, lang: Lang) -> usize {
    let said = [Say::ProgrammeOwedEnds.in_(lang).to_owned(), needs(lang)];
    let taken = said.map(|said| wrap(&said, area.width.saturating_sub(1)).len());
    let rows = usize::from(area.height).saturating_sub(taken[0] + taken[1] + 1);
    rows.max(1)
}

/// From how many columns on the ends of months are a curve.
fn needs(lang: Lang) -> String {
    say::programme_curve_needs(lang, count(lang, (PLOT + 4).into()))
}

/// Points that are owed at the end of each month, under both rules; where it is told in numbers, one part
/// of so many.
fn curve(
    (played, names): (&PlayedRules, [Say; 2]),
    part: (usize, usize),
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    context: &Context,
) {
    let owed = |(_, outcome): &(Rule, Outcome)| {
        let months = outcome.owed_on.iter();
        months
            .map(|(day, points)| (*day, *points))
            .collect::<Vec<_>>()
    };
    if area.width < PLOT {
        let series = [owed(&played.now), owed(&played.other)];
        return month_ends(&series, (names, part), canvas, area, context);
    }
    let title = (Say::ProgrammeOwedEnds.in_(canvas.lang), Role::Strong);
    let used = lines(canvas, area, title.0, title.1);
    let area = below(area, used);
    let called = names.map(|name| name.in_(canvas.lang));
    let line = Line::new(Step::Month, played.from, played.until)
        .series(called[0], Unit::Count, owed(&played.now))
        .series(called[1], Unit::Count, owed(&played.other));
    let mut part = Canvas {
        frame: canvas.frame,
        area,
        look: canvas.look,
        lang: canvas.lang,
    };
    crate::kit::chart::line(&mut part, &line);
}

/// The same in numbers where there are too few columns for a curve: every end of a month, in as many parts
/// as they need.
fn month_ends(
    [now, other]: &[Vec<(Day, i64)>; 2],
    (names, (part, parts)): ([Say; 2], (usize, usize)),
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    context: &Context,
) {
    let words = Wording::of(context);
    let number = |points: i64| (count(words.lang, points.unsigned_abs()), Role::Value);
    let title = Say::ProgrammeOwedEnds.in_(canvas.lang);
    let used = lines(canvas, area, title, Role::Strong);
    let months = now.len().div_ceil(parts).max(1);
    let both = now.iter().zip(other).skip(part * months).take(months);
    let mut told: Vec<Told> = vec![head(canvas, None, names)];
    told.extend(both.map(|((day, now), (_, other))| {
        let day = (words.date(*day), Role::Label);
        vec![day, number(*now), number(*other)]
    }));
    let used = used + table(canvas, below(area, used), told);
    lines(canvas, below(area, used), &needs(words.lang), Role::Label);
}
