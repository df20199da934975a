//! What the sheet of a customer's points knows.

use super::typed::Typing;
use crate::domain::{CustomerId, PointsBrief};
use crate::kit::List;
use crate::protocol::PointsSheet;
use crate::screens::shown::Shown;
use crate::screens::why::Why;

/// The points of a customer.
#[derive(Debug)]
pub struct LedgerSheet {
    /// Whose.
    pub(super) customer: CustomerId,
    /// The newest answer.
    pub(super) sheet: Shown<PointsSheet>,
    /// The line of the ledger that is chosen, the newest first.
    pub(super) rows: List,
    /// What is typed, while somebody puts points right or gives a tier.
    pub(super) typing: Option<Typing>,
    /// Where the points come from, while that is explained.
    pub(super) why: Option<Why>,
    /// It is being written.
    pub(super) writing: bool,
}

impl LedgerSheet {
    /// Of a customer; it knows nothing yet.
    pub fn new(customer: CustomerId) -> Self {
        Self {
            customer,
            sheet: Shown::default(),
            rows: List::default(),
            typing: None,
            why: None,
            writing: false,
        }
    }

    /// What there is; `None` before it is known, and without a programme.
    pub(super) fn brief(&self) -> Option<&PointsBrief> {
        self.sheet.value.as_ref()?.card.points.as_ref()
    }

    /// Puts another answer in the place of this one; the chosen row stays.
    pub(super) fn put(&mut self, sheet: Option<PointsSheet>) {
        let len = sheet.as_ref().map_or(0, |sheet| sheet.lines.len());
        let at = self.rows.selected().filter(|at| *at < len);
        self.rows.replace(len, at);
        self.sheet.put(sheet);
    }
}
