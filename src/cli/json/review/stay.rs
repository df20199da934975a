//! Who stays, by when and through whom they came.

use serde::Serialize;

use super::super::some;
use crate::insight::{Cohorts, Period};

/// Of all whose first month lies so many months back or more: who came again in that month after it.
/// A month that is not over does not count.
#[derive(Debug, Serialize)]
pub(super) struct Kept {
    months_after: usize,
    customers: u64,
    came: u64,
    share: f64,
}

/// Those who came first in one month: how many came in it, in the next one, and so on.
#[derive(Debug, Serialize)]
pub(super) struct Cohort {
    month: String,
    customers: u32,
    active: Vec<u32>,
    /// Whether the last of the months is over.
    last_complete: bool,
}

/// Customers by what brought them.
#[derive(Debug, Serialize)]
pub(super) struct Source {
    name: Option<String>,
    customers: usize,
    returning: usize,
    here: usize,
    money: i64,
    stays_days: Option<u32>,
}

pub(super) fn retention(cohorts: &Cohorts) -> Vec<Kept> {
    let running = usize::from(!cohorts.last_complete);
    let over = |active: &[u32]| active.len() - running.min(active.len());
    let longest = cohorts.rows.iter().map(|row| over(&row.active)).max();
    let kept = |months_after: usize| {
        let told = cohorts
            .rows
            .iter()
            .filter(|row| months_after < over(&row.active));
        let (customers, came) = told.fold((0, 0), |(customers, came), row| {
            let first = u64::from(row.active[0]);
            (
                customers + first,
                came + u64::from(row.active[months_after]),
            )
        });
        Kept {
            months_after,
            customers,
            came,
            share: share(came, customers),
        }
    };
    (1..longest.unwrap_or(0)).map(kept).collect()
}

#[expect(clippy::cast_precision_loss, reason = "no shop has 2⁵² customers")]
fn share(part: u64, all: u64) -> f64 {
    part as f64 / all.max(1) as f64
}

pub(super) fn cohorts(cohorts: &Cohorts) -> Vec<Cohort> {
    let rows = cohorts.rows.iter();
    let row = |row: &crate::insight::Cohort| Cohort {
        month: Period::Month.label(row.period),
        customers: row.active.first().copied().unwrap_or(0),
        active: row.active.clone(),
        last_complete: cohorts.last_complete,
    };
    rows.map(row).collect()
}

impl From<&crate::insight::review::Source> for Source {
    fn from(source: &crate::insight::review::Source) -> Source {
        Source {
            name: some(&source.name),
            customers: source.customers,
            returning: source.returning,
            here: source.here,
            money: source.money,
            stays_days: source.stays,
        }
    }
}
