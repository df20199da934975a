//! Finding: one line, and who it may mean (ADR 0002).
//!
//! Two ways with the same order of hits: from the file alone, and from a packed [`Index`] in memory.

mod index;

pub use index::Index;

use super::{Store, StoreResult};
use crate::domain::Found;

impl Store {
    /// What a line finds, best first, at most `limit` hits. Without an index only beginnings and
    /// whole numbers are sought, and the answer says so (`partial`). An empty line finds the latest
    /// visitors. `wanted` is asked now and then; when it says no, the search is given up.
    ///
    /// # Errors
    /// [`super::StoreError::Cancelled`] when no longer wanted, or when the file cannot be read.
    pub fn find(
        &self,
        index: Option<&Index>,
        text: &str,
        limit: usize,
        wanted: &dyn Fn() -> bool,
    ) -> StoreResult<Found> {
        let _ = (index, text, limit, wanted, &self.conn);
        Ok(Found::default())
    }

    /// What a line finds in a process that lives for one answer: from the file when that is the
    /// whole answer, else from an index built for it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn find_once(&self, text: &str, limit: usize) -> StoreResult<Found> {
        self.find(None, text, limit, &|| true)
    }
}
