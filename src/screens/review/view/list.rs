//! The list of a step, with its totals in the frame.

use super::super::WeeklyReview;
use super::super::model::Opened;
use super::super::page::Part;
use super::super::row::Row;
use super::super::words::{Tell, month, segment, source_name};
use super::bars::bars;
use super::cells::{called, cells, columns, heads, tenth};
use super::{inside, sentence, status};
use crate::kit::Canvas;
use crate::kit::draw::{after, below, panel, put_spans, row};
use crate::kit::list::INDENT;
use crate::kit::table::{self, widths, without};
use crate::kit::width::width;
use crate::look::{Role, Symbols};
use crate::protocol::HiddenColumns;
use crate::screens::failed;
use crate::screens::sheet::wording::joined;
use crate::text::{self, Say, insight, say};
use ratatui::layout::Rect;
use ratatui::text::Span;

/// Columns that a frame takes beside its title.
const FRAME: u16 = 6;

pub(super) fn draw(
    review: &WeeklyReview,
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    (tell, away): (Tell<'_>, &HiddenColumns),
) {
    let look = canvas.look;
    let rows = review.rows();
    let title = title(review, tell, look.symbols.arrow, area.width);
    let status = status::status(review, &rows, tell, look.symbols.dot);
    let status = status::fitting(status, look.symbols.dot, area.width);
    let inner = panel(canvas.frame, area, &title, &status, true, look);
    let inner = bars(review, canvas, inner, tell);
    let Some(first) = rows.first() else {
        nothing(review, canvas, inside(inner), tell);
        return;
    };
    let part = review.part();
    let room = inner.width.saturating_sub(INDENT + 1);
    let columns = wanted(&rows, part, (tell, away), (&look.symbols, room));
    let wide = widths(&columns, room);
    let inner = above(canvas, inner, (&columns, &wide), &heads(*first, tell));
    let Some(here) = review.here() else { return };
    here.list.view(canvas.frame, inner, true, look, |at, _| {
        let Some(row) = rows.get(at) else {
            return Vec::new();
        };
        let seen = row
            .who(tell.weekly)
            .is_some_and(|who| review.seen.contains(&who));
        let mut texts = cells(*row, tell, &look.symbols)
            .into_iter()
            .map(|(text, role)| {
                let role = if seen { Role::Label } else { role };
                vec![Span::styled(text, look.style(role))]
            });
        let mut texts: Vec<Vec<Span<'_>>> = texts.by_ref().collect();
        if let Some(name) = texts.first_mut().filter(|_| seen) {
            let mark = format!("{} ", look.symbols.check);
            name.insert(0, Span::styled(mark, look.style(Role::Done)));
        }
        table::cells(&columns, &wide, texts, look)
    });
}

/// The columns of a list, of which those that somebody put away have no room.
pub(super) fn wanted(
    rows: &[Row],
    part: Part,
    (tell, away): (Tell<'_>, &HiddenColumns),
    (symbols, room): (&Symbols, u16),
) -> Vec<table::Column> {
    let columns = columns(rows, part, tell, (symbols, room));
    let of = rows.first().and_then(|first| called(*first, part));
    match of {
        Some(of) => without(&columns, &of.away(away)),
        None => columns,
    }
}

/// What stands above the list: its name, in a word where that has no room, or whose people were
/// opened.
fn title(review: &WeeklyReview, tell: Tell<'_>, arrow: &str, columns: u16) -> String {
    let said = name(review, tell, arrow);
    if width(&said) + FRAME > columns && review.opened().is_none() {
        return text::heading(review.part().word().in_(tell.lang()));
    }
    said
}

fn name(review: &WeeklyReview, tell: Tell<'_>, arrow: &str) -> String {
    let lang = tell.lang();
    match review.opened() {
        Some(Opened::New) => Say::ReviewNewTitle.in_(lang).to_owned(),
        Some(Opened::Back) => Say::ReviewBackTitle.in_(lang).to_owned(),
        Some(Opened::Move(at)) => tell.weekly.review.moves.get(at).map_or_else(
            || review.part().title().in_(lang).to_owned(),
            |moved| {
                let from = segment(lang, moved.from);
                format!("{from} {arrow} {}", segment(lang, Some(moved.to)))
            },
        ),
        Some(Opened::Returning) => Say::ReviewReturningTitle.in_(lang).to_owned(),
        Some(Opened::Visits) => Say::ReviewVisitsTitle.in_(lang).to_owned(),
        Some(Opened::Segment(of)) => segment(lang, Some(of)).to_owned(),
        Some(Opened::Tenth(at)) => tenth(at, lang),
        Some(Opened::Month(at)) => tell
            .loyalty
            .and_then(|loyalty| loyalty.cohorts.rows.get(at))
            .map_or_else(String::new, |row| {
                say::review_of_month(lang, month(lang, row.period))
            }),
        Some(Opened::Source(at)) => tell
            .loyalty
            .and_then(|loyalty| loyalty.sources.get(at))
            .map_or_else(String::new, |source| {
                source_name(&source.name, lang).to_owned()
            }),
        None => review.part().title().in_(lang).to_owned(),
    }
}

/// The heads of the columns; what is left of the area.
fn above(
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    (columns, wide): (&[table::Column], &[u16]),
    heads: &[String],
) -> Rect {
    if heads.is_empty() || area.height < 3 {
        return area;
    }
    let look = canvas.look;
    let style = look.style(Role::Label);
    let texts = heads
        .iter()
        .map(|head| vec![Span::styled(head.as_str(), style)]);
    let spans = table::cells(columns, wide, texts.collect(), look);
    put_spans(canvas.frame, after(row(area, 0), INDENT), &spans, look);
    below(area, 1)
}

/// What is said where there is nothing, and why that is fine.
fn nothing(review: &WeeklyReview, canvas: &mut Canvas<'_, '_>, area: Rect, tell: Tell<'_>) {
    let lang = tell.lang();
    let part = review.part();
    let of_loyalty = matches!(part, Part::Months | Part::Sources);
    let typed = review.here().is_some_and(|here| !here.filter.is_empty());
    let filtered = typed || review.only().is_some();
    let (text, role) = match &review.loyalty.failed {
        _ if filtered && review.narrowed.pending => {
            if !review.narrowed.slow {
                return;
            }
            (Say::ReviewWorking.in_(lang).to_owned(), Role::Value)
        }
        _ if filtered && let Some(failure) = &review.narrowed.failed => {
            (failed::sentence(failure, lang), Role::Danger)
        }
        // The line above says that it is being counted.
        _ if review.only().is_some_and(|(_, counted)| !counted) => return,
        _ if filtered && !typed => (Say::RowsOnlyNobody.in_(lang).to_owned(), Role::Label),
        _ if filtered => (Say::ReviewNothingFound.in_(lang).to_owned(), Role::Label),
        Some(failure) if of_loyalty => (failed::sentence(failure, lang), Role::Danger),
        _ if of_loyalty && tell.loyalty.is_none() && review.loyalty.slow => {
            (Say::ReviewWorking.in_(lang).to_owned(), Role::Value)
        }
        _ if of_loyalty && tell.loyalty.is_none() => return,
        _ if review.behind.failed.is_some() && review.opened().is_some() => {
            let failure = review.behind.failed.as_ref();
            let text = failure.map(|failure| failed::sentence(failure, lang));
            (text.unwrap_or_default(), Role::Danger)
        }
        _ if review.behind.pending && review.opened().is_some() => {
            if !review.behind.slow {
                return;
            }
            (Say::ReviewWorking.in_(lang).to_owned(), Role::Value)
        }
        _ if part == Part::Value
            && let Some(why) = insight::why_not_predicted(lang, &tell.weekly.review.prediction) =>
        {
            (format!("{}.", text::heading(&why)), Role::Value)
        }
        _ if !part.speaks(tell.weekly) => (Say::ReviewTooFew.in_(lang).to_owned(), Role::Label),
        _ if review.opened().is_none()
            && part == Part::Lost
            && let Some(said) = insight::why_nobody_lost(lang, &tell.weekly.review.prediction)
            && tell.weekly.review.repeat.customers > 0 =>
        {
            (said, Role::Value)
        }
        _ => {
            let never_used = tell.weekly.review.repeat.customers == 0;
            let said = match review.opened() {
                _ if never_used
                    && !matches!(
                        part,
                        Part::Birthdays
                            | Part::Thanks
                            | Part::Points
                            | Part::Data
                            | Part::Campaigns
                    ) =>
                {
                    Say::ReviewNoVisits
                }
                Some(Opened::New) => Say::ReviewNewNone,
                Some(Opened::Back) => Say::ReviewBackNone,
                Some(Opened::Returning) => Say::ReviewReturningNone,
                Some(Opened::Visits) => Say::ReviewVisitsNone,
                Some(_) => Say::ReviewNobodyThere,
                None if part == Part::Moves => text::review::nobody_moved(&tell.weekly.review),
                _ => {
                    let kind = part.kind();
                    let said =
                        kind.and_then(|kind| text::review::nobody(kind, &tell.weekly.review));
                    said.unwrap_or(part.nothing())
                }
            };
            let owed = tell.owed().filter(|_| part == Part::Points);
            let said = joined(&[owed.as_deref().unwrap_or_default(), said.in_(lang)], " ");
            (said, Role::Value)
        }
    };
    sentence(canvas, area, 0, &text, role);
}
