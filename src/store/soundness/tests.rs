use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::*;
use crate::store::process::dead;
use crate::store::test_kit::{add_customer, add_pair, new_store};
use crate::store::{Access, LoadKind};

fn never() -> StopRead {
    Box::new(|| false)
}

/// A closed book with a few customers.
fn closed() -> (TempDir, PathBuf) {
    let (dir, mut store) = new_store();
    for number in 0..40 {
        add_pair(&mut store, "Budi", &format!("B {} XY", 1000 + number));
    }
    let path = store.path().to_owned();
    store.close();
    (dir, path)
}

/// Where the root of a table or an index lies in the file.
fn root(path: &Path, name: &str) -> std::ops::Range<usize> {
    let conn = Connection::open(path).unwrap();
    let sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?1";
    let page: u32 = conn.query_row(sql, [name], |row| row.get(0)).unwrap();
    conn.close().unwrap();
    let page = usize::try_from(page).unwrap();
    (page - 1) * 4096..page * 4096
}

/// Zeroes an index that opening does not look at.
fn damage(path: &Path) {
    let page = root(path, "vehicle_by_plate");
    let mut bytes = std::fs::read(path).unwrap();
    bytes[page].fill(0);
    std::fs::write(path, bytes).unwrap();
}

fn open(path: &Path) -> Store {
    Store::open(path, Access::Write).unwrap()
}

/// The last check was yesterday.
fn a_day_later(store: &Store) {
    let yesterday = clock::now_at() - chrono::TimeDelta::days(1);
    let at = yesterday.to_rfc3339();
    store.conn.execute(SET, (CHECKED_AT, at)).unwrap();
}

#[test]
fn a_sound_book_is_checked_once_a_day_and_says_when() {
    let (_dir, path) = closed();
    let mut store = open(&path);
    assert_eq!(store.last_check().unwrap(), None);
    let check = store.check(false, never()).unwrap().unwrap();
    assert!(check.is_sound(), "{check:?}");
    assert_eq!(store.last_check().unwrap(), Some(check));
    assert_eq!(store.check(false, never()).unwrap(), None);
    assert_eq!(
        open(&path).check(false, never()).unwrap(),
        None,
        "in no terminal"
    );
    assert!(store.check(true, never()).unwrap().is_some(), "but anyway");
    a_day_later(&store);
    assert!(store.check(false, never()).unwrap().is_some());
}

#[test]
fn a_clock_that_was_wrong_yesterday_does_not_put_the_check_off() {
    let (_dir, mut store) = new_store();
    store.check(false, never()).unwrap().unwrap();
    for at in ["2199-01-01T00:00:00.000Z", "no instant"] {
        store.conn.execute(SET, (CHECKED_AT, at)).unwrap();
        assert!(store.check(false, never()).unwrap().is_some(), "{at}");
    }
}

#[test]
fn text_of_any_kind_is_no_damage() {
    let (_dir, mut store) = new_store();
    for text in ["a\0b", "💈 ۞ ñ", &"x".repeat(10_000)] {
        let facts = crate::domain::CustomerFacts {
            note: text.to_owned(),
            ..crate::store::test_kit::named("Budi")
        };
        let change = crate::domain::Change::AddCustomer {
            facts: Box::new(facts),
            code: None,
            vehicle: None,
        };
        crate::store::test_kit::write(&mut store, &change).unwrap();
    }
    let check = store.check(false, never()).unwrap().unwrap();
    assert!(check.is_sound(), "{check:?}");
}

#[test]
fn a_book_that_somebody_did_not_close_is_checked_again_once() {
    let (_dir, mut store) = new_store();
    add_customer(&mut store, "Budi");
    store.check(false, never()).unwrap().unwrap();
    unclean::put(&store.conn, &dead()).unwrap();
    assert!(store.check(false, never()).unwrap().is_some());
    assert!(!store.check_is_due().unwrap(), "a living terminal is none");
}

#[test]
fn one_bit_that_makes_an_index_unreadable_is_found() {
    let (_dir, path) = closed();
    let page = root(&path, "vehicle_by_plate");
    let mut bytes = std::fs::read(&path).unwrap();
    // The kind of the page.
    bytes[page.start] ^= 0x10;
    std::fs::write(&path, bytes).unwrap();
    let check = open(&path).check(false, never()).unwrap().unwrap();
    assert!(!check.is_sound());
}

#[test]
fn a_damaged_book_opens_says_so_everywhere_and_takes_no_more_writes() {
    let (_dir, path) = closed();
    damage(&path);
    let mut store = open(&path);
    let mut other = open(&path);
    let check = store.check(false, never()).unwrap().unwrap();
    assert!(!check.is_sound());
    assert!(check.found.iter().all(|line| !line.contains('\n')));
    assert_eq!(other.last_check().unwrap(), Some(check));
    let change = crate::domain::Change::AddCustomer {
        facts: Box::new(crate::store::test_kit::named("Siti")),
        code: None,
        vehicle: None,
    };
    let refused = crate::store::test_kit::write(&mut other, &change);
    assert!(
        matches!(refused, Err(StoreError::Damaged(_))),
        "{refused:?}"
    );
    let author = crate::store::test_kit::author("Ani");
    let load = other.load(&author, crate::store::test_kit::op(), LoadKind::Import, &[]);
    assert!(matches!(load.map(drop), Err(StoreError::Damaged(_))));
    let copy = other.keep_copy();
    assert!(matches!(copy, Err(StoreError::Damaged(_))), "{copy:?}");
    assert_eq!(other.info().unwrap().customers, 40, "it can be looked at");
}

#[test]
fn a_damaged_book_is_looked_at_again_and_takes_writes_once_it_is_mended() {
    let (_dir, path) = closed();
    let whole = std::fs::read(&path).unwrap();
    let page = root(&path, "vehicle_by_plate");
    damage(&path);
    let mut store = open(&path);
    assert!(!store.check(false, never()).unwrap().unwrap().is_sound());
    assert!(
        !store.check(false, never()).unwrap().unwrap().is_sound(),
        "again"
    );
    store.close();
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[page.clone()].copy_from_slice(&whole[page]);
    std::fs::write(&path, bytes).unwrap();
    let mut store = open(&path);
    assert!(store.check(false, never()).unwrap().unwrap().is_sound());
    add_customer(&mut store, "Siti");
}

#[test]
fn a_check_stops_when_it_is_told_to_and_stays_due() {
    let (_dir, path) = closed();
    let mut store = open(&path);
    let mut asked = 0;
    let stop = Box::new(move || {
        asked += 1;
        asked > 3
    });
    let stopped = store.check(false, stop);
    assert!(matches!(stopped, Err(StoreError::Cancelled)), "{stopped:?}");
    assert!(store.check_is_due().unwrap());
    assert_eq!(store.last_check().unwrap(), None);
    let left: i64 = store
        .conn
        .query_row("SELECT count(*) FROM job", [], |row| row.get(0))
        .unwrap();
    assert_eq!(left, 0, "others may do it");
    assert!(
        store.check(false, never()).unwrap().is_some(),
        "and so may we"
    );
}

#[test]
fn no_read_is_held_from_one_table_to_the_next() {
    let (_dir, path) = closed();
    let mut store = open(&path);
    let other = Connection::open(&path).unwrap();
    let (tell, told) = std::sync::mpsc::channel();
    let stop = Box::new(move || {
        // Of the log only that can be moved into the file which was there when the read began.
        other
            .execute("UPDATE counter SET value = value + 1", [])
            .unwrap();
        let sql = "PRAGMA wal_checkpoint(PASSIVE)";
        let moved: i64 = other.query_row(sql, [], |row| row.get(2)).unwrap();
        tell.send(moved).unwrap();
        false
    });
    assert!(store.check(false, stop).unwrap().unwrap().is_sound());
    drop(store);
    let moved: std::collections::BTreeSet<i64> = told.iter().collect();
    assert!(
        moved.len() > 5,
        "one for each of the larger tables: {moved:?}"
    );
}

#[test]
fn only_one_terminal_checks_at_a_time() {
    let (_dir, path) = closed();
    let mut store = open(&path);
    let mut other = std::process::Command::new("sleep")
        .arg("60")
        .spawn()
        .unwrap();
    let process = crate::store::process::Process::with(other.id());
    let sql = "INSERT INTO job (name, pid, boot_id, process, who, started_at) VALUES ('check', ?1, ?2, ?3, '', '')";
    store
        .conn
        .execute(sql, (process.pid, process.boot, process.began))
        .unwrap();
    let meanwhile = store.check(false, never());
    other.kill().unwrap();
    other.wait().unwrap();
    assert_eq!(meanwhile.unwrap(), None);
    assert!(
        store.check(false, never()).unwrap().is_some(),
        "it was killed"
    );
}

#[test]
fn who_may_only_look_checks_nothing_and_changes_no_byte() {
    let (_dir, path) = closed();
    let before = std::fs::read(&path).unwrap();
    let mut store = Store::open(&path, Access::Read).unwrap();
    assert_eq!(store.check(false, never()).unwrap(), None);
    drop(store);
    assert!(std::fs::read(&path).unwrap() == before);
}

#[test]
fn a_check_leaves_no_line_in_the_audit() {
    let (_dir, path) = closed();
    let mut store = open(&path);
    let before = store.info().unwrap();
    store.check(false, never()).unwrap().unwrap();
    let after = store.info().unwrap();
    assert_eq!(before.changes, after.changes);
    assert!(before.last_check.is_none() && after.last_check.is_some());
}

#[test]
fn of_much_that_is_found_a_little_is_kept() {
    let line = "Tree 5 page 7 cell 1: Rowid 3 out of order. ".repeat(40);
    let all = vec![format!("*** in database main ***\n{line}\n\n{line}"); 500];
    let kept = first_of(&all);
    assert_eq!(kept.len(), LINES);
    assert!(
        kept.join("\n").chars().count() < 10_000,
        "as the book takes it"
    );
}
