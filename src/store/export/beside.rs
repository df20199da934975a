//! Rows that belong to those of a list, walked through beside it.

use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator as _;
use rusqlite::{Row, Rows};

use crate::store::StoreResult;

/// A statement whose rows begin with the number of whose they are, in the order of that number.
/// Nothing of a row is copied: who asks reads it where it stands.
pub(super) struct Beside<'s> {
    rows: Rows<'s>,
    /// Whose the row is at which it stands; `None` before the first and behind the last.
    at: Option<i64>,
    begun: bool,
}

impl<'s> Beside<'s> {
    pub(super) fn new(rows: Rows<'s>) -> Self {
        Beside {
            rows,
            at: None,
            begun: false,
        }
    }

    /// Gives the rows of `id`, in their order. Numbers must be asked for in growing order.
    pub(super) fn of(
        &mut self,
        id: i64,
        mut each: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
    ) -> StoreResult<()> {
        while !self.begun || self.at.is_some_and(|at| at < id) {
            self.step()?;
        }
        while self.at == Some(id) {
            if let Some(row) = self.rows.get() {
                each(row)?;
            }
            self.step()?;
        }
        Ok(())
    }

    fn step(&mut self) -> StoreResult<()> {
        self.begun = true;
        self.at = match self.rows.next()? {
            Some(row) => Some(row.get(0)?),
            None => None,
        };
        Ok(())
    }
}
