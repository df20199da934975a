//! Opening a book, and making a new one.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::{Store, StoreError, StoreResult};

/// Prepared statements that a connection keeps; the counter card alone runs twenty.
const STATEMENTS: usize = 200;

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Looking only.
    Read,
    /// Looking and changing.
    Write,
}

/// The facts that a new book begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewShop {
    /// The shop's name; may be empty.
    pub name: String,
    /// ISO 4217 code, such as `IDR`.
    pub currency: String,
    /// Trade profile, such as `garage`.
    pub trade: String,
    /// Minutes east of UTC.
    pub utc_offset_minutes: i32,
}

/// The file that was opened, to know it again.
#[derive(Debug)]
pub(super) struct OpenFile {
    pub(super) path: PathBuf,
}

impl Store {
    /// Opens a book that exists.
    ///
    /// # Errors
    /// When it is missing, foreign, damaged, newer, or may not be opened.
    pub fn open(path: &Path, access: Access) -> StoreResult<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(path, flags)?;
        conn.set_prepared_statement_cache_capacity(STATEMENTS);
        Ok(Self {
            conn,
            file: OpenFile { path: path.into() },
            access,
            seen: None,
        })
    }

    /// Makes a new book and opens it for writing.
    ///
    /// # Errors
    /// When something is already there, or nothing can be made there.
    pub fn create(path: &Path, shop: &NewShop) -> StoreResult<Self> {
        if path.exists() {
            return Err(StoreError::Exists(path.into()));
        }
        let conn = Connection::open(path)?;
        conn.set_prepared_statement_cache_capacity(STATEMENTS);
        conn.execute_batch(include_str!("migrations/0001_customer_book.sql"))?;
        let offset = shop.utc_offset_minutes.to_string();
        for (key, value) in [
            ("name", shop.name.as_str()),
            ("currency", &shop.currency),
            ("trade", &shop.trade),
            ("utc_offset_minutes", &offset),
        ] {
            conn.execute(
                "INSERT INTO shop (key, value) VALUES (?1, ?2)",
                (key, value),
            )?;
        }
        Ok(Self {
            conn,
            file: OpenFile { path: path.into() },
            access: Access::Write,
            seen: None,
        })
    }

    /// The file, resolved.
    pub fn path(&self) -> &Path {
        &self.file.path
    }
}
