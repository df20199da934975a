//! M02, M03, M05: books of other versions and of other programs.

use rusqlite::Connection;

use kenal::domain::{Author, Change, CustomerFacts, OpId};
use kenal::store::{Access, Store, StoreError};

use crate::support::Book;

fn alter(book: &Book, sql: &str) {
    Connection::open(book.file())
        .unwrap()
        .execute_batch(sql)
        .unwrap();
}

const COMMANDS: [&[&str]; 5] = [
    &["info"],
    &["find", "1"],
    &["record", "customer", "--name", "Budi"],
    &["undo"],
    &["audit"],
];

#[test]
fn a_book_of_a_newer_version_is_refused_by_every_command_to_the_byte() {
    let book = Book::garage();
    alter(&book, "PRAGMA user_version = 999");
    let before = book.bytes();
    for words in COMMANDS {
        let ran = book.run(words);
        assert_eq!(ran.code, Some(69), "{ran:?}");
        assert!(ran.err.contains("newer kenal"), "{ran:?}");
    }
    assert_eq!(book.bytes(), before);
}

#[test]
fn the_database_of_another_program_is_refused_by_every_command_to_the_byte() {
    for sql in [
        "PRAGMA application_id = 252006673",
        "PRAGMA application_id = 0",
    ] {
        let book = Book::garage();
        alter(&book, sql);
        let before = book.bytes();
        for words in COMMANDS {
            let ran = book.run(words);
            assert_eq!(ran.code, Some(65), "{ran:?}");
        }
        assert_eq!(book.bytes(), before);
    }
}

#[test]
fn a_terminal_that_has_the_book_open_stops_writing_when_a_newer_one_brought_it_further() {
    let book = Book::garage();
    let mut open = Store::open(&book.file(), Access::Write).unwrap();
    let newer = r#"import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute("PRAGMA user_version = 999"); c.close()"#;
    let ran = std::process::Command::new("python3")
        .args(["-c", newer])
        .arg(book.file())
        .status();
    if !ran.is_ok_and(|status| status.success()) {
        println!("skipped: needs python3, another program with SQLite");
        return;
    }
    let author = Author {
        staff: None,
        name: "Rina".to_owned(),
        terminal: "desk".to_owned(),
    };
    let facts = CustomerFacts {
        name: "Budi".to_owned(),
        ..CustomerFacts::default()
    };
    let change = Change::AddCustomer {
        facts: Box::new(facts),
        code: None,
        vehicle: None,
    };
    let written = open.write(&author, OpId([9; 16]), &change);
    assert!(matches!(written, Err(StoreError::Newer(_))), "{written:?}");
}
