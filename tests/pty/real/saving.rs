//! D09, D13, F01, F04, K03: saving, and what may come between.

use std::fs;

use portable_pty::CommandBuilder;
use rusqlite::Connection;
use rustix::process::Signal;

use super::book::{Book, VISITS};
use crate::session::{Session, wait};

/// The form of a visit of Pak Budi, with a reading typed.
fn visit_form(book: &Book) -> Session {
    let mut session = book.open();
    session.send("1234xyz");
    session.wait_for("Zulkarnaen");
    session.send("\x1b2");
    session.wait_for("dometer");
    session.send("50100");
    session.wait_for("50100");
    session
}

#[test]
fn save_held_down_writes_one_visit() {
    for keys in [
        "\x13".repeat(50),
        format!("\x13{}", "\r".repeat(50)),
        "\x13\x1b2".to_owned(),
    ] {
        let book = Book::new();
        let mut session = visit_form(&book);
        session.send(&keys);
        wait("the visit", || (book.count(VISITS) > 1).then_some(()));
        session.send("\x11");
        // Another form may stand open by now, which asks before it lets go.
        session.send("\x11");
        session.end();
        assert_eq!(book.count(VISITS), 2, "{keys:?}");
        book.assert_sound();
    }
}

#[test]
fn a_signal_while_saving_leaves_the_visit_whole_or_not_at_all() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let book = Book::new();
        let mut session = visit_form(&book);
        session.send("\x13");
        session.signal(signal);
        assert_eq!(
            session.code(),
            128 + u32::try_from(signal.as_raw()).expect("a number")
        );
        session.assert_clean();
        book.assert_sound();
        let lines = book.count("SELECT COUNT(*) FROM change WHERE kind = 'add_visit'");
        assert!((1..=2).contains(&book.count(VISITS)) && lines == book.count(VISITS));
    }
}

#[test]
fn what_cannot_be_saved_because_another_terminal_holds_the_book_stays_on_the_screen() {
    let book = Book::new();
    let mut session = visit_form(&book);
    let other = Connection::open(book.file()).expect("it opens");
    other.execute_batch("BEGIN IMMEDIATE").expect("held");
    session.send("\x13");
    session.wait_for("Another terminal is writing");
    let shown = session.text();
    assert!(
        shown.contains("50100") || shown.contains("50,100"),
        "{shown}"
    );
    other.execute_batch("ROLLBACK").expect("freed");
    drop(other);
    session.send("\x13");
    wait("the visit", || (book.count(VISITS) == 2).then_some(()));
    session.send("\x11");
    session.end();
    book.assert_sound();
}

/// The screens beside a disk of so many KiB for a folder; `None`, with the reason printed, where
/// nothing can be mounted.
fn with_small_disk(book: &Book, folder: &str, kib: u32, before: &str) -> Option<CommandBuilder> {
    fs::create_dir_all(book.path(folder)).expect("a folder");
    let can = std::process::Command::new("unshare")
        .args(["-m", "mount", "-t", "tmpfs", "none"])
        .arg(book.path(folder))
        .output();
    if !can.is_ok_and(|output| output.status.success()) {
        println!("skipped: needs the right to mount");
        return None;
    }
    let script =
        format!("mount -t tmpfs -o size={kib}k,mode=700 none {folder} && {before} && exec \"$@\"");
    Some(book.screens(&["unshare", "-m", "sh", "-c", &script, "sh"]))
}

#[test]
fn a_disk_that_is_full_says_so_and_keeps_what_was_typed() {
    let book = Book::new();
    let before =
        "cp kenal.db small/ && (head -c 90M /dev/zero > small/ballast 2>/dev/null || true)";
    let Some(mut command) = with_small_disk(&book, "small", 2000, before) else {
        return;
    };
    command.env("KENAL_FILE", book.path("small/kenal.db"));
    let mut session = Session::with(command, 80, 24);
    wait("the screens or a refusal", || {
        let text = session.text();
        (text.contains("Rina") || text.contains("Hint")).then_some(())
    });
    if session.text().contains("Hint") {
        assert_eq!(session.code(), 74);
        return;
    }
    session.send("\x1b3");
    session.wait_for("Name");
    session.send("Penuh Sekali\x13");
    session.wait_for("full");
    let shown = session.text();
    assert!(shown.contains("Penuh Sekali"), "{shown}");
    session.signal(Signal::TERM);
    assert_eq!(session.code(), 143);
    session.assert_clean();
}

#[test]
fn a_copy_that_finds_its_disk_full_is_told_and_the_book_is_as_it_was() {
    let book = Book::new();
    let Some(command) = with_small_disk(&book, "copies", 64, "true") else {
        return;
    };
    let mut session = Session::with(command, 80, 24);
    session.wait_for("Rina");
    session.send("\x11");
    session.wait_for("the book itself is safe");
    assert_eq!(session.code(), 0);
    session.assert_clean();
    book.assert_sound();
    assert_eq!(book.count(VISITS), 1);
}
