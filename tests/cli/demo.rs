//! The sample garage.

use crate::support::{Book, word};

/// Every customer's card, one document a line.
fn rows(book: &Book, file: &str) -> Vec<String> {
    [1, 5, 12]
        .into_iter()
        .map(|number: u32| {
            let words = ["--file", file, "show", "--json", &format!("C-{number:05}")];
            book.out(words)
        })
        .collect()
}

#[test]
fn the_same_seed_and_day_give_the_same_rows() {
    let book = Book::none();
    let make = |name: &str, words: &[&str]| {
        let path = book.path(name);
        let all = ["demo", "--customers", "12", "--write", word(&path)];
        let said = book.out(all.iter().chain(words));
        assert!(said.contains("12 customers written"), "{said}");
        rows(&book, word(&path))
    };
    let first = make("a.db", &["--seed", "7"]);
    assert_eq!(first, make("b.db", &["--seed", "7"]));
    assert_ne!(first, make("c.db", &["--seed", "8"]));
    assert_ne!(
        first,
        make("d.db", &["--seed", "7", "--today", "2025-01-01"])
    );
}

#[test]
fn a_book_that_is_there_is_never_written_over() {
    let book = Book::garage();
    let before = book.bytes();
    let file = book.file();
    for words in [
        ["demo", "--write", word(&file)],
        ["init", word(&file), "-q"],
    ] {
        let ran = book.run(words);
        assert_eq!(ran.code, Some(73), "{ran:?}");
        assert!(ran.err.contains("exists already. It was not touched."));
    }
    assert_eq!(before, book.bytes());
}

#[test]
fn a_new_book_knows_its_shop() {
    let book = Book::none();
    let file = book.file();
    let words = [
        "init",
        word(&file),
        "--shop",
        "Bengkel \u{1b}[31mX",
        "--currency",
        "usd",
    ];
    let ran = book.run(words);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.out.contains("is ready.") && ran.err.contains("import"));
    let info = book.json(["info", "--json"]);
    assert_eq!(info["shop"]["name"], "Bengkel [31mX");
    assert_eq!(info["shop"]["currency"], "USD");
    assert_eq!(info["shop"]["trade"], "garage");
    assert_eq!(info["customers"], 0);
    let ran = book.run(["init", "other.db", "--currency", "Rupiah"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(!book.path("other.db").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_garage_that_nobody_waits_for_leaves_nothing_behind() {
    let book = Book::none();
    let file = book.path("large.db");
    let mut child = book
        .command(["demo", "--customers", "500000", "--write", word(&file)])
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    // As soon as it has begun to write, it listens to Ctrl+C as well.
    while !file.exists() {
        std::thread::yield_now();
    }
    let pid = child.id().to_string();
    let kill = std::process::Command::new("kill")
        .args(["-INT", &pid])
        .status();
    assert!(kill.unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let left: Vec<_> = std::fs::read_dir(book.path("")).unwrap().collect();
    assert!(left.is_empty(), "{left:?}");
}
