use std::path::Path;

use rusqlite::Connection;

use super::*;
use crate::domain::{Change, CustomerFacts, Draft, DraftForm, DraftText};
use crate::store::test_kit::{author, named, new_store, op, write};
use crate::store::{Access, LoadKind};

type Write = fn(&mut Store) -> StoreResult<()>;

/// One of each kind that a person's work goes through.
const WRITES: [(&str, Write); 3] = [("change", change), ("draft", draft), ("load", load)];
/// And one that is only said to other terminals.
const JOB: (&str, Write) = ("job", |store| store.take_job("import", &long()));

/// More than fits into the pages that a new book has.
fn long() -> String {
    "x".repeat(10_000)
}

fn change(store: &mut Store) -> StoreResult<()> {
    let facts = CustomerFacts {
        note: long(),
        ..named("Siti")
    };
    let change = Change::AddCustomer {
        facts: Box::new(facts),
        code: None,
        vehicle: None,
    };
    write(store, &change).map(|_| ())
}

fn draft(store: &mut Store) -> StoreResult<()> {
    let draft = Draft {
        op: op(),
        form: DraftForm::NewCustomer,
        subject: None,
        visit: None,
        about: "Siti".to_owned(),
        text: DraftText {
            focus: long(),
            ..DraftText::default()
        },
    };
    store.keep_drafts(&author("Ani"), &[draft], true)
}

fn load(store: &mut Store) -> StoreResult<()> {
    let load = store.load(&author("Ani"), op(), LoadKind::Import, &[long()])?;
    load.commit(&[]).map(|_| ())
}

fn count(path: &Path, sql: &str) -> i64 {
    let conn = Connection::open(path).unwrap();
    conn.query_row(sql, [], |row| row.get(0)).unwrap()
}

const MARKS: &str = "SELECT count(*) FROM job WHERE name GLOB 'writer *'";
/// Everything that one of the writes adds to.
const ROWS: &str = "SELECT (SELECT count(*) FROM customer) + (SELECT count(*) FROM draft)
                         + (SELECT count(*) FROM change) + (SELECT count(*) FROM import_batch)";

/// Does each of them in a book of its own, after `before`.
fn each(
    writes: &[(&str, Write)],
    before: impl Fn(&mut Store),
    then: impl Fn(&str, &mut Store, StoreResult<()>),
) {
    for (name, act) in writes {
        let (_dir, mut store) = new_store();
        before(&mut store);
        let done = act(&mut store);
        then(name, &mut store, done);
    }
}

fn with_job() -> Vec<(&'static str, Write)> {
    WRITES.into_iter().chain([JOB]).collect()
}

#[test]
fn every_write_marks_the_book_until_it_is_closed_and_a_job_does_not() {
    each(
        &WRITES,
        |_| (),
        |name, store, done| {
            done.unwrap();
            assert_eq!(count(store.path(), MARKS), 1, "{name}");
            store.unmark();
            assert_eq!(count(store.path(), MARKS), 0, "{name}");
        },
    );
    each(
        &[JOB],
        |_| (),
        |name, store, done| {
            done.unwrap();
            assert_eq!(count(store.path(), MARKS), 0, "{name}");
        },
    );
}

#[test]
fn who_must_wait_is_told_who_writes() {
    let (_dir, mut store) = new_store();
    let other = Store::open(store.path(), Access::Write).unwrap();
    other.conn.execute_batch("BEGIN IMMEDIATE").unwrap();
    let begun = store.begin(Duration::ZERO, None).map(|_| ());
    let known = cfg!(target_os = "linux").then(std::process::id);
    let told =
        matches!(begun, Err(StoreError::Busy(ref by)) if by.as_ref().map(|by| by.pid) == known);
    assert!(told, "{begun:?}");
    let patience: i64 = store
        .conn
        .query_row("PRAGMA busy_timeout", [], |row| row.get(0))
        .unwrap();
    assert_eq!(patience, 5000, "the next one waits as usual");
    other.conn.execute_batch("ROLLBACK").unwrap();
    change(&mut store).unwrap();
}

#[test]
fn none_is_written_into_a_book_that_a_check_found_damaged() {
    let damage = |store: &mut Store| {
        let sql = "INSERT INTO shop (key, value) VALUES ('check_found', 'a page is lost')";
        store.conn.execute(sql, []).unwrap();
    };
    each(&with_job(), damage, |name, store, done| {
        assert!(
            matches!(done, Err(StoreError::Damaged(_))),
            "{name}: {done:?}"
        );
        assert_eq!(count(store.path(), ROWS), 0, "{name}");
        // Else no check could ever find it mended.
        store.take_job_anyway("check", "").unwrap();
    });
}

#[test]
fn none_is_written_into_a_book_that_another_terminal_brought_to_a_newer_version() {
    let newer = |store: &mut Store| {
        let version = migrate::newest() + 1;
        store
            .conn
            .pragma_update(None, "user_version", version)
            .unwrap();
    };
    each(&with_job(), newer, |name, store, done| {
        assert!(
            matches!(done, Err(StoreError::Newer(_))),
            "{name}: {done:?}"
        );
        assert_eq!(count(store.path(), ROWS), 0, "{name}");
    });
}

#[test]
fn none_is_written_into_a_file_that_was_moved_away() {
    let away = |store: &mut Store| {
        std::fs::rename(store.path(), store.path().with_extension("old")).unwrap();
    };
    each(&with_job(), away, |name, store, done| {
        assert!(matches!(done, Err(StoreError::Moved)), "{name}: {done:?}");
        let rows: i64 = store.conn.query_row(ROWS, [], |row| row.get(0)).unwrap();
        assert_eq!(rows, 0, "{name}");
    });
}

#[test]
fn none_is_written_by_a_connection_for_looking() {
    for (name, act) in with_job() {
        let (_dir, store) = new_store();
        let mut looking = Store::open(store.path(), Access::Read).unwrap();
        let done = act(&mut looking);
        assert!(
            matches!(done, Err(StoreError::ReadOnly { .. })),
            "{name}: {done:?}"
        );
    }
}

#[test]
fn on_a_full_disk_each_says_so_writes_nothing_and_leaves_no_mark() {
    let full = |store: &mut Store| {
        let pages = count(store.path(), "PRAGMA page_count");
        let set = store
            .conn
            .pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()));
        set.unwrap();
    };
    each(&with_job(), full, |name, store, done| {
        assert!(
            matches!(done, Err(StoreError::DiskFull)),
            "{name}: {done:?}"
        );
        assert_eq!(count(store.path(), ROWS), 0, "{name}");
        assert_eq!(count(store.path(), MARKS), 0, "{name}");
    });
}

#[test]
fn after_a_failure_of_the_disk_the_next_write_opens_the_file_anew() {
    let doubtful = |store: &mut Store| {
        // What the connection believes of the file and the file does not know.
        store
            .conn
            .execute_batch("CREATE TEMP TABLE believed (a)")
            .unwrap();
        store.unsettled = true;
    };
    each(&with_job(), doubtful, |name, store, done| {
        done.unwrap();
        assert!(!store.unsettled, "{name}");
        assert!(store.conn.prepare("SELECT a FROM believed").is_err());
    });
}

#[test]
fn a_failure_of_the_disk_is_remembered_and_a_refusal_is_not() {
    let (_dir, mut store) = new_store();
    let refused = store.one_write(connect::PATIENCE, |_| Err::<(), _>(StoreError::Gone));
    assert!(matches!(refused, Err(StoreError::Gone)) && !store.unsettled);
    let failed = store.one_write(connect::PATIENCE, |_| {
        Err::<(), _>(StoreError::Io("EIO".to_owned()))
    });
    assert!(matches!(failed, Err(StoreError::Io(_))) && store.unsettled);
}

#[test]
fn what_is_dropped_before_its_end_was_never_written() {
    let (_dir, mut store) = new_store();
    let write = store.begin(connect::PATIENCE, None).unwrap();
    let sql = "INSERT INTO shop (key, value) VALUES ('address', 'Jalan Mawar')";
    write.execute(sql, []).unwrap();
    drop(write);
    assert_eq!(store.shop_fact("address").unwrap(), None);
    change(&mut store).unwrap();
}

#[test]
fn a_book_that_was_moved_while_a_write_waited_for_its_turn_is_not_written() {
    let (dir, mut store) = new_store();
    let (path, aside) = (store.path().to_path_buf(), dir.path().join("aside"));
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let (from, to) = (path.clone(), aside.clone());
    let mover = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(200));
        std::fs::rename(from, to).unwrap();
        other.execute_batch("ROLLBACK").unwrap();
    });
    let done = change(&mut store);
    mover.join().unwrap();
    assert!(matches!(done, Err(StoreError::Moved)), "{done:?}");
    std::fs::rename(&aside, &path).unwrap();
    assert_eq!(count(&path, "SELECT count(*) FROM customer"), 0);
}
