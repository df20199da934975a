//! The shop in parts: segments, tenths of the money, months and sources.

use super::super::super::words::{Tell, month as month_name, segment as name, source_name};
use super::Cell;
use crate::chart;
use crate::insight::Cohort;
use crate::insight::review::SegmentSum;
use crate::look::Role;
use crate::screens::why;
use crate::text::{self, Lang, Say, say};

/// A segment: how many of all stand in it, and what they bring of all.
pub(super) fn segment(sum: SegmentSum, tell: Tell<'_>) -> Vec<Cell> {
    let all = tell.weekly.review.concentration.customers();
    vec![
        (
            name(tell.lang(), Some(sum.segment)).to_owned(),
            Role::Strong,
        ),
        (tell.count(sum.customers), Role::Value),
        (tell.part(sum.customers, all), Role::Label),
        (tell.short(sum.money), Role::Value),
        (money_share(sum.money.into(), tell), Role::Label),
    ]
}

/// The share of all money.
fn money_share(money: i128, tell: Tell<'_>) -> String {
    let all = tell.weekly.review.concentration.total();
    text::percent(tell.lang(), chart::share(money, all))
}

pub(super) fn tenth(at: usize, tell: Tell<'_>) -> Vec<Cell> {
    let shop = &tell.weekly.review.concentration;
    let upto = |tenths: usize| (shop.customers() * tenths).div_ceil(10);
    let share = shop.share_of(upto(at + 1)) - shop.share_of(upto(at));
    let label = tenth_called(at, tell.lang());
    vec![
        (label, Role::Strong),
        (tell.share(share), Role::Value),
        (tenth_money(at, tell), Role::Value),
    ]
}

/// What a tenth of the customers brought.
pub(super) fn tenth_money(at: usize, tell: Tell<'_>) -> String {
    let shop = &tell.weekly.review.concentration;
    let upto = |tenths: usize| (shop.customers() * tenths).div_ceil(10);
    tell.short_sum(shop.brought_by(upto(at + 1)) - shop.brought_by(upto(at)))
}

/// What a tenth of the customers is called.
pub(in super::super) fn tenth_called(at: usize, lang: Lang) -> String {
    if at == 0 {
        Say::ReviewBestTenth.in_(lang).to_owned()
    } else {
        say::review_tenth(lang, at + 1)
    }
}

pub(super) fn month(at: usize, tell: Tell<'_>) -> Vec<Cell> {
    let Some(row) = tell
        .loyalty
        .and_then(|loyalty| loyalty.cohorts.rows.get(at))
    else {
        return Vec::new();
    };
    let all = row.active.first().copied().unwrap_or(0);
    let newest = row.active.len().saturating_sub(1);
    let over = tell
        .loyalty
        .is_some_and(|loyalty| loyalty.cohorts.last_complete);
    let part = |after: usize| {
        let came = row.active.get(after);
        let part = came.map(|came| tell.part(*came as usize, all as usize));
        // As in the table beside it: more may come.
        let running = if after == newest && !over { "+" } else { "" };
        part.map_or_else(String::new, |part| format!("{part}{running}"))
    };
    vec![
        (month_name(tell.lang(), row.period), Role::Strong),
        (tell.count(all as usize), Role::Value),
        (part(1), Role::Value),
        (
            if newest > 1 {
                part(newest)
            } else {
                String::new()
            },
            Role::Label,
        ),
    ]
}

/// The last month of which it is known who came: `Oct 2026`.
pub(super) fn last_month(tell: Tell<'_>) -> Option<String> {
    let rows = &tell.loyalty?.cohorts.rows;
    let last = |row: &Cohort| {
        let after = i32::try_from(row.active.len()).ok()? - 1;
        Some(row.period + after)
    };
    let last = rows.iter().filter_map(last).max()?;
    Some(month_name(tell.lang(), last))
}

pub(super) fn source(at: usize, tell: Tell<'_>) -> Vec<Cell> {
    let Some(source) = tell.loyalty.and_then(|loyalty| loyalty.sources.get(at)) else {
        return Vec::new();
    };
    let lang = tell.lang();
    let name = source_name(&source.name, lang).to_owned();
    let stays = source.stays.map(|days| span(days, tell));
    vec![
        (name, Role::Strong),
        (tell.count(source.customers), Role::Value),
        (tell.part(source.returning, source.customers), Role::Value),
        (tell.part(source.here, source.customers), Role::Value),
        (stays.unwrap_or_default(), Role::Value),
        (tell.short(source.money), Role::Label),
    ]
}

/// A stretch of days in the unit a person would choose: `5 months`.
pub(in super::super::super) fn span(days: u32, tell: Tell<'_>) -> String {
    why::span(days, tell.lang())
}
