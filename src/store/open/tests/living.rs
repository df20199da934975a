//! What happens to a book that stands open.

use super::*;

fn write_down_sari(store: &mut Store) -> StoreResult<crate::domain::Receipt> {
    let facts = Box::new(crate::store::test_kit::named("Sari"));
    let change = crate::domain::Change::AddCustomer {
        facts,
        code: None,
        vehicle: None,
    };
    write(store, &change)
}

#[test]
fn a_connection_for_looking_writes_nothing_and_sees_what_others_write() {
    let (_dir, mut store) = new_store();
    let mut reader = Store::open(store.path(), Access::Read).unwrap();
    assert!(!reader.changed().unwrap());
    add_customer(&mut store, "Budi");
    assert!(reader.changed().unwrap());
    assert!(!reader.changed().unwrap());
    let what = "customers".to_owned();
    let place = "/tmp/customers.csv".to_owned();
    let rows = 1;
    let export = crate::domain::Change::Export { what, rows, place };
    write(&mut store, &export).unwrap();
    assert!(
        !reader.changed().unwrap(),
        "a file that went out is no news"
    );
    store.take_job("copy", "Dewi").unwrap();
    assert!(!reader.changed().unwrap(), "a job is no news");
    store.leave_job("copy").unwrap();
    store.check(true, Box::new(|| false)).unwrap();
    assert!(!reader.changed().unwrap(), "a check is no news");
    let sql = "UPDATE customer SET name = 'Budi Santoso'";
    store.conn.execute(sql, []).unwrap();
    assert!(reader.changed().unwrap(), "written by another program");
    write(&mut store, &export).unwrap();
    write_down_sari(&mut store).unwrap();
    assert!(reader.changed().unwrap());
    assert_eq!(reader.info().unwrap().customers, 2);
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
    let written = write_down_sari(&mut store);
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
fn another_terminal_that_brought_the_file_further_stops_this_one() {
    let (_dir, path) = closed();
    let mut store = Store::open(&path, Access::Write).unwrap();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("PRAGMA user_version = 99").unwrap();
    let written = write_down_sari(&mut store);
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
