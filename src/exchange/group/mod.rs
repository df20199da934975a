//! Rows that are one customer, one vehicle, one visit, and how they are known again.

mod customers;
mod firms;
mod identity;
mod vehicles;
mod visits;

pub(crate) use customers::{Customers, Known, Way, by_number};
pub(crate) use firms::firm_identity;
pub(crate) use identity::{line_of_ledger, of_customer_here, one_more, paper_key, visit_there};
pub(crate) use vehicles::Vehicles;
pub(crate) use visits::{Another, Open, OpenVisits, somebody};

use super::plan::Written;

/// Where something was seen first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Seen {
    /// Which table of the call.
    pub(crate) table: u32,
    /// Which line of it; long files end at 4,294,967,295 here.
    pub(crate) line: u32,
}

/// What became of each record of the plan, by its key.
#[derive(Debug, Default)]
pub(crate) struct Fates {
    by: Vec<Option<Written>>,
}

impl Fates {
    /// Remembers what the receiver answered. True when this is the first time that the record is
    /// told to be more than unchanged.
    pub(crate) fn remember(&mut self, key: u32, written: Written) -> bool {
        let at = key as usize;
        if self.by.len() <= at {
            self.by.resize(at + 1, None);
        }
        let Some(fate) = self.by.get_mut(at) else {
            return false;
        };
        let before = *fate;
        *fate = before.max(Some(written));
        before < Some(Written::Updated) && written > Written::Unchanged
    }

    /// Whether the record is new or took something new in this import.
    pub(crate) fn is_changed(&self, key: u32) -> bool {
        self.by.get(key as usize).copied().flatten() > Some(Written::Unchanged)
    }
}
