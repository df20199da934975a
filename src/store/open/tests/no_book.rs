//! What is no book, or not ours, and is left alone.

use super::*;

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
#[case::virtually(
    "PRAGMA writable_schema = 1;
     INSERT INTO sqlite_schema VALUES ('table', 'places', 'places', 0,
         'CREATE VIRTUAL TABLE places USING rtree (id, west, east)')"
)]
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
    assert!(
        matches!(error, StoreError::OtherTables | StoreError::Damaged(_)),
        "{error:?}"
    );
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
    assert!(matches!(refused(&path), StoreError::SeveralNames(_)));
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
