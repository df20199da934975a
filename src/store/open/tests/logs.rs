//! C04: journals and logs that others left beside a book.

use super::*;

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
    assert_eq!(store.info().unwrap().customers, 1);
}

#[test]
fn an_index_of_the_log_that_another_book_left_is_not_believed() {
    let (dir, path) = closed();
    let (other_dir, mut other) = new_store();
    add_customer(&mut other, "Sari");
    let index = "book.kenal-shm";
    fs::copy(other_dir.path().join(index), dir.path().join(index)).unwrap();
    let store = Store::open(&path, Access::Write).unwrap();
    assert_eq!(store.info().unwrap().customers, 1);
    assert_eq!(store.check_integrity().unwrap(), Vec::<String>::new());
}
