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

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_may_not_grow_is_told_like_a_full_disk() {
    let book = Book::garage();
    let before = book.json(["info", "--json"]);
    let command = book.command(["record", "customer", "--name", "Budi"]);
    let mut limited = std::process::Command::new("sh");
    limited.args(["-c", "ulimit -f 8 && exec \"$0\" \"$@\""]);
    let ran = crate::support::ended(crate::support::hand_over(&mut limited, &command));
    refused(&ran, &[74]);
    assert_eq!(before["changes"], book.json(["info", "--json"])["changes"]);
}

#[test]
fn a_book_of_a_newer_version_is_left_alone() {
    /// Where SQLite keeps the version of the schema.
    const USER_VERSION: std::ops::Range<usize> = 60..64;
    let book = Book::garage();
    let mut bytes = book.bytes();
    bytes[USER_VERSION].copy_from_slice(&99_u32.to_be_bytes());
    fs::write(book.file(), &bytes).unwrap();
    for words in [&["info"][..], &["record", "customer", "--name", "Budi"]] {
        let ran = book.run(words);
        refused(&ran, &[69]);
        assert!(ran.err.contains("newer kenal"), "{}", ran.err);
        assert!(ran.err.contains("Nothing was changed."), "{}", ran.err);
    }
    assert_eq!(book.bytes(), bytes);
}

#[test]
fn a_book_that_somebody_else_writes_is_busy() {
    use kenal::domain::{Author, OpId};
    use kenal::store::{Access, LoadKind, Store};
    let book = Book::garage();
    let mut store = Store::open(&book.file(), Access::Write).unwrap();
    let author = Author {
        staff: None,
        name: "Sari".to_owned(),
        terminal: "pts/1".to_owned(),
    };
    let load = store.load(&author, OpId([1; 16]), LoadKind::Import, &[]);
    let load = load.unwrap();
    // Looking goes on meanwhile.
    assert_eq!(info(&book, &book.file()).code, Some(0));
    let ran = book.run(["record", "customer", "--name", "Budi"]);
    refused(&ran, &[75]);
    assert!(ran.err.contains("nothing was written"), "{}", ran.err);
    drop(load);
    assert_eq!(
        book.run(["record", "customer", "--name", "Budi"]).code,
        Some(0)
    );
}

/// Runs the program as nobody, who may look at what root leaves open and change nothing.
#[cfg(target_os = "linux")]
fn as_nobody(book: &Book, words: &[&str]) -> Option<Ran> {
    let command = book.command(words);
    let mut nobody = std::process::Command::new("setpriv");
    nobody.args(["--reuid=65534", "--regid=65534", "--clear-groups", "--"]);
    crate::support::hand_over(&mut nobody, &command).current_dir("/");
    let ran = nobody.output().ok()?;
    let text = |bytes| String::from_utf8(bytes).unwrap();
    // 126 and 127: setpriv could not start it.
    (!matches!(ran.status.code(), Some(1 | 126 | 127))).then(|| Ran {
        code: ran.status.code(),
        out: text(ran.stdout),
        err: text(ran.stderr),
    })
}

#[cfg(target_os = "linux")]
#[test]
fn a_book_of_somebody_else_is_not_changed() {
    use std::os::unix::fs::PermissionsExt as _;
    let book = Book::garage();
    let before = book.bytes();
    fs::set_permissions(book.path(""), fs::Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(book.file(), fs::Permissions::from_mode(0o644)).unwrap();
    let Some(ran) = as_nobody(&book, &["record", "customer", "--name", "Budi"]) else {
        println!("skipped: needs root and setpriv");
        return;
    };
    refused(&ran, &[77]);
    assert_eq!(book.bytes(), before);
}
