//! What a model knows of a customer.

use crate::domain::Day;
use crate::insight::Visits;

/// A customer's visits as the models see them. The unit of time is that of the model's
/// parameters: days in this program, weeks in the published examples.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct History {
    /// Visits after the first.
    pub repeats: u32,
    /// Time from the first visit to the last.
    pub span: f64,
    /// Time since the first visit.
    pub known: f64,
}

/// A history in whole days, and how many customers have just this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Observed {
    /// Visits after the first.
    pub repeats: u32,
    /// Days from the first visit to the last.
    pub span: u32,
    /// Days since the first visit.
    pub known: u32,
}

impl Observed {
    /// Of a customer's visits as of a day.
    pub fn of(visits: &Visits, as_of: Day) -> Self {
        Self {
            repeats: visits.repeats(),
            span: visits.span(),
            known: visits.known(as_of),
        }
    }
}

impl From<Observed> for History {
    fn from(observed: Observed) -> Self {
        Self {
            repeats: observed.repeats,
            span: observed.span.into(),
            known: observed.known.into(),
        }
    }
}
