//! Lines of ledgers that a load brings along.

use super::super::points::{self, BroughtLine};
use super::{Identity, Kind, Load};
use crate::domain::{CustomerId, VisitId};
use crate::store::StoreResult;

impl Load<'_> {
    /// Whether the book has this line: it went out of it, under the customer ID `code`, or came in
    /// before. What the new lines rest on is looked for among such.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn knows_line(&mut self, code: &str, line: &BroughtLine) -> StoreResult<bool> {
        // An empty book knows nothing, and has no index to ask while it is filled.
        let known = if self.fresh {
            None
        } else {
            self.known(Kind::Points, &[line.identity])?
        };
        let row = match known.map(|known| known.row) {
            None if points::holds(&self.tx, code, line)? => Some(line.no),
            row => row,
        };
        if let Some(row) = row {
            self.ledgers.known.insert((line.table, line.no), row);
        }
        Ok(row.is_some())
    }

    /// A visit that came with the number that it had in another book: the lines of the ledger of that book are of it, also those
    /// that came before.
    ///
    /// # Errors
    /// When a row is not accepted.
    pub fn numbered_visit(&mut self, visit: VisitId, there: Identity) -> StoreResult<()> {
        if !self.fresh {
            self.numbered.push((there, visit));
        }
        self.remember(Kind::VisitThere, &[there], &there, visit.0)
    }

    /// A line that the book does not have; written when everything else of the load is.
    pub fn points_line(&mut self, customer: CustomerId, line: BroughtLine) {
        self.ledgers.of.entry(customer.0).or_default().push(line);
    }
}
