//! Whose the file and its folder are, and who may do what.

use super::*;

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
fn what_is_no_book_keeps_its_mode() {
    use std::os::unix::fs::PermissionsExt;
    let (_dir, path) = closed();
    fs::write(&path, "Nama;Nopol\n").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    assert!(matches!(refused(&path), StoreError::NotOurs));
    assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o644);
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
    assert_eq!(store.info().unwrap().customers, 1);
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
