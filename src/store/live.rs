//! What an open book can be asked beside its rows: whether it changed, how large it is; when to
//! stop a read; and closing it.

use std::time::{Duration, Instant};

use rusqlite::{Connection, Transaction};

use super::{Check, Store, StoreError, StoreResult, soundness};

/// The newest change, how many there are since another, and how many of these are no file that
/// went out.
const NEWS: &str = "
    SELECT coalesce(max(id), ?1), count(*), count(*) FILTER (WHERE kind <> 'export')
    FROM change WHERE id > ?1";

/// What is written without being a change: drafts, jobs and marks of who writes, when the file was
/// checked last; and what that found, which everybody must hear.
const BESIDE: &str = "
    SELECT concat_ws('|',
        (SELECT group_concat(id || kept_at || ifnull(process, '')) FROM draft),
        (SELECT group_concat(name || process || started_at) FROM job),
        (SELECT value FROM shop WHERE key = ?1)),
        ifnull((SELECT value FROM shop WHERE key = ?2), '')";

/// Steps of SQLite's machine between two looks at whether a read is still wanted.
const STEPS: i32 = 10_000;
/// Longest that one read for the screen may take.
const READ_CAP: Duration = Duration::from_secs(5);

/// From so many pages on the write-ahead log is worth tidying up: a few saves before the one that
/// would have to do it (`wal_autocheckpoint`).
const MUCH: i64 = 128;

/// Asks whether to stop a read: `true` stops it.
pub type StopRead = Box<dyn FnMut() -> bool + Send>;

/// Facts of the file, for `kenal info`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Info {
    /// Bytes of the file, without its write-ahead log.
    pub bytes: u64,
    /// Version of the schema.
    pub schema_version: i64,
    /// SQLite's version, such as `3.54.1`.
    pub sqlite: &'static str,
    /// Customers.
    pub customers: i64,
    /// Vehicles.
    pub vehicles: i64,
    /// Visits, open and cancelled ones included.
    pub visits: i64,
    /// Lines in the audit.
    pub changes: i64,
    /// The newest verified copy, if there is one.
    pub last_copy: Option<std::path::PathBuf>,
    /// The last check of the whole file, if there was one.
    pub last_check: Option<Check>,
}

impl Store {
    /// Whether another connection changed the book since this was asked last. That a list went
    /// out into a file is written down, and changes nothing; neither does what stands beside the
    /// book, such as a draft, but for damage that was found. What is no change and not of that kind was written by another program.
    ///
    /// # Errors
    /// [`StoreError::Moved`] when the file is no longer the one that was opened.
    pub fn changed(&mut self) -> StoreResult<bool> {
        let version: i64 = self
            .conn
            .query_row("PRAGMA data_version", [], |row| row.get(0))?;
        self.still_the_file()?;
        let before = self.seen.replace(version);
        if before.is_none_or(|before| before == version) {
            if self.beside.is_none() {
                self.beside = Some(beside(&self.conn));
            }
            return Ok(false);
        }
        let before = self.newest;
        let news = self.conn.query_row(NEWS, [before], |row| {
            Ok((row.get(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?))
        });
        let Ok((newest, new, others)) = news else {
            return Ok(true);
        };
        self.newest = newest;
        let now = beside(&self.conn);
        let before = self.beside.replace(now.clone());
        let foreign = new == 0 && before.as_ref() == Some(&now);
        let known = before.map_or(String::new(), |(_, found)| found);
        let damage = known != now.1;
        Ok(foreign || damage || others > 0)
    }

    /// Until it is dropped, everything is read as of one moment, and the file is locked and looked
    /// at once instead of at every statement. `None` within another such moment.
    pub(super) fn moment(&self) -> StoreResult<Option<Transaction<'_>>> {
        let outermost = self.conn.is_autocommit();
        let moment = outermost.then(|| self.conn.unchecked_transaction());
        Ok(moment.transpose()?)
    }

    /// From now on every statement asks `stop` now and then, and ends with
    /// [`StoreError::Cancelled`] when it says `true` or after five seconds from this call.
    /// `None` asks nobody and waits for ever. Writing removes it: a write is never cancelled.
    pub fn stop_when(&mut self, stop: Option<StopRead>) {
        let handler = stop.map(|mut stop| {
            let since = Instant::now();
            move || stop() || since.elapsed() > READ_CAP
        });
        // It fails only on a connection that somebody else owns.
        let _ = self.conn.progress_handler(STEPS, handler);
    }

    /// The same without an end of its own: for studies of the whole book.
    pub fn stop_study_when(&mut self, stop: Option<StopRead>) {
        // It fails only on a connection that somebody else owns.
        let _ = self.conn.progress_handler(STEPS, stop);
    }

    /// Facts of the file.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn info(&self) -> StoreResult<Info> {
        let count = |sql: &str| self.conn.query_row(sql, [], |row| row.get::<_, i64>(0));
        Ok(Info {
            bytes: std::fs::metadata(self.path())
                .map_err(|error| StoreError::Io(error.to_string()))?
                .len(),
            schema_version: count("PRAGMA user_version")?,
            sqlite: rusqlite::version(),
            customers: count("SELECT count(*) FROM customer")?,
            vehicles: count("SELECT count(*) FROM vehicle")?,
            visits: count("SELECT count(*) FROM visit")?,
            changes: count("SELECT count(*) FROM change")?,
            last_copy: self.newest_copy(),
            last_check: self.last_check()?,
        })
    }

    /// Moves what the write-ahead log holds into the file, when that has become much, as far as
    /// nobody still reads it there. For quiet moments: some save would have to do it else. Fails
    /// silently: what was saved is safe in either place.
    pub fn tidy(&self) {
        let waiting = |pages: i64| pages >= MUCH;
        if self.is_writable() && self.pages_in_log().is_ok_and(waiting) {
            let passive = "PRAGMA wal_checkpoint(PASSIVE)";
            let _ = self.conn.query_row(passive, [], |_| Ok(()));
        }
    }

    /// Pages that wait in the write-ahead log.
    fn pages_in_log(&self) -> StoreResult<i64> {
        let count = |row: &rusqlite::Row<'_>| -> rusqlite::Result<i64> {
            Ok(row.get::<_, i64>(1)? - row.get::<_, i64>(2)?)
        };
        Ok(self
            .conn
            .query_row("PRAGMA wal_checkpoint(NOOP)", [], count)?)
    }

    /// Tidies up and closes. Never fails loudly: all that was saved is safe without it.
    pub fn close(mut self) {
        if !self.is_writable() {
            return;
        }
        // Before the log is emptied, so that this needs no log of its own again.
        self.unmark();
        let _ = self.conn.execute_batch("PRAGMA optimize");
        let truncate = "PRAGMA wal_checkpoint(TRUNCATE)";
        let _ = self.conn.query_row(truncate, [], |_| Ok(()));
    }
}

/// What stands beside the book, to compare, and what the last check found; empty where it cannot be
/// read.
fn beside(conn: &Connection) -> (String, String) {
    let what = (soundness::CHECKED_AT, soundness::FOUND);
    let beside = conn
        .prepare_cached(BESIDE)
        .and_then(|mut beside| beside.query_row(what, |row| Ok((row.get(0)?, row.get(1)?))));
    beside.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{CustomerId, Subject};
    use crate::store::test_kit::{add_customer, new_store};
    use rusqlite::TransactionState;

    #[test]
    fn the_log_is_tidied_up_once_it_holds_much() {
        let (_dir, mut store) = new_store();
        store
            .conn
            .pragma_update(None, "wal_autocheckpoint", 0)
            .unwrap();
        let mut before = store.pages_in_log().unwrap();
        while before < MUCH {
            store.tidy();
            assert_eq!(store.pages_in_log().unwrap(), before, "too little");
            add_customer(&mut store, "Budi");
            before = store.pages_in_log().unwrap();
        }
        store.tidy();
        assert_eq!(store.pages_in_log().unwrap(), 0);
    }

    #[test]
    fn between_two_looks_no_moment_is_held() {
        let (_dir, mut store) = new_store();
        add_customer(&mut store, "Budi");
        let subject = Subject::Customer(CustomerId(1), None);
        let card = store.card(subject).unwrap().unwrap();
        store.find(None, "budi", 10, &|| true).unwrap();
        store.history(subject, 0, 10).unwrap();
        store.same_as_last_time(&card).unwrap();
        let state = store.conn.transaction_state(None::<&str>).unwrap();
        assert_eq!(state, TransactionState::None);
        let moment = store.moment().unwrap();
        assert!(moment.is_some() && store.moment().unwrap().is_none());
    }
}
