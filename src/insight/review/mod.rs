//! The weekly review: what one week changed, and whom to look after because of it.

mod behind;
mod care;
mod lists;
mod moves;
mod narrowed;
mod quality;
mod thresholds;
mod week;
mod weekly;

pub use behind::{Backing, Behind};
pub use care::CarePays;
pub use lists::{Kind, Listed, is_gone};
pub use moves::Move;
pub use narrowed::{Narrowed, OfList};
pub use quality::{Quality, QualityItem, Reason, Same, Slip};
pub use thresholds::{Range, Thresholds};
pub use week::{Flow, Usual, Week};
pub use weekly::{Birthday, DoneVisit, Lapsing, Loyalty, NeverServed, Source, Weekly};

use std::collections::BTreeMap;

use super::appraisal::SCORED;
use super::{Appraisal, Appraised, Concentration, Outlook, Prediction, Repeat, Segment};
use crate::domain::Day;

/// Weeks before the one under review that say what is usual; those before the shop's first visit
/// do not count.
pub const USUAL_WEEKS: usize = 8;

/// One segment of the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SegmentSum {
    /// Which.
    pub segment: Segment,
    /// How many customers stand in it.
    pub customers: usize,
    /// All money that they ever brought, in minor units.
    pub money: i64,
}

/// Customers with a rhythm of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Regulars {
    /// How many.
    pub all: usize,
    /// Those of them whose rhythm is broken: asleep, or probably lost.
    pub gone: usize,
}

/// What the week changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// The week; everything is as of its Sunday.
    pub week: Week,
    /// The first day of the stretch that is reviewed: its Monday, or an earlier one asked for.
    pub since: Day,
    /// How it went.
    pub flow: Flow,
    /// What is usual: the median of the eight weeks before; `None` where there are none to be
    /// held against.
    pub usual: Option<Usual>,
    /// How many customers bring how much of the money.
    pub concentration: Concentration,
    /// What the scores mean.
    pub thresholds: Thresholds,
    /// The map of segments, the best first; one without customers is there with none.
    pub segments: Vec<SegmentSum>,
    /// Who moved, the most first.
    pub moves: Vec<Move>,
    /// How many customers ever came again.
    pub repeat: Repeat,
    /// Who has a rhythm.
    pub regulars: Regulars,
    /// The lists.
    pub lists: BTreeMap<Kind, Listed>,
    /// What the models say.
    pub prediction: Prediction,
}

impl Review {
    /// Reviews a week, or the days from `since` to its Sunday. `now` is everybody as of that
    /// Sunday, `before` as of the day before `since`; `weeks` is the flow of those days and of as
    /// many before them, again and again, newest first; `most` is how many rows a list shows.
    pub fn of(
        (week, since): (Week, Day),
        now: &Appraisal,
        before: &Appraisal,
        weeks: &[Flow],
        most: usize,
    ) -> Self {
        let (flow, earlier) = weeks.split_first().map_or_else(
            || (Flow::default(), &[] as &[Flow]),
            |(flow, earlier)| (*flow, earlier),
        );
        let lists = Kind::ALL.map(|kind| (kind, Listed::of(kind, since, now, before, most)));
        Self {
            week,
            since,
            flow,
            usual: Usual::of(earlier),
            concentration: Concentration::of(now.rows.iter().map(|one| one.visits.money)),
            thresholds: Thresholds::of(now),
            segments: Segment::ALL.map(|segment| sum(segment, now)).to_vec(),
            moves: Move::all(now, before),
            repeat: now.rows.iter().map(|one| one.visits).collect(),
            regulars: regulars(now),
            lists: lists.into_iter().collect(),
            prediction: now.prediction.clone(),
        }
    }
}

impl Review {
    /// How many stand in a list; `None` where that cannot be said: who is lost while the model may
    /// not speak.
    pub fn total(&self, kind: Kind) -> Option<usize> {
        let young = self.prediction.churn.is_none() && self.repeat.customers > 0;
        let list = (kind != Kind::Lost || !young).then(|| self.lists.get(&kind))?;
        Some(list.map_or(0, |list| list.total))
    }

    /// Whether somebody is late, or stays away.
    pub fn misses_somebody(&self) -> bool {
        let mut to_call = Kind::ALL.into_iter().filter(|kind| kind.is_to_call());
        to_call.any(|kind| self.total(kind) > Some(0))
    }

    /// Whether scores say anything in this shop; else lists stand without scores, segments and
    /// moves.
    pub fn has_scores(&self) -> bool {
        self.repeat.customers >= SCORED
    }
}

fn regulars(now: &Appraisal) -> Regulars {
    let all = || now.rows.iter().filter(|one| one.visits.gaps.is_some());
    let gone = |one: &&Appraised| matches!(one.outlook, Outlook::Asleep | Outlook::ProbablyLost);
    Regulars {
        all: all().count(),
        gone: all().filter(gone).count(),
    }
}

fn sum(segment: Segment, now: &Appraisal) -> SegmentSum {
    let here = now.rows.iter().filter(|one| one.segment() == segment);
    let none = SegmentSum {
        segment,
        customers: 0,
        money: 0,
    };
    here.fold(none, |sum, one| SegmentSum {
        customers: sum.customers + 1,
        money: sum.money.saturating_add(one.visits.money),
        ..sum
    })
}

#[cfg(test)]
mod tests;
