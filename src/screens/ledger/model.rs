//! What the sheet of a customer's points knows.

use super::lines::Lines;
use super::typed::Typing;
use crate::domain::{CustomerId, PointsBrief};
use crate::protocol::PointsSheet;
use crate::screens::listed::ListScreen;

/// The points of a customer.
#[derive(Debug)]
pub struct LedgerSheet {
    /// Whose.
    pub(super) customer: CustomerId,
    /// The lines of the ledger, and with them what there is.
    pub(super) lines: ListScreen<Lines>,
    /// What is typed, while somebody puts points right or gives a tier.
    pub(super) typing: Option<Typing>,
    /// It is being written.
    pub(super) writing: bool,
}

impl LedgerSheet {
    /// Of a customer; it knows nothing yet.
    pub fn new(customer: CustomerId) -> Self {
        Self {
            customer,
            lines: ListScreen::of(Lines(customer)),
            typing: None,
            writing: false,
        }
    }

    /// What is known of the customer's points; `None` before it is, and when they are no longer in the
    /// book.
    pub(super) fn sheet(&self) -> Option<&PointsSheet> {
        self.lines.value()?.as_ref()
    }

    /// What there is; `None` before it is known, and without a programme.
    pub(super) fn brief(&self) -> Option<&PointsBrief> {
        self.sheet()?.card.points.as_ref()
    }
}
