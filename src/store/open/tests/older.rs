//! Books of an older version.

use super::*;

#[test]
fn who_looks_at_an_older_version_sets_about_bringing_it_up_to_date() {
    let (_dir, path) = closed();
    // No older version was ever released: this one has nothing that a copy could be made of.
    fs::remove_file(&path).unwrap();
    let old = Connection::open(&path).unwrap();
    old.pragma_update(None, "application_id", migrate::APPLICATION_ID)
        .unwrap();
    drop(old);
    let tried = Store::open(&path, Access::Read);
    assert!(
        matches!(tried, Err(StoreError::Migration { copy: None, .. })),
        "{tried:?}"
    );
    let version = Connection::open(&path).map(|conn| migrate::version(&conn).unwrap());
    assert_eq!(version.unwrap(), 0, "nothing without a copy");
}

/// A book whose header says that it is older than it is.
fn aged() -> (tempfile::TempDir, PathBuf) {
    let (dir, path) = closed();
    let conn = Connection::open(&path).unwrap();
    conn.execute_batch("PRAGMA user_version = 0").unwrap();
    conn.close().unwrap();
    (dir, path)
}

#[test]
fn without_a_copy_no_migration_begins() {
    let (dir, path) = aged();
    // A file lies where the folder of the copies would be made.
    fs::write(dir.path().join("copies"), "").unwrap();
    let before = fs::read(&path).unwrap();
    let tried = Store::open(&path, Access::Write);
    assert!(
        matches!(tried, Err(StoreError::Migration { copy: None, .. })),
        "{tried:?}"
    );
    assert!(fs::read(&path).unwrap() == before, "not a byte has changed");
}

#[test]
fn a_migration_that_fails_says_where_the_copy_is_and_leaves_the_old_version() {
    let (_dir, path) = aged();
    // The tables that the migration makes are there already.
    let tried = Store::open(&path, Access::Write);
    let Err(StoreError::Migration {
        copy: Some(copy), ..
    }) = tried
    else {
        panic!("{tried:?}");
    };
    let conn = Connection::open(&path).unwrap();
    assert_eq!(migrate::version(&conn).unwrap(), 0);
    let kept = Connection::open(copy).unwrap();
    let names = |conn: &Connection| -> i64 {
        let sql = "SELECT count(*) FROM sqlite_schema";
        conn.query_row(sql, [], |row| row.get(0)).unwrap()
    };
    assert_eq!(names(&kept), names(&conn));
}
