//! A connection as this program wants it: what SQLite may do, how much, and how it saves.

use std::fmt::Write;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};

use super::{StoreError, StoreResult};

/// Older versions can damage a file that two terminals write at the same moment.
const OLDEST_SQLITE: i32 = 3_051_003;
/// How long to wait for another terminal that is writing.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// Prepared statements that a connection keeps; the counter card alone runs twenty.
const STATEMENTS: usize = 200;

/// Pages that a connection keeps in memory to read, in KiB.
const READING: i64 = 4000;
/// The same to write: a save needs few pages, and SQLite looks through all places of its memory
/// whenever a save splits a page.
pub(super) const WRITING: i64 = 1000;
/// The same to write lists, whose rows say of each visit or line whose it is: customers and vehicles
/// are looked up in any order, and with the pages of a writer most would be read again and again.
const LISTING: i64 = 8000;
/// The same to go through the whole file once: to keep what was read is of no use.
const PASSING: i64 = 500;

/// How a file is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// To read and write.
    Write,
    /// To read, where writing would be possible.
    Read,
    /// To read a file that this person cannot change and somebody else may be changing.
    LookOnly,
    /// To read a file that nobody is changing: without locks, and nothing is made beside it.
    Still,
}

/// Opens an existing file.
pub(super) fn connect(path: &Path, mode: Mode) -> StoreResult<Connection> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        let version = rusqlite::version();
        return Err(StoreError::Internal(format!("SQLite {version} is too old")));
    }
    let kind = match mode {
        Mode::Write | Mode::Read => OpenFlags::SQLITE_OPEN_READ_WRITE,
        Mode::LookOnly | Mode::Still => OpenFlags::SQLITE_OPEN_READ_ONLY,
    };
    let flags = kind
        | OpenFlags::SQLITE_OPEN_NOFOLLOW
        | OpenFlags::SQLITE_OPEN_EXRESCODE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = if mode == Mode::Still {
        // Only an address can say that a file stands still.
        let address = format!("file:{}?immutable=1", escaped(path));
        Connection::open_with_flags(address, flags | OpenFlags::SQLITE_OPEN_URI)?
    } else {
        Connection::open_with_flags(path, flags)?
    };
    guard(&conn)?;
    conn.busy_timeout(PATIENCE)?;
    if mode != Mode::Write {
        conn.pragma_update(None, "query_only", true)?;
    }
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(conn)
}

/// Nothing in the file may run, and nothing may grow without bounds.
fn guard(conn: &Connection) -> StoreResult<()> {
    for (setting, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_WRITABLE_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true),
        // A plan is made once for all values: else many statements are planned anew for each.
        (DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true),
        // Until it is known that the file is ours, closing must not change a byte of it.
        (DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true),
    ] {
        conn.set_db_config(setting, on)?;
    }
    for (limit, most) in [
        (Limit::SQLITE_LIMIT_LENGTH, 4 << 20),
        (Limit::SQLITE_LIMIT_SQL_LENGTH, 100_000),
        (Limit::SQLITE_LIMIT_COLUMN, 100),
        (Limit::SQLITE_LIMIT_EXPR_DEPTH, 100),
        (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 10),
        (Limit::SQLITE_LIMIT_VARIABLE_NUMBER, 500),
        (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200),
        (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 20),
        // None at all would break VACUUM INTO.
        (Limit::SQLITE_LIMIT_ATTACHED, 1),
        (Limit::SQLITE_LIMIT_WORKER_THREADS, 0),
    ] {
        conn.set_limit(limit, most)?;
    }
    Ok(())
}

/// How the file is kept, once it is known to be ours.
pub(super) fn settle(conn: &Connection, mode: Mode) -> StoreResult<()> {
    let cache = match mode {
        Mode::Write => WRITING,
        Mode::Read | Mode::LookOnly | Mode::Still => READING,
    };
    for (pragma, value) in [
        ("secure_delete", 1),
        ("temp_store", 2),
        ("mmap_size", 0),
        ("cell_size_check", 1),
        ("cache_size", -cache),
        ("recursive_triggers", 1),
    ] {
        set(conn, pragma, value)?;
    }
    if mode == Mode::Write {
        keep_a_log(conn)?;
        // "Saved" means that the disk has it: FULL.
        for (pragma, value) in [
            ("synchronous", 2),
            ("fullfsync", 1),
            ("checkpoint_fullfsync", 1),
            ("wal_autocheckpoint", 256),
            ("journal_size_limit", 4 << 20),
        ] {
            set(conn, pragma, value)?;
        }
        let synchronous: i64 = conn.query_row("PRAGMA synchronous", [], |row| row.get(0))?;
        let keys: i64 = conn.query_row("PRAGMA foreign_keys", [], |row| row.get(0))?;
        if (synchronous, keys) != (2, 1) {
            return Err(StoreError::Internal(
                "SQLite refuses its settings".to_owned(),
            ));
        }
    }
    if matches!(mode, Mode::Write | Mode::Read) {
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    }
    Ok(())
}

/// From now on keeps as few pages in memory as going through the whole file needs.
pub(super) fn pass_through(conn: &Connection) -> StoreResult<()> {
    set(conn, "cache_size", -PASSING)
}

/// From now on keeps the pages in memory that the rows of a list look up.
pub(super) fn list(conn: &Connection) -> StoreResult<()> {
    set(conn, "cache_size", -LISTING)
}

/// Readers never wait for writers: a write-ahead log, or nothing.
pub(super) fn keep_a_log(conn: &Connection) -> StoreResult<()> {
    let mode: String = conn.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if mode == "wal" {
        Ok(())
    } else {
        Err(StoreError::Io(
            "no write-ahead log can be kept here".to_owned(),
        ))
    }
}

/// Sets a pragma, whether or not it answers.
fn set(conn: &Connection, pragma: &str, value: i64) -> StoreResult<()> {
    conn.pragma_update_and_check(None, pragma, value, |_| Ok(()))
        .or_else(|error| match error {
            rusqlite::Error::QueryReturnedNoRows => Ok(()),
            error => Err(error),
        })?;
    Ok(())
}

/// A path inside an address: everything that could mean something there is written by its number.
fn escaped(path: &Path) -> String {
    let mut address = String::new();
    for byte in path.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(byte) {
            address.push(char::from(*byte));
        } else {
            let _ = write!(address, "%{byte:02X}");
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_cannot_say_more_than_where_the_file_is() {
        let path = Path::new("/a b/x?mode=rwc&cache=shared#%.kenal");
        assert_eq!(
            escaped(path),
            "/a%20b/x%3Fmode%3Drwc%26cache%3Dshared%23%25.kenal"
        );
    }

    #[test]
    fn the_settings_hold_on_a_real_file() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a");
        std::fs::write(&path, "").unwrap();
        let conn = connect(&path, Mode::Write).unwrap();
        settle(&conn, Mode::Write).unwrap();
        let number = |pragma: &str| -> i64 {
            conn.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get(0))
                .unwrap()
        };
        for (pragma, value) in [
            ("synchronous", 2),
            ("foreign_keys", 1),
            ("secure_delete", 1),
            ("temp_store", 2),
            ("cell_size_check", 1),
            ("trusted_schema", 0),
            ("wal_autocheckpoint", 256),
            ("journal_size_limit", 4 << 20),
            ("busy_timeout", 5000),
            ("mmap_size", 0),
            ("recursive_triggers", 1),
            ("fullfsync", 1),
            ("checkpoint_fullfsync", 1),
            ("cache_size", -WRITING),
            ("page_size", 4096),
            ("auto_vacuum", 0),
            ("threads", 0),
            ("writable_schema", 0),
        ] {
            assert_eq!(number(pragma), value, "{pragma}");
        }
        let journal: String = conn
            .query_row("PRAGMA journal_mode", [], |row| row.get(0))
            .unwrap();
        assert_eq!(journal, "wal");
        for (limit, most) in [
            (Limit::SQLITE_LIMIT_LENGTH, 4 << 20),
            (Limit::SQLITE_LIMIT_SQL_LENGTH, 100_000),
            (Limit::SQLITE_LIMIT_VARIABLE_NUMBER, 500),
            (Limit::SQLITE_LIMIT_ATTACHED, 1),
            (Limit::SQLITE_LIMIT_WORKER_THREADS, 0),
        ] {
            assert_eq!(conn.limit(limit).unwrap(), most, "{limit:?}");
        }
        assert!(conn.prepare("SELECT \"no such column\"").is_err());
        assert!(conn.db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE).unwrap());
    }

    #[test]
    fn a_file_opened_for_looking_cannot_be_written() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a");
        std::fs::write(&path, "").unwrap();
        for mode in [Mode::Read, Mode::LookOnly, Mode::Still] {
            let conn = connect(&path, mode).unwrap();
            assert!(
                conn.execute_batch("CREATE TABLE t (a)").is_err(),
                "{mode:?}"
            );
        }
    }
}
