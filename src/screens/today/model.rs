//! What the list of a day knows.

use super::rows::{Row, RowKey, Waiting};
use crate::calendar::{Person, Reason};
use crate::domain::{CustomerId, Occasion, Purpose};
use crate::kit::Line;
use crate::screens::listed::{ListScreen, Source};

/// What is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Marking {
    /// The row.
    pub(super) row: RowKey,
    /// Which of its occasions.
    pub(super) occasions: Vec<Occasion>,
    /// What to say when it is written.
    pub(super) said: String,
}

/// The list of a day. Letters are commands there, so that finding begins with a key.
#[derive(Debug, Default)]
pub struct TodayList {
    /// The rows.
    pub(super) list: ListScreen<Waiting>,
    /// For how many days it is put off, while that is typed.
    pub(super) typing: Option<Line>,
    /// What is being written.
    pub(super) marking: Option<Marking>,
    /// Whose answer to which purpose is being written, and whether it is a yes.
    pub(super) answering: Option<(CustomerId, Purpose, bool)>,
    /// The row about which something was done: in the next list its place is chosen, for whoever
    /// works through the list.
    pub(super) goes_on: Option<RowKey>,
}

impl TodayList {
    /// A list that knows nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The chosen row.
    pub(super) fn chosen(&self) -> Option<Row<'_>> {
        self.list.chosen()
    }

    /// The chosen customer.
    pub(super) fn person(&self) -> Option<&Person> {
        self.list.person()
    }

    /// The first reason that a key means about which nobody has asked the customer yet.
    pub(super) fn unasked(&self) -> Option<&Reason> {
        let mut meant = self.list.meant().iter();
        meant.find(|reason| reason.agreed.is_none())
    }

    /// Which row is chosen.
    pub(super) fn row_key(&self) -> Option<RowKey> {
        self.chosen().map(Waiting::id)
    }

    /// Nothing is picked of a row that is not chosen any more, and nothing that is not there.
    pub(super) fn keep_picked(&mut self, before: Option<&RowKey>) {
        let same = self.row_key().as_ref() == before;
        if !same || self.list.picked().is_none() {
            self.list.of.picked = None;
        }
    }
}
