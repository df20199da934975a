//! What must be true of a book after any fault, looked at from outside the program.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};

/// Asserts that the file is sound, that every ID whose saving was acknowledged is in it exactly
/// once, and that no attempt was written twice. Nobody else may have the book open meanwhile.
pub fn sound(book: &Path, acknowledged: &[String]) {
    let conn = Connection::open_with_flags(book, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
    let word = |sql: &str| -> String { conn.query_row(sql, [], |row| row.get(0)).unwrap() };
    assert_eq!(word("PRAGMA integrity_check"), "ok");
    let loose = conn.query_row("PRAGMA foreign_key_check", [], |_| Ok(()));
    assert!(matches!(loose, Err(rusqlite::Error::QueryReturnedNoRows)));
    let twice =
        "SELECT COUNT(*) FROM (SELECT op_id FROM change GROUP BY op_id HAVING COUNT(*) > 1)";
    let twice: i64 = conn.query_row(twice, [], |row| row.get(0)).unwrap();
    assert_eq!(twice, 0, "attempts written twice");
    let codes = count(&conn, "SELECT code FROM customer");
    for id in acknowledged {
        assert_eq!(codes.get(id), Some(&1), "{id} was said to be saved");
    }
}

/// How many customers bear a name that begins so.
pub fn named(book: &Path, beginning: &str) -> i64 {
    let conn = Connection::open_with_flags(book, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
    let sql = "SELECT COUNT(*) FROM customer WHERE substr(name, 1, length(?1)) = ?1";
    conn.query_row(sql, [beginning], |row| row.get(0)).unwrap()
}

fn count(conn: &Connection, sql: &str) -> BTreeMap<String, i64> {
    let mut codes = BTreeMap::new();
    let mut statement = conn.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get::<_, String>(0));
    for code in rows.unwrap() {
        *codes.entry(code.unwrap()).or_insert(0) += 1;
    }
    codes
}
