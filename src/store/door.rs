//! The one door for writes (ADR 0003).

use super::{Store, StoreError, StoreResult};
use crate::domain::{Author, Change, OpId, Receipt};

impl Store {
    /// Writes one thing, all of it or nothing, and answers only after it is safe on disk.
    /// The same `op` a second time answers with the first receipt and `already`.
    ///
    /// # Errors
    /// Nothing was written, except after [`StoreError::Unsure`].
    pub fn write(&mut self, author: &Author, op: OpId, change: &Change) -> StoreResult<Receipt> {
        self.may_write()?;
        let _ = (author, op, change);
        Err(StoreError::Internal("writing follows".to_owned()))
    }
}
