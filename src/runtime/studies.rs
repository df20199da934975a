//! Questions about the whole book.

use super::book::Wanted;
use super::segments::Judged;
use crate::protocol::{Answer, Query};
use crate::store::{Store, StoreError};

/// Answers a question of a slot that [studies](crate::protocol::Slot::is_study).
pub(super) fn study(
    store: &mut Store,
    query: &Query,
    wanted: &Wanted,
) -> Result<Answer, StoreError> {
    let mut come = wanted.telling();
    Ok(match query {
        Query::Review { today, week } => {
            Answer::Review(Box::new(store.review(*today, *week, None, &mut come)?))
        }
        Query::Loyalty(as_of) => Answer::Loyalty(Box::new(store.loyalty(*as_of, &mut come)?)),
        Query::Behind { what, as_of, today } => {
            Answer::Behind(Box::new(store.behind(what, (*as_of, *today), &mut come)?))
        }
        Query::Segments(_) | Query::Meant { .. } => {
            match Judged::default().answer(store, query, wanted) {
                Some(answer) => answer?,
                None => return Err(StoreError::Internal(format!("no study answers {query:?}"))),
            }
        }
        other => return Err(StoreError::Internal(format!("no study answers {other:?}"))),
    })
}
