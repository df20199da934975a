//! Whether a copy is whole: opened without touching it, checked, counted and hashed.

use std::fmt::Write;
use std::io::Read;
use std::path::Path;

use rusqlite::Connection;
use sha2::{Digest, Sha256};

use super::super::connect::{Mode, connect};
use super::super::{StoreError, StoreResult};

/// What a book holds, as far as it can be told in numbers.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Counts {
    newest_change: i64,
    rows: Vec<i64>,
}

/// Counts a book.
pub(super) fn counts(conn: &Connection) -> StoreResult<Counts> {
    let number = |sql: &str| conn.query_row(sql, [], |row| row.get::<_, i64>(0));
    Ok(Counts {
        newest_change: number("SELECT coalesce(max(id), 0) FROM change")?,
        rows: vec![
            number("SELECT count(*) FROM customer")?,
            number("SELECT count(*) FROM vehicle")?,
            number("SELECT count(*) FROM visit")?,
            number("SELECT count(*) FROM visit_line")?,
            number("SELECT coalesce(sum(total), 0) FROM visit WHERE abs(total) < 1000000000000")?,
        ],
    })
}

/// Refuses a copy that is damaged, or that does not hold what the book held while it was made.
pub(super) fn whole(copy: &Path, before: &Counts, after: &Counts) -> StoreResult<()> {
    let conn = connect(copy, Mode::Still)?;
    let found: String = conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if found != "ok" {
        return Err(StoreError::Damaged(format!("the copy: {found}")));
    }
    let counted = counts(&conn)?;
    let same = if before == after {
        counted == *before
    } else {
        // Another terminal wrote meanwhile; the copy is of some moment in between.
        (before.newest_change..=after.newest_change).contains(&counted.newest_change)
    };
    if same {
        Ok(())
    } else {
        Err(StoreError::Damaged(
            "the copy does not hold what the book holds".to_owned(),
        ))
    }
}

/// SHA-256 of a file in hexadecimal.
pub(super) fn hash(mut file: impl Read) -> StoreResult<String> {
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = file
            .read(&mut buffer)
            .map_err(|error| StoreError::Io(error.to_string()))?;
        if read == 0 {
            break;
        }
        hasher.update(&buffer[..read]);
    }
    let hash = hasher.finalize();
    Ok(hex(&hash))
}

/// Bytes in hexadecimal.
pub(in crate::store) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
