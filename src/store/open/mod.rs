//! Opening a book, and making a new one. The order matters: each step trusts those before it.

mod create;

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::connect::{self, Mode};
use super::place::{self, Identity, OpenRemark, Opened, Place};
use super::{Store, StoreError, StoreResult, copy, migrate};
use crate::domain::Day;
pub use create::NewShop;

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Looking only.
    Read,
    /// Looking and changing.
    Write,
}

impl Store {
    /// Opens a book that exists. One of an older version is brought up to date by whoever may
    /// change it, after a verified copy was made.
    ///
    /// # Errors
    /// When it is missing, foreign, damaged, newer, or may not be opened; then no byte of it has
    /// changed. [`StoreError::ReadOnly`] when it can be looked at but not changed and `access`
    /// wants to change it.
    pub fn open(path: &Path, access: Access) -> StoreResult<Self> {
        let mut place = Place::of(path)?;
        let mode = match access {
            Access::Write => Mode::Write,
            Access::Read if place.writable => Mode::Read,
            Access::Read if place.has_log() => Mode::LookOnly,
            Access::Read => Mode::Still,
        };
        let mut own_id = None;
        let opened = Opened::after(place.identity, || {
            place::check_header(&place.path)?;
            no_foreign_journal(&place.path)?;
            // Asking the file alone reads all its tables once more.
            if place.log_says_something() {
                own_id = id_without_log(&place.path);
            }
            Ok(())
        })?;
        // Said of a book only: what is none is no book first of all.
        if access == Access::Write && !place.writable {
            let owner = place.owner.unwrap_or_default();
            return Err(StoreError::ReadOnly { owner });
        }
        place.make_private();
        let conn = checked(&place.path, mode)?;
        if let Some(own_id) = own_id {
            no_foreign_log(&conn, &place.path, &own_id)?;
        }
        if mode == Mode::Read && migrate::version(&conn)? < migrate::newest() {
            drop((conn, opened));
            drop(Self::open(path, Access::Write)?);
            let mut store = Self::open(path, access)?;
            store.remarks = place.remarks;
            return Ok(store);
        }
        let mut store = Self {
            seen: Some(data_version(&conn)?),
            newest: newest_change(&conn),
            beside: None,
            conn,
            path: place.path,
            identity: place.identity,
            mode,
            remarks: place.remarks,
            unsettled: false,
            told_day: None,
            marked: false,
            opened,
        };
        store.still_the_file()?;
        if access == Access::Write {
            store.bring_up_to_date()?;
        }
        migrate::check_fingerprint(&store.conn)?;
        migrate::is_current(&store.conn)?;
        connect::settle(&store.conn, mode)?;
        Ok(store)
    }

    /// The file, resolved.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What opens this very file once more.
    pub fn same_file(&self) -> SameFile {
        SameFile {
            path: self.path.clone(),
            identity: self.identity,
            told_day: self.told_day,
        }
    }

    /// From now on that is the shop's day: points are counted from it. The copies of the book go
    /// by the clock all the same.
    pub fn today_is(&mut self, day: Day) {
        self.told_day = Some(day);
    }

    /// The shop's day, or what it is told to be.
    pub fn told_today(&self) -> Day {
        self.told_day.unwrap_or_else(|| self.today())
    }

    /// What a person should hear about the place of the file.
    pub fn remarks(&self) -> &[OpenRemark] {
        &self.remarks
    }

    /// Whether this connection may change the book.
    pub fn is_writable(&self) -> bool {
        self.mode == Mode::Write
    }

    /// Whether a connection that wants to may change the book: who opened it and where it lies
    /// allow that.
    pub fn may_be_changed(&self) -> bool {
        matches!(self.mode, Mode::Write | Mode::Read)
    }

    /// Refuses when the file at the path is no longer the one that was opened: what is written
    /// now would go to a file that nobody finds.
    pub(super) fn still_the_file(&self) -> StoreResult<()> {
        if Identity::at(&self.path) == Some(self.identity) {
            Ok(())
        } else {
            Err(StoreError::Moved)
        }
    }

    /// Closes the connection and opens it again, after the disk failed under it.
    pub(super) fn reopen(&mut self) -> StoreResult<()> {
        // SQLite must let go of the file before it is opened again.
        self.conn = Connection::open_in_memory()?;
        self.still_the_file()?;
        let conn = checked(&self.path, self.mode)?;
        migrate::is_current(&conn)?;
        connect::settle(&conn, self.mode)?;
        self.conn = conn;
        self.unsettled = false;
        Ok(())
    }

    /// Runs the migrations that are missing, with a verified copy before.
    fn bring_up_to_date(&mut self) -> StoreResult<()> {
        let version = migrate::version(&self.conn)?;
        if version >= migrate::newest() {
            return Ok(());
        }
        let failed = |error: StoreError, copy| StoreError::Migration {
            why: error.to_string(),
            copy,
        };
        let copy = copy::before_migration(self, version).map_err(|error| failed(error, None))?;
        migrate::upgrade(&mut self.conn).map_err(|error| failed(error, Some(copy)))
    }
}

/// A book that was opened before, for opening it once more.
#[derive(Debug, Clone)]
pub struct SameFile {
    path: PathBuf,
    identity: Identity,
    told_day: Option<Day>,
}

impl SameFile {
    /// Opens it.
    ///
    /// # Errors
    /// Those of [`Store::open`], and [`StoreError::Moved`] when another file lies there now.
    pub fn open(&self, access: Access) -> StoreResult<Store> {
        let mut store = Store::open(&self.path, access)?;
        if store.identity == self.identity {
            store.told_day = self.told_day;
            Ok(store)
        } else {
            Err(StoreError::Moved)
        }
    }
}

/// A connection to a file that says of itself that it is ours and not newer than we are. What
/// the write-ahead log holds counts here, which the header alone does not show.
fn checked(path: &Path, mode: Mode) -> StoreResult<Connection> {
    let conn = connect::connect(path, mode)?;
    let application: i32 = conn.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    if application != migrate::APPLICATION_ID {
        return Err(StoreError::NotOurs);
    }
    let version = migrate::version(&conn)?;
    if version > migrate::newest() {
        return Err(StoreError::Newer(version.to_string()));
    }
    Ok(conn)
}

/// A book keeps a write-ahead log. A rollback journal beside it belongs to some other file, and
/// SQLite would write its pages into this one.
fn no_foreign_journal(path: &Path) -> StoreResult<()> {
    let journal = place::beside(path, "-journal");
    match journal.symlink_metadata() {
        Ok(file) if file.len() > 0 => Err(StoreError::Damaged(format!(
            "{} lies beside it and is not its own",
            journal.display()
        ))),
        _ => Ok(()),
    }
}

/// Which book the file is by itself, before its log is read into it; `None` where that cannot be
/// read, as in the middle of moving the log into the file.
fn id_without_log(path: &Path) -> Option<String> {
    let conn = connect::connect(path, Mode::Still).ok()?;
    which(&conn).ok()
}

fn which(conn: &Connection) -> rusqlite::Result<String> {
    let sql = "SELECT value FROM shop WHERE key = 'file_id'";
    conn.query_row(sql, [], |row| row.get(0))
}

/// A log that turns this book into another one was left by that one.
fn no_foreign_log(conn: &Connection, path: &Path, own_id: &str) -> StoreResult<()> {
    match which(conn) {
        Ok(id) if id != own_id => Err(StoreError::Damaged(format!(
            "{} lies beside it and is not its own",
            place::beside(path, "-wal").display()
        ))),
        _ => Ok(()),
    }
}

fn data_version(conn: &Connection) -> StoreResult<i64> {
    Ok(conn.query_row("PRAGMA data_version", [], |row| row.get(0))?)
}

/// The number of the newest change; 0 before the first, and where it cannot be read: then the next
/// look says that something changed.
fn newest_change(conn: &Connection) -> i64 {
    let newest = "SELECT coalesce(max(id), 0) FROM change";
    let newest = conn.query_row(newest, [], |row| row.get(0));
    newest.unwrap_or_default()
}

#[cfg(test)]
mod damage;
#[cfg(test)]
mod tests;
