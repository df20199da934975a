//! How every write begins and ends, whatever it writes: a change through the great door, a draft,
//! a load, a long job, the findings of a check.

use std::ops::Deref;
use std::time::Duration;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::{
    StopRead, Store, StoreError, StoreResult, clock, connect, migrate, place, soundness, unclean,
};
use crate::domain::OtherWriter;

/// Steps of SQLite's machine between two looks at whether a long write is still wanted.
const STEPS: i32 = 10_000;

/// A write under way, alone in the file. Dropped without an end it leaves the book as it was.
pub(super) struct OneWrite<'a> {
    tx: Transaction<'a>,
    marked: &'a mut bool,
    unsettled: &'a mut bool,
}

impl Store {
    /// Begins a write, after waiting as long as `patience` for another terminal that writes.
    /// It is made sure that this is still the file and still its schema, not yet that it is sound.
    /// Its statements ask `stop` now and then.
    ///
    /// # Errors
    /// Nothing was written. [`StoreError::Busy`] with the process that writes, where it is known;
    /// [`StoreError::Cancelled`] once `stop` says so.
    pub(super) fn begin(
        &mut self,
        patience: Duration,
        stop: Option<StopRead>,
    ) -> StoreResult<OneWrite<'_>> {
        self.may_write()?;
        self.stop_when(None);
        if self.unsettled {
            self.reopen()?;
        }
        self.still_the_file()?;
        if stop.is_some() {
            self.conn.progress_handler(STEPS, stop)?;
        }
        let tx = match alone(&self.conn, patience) {
            Err(StoreError::Busy(_)) => Err(StoreError::Busy(self.other_writer())),
            begun => begun,
        }?;
        // Again: while this one waited for its turn it may have been moved.
        self.still_the_file()?;
        migrate::is_current(&tx)?;
        Ok(OneWrite {
            tx,
            marked: &mut self.marked,
            unsettled: &mut self.unsettled,
        })
    }

    /// Who writes at this moment, with whose process it is and since when it runs.
    fn other_writer(&self) -> Option<OtherWriter> {
        let pid = place::writer_of(&self.path)?;
        let (user, began) = place::process(pid);
        let since = began.map(|at| self.time_of(clock::instant(at)).format("%H:%M").to_string());
        Some(OtherWriter {
            pid,
            user: user.unwrap_or_default(),
            since: since.unwrap_or_default(),
        })
    }

    /// Begins a write, and remembers when the disk fails in it before its end.
    pub(super) fn one_write<T>(
        &mut self,
        patience: Duration,
        act: impl FnOnce(OneWrite<'_>) -> StoreResult<T>,
    ) -> StoreResult<T> {
        self.one_long_write(patience, None, act)
    }

    /// As [`Store::one_write`], ended with [`StoreError::Cancelled`] once `stop` says so.
    pub(super) fn one_long_write<T>(
        &mut self,
        patience: Duration,
        stop: Option<StopRead>,
        act: impl FnOnce(OneWrite<'_>) -> StoreResult<T>,
    ) -> StoreResult<T> {
        let stoppable = stop.is_some();
        let done = self.begin(patience, stop).and_then(act);
        if stoppable {
            self.stop_when(None);
        }
        self.unsettled |= matches!(done, Err(StoreError::Io(_)));
        done
    }
}

impl OneWrite<'_> {
    /// Goes on only in a book in which the last check found no damage.
    pub(super) fn in_a_sound_book(self) -> StoreResult<Self> {
        soundness::must_be_sound(&self)?;
        Ok(self)
    }

    /// Ends it: after `Ok` it is safe on disk, and the book bears the mark of this process.
    ///
    /// # Errors
    /// The disk failed: this may be in the file or not, which [`Store::unsettled`] remembers.
    pub(super) fn commit(self) -> StoreResult<()> {
        if !*self.marked {
            unclean::mark(&self)?;
        }
        let marked = self.marked;
        end(self.tx, self.unsettled)?;
        *marked = true;
        Ok(())
    }

    /// Ends it without a mark, as is enough for what is nothing of the shop's: who does a long
    /// job, what a check found.
    pub(super) fn commit_unmarked(self) -> StoreResult<()> {
        end(self.tx, self.unsettled)
    }
}

impl Deref for OneWrite<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.tx
    }
}

/// From here on nobody else writes. Unchecked only means that the caller's `&mut Store` sees to it
/// that there is one at a time.
fn alone(conn: &Connection, patience: Duration) -> StoreResult<Transaction<'_>> {
    conn.busy_timeout(patience)?;
    let tx = Transaction::new_unchecked(conn, TransactionBehavior::Immediate);
    conn.busy_timeout(connect::PATIENCE)?;
    Ok(tx?)
}

fn end(tx: Transaction<'_>, unsettled: &mut bool) -> StoreResult<()> {
    let ended = tx.commit();
    *unsettled |= ended.is_err();
    Ok(ended?)
}

#[cfg(test)]
mod tests;
