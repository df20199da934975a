//! K10, M03: what other programs do to a book that stands open.

use rusqlite::Connection;

use super::book::{Book, VISITS};

#[test]
fn what_another_terminal_writes_is_shown_without_a_key() {
    let book = Book::new();
    let mut session = book.open();
    session.send("1234xyz");
    session.wait_for("650");
    // The goal is a second and a half; the wait gives up only after a hang.
    book.run(&[
        "record",
        "visit",
        "--plate",
        "B 1234 XYZ",
        "--total",
        "777000",
        "--oil",
        "Oli Baru",
    ]);
    session.wait_for("777");
    assert!(
        session.text().contains("1234xyz"),
        "what was typed stays: {}",
        session.text()
    );
    let other = {
        let other = book.open();
        other.wait_for("Rina");
        other
    };
    book.run(&[
        "record",
        "customer",
        "--name",
        "Ibu Qwertina",
        "--plate",
        "B 1234 XYA",
    ]);
    drop(other);
    session.send("\x11");
    assert_eq!(session.code(), 0);
}

#[test]
fn a_newer_program_that_brings_the_book_further_stops_this_one_from_writing() {
    let book = Book::new();
    let mut session = book.open();
    session.send("1234xyz");
    session.wait_for("Zulkarnaen");
    let newer = Connection::open(book.file()).expect("it opens");
    newer
        .execute_batch("PRAGMA user_version = 999")
        .expect("brought further");
    drop(newer);
    session.send("\x1b2");
    session.wait_for("dometer");
    session.send("50100\x13");
    session.wait_for("newer");
    session.signal(rustix::process::Signal::TERM);
    assert_eq!(session.code(), 143);
    assert_eq!(book.count(VISITS), 1);
}

#[test]
fn a_book_that_is_moved_away_takes_no_writes_to_where_nobody_finds_them() {
    let book = Book::new();
    let mut session = book.open();
    session.send("\x1b3");
    session.wait_for("Name");
    std::fs::rename(book.file(), book.path("moved.db")).expect("moved");
    session.send("Hilang Entah\x13");
    session.wait_for("moved or replaced");
    session.wait_for("Hilang Entah");
    session.signal(rustix::process::Signal::TERM);
    assert_eq!(session.code(), 143);
    session.assert_clean();
    assert!(!book.file().exists(), "no new book is made in its place");
}
