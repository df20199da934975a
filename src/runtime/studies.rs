//! Questions about the whole book.

use super::book::Wanted;
use crate::protocol::{Answer, Query};
use crate::store::{Store, StoreError};

/// Answers a question of a slot that [studies](crate::protocol::Slot::is_study).
pub(super) fn study(store: &Store, query: &Query, wanted: &Wanted) -> Result<Answer, StoreError> {
    let _ = (store, wanted);
    Err(StoreError::Internal(format!("no study answers {query:?}")))
}
