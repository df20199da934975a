//! What the other steps hold, below the figures of the week: an owner in a hurry sees where to go.

use super::super::page::{Page, Part};
use super::super::row::Row;
use super::super::words::Tell;
use super::cells::cells;
use super::inside;
use crate::domain::CustomerId;
use crate::insight::review::{Week, Weekly};
use crate::kit::Canvas;
use crate::kit::draw::{panel, put_spans, row};
use crate::kit::table::{self, Column, widths};
use crate::look::Role;
use crate::text::{Say, say};
use ratatui::layout::Rect;
use ratatui::text::Span;

/// Columns from which on the first of them are named.
const NAMED: u16 = 82;
/// So many of them.
const FEW: usize = 6;

/// How many people wait in the other steps, and in a wide window who the first of them are.
pub(super) fn steps(canvas: &mut Canvas<'_, '_>, area: Rect, tell: Tell<'_>) {
    let look = canvas.look;
    let title = Say::ReviewGlanceTitle.in_(tell.lang());
    let earlier = Week::over_on(tell.words.today) != tell.weekly.review.week;
    let of_today = Say::NobodyOfTodayShort.in_(tell.lang());
    let status = if earlier { of_today } else { "" };
    let inner = inside(panel(canvas.frame, area, title, status, false, look));
    let columns = [
        Column::fixed(2, 0).right(),
        Column::growing(12, 1, 0).up_to(if inner.width < NAMED { u16::MAX } else { 16 }),
        Column::fixed(20, 0).right(),
        Column::fixed(14, 1).right(),
        Column::growing(24, 1, 2),
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
            cell(held.who, Role::Label),
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
    /// The first of them by name; empty where it is about nobody.
    who: String,
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
        who: String::new(),
    };
    let named = |held: Held, who: &[CustomerId]| Held {
        who: names(who, tell),
        ..held
    };
    let listed = |page: Page, part: Part| {
        let list = part.kind().and_then(|kind| weekly.review.lists.get(&kind));
        let (count, money) = list.map_or((0, 0), |list| (list.total, list.money));
        let first = list.map_or(&[] as &[_], |list| &list.first);
        let first: Vec<CustomerId> = first.iter().take(FEW).map(|one| one.customer).collect();
        let said = part.kind().and_then(|kind| weekly.review.total(kind));
        match said {
            Some(_) => named(of(page, count, Some(money)), &first),
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
        named(
            of(Page::Away, weekly.never_served.total, None),
            &weekly.never_served.first,
        ),
        named(
            of(Page::Birthdays, weekly.birthdays.len(), None),
            &born(weekly),
        ),
    ]);
    if !weekly.thanks.is_empty() {
        all.push(Held {
            label: Say::ReferralThanksLabel,
            ..of(Page::Birthdays, weekly.to_thank(), None)
        });
    }
    all.extend(weekly.points.as_ref().map(|owed| Held {
        page: Page::Birthdays,
        label: Say::ReviewPointsLabel,
        none: false,
        count: say::review_points_lapse(lang, owed.percent_lapsing()),
        money: tell.short(owed.worth),
        who: String::new(),
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
        who: String::new(),
    })
}

/// Who has the next birthdays.
fn born(weekly: &Weekly) -> Vec<CustomerId> {
    let next = weekly.birthdays.iter().take(FEW);
    next.map(|birthday| birthday.customer).collect()
}

/// The first few of them by name.
fn names(who: &[CustomerId], tell: Tell<'_>) -> String {
    let known = who.iter().take(FEW).filter(|who| tell.who(**who).is_some());
    let names: Vec<String> = known.map(|who| tell.name(*who)).collect();
    names.join(", ")
}

/// Who moved since the week before, with the first of them.
pub(super) fn moves(canvas: &mut Canvas<'_, '_>, area: Rect, tell: Tell<'_>) {
    let look = canvas.look;
    let title = Say::ReviewMovedTitle.in_(tell.lang());
    let inner = inside(panel(canvas.frame, area, title, "", false, look));
    let columns = [
        Column::growing(30, 2, 0).up_to(44),
        Column::fixed(5, 0).right(),
        Column::growing(20, 1, 1),
    ];
    let wide = widths(&columns, inner.width);
    let moves = 0..tell.weekly.review.moves.len();
    for (at, number) in (0..inner.height).zip(moves) {
        let told = cells(Row::Move(number), tell, &look.symbols).into_iter();
        let texts = told.map(|(text, role)| vec![Span::styled(text, look.style(role))]);
        let spans = table::cells(&columns, &wide, texts.collect(), look);
        put_spans(canvas.frame, row(inner, at), &spans, look);
    }
}
