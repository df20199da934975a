//! A row of a list: a person, a figure, a move, a segment …

use std::collections::HashMap;

use super::model::{Opened, WeeklyReview};
use super::page::Part;
use crate::domain::{CustomerId, Day};
use crate::insight::review::{Birthday, Kind, Lapsing, OfList, SegmentSum, Weekly};
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
    /// A campaign, by its place among all.
    Campaign(usize),
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
    /// Thanks that are owed, by their place among all.
    Thanks(usize),
    /// Somebody whose points lapse.
    Lapsing(Lapsing),
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
            Self::Visit(at) => weekly.visit(at).and_then(|visit| visit.customer),
            Self::Birthday(birthday) => Some(birthday.customer),
            Self::Lapsing(lapsing) => Some(lapsing.customer),
            Self::Thanks(at) => weekly.thanks.get(at).map(|owed| owed.referrer.id),
            Self::Slip(at) => weekly.quality.today.get(at).map(|item| item.customer),
            _ => None,
        }
    }

    /// The same as it comes from the book; `None` for what is no row of people or visits.
    pub(super) fn of_list(self, weekly: &Weekly) -> Option<OfList> {
        Some(match self {
            Self::Person(one) => OfList::Person(one),
            Self::Ahead(one, expected) => OfList::Ahead(one, expected),
            Self::Known(who) => OfList::Known(who),
            Self::Birthday(birthday) => OfList::Birthday(birthday),
            Self::Lapsing(lapsing) => OfList::Lapsing(lapsing),
            Self::Visit(at) => {
                let visit = weekly.visit(at)?;
                OfList::Visit {
                    at,
                    customer: visit.customer,
                    total: visit.total,
                }
            }
            _ => return None,
        })
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

impl From<&OfList> for Row {
    fn from(row: &OfList) -> Self {
        match *row {
            OfList::Person(one) => Self::Person(one),
            OfList::Ahead(one, expected) => Self::Ahead(one, expected),
            OfList::Known(who) => Self::Known(who),
            OfList::Birthday(birthday) => Self::Birthday(birthday),
            OfList::Lapsing(lapsing) => Self::Lapsing(lapsing),
            OfList::Visit { at, .. } => Self::Visit(at),
        }
    }
}

impl WeeklyReview {
    /// The rows of the list that is shown, sorted and filtered: of all who belong to it once the
    /// book has told them, until then of those whom the review names.
    pub(super) fn rows(&self) -> Vec<Row> {
        let Some(weekly) = &self.weekly.value else {
            return Vec::new();
        };
        if let Some(narrowed) = self.narrowed() {
            return narrowed.first.iter().map(Row::from).collect();
        }
        let mut rows = self.all_rows(weekly);
        // The first by money in another order would not be the first of that order.
        if !self.works_out() {
            self.sort(&mut rows);
        }
        if self.only().is_some() {
            let meant = |row: &Row| row.who(weekly).is_some_and(|who| self.within.has(who));
            rows.retain(meant);
        }
        if let Some(here) = self.here() {
            self.filter(&mut rows, &here.filter);
        }
        rows
    }

    /// A row of the list that is shown, whichever: all of them are of one kind, and to find the first of an order
    /// takes as long as to sort them.
    pub(super) fn any_row(&self) -> Option<Row> {
        let weekly = self.weekly.value.as_ref()?;
        match self.narrowed() {
            Some(narrowed) => narrowed.first.first().map(Row::from),
            None => self.all_rows(weekly).into_iter().next(),
        }
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
            Some(Opened::Returning) => return people(weekly, Kind::Returning),
            Some(Opened::Visits) => return (0..weekly.done.0.len()).map(Row::Visit).collect(),
            Some(
                Opened::Move(_)
                | Opened::Segment(_)
                | Opened::Tenth(_)
                | Opened::Month(_)
                | Opened::Source(_),
            ) => {
                let list = self.behind.value.as_ref();
                let first = list.map_or(&[] as &[_], |list| &list.first);
                return first.iter().copied().map(Row::Person).collect();
            }
            None => {}
        }
        if let Some(kind) = part.kind() {
            let mut rows = people(weekly, kind);
            if kind.is_to_call() {
                again_last(&mut rows, &weekly.since);
            }
            return rows;
        }
        match part {
            Part::Figures if weekly.review.concentration.customers() > 0 => {
                Figure::ALL.map(Row::Figure).to_vec()
            }
            Part::Campaigns => (0..weekly.campaigns.len()).map(Row::Campaign).collect(),
            Part::Moves => (0..weekly.review.moves.len()).map(Row::Move).collect(),
            Part::Never => known(&weekly.never_served.first),
            Part::Birthdays => weekly
                .birthdays
                .iter()
                .copied()
                .map(Row::Birthday)
                .collect(),
            Part::Thanks => (0..weekly.thanks.len()).map(Row::Thanks).collect(),
            Part::Points => {
                let lapsing = weekly.lapsing.0.iter().copied();
                lapsing.map(Row::Lapsing).collect()
            }
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
}

/// Puts last who came again; the others keep their order.
pub(super) fn again_last(rows: &mut [Row], since: &HashMap<CustomerId, Day>) {
    rows.sort_by_key(|row| match row {
        Row::Person(one) => since.contains_key(&one.customer),
        _ => false,
    });
}

/// Whether ten parts of the customers say anything.
fn has_tenths(weekly: &Weekly) -> bool {
    let shop = &weekly.review.concentration;
    shop.total() > 0 && shop.customers() >= 10
}

/// Of the best by money what they may bring, whoever may bring most first; nobody where such
/// numbers may not be shown.
pub(super) fn ahead(weekly: &Weekly) -> Vec<Row> {
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
