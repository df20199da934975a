//! Who stands behind a number of the review: the people of a segment, of a move between two, of a
//! tenth of the money, of the month in which they came first, of what brought them.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::Listed;
use crate::domain::{CustomerId, Day, Introduced};
use crate::insight::{Appraisal, Appraised, Period, Segment};

/// A number that people stand behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Behind {
    /// A segment.
    Segment(Segment),
    /// A move: whence and whereto; `None` for those who were no customers yet.
    Moved(Option<Segment>, Segment),
    /// A tenth of the customers by money, the best one being 0.
    Tenth(usize),
    /// Who came first in this month, as [`Period::Month`] counts.
    Month(i32),
    /// Whom this brought, as the shop wrote it; empty where nobody did.
    Source(String),
}

/// The people behind a number, and who they are.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Backing {
    /// How many, what they brought, and the first of them by money.
    pub list: Listed,
    /// Who those are.
    pub people: Vec<Introduced>,
    /// Who of them has been here since the day of the review, and when last.
    pub since: HashMap<CustomerId, Day>,
}

impl Behind {
    /// The people, at most so many by name, the most money first. `before` is everybody as of the
    /// Sunday before, by which a move is told; `brought` says whether this source brought somebody.
    pub fn of(
        &self,
        all: &Appraisal,
        before: Option<&Appraisal>,
        brought: impl Fn(CustomerId) -> bool,
        most: usize,
    ) -> Listed {
        let mut here: Vec<&Appraised> = match self {
            Self::Tenth(_) => all.rows.iter().collect(),
            Self::Segment(segment) => {
                let here = all.rows.iter().filter(|one| one.segment() == *segment);
                here.collect()
            }
            Self::Moved(from, to) => {
                let stood = |one: &Appraised| before?.get(one.customer).map(Appraised::segment);
                let here = all.rows.iter();
                let moved = here.filter(|one| one.segment() == *to && stood(one) == *from);
                moved.collect()
            }
            Self::Month(month) => {
                let first = |one: &&Appraised| Period::Month.number(one.visits.first) == *month;
                all.rows.iter().filter(first).collect()
            }
            Self::Source(_) => all
                .rows
                .iter()
                .filter(|one| brought(one.customer))
                .collect(),
        };
        here.sort_unstable_by_key(|one| (Reverse(one.visits.money), one.customer.0));
        if let Self::Tenth(at) = self {
            let upto = |tenths: usize| (here.len() * tenths).div_ceil(10);
            here = here[upto(*at).min(here.len())..upto(at + 1).min(here.len())].to_vec();
        }
        let money = here
            .iter()
            .fold(0, |sum: i64, one| sum.saturating_add(one.visits.money));
        let total = here.len();
        here.truncate(most);
        Listed {
            total,
            money,
            first: here.into_iter().copied().collect(),
        }
    }
}
