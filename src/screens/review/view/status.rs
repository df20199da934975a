//! What stands below a list, in its frame: how many there are, what they brought, and how they are
//! sorted.

use std::collections::HashSet;

use super::super::WeeklyReview;
use super::super::model::{Opened, Sort};
use super::super::page::Part;
use super::super::row::Row;
use super::super::words::Tell;
use super::totals;
use crate::domain::CustomerId;
use crate::insight::review::Kind;
use crate::kit::width::width;
use crate::text::{Say, count, say};

/// Columns that a frame takes beside it.
const FRAME: u16 = 4;

/// As many of the parts as have room, the first of them always; in which order the rows stand gives
/// way last.
pub(super) fn fitting(
    (mut parts, mut order): (Vec<String>, String),
    dot: &str,
    columns: u16,
) -> String {
    parts.retain(|part| !part.is_empty());
    loop {
        let all = parts.iter().chain([&order]);
        let all: Vec<&str> = all
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        let said = all.join(dot);
        match parts.len() {
            _ if width(&said) + FRAME <= columns => return said,
            0 => return said,
            1 if order.is_empty() => return said,
            1 => order.clear(),
            _ => drop(parts.pop()),
        }
    }
}

/// How many there are, what they brought, that these are the first; and how they are sorted.
pub(super) fn status(
    review: &WeeklyReview,
    rows: &[Row],
    tell: Tell<'_>,
    dot: &str,
) -> (Vec<String>, String) {
    if rows.is_empty() {
        return Default::default();
    }
    let sorted = sorted(review, tell);
    if let Some(told) = grouped(review, rows, tell, dot) {
        return (vec![told], sorted);
    }
    let Some((all, money)) = total(review, tell) else {
        return (Vec::new(), sorted);
    };
    let lang = tell.lang();
    let filtered = is_filtered(review);
    let visits = review.opened() == Some(Opened::Visits);
    let narrowed = review.narrowed();
    let left = narrowed.map_or_else(|| people(rows, tell), |narrowed| narrowed.total);
    let brought = match narrowed {
        Some(narrowed) => narrowed.money,
        None => brought(rows, tell),
    };
    let (said, money) = if filtered && visits {
        let of = say::review_receipts(lang, all as u64);
        let of = say::review_some_of(lang, count(lang, left as u64), of);
        (of, brought.map(|money| tell.short(money)))
    } else if filtered {
        let of = say::word_of_customers(lang, count(lang, left as u64), all as u64);
        (of, brought.map(|money| tell.short(money)))
    } else if visits {
        let receipts = say::review_receipts(lang, all as u64);
        (receipts, money.map(|money| tell.money(money)))
    } else {
        let customers = say::word_customers(lang, all as u64);
        (customers, money.map(|money| tell.short(money)))
    };
    let first = if left.max(if filtered { 0 } else { all }) > rows.len() {
        say::review_first(lang, rows.len() as u64)
    } else {
        String::new()
    };
    (vec![said, money.unwrap_or_default(), first], sorted)
}

/// How many people the rows are about: whoever is to be thanked for two friends is one of them.
fn people(rows: &[Row], tell: Tell<'_>) -> usize {
    let thanks = rows.iter().filter(|row| matches!(row, Row::Thanks(_)));
    let who = thanks.filter_map(|row| row.who(tell.weekly));
    let who: HashSet<CustomerId> = who.collect();
    if who.is_empty() {
        rows.len()
    } else {
        who.len()
    }
}

fn is_filtered(review: &WeeklyReview) -> bool {
    let typed = review.here().map(|here| here.filter.trim());
    review.only().is_some() || typed.is_some_and(|typed| !typed.is_empty())
}

/// In which order they stand, where it is another than the one in which they are given.
fn sorted(review: &WeeklyReview, tell: Tell<'_>) -> String {
    let lang = tell.lang();
    let said = match review.order_here() {
        _ if review.works_out() && review.narrowed.failed.is_none() => Say::RowsWorking.in_(lang),
        _ if review.works_out() => "",
        Sort::Given => "",
        Sort::Longest => Say::ReviewByLongest.in_(lang),
        Sort::Name => Say::ReviewByName.in_(lang),
        Sort::Money => Say::RowsByMoney.in_(lang),
        Sort::Many => Say::ReviewByMany.in_(lang),
        Sort::Soonest => Say::ReviewBySoonest.in_(lang),
        Sort::Segment => Say::ReviewBySegment.in_(lang),
    };
    said.to_owned()
}

/// All customers of a list of segments, sources, months, tenths or moves, and their money where that
/// is told; of those that are left where it is narrowed. Of what there is to check, how much.
fn grouped(review: &WeeklyReview, rows: &[Row], tell: Tell<'_>, dot: &str) -> Option<String> {
    let has_money = match review.part() {
        _ if review.opened().is_some() => return None,
        Part::Segments | Part::Sources => true,
        Part::Months | Part::Moves => false,
        Part::Tenths => {
            let shop = &tell.weekly.review.concentration;
            let all = totals(shop.customers(), None, tell, dot);
            return Some([all, tell.short_sum(shop.total())].join(dot));
        }
        Part::Data => {
            let slips: usize = tell.weekly.quality.totals.iter().map(|(_, n)| n).sum();
            return Some(say::review_slips(tell.lang(), slips as u64));
        }
        _ => return None,
    };
    let shown = rows.iter();
    let all = shown.filter_map(|row| row.many(tell.weekly, tell.loyalty));
    let money = brought(rows, tell).filter(|_| has_money);
    Some(totals(all.sum(), money, tell, dot))
}

/// What these rows brought; `None` where they do not tell.
fn brought(rows: &[Row], tell: Tell<'_>) -> Option<i64> {
    let money = rows
        .iter()
        .filter_map(|row| row.money(tell.weekly, tell.loyalty));
    money.reduce(i64::saturating_add)
}

/// How many people the list has in all, and what they brought where that is known.
fn total(review: &WeeklyReview, tell: Tell<'_>) -> Option<(usize, Option<i64>)> {
    let listed = |kind: Kind| {
        let list = tell.weekly.review.lists.get(&kind)?;
        Some((list.total, Some(list.money)))
    };
    match (review.opened(), review.part()) {
        (Some(Opened::New), _) => listed(Kind::New),
        (Some(Opened::Back), _) => listed(Kind::Back),
        (Some(Opened::Returning), _) => listed(Kind::Returning),
        (Some(Opened::Visits), _) => {
            Some((tell.weekly.done.1, Some(tell.weekly.review.flow.money)))
        }
        (Some(_), _) => {
            let list = review.behind.value.as_ref()?;
            Some((list.total, Some(list.money)))
        }
        (None, Part::Never) => Some((tell.weekly.never_served.total, None)),
        (None, Part::Birthdays) => Some((tell.weekly.birthdays.len(), None)),
        (None, Part::Points) => {
            let lapsing = &tell.weekly.lapsing;
            let worth = tell.weekly.points.as_ref();
            let worth = worth.map(|owed| owed.worth_of(owed.lapsing[0]));
            Some((lapsing.1, worth))
        }
        (None, Part::Thanks) => Some((tell.weekly.to_thank(), None)),
        (None, Part::Value) => listed(Kind::Top),
        (None, part) => listed(part.kind()?),
    }
}
