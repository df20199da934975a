//! How the list of segments looks.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::Segments;
use super::model::{Held, Row};
use crate::domain::filter::Filter;
use crate::kit::Canvas;
use crate::kit::draw::{after, panel, put};
use crate::kit::list::INDENT;
use crate::kit::table::{Column, cells, widths};
use crate::kit::width::width;
use crate::look::Role;
use crate::protocol::Context;
use crate::screens::sheet::{Wording, spoken};
use crate::screens::{failed, why, why_filter};
use crate::text::{Say, count, filter as words, insight, say};

/// Name, how many, and what is asked. How many is as wide as it must be: it is never cut.
fn columns(rows: &[[(String, Role); 3]]) -> [Column; 3] {
    let many = rows.iter().map(|[_, (many, _), _]| width(many)).max();
    [
        Column::growing(18, 1, 0),
        Column::fixed(many.unwrap_or(0), 0).right(),
        Column::growing(24, 3, 1),
    ]
}

pub(super) fn draw(screen: &Segments, canvas: &mut Canvas<'_, '_>, context: &Context) {
    draw_list(screen, canvas, context);
    let told = explained(screen, Wording::of(context), canvas.look.symbols.bullet);
    if let (Some(open), Some((about, told))) = (&screen.why, told) {
        why::draw(open, canvas, about, told);
    }
}

/// What the chosen one is called, and what it asks.
fn explained(
    screen: &Segments,
    wording: Wording<'_>,
    bullet: &str,
) -> Option<(String, Vec<(String, Role)>)> {
    let mut lines = why::Lines::default();
    let name = match screen.chosen(wording.lang)? {
        Row::New => return None,
        Row::Kept(segment, held) => {
            if let Ok(filter) = &segment.filter {
                why_filter::conditions(&mut lines, filter, None, (wording, bullet));
            }
            let filter = segment.filter.as_ref().ok();
            if let Some(unsaid) = filter.and_then(|filter| screen.silence.about(filter)) {
                lines.strong(insight::unsaid_whole(wording.lang, unsaid));
            } else if let Some(held) = held {
                lines.strong(say::word_customers(wording.lang, held));
            }
            segment.kept.name.clone()
        }
        Row::Offered(shipped, held) => {
            why_filter::conditions(&mut lines, &shipped.filter(), None, (wording, bullet));
            if let Some(unsaid) = screen.silence.about(&shipped.filter()) {
                lines.strong(insight::unsaid_whole(wording.lang, unsaid));
            } else if let Held::Count(held) = held {
                lines.strong(say::word_customers(wording.lang, held));
            }
            wording.say(words::shipped(shipped)).to_owned()
        }
    };
    lines.head(Say::WhyRows, wording.lang);
    lines.rule(Say::WhyEnterSegment, wording.lang);
    Some((name, lines.all()))
}

fn draw_list(screen: &Segments, canvas: &mut Canvas<'_, '_>, context: &Context) {
    let (look, lang) = (canvas.look, canvas.lang);
    let title = Say::FilterTitle.in_(lang);
    let inner = panel(canvas.frame, canvas.area, title, "", true, look);
    if let Some(failure) = &screen.kept.failed {
        let text = failed::sentence(failure, lang);
        put(
            canvas.frame,
            after(inner, 1),
            &text,
            look.style(Role::Attention),
            look,
        );
        return;
    }
    let wording = Wording::of(context);
    let rows = screen.rows(lang).into_iter();
    let rows: Vec<_> = rows
        .map(|row| parts(row, wording, (look.symbols.alert, look.symbols.more)))
        .collect();
    let columns = columns(&rows);
    let wide = widths(&columns, inner.width.saturating_sub(INDENT + 1));
    let list = Rect {
        height: inner.height.saturating_sub(1),
        ..inner
    };
    screen.list.view(canvas.frame, list, true, look, |at, _| {
        let Some(row) = rows.get(at) else {
            return Vec::new();
        };
        let texts = row.iter();
        let texts = texts.map(|(text, role)| vec![Span::styled(text, look.style(*role))]);
        cells(&columns, &wide, texts.collect(), look)
    });
    if screen.kept.value.is_none() && screen.kept.slow {
        let below = Rect {
            y: inner.bottom().saturating_sub(1),
            height: inner.height.min(1),
            ..inner
        };
        let text = screen.kept.come.map_or_else(
            || Say::FilterCounting.in_(lang).to_owned(),
            |percent| say::filter_counting_at(lang, percent),
        );
        put(canvas.frame, below, &text, look.style(Role::Label), look);
    }
}

/// The columns of a row.
fn parts(row: Row<'_>, wording: Wording<'_>, (alert, more): (&str, &str)) -> [(String, Role); 3] {
    let asked = |filter: &Filter| spoken::filter(filter, wording);
    match row {
        Row::New => [
            (format!("+ {}", wording.say(Say::FilterNew)), Role::Accent),
            (String::new(), Role::Value),
            (String::new(), Role::Label),
        ],
        Row::Kept(segment, held) => {
            let name = (segment.kept.name.clone(), Role::Strong);
            match (&segment.filter, held) {
                (Ok(filter), Some(held)) => [
                    name,
                    (count(wording.lang, held), Role::Value),
                    (asked(filter), Role::Label),
                ],
                // Why is told by `?`.
                (Ok(filter), None) => [
                    name,
                    ("–".to_owned(), Role::Value),
                    (asked(filter), Role::Label),
                ],
                (Err(mistake), _) => {
                    let why = words::mistake(wording.lang, mistake);
                    let raw = format!("{why} {}", segment.kept.filter);
                    [
                        name,
                        (alert.to_owned(), Role::Attention),
                        (raw, Role::Attention),
                    ]
                }
            }
        }
        Row::Offered(shipped, held) => {
            let many = match held {
                Held::Waiting => more.to_owned(),
                Held::Unsaid => "–".to_owned(),
                Held::Count(held) => count(wording.lang, held),
            };
            [
                (wording.say(words::shipped(shipped)).to_owned(), Role::Value),
                (
                    format!("{} {many}", wording.say(Say::FilterOffered)),
                    Role::Label,
                ),
                (asked(&shipped.filter()), Role::Label),
            ]
        }
    }
}
