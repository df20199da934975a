//! Files that are no book, or may not be touched: the documented code, a sentence, no change.

use std::fs;
use std::path::Path;

use crate::support::{Book, Ran, word};

/// What the program says about a path in the place of the book.
fn info(book: &Book, path: &Path) -> Ran {
    book.run(["--file", word(path), "info"])
}

fn refused(ran: &Ran, codes: &[i32]) {
    let code = ran.code.expect("ended by itself");
    assert!(codes.contains(&code), "{ran:?}");
    assert!(
        ran.err.starts_with("Error: ") && ran.err.contains("Hint: "),
        "{ran:?}"
    );
    assert!(ran.out.is_empty(), "{ran:?}");
}

#[test]
fn what_is_not_there_is_not_made() {
    let book = Book::none();
    let path = book.path("missing.db");
    for words in [
        &["info"][..],
        &["find", "1234"],
        &["show", "c1"],
        &["undo"],
        &["import", "--list"],
        &["record", "customer", "--name", "Budi"],
    ] {
        let ran = book.run([&["--file", word(&path)], words].concat());
        refused(&ran, &[66]);
        assert!(ran.err.contains("kenal init"), "{}", ran.err);
        assert!(!path.exists());
    }
}

#[test]
fn what_is_no_book_is_refused_and_left_alone() {
    let book = Book::none();
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".repeat(40);
    let cases: [(&str, Vec<u8>); 4] = [
        ("empty", Vec::new()),
        ("short", vec![b'x'; 100]),
        ("text", b"nama,telepon\nBudi,0812\n".repeat(50)),
        ("png", png),
    ];
    for (name, bytes) in cases {
        let path = book.path(name);
        fs::write(&path, &bytes).unwrap();
        refused(&info(&book, &path), &[65, 66]);
        assert_eq!(fs::read(&path).unwrap(), bytes, "{name}");
    }
}

#[test]
fn a_folder_is_no_book() {
    let book = Book::none();
    refused(&info(&book, &book.path("")), &[66]);
}

#[cfg(unix)]
#[test]
fn pipes_and_dangling_links_are_refused_without_waiting() {
    let book = Book::none();
    let pipe = book.path("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    if made.is_ok_and(|status| status.success()) {
        refused(&info(&book, &pipe), &[66]);
    }
    let link = book.path("link");
    std::os::unix::fs::symlink(book.path("nowhere"), &link).unwrap();
    refused(&info(&book, &link), &[66]);
    assert!(!book.path("nowhere").exists());
    refused(&info(&book, Path::new("/dev/null")), &[66]);
}

#[cfg(unix)]
#[test]
fn a_book_that_may_only_be_looked_at_is_looked_at() {
    use std::os::unix::fs::PermissionsExt as _;
    let book = Book::garage();
    fs::set_permissions(book.file(), fs::Permissions::from_mode(0o444)).unwrap();
    if fs::OpenOptions::new().write(true).open(book.file()).is_ok() {
        println!("skipped: needs a user who is not root");
        return;
    }
    let ran = book.run(["record", "customer", "--name", "Budi"]);
    refused(&ran, &[77]);
}
