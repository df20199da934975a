//! A row of a list: a person, a figure, a move, a segment …

use std::collections::BTreeMap;

use super::model::{Opened, Sort, WeeklyReview};
use super::page::Part;
use crate::domain::CustomerId;
use crate::insight::review::{Birthday, Kind, SegmentSum, Weekly};
use crate::insight::{Appraised, Expected};

/// A figure of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Figure {
    /// Visits.
    Visits,
    /// Money.
    Money,
    /// Who came for the first time.
    New,
    /// Who had been there before.
    Returning,
    /// Who came back after a long time.
    Back,
}

impl Figure {
    /// All of them, in their order.
    pub(super) const ALL: [Self; 5] = [
        Self::Visits,
        Self::Money,
        Self::New,
        Self::Returning,
        Self::Back,
    ];
}

/// One row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Row {
    /// A figure of the week.
    Figure(Figure),
    /// A move, by its place among all.
    Move(usize),
    /// Somebody with visits.
    Person(Appraised),
    /// Somebody of whom it is said what they may bring.
    Ahead(Appraised, Expected),
    /// A visit of the week, by its place among all.
    Visit(usize),
    /// Somebody of whom no more than the name is told.
    Known(CustomerId),
    /// A birthday.
    Birthday(Birthday),
    /// Something to check, by its place among today's.
    Slip(usize),
    /// A segment.
    Segment(SegmentSum),
    /// A tenth of the customers, the best one first.
    Tenth(usize),
    /// Those who came first in one month, by its place among all.
    Month(usize),
    /// A source, by its place among all.
    Source(usize),
}

impl Row {
    /// Whom it is about.
    pub(super) fn who(self, weekly: &Weekly) -> Option<CustomerId> {
        match self {
            Self::Person(one) | Self::Ahead(one, _) => Some(one.customer),
            Self::Known(who) => Some(who),
            Self::Visit(at) => weekly.done.0.get(at).and_then(|visit| visit.customer),
            Self::Birthday(birthday) => Some(birthday.customer),
            Self::Slip(at) => weekly.quality.today.get(at).map(|item| item.customer),
            _ => None,
        }
    }

    /// What opens in place of the list when it is chosen.
    pub(super) fn opens(self) -> Option<Opened> {
        match self {
            Self::Figure(Figure::New) => Some(Opened::New),
            Self::Figure(Figure::Back) => Some(Opened::Back),
            Self::Figure(Figure::Returning) => Some(Opened::Returning),
            Self::Figure(Figure::Visits | Figure::Money) => Some(Opened::Visits),
            Self::Move(at) => Some(Opened::Move(at)),
            Self::Segment(sum) => Some(Opened::Segment(sum.segment)),
            Self::Tenth(at) => Some(Opened::Tenth(at)),
            Self::Month(at) => Some(Opened::Month(at)),
            Self::Source(at) => Some(Opened::Source(at)),
            _ => None,
        }
    }
}

impl WeeklyReview {
    /// The rows of the list that is shown, sorted and filtered.
    pub(super) fn rows(&self) -> Vec<Row> {
        let Some(weekly) = &self.weekly.value else {
            return Vec::new();
        };
        let mut rows = self.all_rows(weekly);
        if let Some(here) = self.here() {
            self.sort(&mut rows, here.sort);
            self.filter(&mut rows, &here.filter);
        }
        rows
    }

    /// All rows of the list that is shown.
    pub(super) fn all_rows(&self, weekly: &Weekly) -> Vec<Row> {
        let part = self.part();
        if !part.speaks(weekly) {
            return Vec::new();
        }
        match self.opened() {
            Some(Opened::New) => return people(weekly, Kind::New),
            Some(Opened::Back) => return people(weekly, Kind::Back),
            Some(Opened::Move(at)) => return movers(weekly, at),
            Some(Opened::Returning) => return people(weekly, Kind::Returning),
            Some(Opened::Visits) => return (0..weekly.done.0.len()).map(Row::Visit).collect(),
            Some(Opened::Segment(_) | Opened::Tenth(_) | Opened::Month(_) | Opened::Source(_)) => {
                let list = self.behind.value.as_ref();
                let first = list.map_or(&[] as &[_], |list| &list.first);
                return first.iter().copied().map(Row::Person).collect();
            }
            None => {}
        }
        if let Some(kind) = part.kind() {
            return people(weekly, kind);
        }
        match part {
            Part::Figures if weekly.review.concentration.customers() > 0 => {
                Figure::ALL.map(Row::Figure).to_vec()
            }
            Part::Moves => (0..weekly.review.moves.len()).map(Row::Move).collect(),
            Part::Never => known(&weekly.never_served.first),
            Part::Birthdays => weekly
                .birthdays
                .iter()
                .copied()
                .map(Row::Birthday)
                .collect(),
            Part::Data => (0..weekly.quality.today.len()).map(Row::Slip).collect(),
            Part::Segments => weekly
                .review
                .segments
                .iter()
                .copied()
                .map(Row::Segment)
                .collect(),
            Part::Tenths if has_tenths(weekly) => (0..10).map(Row::Tenth).collect(),
            Part::Months => {
                let mut months = self.of_loyalty(|loyalty| loyalty.cohorts.rows.len(), Row::Month);
                months.reverse();
                months
            }
            Part::Value => ahead(weekly),
            Part::Sources => self.of_loyalty(|loyalty| loyalty.sources.len(), Row::Source),
            _ => Vec::new(),
        }
    }

    fn of_loyalty(
        &self,
        len: impl Fn(&crate::insight::review::Loyalty) -> usize,
        row: fn(usize) -> Row,
    ) -> Vec<Row> {
        let loyalty = self.loyalty.value.as_ref();
        let len = loyalty.map_or(0, |(_, loyalty)| len(loyalty));
        (0..len).map(row).collect()
    }

    fn sort(&self, rows: &mut [Row], sort: Sort) {
        match sort {
            Sort::Given => {}
            Sort::Longest => longest_first(rows),
            Sort::Name => rows.sort_by_cached_key(|row| self.name_of(*row).to_lowercase()),
        }
    }

    /// The name of whom a row is about; empty where it is about nobody.
    fn name_of(&self, row: Row) -> &str {
        let weekly = self.weekly.value.as_ref();
        let who = weekly.and_then(|weekly| row.who(weekly));
        let who = who.and_then(|who| self.introduced(who));
        who.map_or("", |who| who.name.as_str())
    }
}

/// Whoever has been away for the longest first.
pub(super) fn longest_first(rows: &mut [Row]) {
    rows.sort_by_key(|row| match row {
        Row::Person(one) | Row::Ahead(one, _) => Some(one.visits.last),
        _ => None,
    });
}

/// Whether ten parts of the customers say anything.
fn has_tenths(weekly: &Weekly) -> bool {
    let shop = &weekly.review.concentration;
    shop.total() > 0 && shop.customers() >= 10
}

/// Of the best by money what they may bring, whoever may bring most first; nobody where such
/// numbers may not be shown.
fn ahead(weekly: &Weekly) -> Vec<Row> {
    let best = weekly.review.lists.get(&Kind::Top);
    let best = best.map_or(&[] as &[_], |list| &list.first);
    let prediction = &weekly.review.prediction;
    let mut expecting = prediction.expecting(weekly.review.week.sunday);
    let mut all: Vec<(Appraised, Expected)> = best
        .iter()
        .filter_map(|one| Some((*one, expecting.of(&one.visits)?)))
        .collect();
    all.sort_by(|(_, one), (_, other)| other.value.total_cmp(&one.value));
    let rows = all.into_iter();
    rows.map(|(one, expected)| Row::Ahead(one, expected))
        .collect()
}

pub(super) fn people(weekly: &Weekly, kind: Kind) -> Vec<Row> {
    let list = weekly.review.lists.get(&kind);
    let first = list.map_or(&[] as &[_], |list| &list.first);
    first.iter().copied().map(Row::Person).collect()
}

pub(super) fn known(all: &[CustomerId]) -> Vec<Row> {
    all.iter().copied().map(Row::Known).collect()
}

/// Who made a move, as far as they are named: with what is known of them where a list tells it.
fn movers(weekly: &Weekly, at: usize) -> Vec<Row> {
    let told: BTreeMap<CustomerId, Appraised> = weekly
        .review
        .lists
        .values()
        .flat_map(|list| &list.first)
        .map(|one| (one.customer, *one))
        .collect();
    let moved = weekly.review.moves.get(at);
    let customers = moved.map_or(&[] as &[_], |moved| &moved.customers);
    let named = customers
        .iter()
        .filter(|who| weekly.people.contains_key(who));
    let row = |who: &CustomerId| {
        told.get(who)
            .map_or(Row::Known(*who), |one| Row::Person(*one))
    };
    named.map(row).collect()
}
