mod living;
mod logs;
mod no_book;
mod older;
mod rights;

use super::*;
use crate::store::test_kit::{add_customer, new_store, shop, write};
use rstest::rstest;
use std::fs;
use tempfile::TempDir;

/// A book that was closed properly, as bytes on disk.
fn closed() -> (TempDir, std::path::PathBuf) {
    let (dir, mut store) = new_store();
    add_customer(&mut store, "Budi");
    let path = store.path().to_owned();
    store.close();
    (dir, path)
}

/// Changes the closed book with plain SQL, as another program would.
fn tamper(path: &Path, sql: &str) {
    let conn = Connection::open(path).unwrap();
    conn.execute_batch(sql).unwrap();
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        .unwrap();
    conn.close().unwrap();
}

/// Opens for both purposes; neither may change a byte or leave anything.
fn refused(path: &Path) -> StoreError {
    // A pipe would wait for somebody to write into it.
    let bytes = || path.is_file().then(|| fs::read(path).unwrap());
    let before = (bytes(), names(path));
    let read = Store::open(path, Access::Read);
    assert!(read.is_err(), "{read:?}");
    let error = Store::open(path, Access::Write).unwrap_err();
    assert_eq!((bytes(), names(path)), before);
    error
}

fn names(path: &Path) -> Vec<std::ffi::OsString> {
    let entries = fs::read_dir(path.parent().unwrap()).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    names
}

#[test]
fn a_closed_book_is_one_file_and_opens_again() {
    let (_dir, path) = closed();
    assert_eq!(names(&path), ["book.kenal"]);
    let store = Store::open(&path, Access::Write).unwrap();
    assert_eq!(store.info().unwrap().customers, 1);
    assert_eq!(store.shop_fact("file_id").unwrap().unwrap().len(), 32);
}
