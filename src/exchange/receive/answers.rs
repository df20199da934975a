//! What customers of a plan answered to being written to.

use super::Receiver;
use crate::exchange::plan::{PlannedCustomer, Written};
use crate::store::StoreResult;

impl Receiver<'_> {
    /// Takes the answers of a customer who was just taken, and says what became of the record with them.
    pub(super) fn take_answers(
        &mut self,
        planned: &PlannedCustomer,
        written: Written,
    ) -> StoreResult<Written> {
        let Some(id) = self.customer_id(planned.key) else {
            return Ok(written);
        };
        if !self.load.answers(id, &planned.answers)? || written != Written::Unchanged {
            return Ok(written);
        }
        self.known_again(planned, id)?;
        Ok(Written::Updated)
    }
}
