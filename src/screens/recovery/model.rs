//! What the list of those to win back knows.

use crate::domain::{CustomerId, Introduced};
use crate::insight::{Need, Needing, Recovering, Recovery, WonBack};
use crate::kit::List;
use crate::screens::shown::Shown;
use crate::screens::why::Why;

/// The reasons, and what came of messages.
pub(super) const LISTS: usize = Need::ALL.len() + 1;

/// Whom to win back.
#[derive(Debug, Default)]
pub struct WinBack {
    /// What is known.
    pub(super) found: Shown<Recovery>,
    /// Whether the book has changed since: asked anew when something is done here.
    pub(super) stale: bool,
    /// Which reason is looked at, by its place in [`Need::ALL`]; behind the last what came of messages.
    pub(super) at: usize,
    /// Which row is chosen.
    pub(super) list: List,
    /// Why the chosen one is there, while that is explained.
    pub(super) why: Option<Why>,
}

impl WinBack {
    /// A list that knows nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Those of one reason, where all are known.
    pub(super) fn of(found: Recovery, need: Need) -> Self {
        let mut all = Self {
            at: Need::ALL.iter().position(|one| *one == need).unwrap_or(0),
            ..Self::default()
        };
        all.found.put(Some(found));
        all
    }

    /// The reason that is looked at; `None` where it is what came of messages.
    pub(super) fn need(&self) -> Option<Need> {
        Need::ALL.get(self.at).copied()
    }

    /// Those of it.
    pub(super) fn needing(&self) -> Option<&Needing> {
        self.found.value.as_ref()?.lists.get(&self.need()?)
    }

    /// The rows of a reason.
    pub(super) fn rows(&self) -> &[Recovering] {
        self.needing().map_or(&[], |list| &list.first)
    }

    /// What came of messages, the newest first.
    pub(super) fn results(&self) -> &[WonBack] {
        let found = self.found.value.as_ref();
        found.map_or(&[], |found| &found.won_back)
    }

    /// How many rows stand there.
    pub(super) fn len(&self) -> usize {
        match self.need() {
            Some(_) => self.rows().len(),
            None => self.results().len(),
        }
    }

    /// The chosen one of a reason.
    pub(super) fn chosen(&self) -> Option<&Recovering> {
        self.rows().get(self.list.selected()?)
    }

    /// The chosen message.
    pub(super) fn result(&self) -> Option<&WonBack> {
        let at = self.list.selected()?;
        self.results().get(at).filter(|_| self.need().is_none())
    }

    /// The customer of the chosen row.
    pub(super) fn customer(&self) -> Option<CustomerId> {
        let needing = self.chosen().map(|row| row.one.customer);
        needing.or_else(|| self.result().map(|one| one.who.id))
    }

    /// Who a row of a reason is.
    pub(super) fn who(&self, row: &Recovering) -> Option<&Introduced> {
        self.found.value.as_ref()?.people.get(&row.one.customer)
    }

    /// Goes to another list, so many further; back to the first after the last.
    pub(super) fn turn(&mut self, by: usize) {
        self.at = (self.at + by) % LISTS;
        let rows = self.len();
        self.list.replace(rows, (rows > 0).then_some(0));
    }
}
