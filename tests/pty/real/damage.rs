//! C01: a book that opens although a page of it is broken. The desk comes up first, then says it.

use std::fs;

use rustix::process::Signal;

use super::book::{Book, VISITS, save_a_visit};

/// Breaks an index that nothing at the desk looks at.
fn damage(book: &Book) {
    let sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'vehicle_by_vin'";
    let page = usize::try_from(book.count(sql)).expect("a page");
    let mut bytes = fs::read(book.file()).expect("it reads");
    bytes[(page - 1) * 4096..page * 4096].fill(0);
    fs::write(book.file(), bytes).expect("it writes");
}

#[test]
fn a_damaged_book_opens_and_says_so_and_takes_no_more_writes() {
    let book = Book::new();
    // The first check, and the copy of the day.
    let mut session = book.open();
    book.wait_for_check(None);
    session.send("\x11");
    assert_eq!(session.code(), 0);
    book.let_a_day_pass();
    damage(&book);
    let mut session = book.open();
    session.wait_for("The book is damaged");
    session.wait_for("copies/kenal-0001-");
    session.send("1234xyz");
    session.wait_for("Zulkarnaen");
    let shown = session.text();
    assert!(shown.contains("The book is damaged"), "it stays: {shown}");
    session.send("\x1b2");
    session.wait_for("dometer");
    session.send("50100\x13");
    session.wait_for("exactly as it is");
    session.send("\x1b\x1b");
    session.signal(Signal::TERM);
    session.code();
    assert_eq!(book.count(VISITS), 1);
    // Every terminal knows it, at once.
    let info = book.run(&["info"]);
    assert!(info.contains("the file is damaged"), "{info}");
    let json: serde_json::Value =
        serde_json::from_str(&book.run(&["info", "--json"])).expect("JSON");
    assert_eq!(json["last_check"]["sound"], false);
    assert!(json["last_check"]["found"][0].is_string());
    let words = ["record", "customer", "--name", "Ibu Qwertina"];
    assert_eq!(book.code(&words), Some(65));
    let other = book.open();
    other.wait_for("The book is damaged");
}

#[test]
fn a_program_that_was_killed_after_it_wrote_has_the_file_checked_again() {
    let book = Book::new();
    let session = book.open();
    let first = book.wait_for_check(None);
    drop(session);
    let mut session = book.open();
    save_a_visit(&mut session);
    assert_eq!(book.checked_at(), Some(first.clone()), "once a day");
    session.signal(Signal::KILL);
    drop(session);
    let _session = book.open();
    book.wait_for_check(Some(&first));
}
