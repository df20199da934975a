//! What the other steps hold, below the figures of the week: an owner in a hurry sees where to go.

use super::super::page::{Page, Part};
use super::super::row::Row;
use super::super::words::Tell;
use super::cells::cells;
use super::inside;
use crate::insight::review::Week;
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
    let earlier = Week::over_on(tell.words.today) != tell.weekly.review.week;
    let of_today = Say::NobodyOfTodayShort.in_(tell.lang());
    let status = if earlier { of_today } else { "" };
    let inner = inside(panel(canvas.frame, area, title, status, false, look));
    let columns = [
        Column::fixed(2, 0).right(),
        Column::growing(12, 1, 0),
        Column::fixed(20, 0).right(),
        Column::fixed(14, 1).right(),
    ];
    let wide = widths(&columns, inner.width);
    for (at, held) in (0..inner.height).zip(held(tell)) {
        let role = if held.none { Role::Label } else { Role::Value };
        let cell = |text: String, role: Role| vec![Span::styled(text, look.style(role))];
        let texts = vec![
            cell((held.page.at() + 1).to_string(), Role::Key),
            cell(held.label.in_(tell.lang()).to_owned(), role),
            cell(held.count, role),
            cell(held.money, role),
        ];
        let spans = table::cells(&columns, &wide, texts, look);
        put_spans(canvas.frame, row(inner, at), &spans, look);
    }
}

/// What a list of a step holds.
struct Held {
    page: Page,
    label: Say,
    none: bool,
    count: String,
    money: String,
}

/// How many each of the steps holds, and what they brought; of campaigns, thanks and points only
/// where there are any.
fn held(tell: Tell<'_>) -> Vec<Held> {
    let (weekly, lang) = (tell.weekly, tell.lang());
    let of = |page: Page, count: usize, money: Option<i64>| Held {
        page,
        label: page.label(),
        none: count == 0,
        count: match page {
            Page::Data => say::review_to_check(lang, count as u64),
            _ => say::word_customers(lang, count as u64),
        },
        money: money
            .filter(|_| count > 0)
            .map_or_else(String::new, |money| tell.short(money)),
    };
    let listed = |page: Page, part: Part| {
        let list = part.kind().and_then(|kind| weekly.review.lists.get(&kind));
        let (count, money) = list.map_or((0, 0), |list| (list.total, list.money));
        let said = part.kind().and_then(|kind| weekly.review.total(kind));
        match said {
            Some(_) => of(page, count, Some(money)),
            None => Held {
                count: Say::NobodySaid.in_(lang).to_owned(),
                ..of(page, 0, None)
            },
        }
    };
    let moved = weekly.review.moves.iter();
    let moved = moved
        .filter(|_| weekly.review.has_scores())
        .map(|moved| moved.customers.len());
    let slips = weekly.quality.totals.iter().map(|(_, count)| count);
    let mut all = Vec::new();
    all.extend(campaigns(tell));
    all.extend([
        of(Page::Moved, moved.sum(), None),
        listed(Page::Slipping, Part::Slipping),
        listed(Page::Asleep, Part::Asleep),
        listed(Page::Lost, Part::Lost),
        of(Page::Away, weekly.never_served.total, None),
        of(Page::Birthdays, weekly.birthdays.len(), None),
    ]);
    if !weekly.thanks.is_empty() {
        all.push(Held {
            label: Say::ReferralThanksLabel,
            ..of(Page::Birthdays, weekly.thanks.len(), None)
        });
    }
    all.extend(weekly.points.as_ref().map(|owed| Held {
        page: Page::Birthdays,
        label: Say::ReviewPointsLabel,
        none: false,
        count: say::review_points_lapse(lang, owed.percent_lapsing()),
        money: tell.short(owed.worth),
    }));
    all.push(of(Page::Data, slips.sum(), None));
    all
}

/// Who came back after a message of the campaigns, and what they brought.
fn campaigns(tell: Tell<'_>) -> Option<Held> {
    let all = &tell.weekly.campaigns;
    let sent = || all.iter().map(|told| &told.result.sent);
    let came: u64 = sent().map(|sent| sent.came).sum();
    let money = sent().fold(0, |sum: i64, sent| sum.saturating_add(sent.money));
    (!all.is_empty()).then(|| Held {
        page: Page::Week,
        label: Say::CampaignTitle,
        none: false,
        count: say::review_came_back(tell.lang(), came),
        money: tell.short(money),
    })
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
