//! A book that others could read: whichever command takes that away says so, once.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use crate::support::{Book, word};

#[test]
fn every_command_that_makes_the_book_private_says_so_once() {
    let book = Book::empty();
    let sheet = book.write("old.csv", "Nama,HP,Nopol\nBudi,081234567890,B 1234 XYZ\n");
    let sheet = word(&sheet);
    book.out(["import", sheet]);
    let mode = |mode| fs::set_permissions(book.file(), fs::Permissions::from_mode(mode)).unwrap();
    for words in [
        &["info"][..],
        &["find", "1234"],
        &["show", "B 1234 XYZ"],
        &["history", "B 1234 XYZ"],
        &["audit"],
        &["undo", "--list"],
        &["import", "--list"],
        &["import", "--dry-run", sheet],
        &["import", sheet],
        &["export", "customers", "--to", "out.csv", "--overwrite"],
        &["review"],
        &["review", "--html", "review.html", "--overwrite"],
        &["segment"],
        &["segment", "--fields"],
        &["segment", "--where", "visits = 0"],
        &["segment", "New", "--where", "visits = 0"],
        &["segment", "New"],
        &["segment", "New", "--remove"],
        &["record", "customer", "--name", "Sari"],
        &["undo"],
        &["import", "--undo", "1"],
    ] {
        for (lang, said) in [
            ("en", "Others could read the book."),
            ("id", "Orang lain tadi bisa membaca buku ini."),
        ] {
            mode(0o644);
            let ran = book.run([&["--lang", lang], words].concat());
            assert_eq!(ran.err.matches(said).count(), 1, "{words:?}: {ran:?}");
            let now = book.file().metadata().unwrap().permissions().mode();
            assert_eq!(now & 0o777, 0o600, "{words:?}");
        }
    }
    assert!(!book.run(["info"]).err.contains("Others"));
}
