//! In which orders a list can stand, and how it is put into one.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::model::{Sort, WeeklyReview};
use super::page::Part;
use super::row::Row;
use crate::domain::{CustomerId, Day};
use crate::insight::review::{Loyalty, Weekly};

impl WeeklyReview {
    /// The orders in which the list can stand, the one in which it is given first; none where it
    /// has only one: the figures of the week, and tenths, which are told by their place.
    pub(super) fn orders(&self) -> &'static [Sort] {
        let weekly = self.weekly.value.as_ref();
        let first = weekly.and_then(|weekly| self.all_rows(weekly).into_iter().next());
        let Some(first) = first else { return &[] };
        let quiet = matches!(self.part(), Part::Once | Part::Quiet) && self.opened().is_none();
        match first {
            Row::Figure(_) | Row::Tenth(_) => &[],
            // Whoever came last stands first there; the others are given by money.
            Row::Person(_) if quiet => &[Sort::Given, Sort::Longest, Sort::Money, Sort::Name],
            Row::Person(_) => &[Sort::Given, Sort::Longest, Sort::Name],
            Row::Ahead(..) => &[Sort::Given, Sort::Money, Sort::Longest, Sort::Name],
            Row::Known(_) | Row::Birthday(_) | Row::Slip(_) => &[Sort::Given, Sort::Name],
            Row::Visit(_) | Row::Thanks(_) | Row::Source(_) => {
                &[Sort::Given, Sort::Money, Sort::Name]
            }
            Row::Lapsing(_) => &[Sort::Given, Sort::Soonest, Sort::Name],
            Row::Campaign(_) => &[Sort::Given, Sort::Money, Sort::Many, Sort::Name],
            Row::Move(_) => &[Sort::Given, Sort::Segment],
            Row::Segment(_) => &[Sort::Given, Sort::Many, Sort::Money],
            Row::Month(_) => &[Sort::Given, Sort::Many],
        }
    }

    /// The order in which the list stands.
    pub(super) fn order_here(&self) -> Sort {
        let sort = self.here().map_or(Sort::Given, |here| here.sort);
        if sort == Sort::Given || self.orders().contains(&sort) {
            sort
        } else {
            Sort::Given
        }
    }

    /// Puts rows that the screen has all of into the order.
    pub(super) fn sort(&self, rows: &mut [Row]) {
        let Some(weekly) = &self.weekly.value else {
            return;
        };
        let loyalty = self.loyalty.value.as_ref().map(|(_, loyalty)| loyalty);
        match self.order_here() {
            Sort::Given => {}
            Sort::Longest => longest_first(rows, &weekly.since),
            Sort::Name => {
                rows.sort_by_cached_key(|row| Sort::by_name(self.name_of(*row, weekly, loyalty)));
            }
            Sort::Money => rows.sort_by_key(|row| Reverse(row.money(weekly, loyalty))),
            Sort::Many => rows.sort_by_key(|row| Reverse(row.many(weekly, loyalty))),
            Sort::Soonest => soonest_first(rows),
            Sort::Segment => rows.sort_by_key(|row| match row {
                Row::Move(at) => {
                    let moved = weekly.review.moves.get(*at);
                    moved.map(|moved| (moved.from, moved.to))
                }
                _ => None,
            }),
        }
    }

    /// The name of whom or what a row is about; empty where it is about nobody.
    fn name_of<'a>(
        &'a self,
        row: Row,
        weekly: &'a Weekly,
        loyalty: Option<&'a Loyalty>,
    ) -> &'a str {
        let name = match row {
            Row::Campaign(at) => {
                let told = weekly.campaigns.get(at);
                told.map(|told| told.campaign.facts.name.as_str())
            }
            Row::Source(at) => {
                let source = loyalty.and_then(|loyalty| loyalty.sources.get(at));
                source.map(|source| source.name.as_str())
            }
            row => {
                let who = row.who(weekly).and_then(|who| self.introduced(who));
                who.map(|who| who.name.as_str())
            }
        };
        name.unwrap_or_default()
    }
}

impl Row {
    /// The money that it tells, in minor units; `None` where it tells none.
    pub(super) fn money(self, weekly: &Weekly, loyalty: Option<&Loyalty>) -> Option<i64> {
        match self {
            Self::Person(one) | Self::Ahead(one, _) => Some(one.visits.money),
            Self::Visit(at) => weekly.visit(at)?.total,
            Self::Thanks(at) => Some(weekly.thanks.get(at)?.paid.0),
            Self::Campaign(at) => Some(weekly.campaigns.get(at)?.result.sent.money),
            Self::Segment(sum) => Some(sum.money),
            Self::Source(at) => Some(loyalty?.sources.get(at)?.money),
            Self::Lapsing(lapsing) => Some(lapsing.worth),
            _ => None,
        }
    }

    /// How many people it tells of; `None` where it is about one.
    pub(super) fn many(self, weekly: &Weekly, loyalty: Option<&Loyalty>) -> Option<usize> {
        match self {
            Self::Campaign(at) => {
                let came = weekly.campaigns.get(at)?.result.sent.came;
                usize::try_from(came).ok()
            }
            Self::Move(at) => Some(weekly.review.moves.get(at)?.customers.len()),
            Self::Segment(sum) => Some(sum.customers),
            Self::Source(at) => Some(loyalty?.sources.get(at)?.customers),
            Self::Month(at) => {
                let came = loyalty?.cohorts.rows.get(at)?.active.first()?;
                usize::try_from(*came).ok()
            }
            _ => None,
        }
    }
}

/// Whoever has been away for the longest first, counted to today: `since` says who came again after
/// the week.
pub(super) fn longest_first(rows: &mut [Row], since: &HashMap<CustomerId, Day>) {
    rows.sort_by_key(|row| match row {
        Row::Person(one) | Row::Ahead(one, _) => {
            let again = since.get(&one.customer).copied();
            Some(again.unwrap_or(one.visits.last))
        }
        _ => None,
    });
}

/// What comes or lapses first before the others.
pub(super) fn soonest_first(rows: &mut [Row]) {
    rows.sort_by_key(|row| match row {
        Row::Birthday(birthday) => Some(birthday.day),
        Row::Lapsing(lapsing) => Some(lapsing.day),
        _ => None,
    });
}
