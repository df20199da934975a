//! Would the model have been right 90 days ago?

use std::ops::RangeInclusive;

use super::{Churn, Kind, Observed, Penalty};
use crate::domain::Day;
use crate::insight::{Gate, Visits};

/// A prediction of the past, and what became of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Backtest {
    /// Customers known then.
    pub customers: usize,
    /// Visits that the model would have predicted.
    pub predicted: f64,
    /// Visits that they made.
    pub actual: u64,
}

impl Backtest {
    /// Days that are predicted.
    pub const DAYS: u32 = 90;
    /// Ratios within which the model may show numbers.
    pub const TRUSTED: RangeInclusive<f64> = 2.0 / 3.0..=1.5;

    /// Stands on a day in the past, `then`, with the visits of the customers known by that day,
    /// fits the model to them, and compares with the visits that they made in the 90 days after
    /// it. `None` where the gate was closed.
    pub fn run(known: &[Visits], then: Day, actual: u64) -> Option<Self> {
        if !Gate::of(known, then).is_open() {
            return None;
        }
        let histories: Vec<Observed> = known.iter().map(|one| Observed::of(one, then)).collect();
        let (model, _) = Churn::fit(Kind::Mbg, &histories, Penalty::Plausible)?;
        Some(Self {
            customers: known.len(),
            predicted: model.visits_of_all(&histories, Self::DAYS),
            actual,
        })
    }

    /// Predicted over actual visits; infinite where nobody came.
    #[expect(clippy::cast_precision_loss, reason = "no shop has 2⁵² visits")]
    pub fn ratio(&self) -> f64 {
        self.predicted / self.actual as f64
    }

    /// Whether the prediction was close enough to believe the model's numbers.
    pub fn is_trusted(&self) -> bool {
        Self::TRUSTED.contains(&self.ratio())
    }
}
