//! Lines of ledgers that a load brings along.

use super::super::points::{self, BroughtLine};
use super::{Identity, Kind, Load};
use crate::domain::{CustomerId, VisitId};
use crate::store::StoreResult;

const CAME_ALONG: &str = "
    SELECT EXISTS (SELECT 1 FROM visit v JOIN points_line l ON l.customer_id = v.customer_id
                   WHERE v.id = ?1 AND l.batch_id IS NOT NULL)";

impl Load<'_> {
    /// Whether the book has this line: it went out of it, under the customer ID `code`, or came in
    /// before; without a `code` it went out of another one. What the new lines rest on is looked for among such.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn knows_line(&mut self, code: Option<&str>, line: &BroughtLine) -> StoreResult<bool> {
        // An empty book knows nothing, and has no index to ask while it is filled.
        let known = if self.fresh {
            None
        } else {
            self.known(Kind::Points, &[line.identity])?
        };
        let row = match (known.map(|known| known.row), code) {
            (None, Some(code)) if points::holds(&self.tx, code, line)? => Some(line.no),
            (row, _) => row,
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

    /// Whether lines of another book came along for whose a visit is.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn has_ledger_from_elsewhere(&self, visit: VisitId) -> StoreResult<bool> {
        let mut statement = self.tx.prepare_cached(CAME_ALONG)?;
        Ok(statement.query_row([visit.0], |row| row.get(0))?)
    }

    /// A line that the book does not have; written when everything else of the load is.
    pub fn points_line(&mut self, customer: CustomerId, line: BroughtLine) {
        self.ledgers.of.entry(customer.0).or_default().push(line);
    }
}
