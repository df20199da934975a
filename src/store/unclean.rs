//! Whether somebody who wrote has ended without closing the book: killed, crashed, or the power
//! went. Each process that writes leaves a mark in the book, in the transaction of its first
//! write, and takes it away when it closes; a mark of a process that runs no more says it.
//!
//! A write-ahead log that was found full at opening would say it as well, but not beside a
//! terminal that lives, and never again once any program has read it in.

use std::time::Duration;

use rusqlite::Connection;

use super::process::Process;
use super::{Store, StoreResult, clock};

const PUT: &str = "
    INSERT OR IGNORE INTO job (name, pid, boot_id, process, who, started_at) VALUES (?1, ?2, ?3, ?4, '', ?5)";
const TAKE_AWAY: &str = "DELETE FROM job WHERE name = ?1";
const MARKS: &str = "SELECT name, pid, boot_id, process FROM job WHERE name GLOB 'writer *'";

/// How long closing waits for somebody who writes. A mark that stays costs a check.
const PATIENCE: Duration = Duration::from_secs(1);

/// Each process its own, so that none hides another's.
fn name_of(process: &Process) -> String {
    format!("writer {} {} {}", process.pid, process.began, process.boot)
}

/// Marks that this process writes, within its transaction.
pub(super) fn mark(conn: &Connection) -> StoreResult<()> {
    put(conn, &Process::this())
}

pub(super) fn put(conn: &Connection, process: &Process) -> StoreResult<()> {
    let (name, at) = (name_of(process), clock::now());
    conn.prepare_cached(PUT)?
        .execute((name, process.pid, &process.boot, &process.began, at))?;
    Ok(())
}

/// The marks of processes that run no more.
pub(super) fn left_behind(conn: &Connection) -> StoreResult<Vec<String>> {
    let mut statement = conn.prepare_cached(MARKS)?;
    let marks = statement.query_map([], |row| {
        Ok((row.get::<_, String>("name")?, Process::of(row)?))
    })?;
    let mut left = Vec::new();
    for mark in marks {
        let (name, process) = mark?;
        if !process.is_alive() {
            left.push(name);
        }
    }
    Ok(left)
}

/// Takes marks away.
pub(super) fn forget(conn: &Connection, marks: &[String]) -> StoreResult<()> {
    for name in marks {
        conn.prepare_cached(TAKE_AWAY)?.execute([name])?;
    }
    Ok(())
}

impl Store {
    /// Takes this process's mark away: it closes in order. Fails silently.
    pub(super) fn unmark(&mut self) {
        if std::mem::take(&mut self.marked) && self.still_the_file().is_ok() {
            let _ = self.conn.busy_timeout(PATIENCE);
            let _ = forget(&self.conn, &[name_of(&Process::this())]);
        }
    }
}

impl Drop for Store {
    /// A panic is no closing in order.
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.unmark();
        }
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;
    use crate::store::test_kit::{add_customer, new_store};
    use crate::store::{Access, Store};

    fn marks(path: &std::path::Path) -> i64 {
        let conn = Connection::open(path).unwrap();
        let sql = "SELECT count(*) FROM job";
        conn.query_row(sql, [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn who_writes_is_marked_until_the_book_is_closed_and_who_looks_is_not() {
        let (_dir, mut store) = new_store();
        let path = store.path().to_owned();
        assert_eq!(marks(&path), 0);
        add_customer(&mut store, "Budi");
        add_customer(&mut store, "Siti");
        assert_eq!(marks(&path), 1);
        assert_eq!(left_behind(&store.conn).unwrap(), Vec::<String>::new());
        store.close();
        assert_eq!(marks(&path), 0);
        drop(Store::open(&path, Access::Write).unwrap());
        assert_eq!(marks(&path), 0);
    }

    #[test]
    fn a_book_that_is_let_go_of_after_an_error_is_closed_too() {
        let (_dir, mut store) = new_store();
        let path = store.path().to_owned();
        add_customer(&mut store, "Budi");
        drop(store);
        assert_eq!(marks(&path), 0);
    }

    #[test]
    fn a_write_that_is_refused_leaves_no_mark_and_the_next_one_does() {
        let (_dir, mut store) = new_store();
        let path = store.path().to_owned();
        let nameless = crate::domain::Change::AddCustomer {
            facts: Box::default(),
            code: None,
            vehicle: None,
        };
        crate::store::test_kit::write(&mut store, &nameless).unwrap_err();
        assert_eq!(marks(&path), 0);
        add_customer(&mut store, "Budi");
        assert_eq!(marks(&path), 1);
    }
}
