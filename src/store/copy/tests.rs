use super::*;
use crate::store::test_kit::{add_customer, new_store};

fn files(store: &Store) -> Vec<String> {
    let folder = Folder::of(store.path()).path;
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let name = |entry: std::io::Result<std::fs::DirEntry>| {
        entry.unwrap().file_name().to_string_lossy().into_owned()
    };
    let mut names: Vec<_> = entries.map(name).collect();
    names.sort();
    names
}

#[test]
fn a_copy_is_made_once_a_day_and_holds_everything() {
    let (_dir, mut store) = new_store();
    add_customer(&mut store, "Budi");
    let copy = store.keep_copy().unwrap().unwrap();
    assert_eq!(store.keep_copy().unwrap(), None);
    assert_eq!(files(&store).len(), 2, "{:?}", files(&store));
    assert_eq!(store.newest_copy(), Some(copy.clone()));
    let opened = Store::open(&copy, crate::store::Access::Read).unwrap();
    assert_eq!(opened.info().unwrap().customers, 1);
    assert_eq!(
        verify::counts(&opened.conn).unwrap(),
        verify::counts(&store.conn).unwrap()
    );
}

#[test]
#[cfg(unix)]
fn a_copy_and_its_folder_are_the_persons_own() {
    use std::os::unix::fs::PermissionsExt;
    let (_dir, mut store) = new_store();
    let copy = store.keep_copy().unwrap().unwrap();
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&copy), mode(copy.parent().unwrap())), (0o600, 0o700));
}

#[test]
fn the_hash_beside_a_copy_is_that_of_its_bytes() {
    let (_dir, mut store) = new_store();
    let copy = store.keep_copy().unwrap().unwrap();
    let line = std::fs::read_to_string(place::beside(&copy, ".sha256")).unwrap();
    let bytes = std::fs::read(&copy).unwrap();
    let name = copy.file_name().unwrap().to_str().unwrap();
    assert_eq!(
        line,
        format!("{}  {name}\n", verify::hash(&bytes[..]).unwrap())
    );
}

#[test]
fn what_an_unfinished_copy_left_is_taken_away_and_is_never_a_copy() {
    let (_dir, mut store) = new_store();
    let folder = Folder::of(store.path());
    std::fs::create_dir(&folder.path).unwrap();
    let stem = store
        .path()
        .file_stem()
        .unwrap()
        .to_str()
        .unwrap()
        .to_owned();
    std::fs::write(folder.path.join(format!(".partial-{stem}-1")), "half").unwrap();
    std::fs::write(folder.path.join("notes.txt"), "mine").unwrap();
    store.keep_copy().unwrap().unwrap();
    let names = files(&store);
    assert!(
        names.iter().all(|name| !name.starts_with(".partial")),
        "{names:?}"
    );
    assert!(names.contains(&"notes.txt".to_owned()));
}

#[test]
fn a_copy_with_a_bit_changed_or_a_row_less_is_refused() {
    let (_dir, mut store) = new_store();
    add_customer(&mut store, "Budi");
    let counted = verify::counts(&store.conn).unwrap();
    let copy = store.keep_copy().unwrap().unwrap();
    verify::whole(&copy, &counted, &counted).unwrap();
    add_customer(&mut store, "Sari");
    let more = verify::counts(&store.conn).unwrap();
    assert!(verify::whole(&copy, &more, &more).is_err());
    let mut bytes = std::fs::read(&copy).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..].fill(0);
    std::fs::write(&copy, bytes).unwrap();
    assert!(verify::whole(&copy, &counted, &counted).is_err());
}

#[test]
fn a_folder_that_cannot_be_made_is_told_and_the_book_is_fine() {
    let (_dir, mut store) = new_store();
    std::fs::write(Folder::of(store.path()).path, "a file in its place").unwrap();
    assert!(matches!(store.keep_copy(), Err(StoreError::Io(_))));
    add_customer(&mut store, "Budi");
}
