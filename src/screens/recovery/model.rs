//! What the list of those to win back knows.

use crate::domain::Introduced;
use crate::insight::{Need, Needing, Recovering, Recovery};
use crate::kit::List;
use crate::screens::shown::Shown;
use crate::screens::why::Why;

/// Whom to win back.
#[derive(Debug, Default)]
pub struct WinBack {
    /// What is known.
    pub(super) found: Shown<Recovery>,
    /// Whether the book has changed since: asked anew when something is done here.
    pub(super) stale: bool,
    /// Which reason is looked at, by its place in [`Need::ALL`].
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

    /// The reason that is looked at.
    pub(super) fn need(&self) -> Need {
        Need::ALL.get(self.at).copied().unwrap_or(Need::Slipping)
    }

    /// Those of it.
    pub(super) fn needing(&self) -> Option<&Needing> {
        self.found.value.as_ref()?.lists.get(&self.need())
    }

    /// The rows.
    pub(super) fn rows(&self) -> &[Recovering] {
        self.needing().map_or(&[], |list| &list.first)
    }

    /// The chosen one.
    pub(super) fn chosen(&self) -> Option<&Recovering> {
        self.rows().get(self.list.selected()?)
    }

    /// Who that is.
    pub(super) fn who(&self, row: &Recovering) -> Option<&Introduced> {
        self.found.value.as_ref()?.people.get(&row.one.customer)
    }

    /// Goes to another reason, so many further; back to the first after the last.
    pub(super) fn turn(&mut self, by: usize) {
        self.at = (self.at + by) % Need::ALL.len();
        let rows = self.rows().len();
        self.list.replace(rows, (rows > 0).then_some(0));
    }
}
