//! Rows that belong to those of a list, walked through beside it.

use rusqlite::{Row, Rows};

use crate::store::StoreResult;

/// Reads a row into what is held of the one before.
pub(super) type ReadInto<T> = fn(&Row<'_>, &mut T) -> rusqlite::Result<()>;

/// A statement whose rows begin with the number of whose they are, in the order of that number.
pub(super) struct Beside<'s, T> {
    rows: Rows<'s>,
    read: ReadInto<T>,
    /// The row at which it stands.
    held: T,
    /// Whose that is; `None` before the first and behind the last.
    at: Option<i64>,
    begun: bool,
}

impl<'s, T: Default> Beside<'s, T> {
    pub(super) fn new(rows: Rows<'s>, read: ReadInto<T>) -> Self {
        Beside {
            rows,
            read,
            held: T::default(),
            at: None,
            begun: false,
        }
    }

    /// Gives the rows of `id`, in their order. Numbers must be asked for in growing order.
    pub(super) fn of(&mut self, id: i64, mut each: impl FnMut(&T)) -> StoreResult<()> {
        while !self.begun || self.at.is_some_and(|at| at < id) {
            self.step()?;
        }
        while self.at == Some(id) {
            each(&self.held);
            self.step()?;
        }
        Ok(())
    }

    fn step(&mut self) -> StoreResult<()> {
        self.begun = true;
        self.at = match self.rows.next()? {
            Some(row) => {
                (self.read)(row, &mut self.held)?;
                Some(row.get(0)?)
            }
            None => None,
        };
        Ok(())
    }
}
