//! T01, T02, T04 to T07: starting and ending on a real book.

use rustix::process::Signal;

use super::book::Book;
use crate::session::Session;

#[test]
fn leaving_gives_the_terminal_back_and_leaves_an_empty_log_and_a_copy() {
    let book = Book::new();
    let mut session = book.open();
    session.assert_taken();
    session.send("\x11");
    assert_eq!(session.code(), 0);
    session.assert_clean();
    let log = book.path("kenal.db-wal").metadata();
    assert_eq!(
        log.map_or(0, |log| log.len()),
        0,
        "all of it is in the book"
    );
    assert!(book.path("copies").is_dir());
}

#[test]
fn a_signal_ends_the_screens_with_its_number() {
    for (signal, code) in [
        (Signal::HUP, 129),
        (Signal::INT, 130),
        (Signal::QUIT, 131),
        (Signal::TERM, 143),
    ] {
        let book = Book::new();
        let mut session = book.open();
        session.send("12");
        session.signal(signal);
        assert_eq!(session.code(), code);
        session.assert_clean();
        book.assert_sound();
    }
}

#[test]
fn what_keeps_the_book_closed_is_said_before_the_terminal_is_touched() {
    let book = Book::new();
    for (file, code) in [("nothing.db", 66), ("text", 65), ("", 66)] {
        std::fs::write(book.path("text"), "no book").expect("written");
        let mut command = book.screens(&[]);
        command.env("KENAL_FILE", book.path(file));
        let mut session = Session::with(command, 80, 24);
        assert_eq!(session.code(), code, "{file}");
        session.assert_clean();
        assert!(session.text().contains("Hint: "), "{}", session.text());
        assert!(!String::from_utf8_lossy(&session.bytes()).contains("\x1b[?1049h"));
    }
}

#[test]
fn stopped_and_continued_in_another_size_everything_is_drawn_again() {
    for signal in [Signal::TSTP, Signal::STOP] {
        let book = Book::new();
        let mut session = book.open();
        session.send("1234xyz");
        session.wait_for("Zulkarnaen");
        session.signal(signal);
        session.wait_for_state('T');
        session.resize(100, 30);
        session.signal(Signal::CONT);
        session.wait_for("Zulkarnaen");
        session.assert_taken();
        session.send("\x11");
        assert_eq!(session.code(), 0);
        session.assert_clean();
    }
}

#[test]
fn windows_of_every_size_are_survived() {
    let book = Book::new();
    let mut session = book.open();
    session.send("1234xyz");
    for step in 0..300_u16 {
        session.resize(1 + step * 7 % 200, 1 + step * 5 % 60);
    }
    for (columns, rows) in [(0, 0), (1, 1), (2, 500), (500, 2), (39, 24), (80, 24)] {
        session.resize(columns, rows);
    }
    session.wait_for("Zulkarnaen");
    session.send("\x11");
    assert_eq!(session.code(), 0);
    session.assert_clean();
}

#[test]
fn terminals_of_every_kind_are_served_or_refused_with_2() {
    for (name, value, served) in [
        ("TERM", "dumb", false),
        ("TERM", "linux", true),
        ("TERM", "vt100", true),
        ("TERM", "", true),
        ("NO_COLOR", "1", true),
    ] {
        let book = Book::new();
        let mut command = book.screens(&[]);
        command.env(name, value);
        let mut session = Session::with(command, 80, 24);
        if served {
            session.wait_for("Rina");
            session.send("\x11");
        }
        assert_eq!(session.code(), if served { 0 } else { 2 }, "{name}={value}");
        session.assert_clean();
        let bytes = session.bytes();
        let text = String::from_utf8_lossy(&bytes);
        assert!(
            name != "NO_COLOR" || !text.contains("\x1b[38;5;"),
            "no colours"
        );
    }
}

#[test]
fn where_text_is_not_unicode_only_plain_signs_are_drawn() {
    let book = Book::new();
    let mut command = book.screens(&[]);
    for name in ["LANG", "LC_ALL"] {
        command.env(name, "C");
    }
    let mut session = Session::with(command, 80, 24);
    session.wait_for("Rina");
    session.send("1234xyz");
    session.wait_for("Zulkarnaen");
    session.send("\x1b2");
    session.wait_for("dometer");
    session.send("\x11\x11");
    session.end();
    let bytes = session.bytes();
    let odd: Vec<char> = String::from_utf8_lossy(&bytes)
        .chars()
        .filter(|sign| !sign.is_ascii())
        .collect();
    assert!(odd.is_empty(), "{odd:?}");
}
