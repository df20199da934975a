//! M01: a program that is killed while it brings a book to a newer version.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::*;
use crate::store::Store;
use crate::store::connect::{Mode, connect, settle};

/// Where the child finds the book.
const BOOK: &str = "KENAL_TEST_BOOK";
/// How often it is killed.
const KILLS: u32 = 40;

/// A version that does not exist: every customer is written anew.
const NEXT: &str = "ALTER TABLE customer ADD COLUMN loud TEXT NOT NULL DEFAULT '';
                    UPDATE customer SET loud = upper(name);
                    CREATE INDEX customer_by_loud ON customer (loud);";

fn begun(book: &Path) -> PathBuf {
    book.with_extension("begun")
}

#[test]
#[ignore = "brings a book further, for the test below"]
fn migrates() {
    let book = PathBuf::from(std::env::var_os(BOOK).expect("a book"));
    let mut conn = connect(&book, Mode::Write).unwrap();
    settle(&conn, Mode::Write).unwrap();
    // Half of the work reaches the log before the end of it.
    conn.pragma_update(None, "cache_size", 10).unwrap();
    std::fs::write(begun(&book), "").unwrap();
    upgrade_by(&mut conn, &[MIGRATIONS[0], NEXT]).unwrap();
}

/// Starts it, and waits until it begins.
fn start(book: &Path) -> Child {
    let _ = std::fs::remove_file(begun(book));
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--ignored", "--exact", "store::migrate::killed::migrates"]);
    let child = child.env(BOOK, book).stdout(Stdio::null());
    let mut child = child.stderr(Stdio::null()).spawn().unwrap();
    while !begun(book).exists() && child.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_millis(1));
    }
    child
}

/// The version of a sound book, its schema, and a sum over its customers.
fn state(book: &Path) -> (i64, String, (i64, i64)) {
    let conn = Connection::open(book).unwrap();
    let sound: String = conn
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(sound, "ok");
    let sum = conn
        .query_row(
            "SELECT count(*), sum(length(name)) FROM customer",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    (version(&conn).unwrap(), fingerprint(&conn).unwrap(), sum)
}

#[test]
fn a_migration_that_is_killed_leaves_the_old_version_or_the_new_one() {
    let dir = tempfile::tempdir().unwrap();
    let book = dir.path().join("book.kenal");
    let today = "2026-11-22".parse().unwrap();
    let made = Store::create_sample(&book, 1, 300, today, |_, _| {
        std::ops::ControlFlow::Continue(())
    });
    made.unwrap().close();
    let bytes = std::fs::read(&book).unwrap();
    let old = state(&book);
    let since = Instant::now();
    assert!(start(&book).wait().unwrap().success());
    let took = since.elapsed();
    let new = state(&book);
    assert_eq!((old.0, new.0, old.2), (1, 2, new.2));
    let mut ends = [0, 0];
    for kill in 0..KILLS {
        for ending in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(book.with_extension(format!("kenal{ending}")));
        }
        std::fs::write(&book, &bytes).unwrap();
        let mut child = start(&book);
        std::thread::sleep(took * kill / KILLS);
        // An error means that it has ended already.
        let _ = child.kill();
        child.wait().unwrap();
        let now = state(&book);
        assert!(now == old || now == new, "{now:?}");
        ends[usize::from(now == new)] += 1;
    }
    assert!(ends[0] > 0 && ends[1] > 0, "old and new: {ends:?}");
}
