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
    assert_eq!(store.sizes().unwrap().customers, 1);
    assert_eq!(store.shop_fact("file_id").unwrap().unwrap().len(), 32);
}

#[test]
fn a_newer_file_is_refused_and_not_a_byte_of_it_changes() {
    let (_dir, path) = closed();
    tamper(&path, "PRAGMA user_version = 99");
    assert!(matches!(refused(&path), StoreError::Newer(version) if version == "99"));
}

#[test]
fn a_version_that_only_the_log_knows_counts() {
    let (_dir, path) = closed();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("PRAGMA user_version = 99").unwrap();
    let error = Store::open(&path, Access::Write).unwrap_err();
    assert!(matches!(error, StoreError::Newer(_)), "{error:?}");
}

#[test]
fn another_programs_database_is_refused() {
    let (_dir, path) = closed();
    tamper(&path, "PRAGMA application_id = 7");
    assert!(matches!(refused(&path), StoreError::NotOurs));
}

#[rstest]
#[case::trigger("CREATE TRIGGER t AFTER INSERT ON visit BEGIN DELETE FROM customer; END")]
#[case::view("DROP VIEW v_visit; CREATE VIEW v_visit AS SELECT load_extension('x') AS id")]
#[case::column("ALTER TABLE visit ADD COLUMN bomb TEXT AS (hex(zeroblob(1000000))) VIRTUAL")]
#[case::index("DROP INDEX ownership_now")]
#[case::table("CREATE TABLE sqlean (a)")]
#[case::edited(
    "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '') WHERE name = 'visit'"
)]
#[case::more("CREATE INDEX i ON customer (upper(name))")]
#[case::once("CREATE UNIQUE INDEX i ON customer (name)")]
#[case::instead("CREATE TRIGGER t INSTEAD OF DELETE ON v_visit BEGIN SELECT 1; END")]
#[case::virtually("CREATE VIRTUAL TABLE words USING fts5 (word)")]
#[case::writes("CREATE VIEW v AS SELECT writefile('/tmp/kenal', name) FROM customer")]
#[case::gone("DROP VIEW v_visit")]
#[case::renamed("ALTER TABLE visit_line RENAME COLUMN quantity TO many")]
#[case::broken(
    "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET sql = 'garbage' WHERE name = 'v_visit'"
)]
#[case::twice(
    "PRAGMA writable_schema = 1;
     INSERT INTO sqlite_schema SELECT type, 'x', 'x', rootpage, 'CREATE TABLE x (a)' FROM sqlite_schema WHERE name = 'staff'"
)]
#[case::under_a_name_of_sqlite(
    "PRAGMA writable_schema = 1;
     INSERT INTO sqlite_schema VALUES ('trigger', 'sqlite_stat4', 'visit', 0,
         'CREATE TRIGGER sqlite_stat4 AFTER INSERT ON visit BEGIN DELETE FROM visit; END')"
)]
#[case::instead_of_one_of_sqlite(
    "PRAGMA writable_schema = 1;
     INSERT INTO sqlite_schema VALUES ('view', 'sqlite_stat1', 'sqlite_stat1', 0,
         'CREATE VIEW sqlite_stat1 AS SELECT 1 AS tbl, 2 AS idx, 3 AS stat')"
)]
fn a_schema_that_is_not_ours_is_refused_and_nothing_in_it_runs(#[case] sql: &str) {
    let (_dir, path) = closed();
    tamper(&path, sql);
    let error = Store::open(&path, Access::Write).unwrap_err();
    assert!(matches!(error, StoreError::Damaged(_)), "{error:?}");
    let conn = Connection::open(&path).unwrap();
    // Looks past what is broken.
    conn.execute_batch("PRAGMA writable_schema = 1").unwrap();
    let customers: i64 = conn
        .query_row("SELECT count(*) FROM customer", [], |row| row.get(0))
        .unwrap();
    assert_eq!(customers, 1);
}

#[test]
fn what_is_no_book_is_refused_at_once_and_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let files: [(&str, Vec<u8>); 5] = [
        ("empty", Vec::new()),
        ("hundred", vec![b'S'; 100]),
        ("text", b"name,phone\nBudi,0812\n".repeat(50)),
        ("picture", [&b"\x89PNG\r\n\x1a\n"[..], &[0; 500]].concat()),
        ("half", b"SQLite format 3\0".to_vec()),
    ];
    for (name, bytes) in files {
        let path = dir.path().join(name);
        fs::write(&path, bytes).unwrap();
        let error = refused(&path);
        assert!(matches!(error, StoreError::NotOurs), "{name}: {error:?}");
    }
    assert!(matches!(
        refused(&dir.path().join("nowhere")),
        StoreError::Missing(_)
    ));
}

#[cfg(unix)]
#[test]
fn folders_pipes_sockets_devices_and_loose_ends_are_no_book() {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name);
    fs::create_dir(at("folder")).unwrap();
    let mode = rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR;
    rustix::fs::mknodat(
        rustix::fs::CWD,
        at("pipe"),
        rustix::fs::FileType::Fifo,
        mode,
        0,
    )
    .unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(at("socket")).unwrap();
    std::os::unix::fs::symlink(at("nowhere"), at("dangling")).unwrap();
    for name in ["folder", "pipe", "socket"] {
        assert!(
            matches!(refused(&at(name)), StoreError::NotAFile(_)),
            "{name}"
        );
    }
    let device = Store::open(Path::new("/dev/null"), Access::Read).unwrap_err();
    assert!(matches!(device, StoreError::NotAFile(_)));
    assert!(matches!(refused(&at("dangling")), StoreError::Missing(_)));
    let made = Store::create(&at("dangling"), &shop()).unwrap_err();
    assert!(
        matches!(made, StoreError::Exists(_)),
        "a link is not followed to make a file"
    );
}

#[cfg(unix)]
#[test]
fn a_file_with_two_names_is_refused_and_a_link_is_followed_once() {
    let (dir, path) = closed();
    let link = dir.path().join("link");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    let store = Store::open(&link, Access::Write).unwrap();
    assert_eq!(store.path(), path.canonicalize().unwrap());
    store.close();
    fs::hard_link(&path, dir.path().join("second")).unwrap();
    assert!(matches!(refused(&path), StoreError::NotAFile(_)));
}

#[test]
fn nothing_is_made_where_something_lies() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["book", "book-wal", "book-shm", "book-journal"] {
        let path = dir.path().join(name);
        fs::write(&path, "mine").unwrap();
        let made = Store::create(&dir.path().join("book"), &shop());
        assert!(
            matches!(made, Err(StoreError::Exists(_))),
            "{name}: {made:?}"
        );
        assert_eq!(fs::read(&path).unwrap(), b"mine");
        fs::remove_file(&path).unwrap();
    }
    let nowhere = Store::create(&dir.path().join("no/folder/book"), &shop());
    assert!(matches!(nowhere, Err(StoreError::CannotCreate { .. })));
}

#[test]
fn a_journal_of_some_other_file_is_not_played_into_the_book() {
    let (dir, path) = closed();
    fs::write(dir.path().join("book.kenal-journal"), [0xd9; 512]).unwrap();
    assert!(matches!(refused(&path), StoreError::Damaged(_)));
}

#[test]
fn a_log_that_another_book_left_is_not_played_into_this_one() {
    let (dir, path) = closed();
    let (other_dir, mut other) = new_store();
    add_customer(&mut other, "Sari");
    let log = "book.kenal-wal";
    fs::copy(other_dir.path().join(log), dir.path().join(log)).unwrap();
    let before = (
        fs::read(&path).unwrap(),
        fs::read(dir.path().join(log)).unwrap(),
    );
    for access in [Access::Read, Access::Write] {
        let opened = Store::open(&path, access);
        assert!(
            matches!(&opened, Err(StoreError::Damaged(why)) if why.contains(log)),
            "{opened:?}"
        );
        assert!(
            (
                fs::read(&path).unwrap(),
                fs::read(dir.path().join(log)).unwrap()
            ) == before
        );
    }
    fs::remove_file(dir.path().join(log)).unwrap();
    let store = Store::open(&path, Access::Write).unwrap();
    assert_eq!(store.sizes().unwrap().customers, 1);
}

#[test]
fn an_index_of_the_log_that_another_book_left_is_not_believed() {
    let (dir, path) = closed();
    let (other_dir, mut other) = new_store();
    add_customer(&mut other, "Sari");
    let index = "book.kenal-shm";
    fs::copy(other_dir.path().join(index), dir.path().join(index)).unwrap();
    let store = Store::open(&path, Access::Write).unwrap();
    assert_eq!(store.sizes().unwrap().customers, 1);
    assert_eq!(store.check_integrity().unwrap(), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn what_a_new_book_makes_is_the_persons_own() {
    use std::os::unix::fs::PermissionsExt;
    let (dir, mut store) = new_store();
    add_customer(&mut store, "Budi");
    for name in ["book.kenal", "book.kenal-wal", "book.kenal-shm"] {
        let mode = dir
            .path()
            .join(name)
            .metadata()
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_others_may_read_is_made_private_and_that_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let (_dir, path) = closed();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    let store = Store::open(&path, Access::Read).unwrap();
    assert_eq!(store.remarks(), [OpenRemark::MadePrivate]);
    assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
}

#[cfg(unix)]
#[test]
fn a_folder_that_everybody_may_rename_in_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let (dir, path) = closed();
    let mode = |mode| fs::set_permissions(dir.path(), fs::Permissions::from_mode(mode)).unwrap();
    mode(0o777);
    assert!(matches!(refused(&path), StoreError::OpenFolder(_)));
    let made = Store::create(&dir.path().join("new"), &shop());
    assert!(matches!(made, Err(StoreError::OpenFolder(_))));
    mode(0o1777);
    let store = Store::open(&path, Access::Write).unwrap();
    assert_eq!(store.remarks(), [OpenRemark::SharedFolder]);
    mode(0o700);
}

#[cfg(unix)]
#[test]
fn a_read_only_file_can_be_looked_at_and_nothing_is_made_beside_it() {
    use std::os::unix::fs::PermissionsExt;
    let (_dir, path) = closed();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
    let write_it = Store::open(&path, Access::Write);
    assert!(
        matches!(write_it, Err(StoreError::ReadOnly { .. })),
        "{write_it:?}"
    );
    let mut store = Store::open(&path, Access::Read).unwrap();
    let owner = String::new();
    assert_eq!(store.remarks(), [OpenRemark::LookOnly { owner }]);
    assert_eq!(store.sizes().unwrap().customers, 1);
    assert_eq!(names(&path), ["book.kenal"]);
    let facts = Box::new(crate::store::test_kit::named("Sari"));
    let change = crate::domain::Change::AddCustomer {
        facts,
        code: None,
        vehicle: None,
    };
    assert!(matches!(
        write(&mut store, &change),
        Err(StoreError::ReadOnly { .. })
    ));
    assert_eq!(store.keep_copy().unwrap(), None);
    store.close();
}

#[test]
fn a_connection_for_looking_writes_nothing_and_sees_what_others_write() {
    let (_dir, mut store) = new_store();
    let mut reader = Store::open(store.path(), Access::Read).unwrap();
    assert!(!reader.changed().unwrap());
    add_customer(&mut store, "Budi");
    assert!(reader.changed().unwrap());
    assert!(!reader.changed().unwrap());
    assert_eq!(reader.sizes().unwrap().customers, 1);
    assert!(reader.conn.execute_batch("DELETE FROM counter").is_err());
    assert!(!store.changed().unwrap(), "one's own change is no news");
}

#[cfg(unix)]
#[rstest]
#[case::renamed(|path: &Path| fs::rename(path, path.with_extension("away")).unwrap())]
#[case::deleted(|path: &Path| fs::remove_file(path).unwrap())]
#[case::replaced(|path: &Path| {
    let copy = path.with_extension("copy");
    fs::copy(path, &copy).unwrap();
    fs::rename(copy, path).unwrap();
})]
fn a_file_that_was_moved_or_replaced_gets_no_more_writes(#[case] happens: fn(&Path)) {
    let (_dir, path) = closed();
    let mut store = Store::open(&path, Access::Write).unwrap();
    happens(&path);
    let facts = Box::new(crate::store::test_kit::named("Sari"));
    let change = crate::domain::Change::AddCustomer {
        facts,
        code: None,
        vehicle: None,
    };
    let written = write(&mut store, &change);
    assert!(matches!(written, Err(StoreError::Moved)), "{written:?}");
    assert!(matches!(store.changed(), Err(StoreError::Moved)));
}

#[cfg(unix)]
#[test]
fn the_same_file_is_opened_once_more_and_no_other() {
    let (_dir, path) = closed();
    let store = Store::open(&path, Access::Read).unwrap();
    let file = store.same_file();
    assert!(file.open(Access::Write).unwrap().is_writable());
    let copy = path.with_extension("copy");
    fs::copy(&path, &copy).unwrap();
    fs::rename(copy, &path).unwrap();
    let other = file.open(Access::Write);
    assert!(matches!(other, Err(StoreError::Moved)), "{other:?}");
}

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

#[test]
fn another_terminal_that_brought_the_file_further_stops_this_one() {
    let (_dir, path) = closed();
    let mut store = Store::open(&path, Access::Write).unwrap();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("PRAGMA user_version = 99").unwrap();
    let facts = Box::new(crate::store::test_kit::named("Sari"));
    let change = crate::domain::Change::AddCustomer {
        facts,
        code: None,
        vehicle: None,
    };
    let written = write(&mut store, &change);
    assert!(matches!(written, Err(StoreError::Newer(_))), "{written:?}");
}

#[test]
fn a_read_that_is_no_longer_wanted_stops() {
    let (_dir, mut store) = new_store();
    let long = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000000)
                SELECT count(*) FROM n";
    store.stop_when(Some(Box::new(|| true)));
    let result: Result<i64, _> = store.conn.query_row(long, [], |row| row.get(0));
    let error = StoreError::from(result.unwrap_err());
    assert!(matches!(error, StoreError::Cancelled), "{error:?}");
    // A write is never stopped.
    store.stop_when(Some(Box::new(|| true)));
    add_customer(&mut store, "Budi");
}

#[test]
fn a_sound_book_is_sound_and_a_damaged_one_is_not() {
    let (_dir, path) = closed();
    let store = Store::open(&path, Access::Read).unwrap();
    assert_eq!(store.check_integrity().unwrap(), Vec::<String>::new());
    drop(store);
    let mut bytes = fs::read(&path).unwrap();
    let pages = bytes.len() / 4096;
    for page in (10..pages).step_by(3) {
        bytes[page * 4096 + 8..page * 4096 + 200].fill(0xAA);
    }
    fs::write(&path, bytes).unwrap();
    let damaged = Store::open(&path, Access::Read).and_then(|store| store.check_integrity());
    assert!(
        !matches!(&damaged, Ok(found) if found.is_empty()),
        "{damaged:?}"
    );
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
