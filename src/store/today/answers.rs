//! What customers answered when they were asked what they want to hear.

use rusqlite::CachedStatement;

use super::super::{Store, StoreResult};
use crate::domain::{CustomerId, Purpose};

const OF_ONE: &str =
    "SELECT purpose, state = 'yes' FROM consent WHERE customer_id = ?1 ORDER BY id DESC";

/// Asks for the answers of one after the other.
pub(in crate::store) struct Asking<'s>(CachedStatement<'s>);

/// The answers of one customer, the newest first.
pub(in crate::store) struct Answers(Vec<(String, bool)>);

impl<'s> Asking<'s> {
    pub(in crate::store) fn new(store: &'s Store) -> StoreResult<Self> {
        Ok(Self(store.conn.prepare_cached(OF_ONE)?))
    }

    pub(in crate::store) fn of(&mut self, customer: CustomerId) -> StoreResult<Answers> {
        let rows = self.0.query_map([customer.0], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, bool>(1)?))
        })?;
        Ok(Answers(rows.collect::<Result<_, _>>()?))
    }
}

impl Answers {
    /// The newest answer; `None` while nobody has asked.
    pub(in crate::store) fn agrees(&self, purpose: Purpose) -> Option<bool> {
        let mut of = self.0.iter().filter(|(key, _)| key == purpose.key());
        of.next().map(|(_, yes)| *yes)
    }

    pub(in crate::store) fn refuses(&self, purpose: Purpose) -> bool {
        self.agrees(purpose) == Some(false)
    }
}
