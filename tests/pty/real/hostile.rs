//! X01, X02, X04: text in the book that would like to command the terminal, or to break the lines.

use kenal::domain::hygiene::is_unwanted;
use rusqlite::Connection;

use super::book::Book;
use crate::session::Session;

/// An escape, the clipboard, a bell, C1, an override of direction, a zero width, a tag.
const HOSTILE: &str =
    "Zed\u{1b}]52;c;eA==\u{7}\u{1b}[2J\u{9b}31m\u{202e}\u{200b}\u{2028}\u{e0041}\u{1b}[?1049l";
/// Wide, marked, joined and right to left.
const WIDE: &str = "山田太郎é\u{301}\u{301}👩‍🔧محمد";

/// Puts a text into every text column of Pak Budi's rows that takes it, past every door.
fn poison(book: &Book, text: &str) {
    let conn = Connection::open(book.file()).expect("it opens");
    let mut poisoned = 0;
    for (table, columns) in [
        (
            "customer",
            &[
                "name",
                "honorific",
                "alert",
                "note",
                "address",
                "city",
                "email",
            ][..],
        ),
        ("vehicle", &["make", "model", "color", "note"]),
        ("visit", &["complaint", "oil", "note"]),
        ("visit_line", &["text"]),
        ("staff", &["name"]),
    ] {
        for column in columns {
            let sql = format!(
                "UPDATE {table} SET {column} = ?1 WHERE rowid = (SELECT MAX(rowid) FROM {table})"
            );
            poisoned += conn.execute(&sql, [text]).unwrap_or(0);
        }
    }
    assert!(poisoned >= 14, "the test bites: {poisoned}");
}

/// Goes through the screens that show Pak Budi.
fn tour(session: &mut Session, shows: &str) {
    session.send("1234xyz");
    session.wait_for(shows);
    for keys in [
        "\r", "\x1b9", "\x1b", "\x1b2", "\x1b", "\x1b8", "\x1b", "\x17", "\x1b",
    ] {
        session.send(keys);
        std::thread::sleep(std::time::Duration::from_millis(150));
    }
    session.wait_for(shows);
}

#[test]
fn no_text_of_the_book_acts_on_the_terminal() {
    let book = Book::new();
    poison(&book, HOSTILE);
    let mut session = book.open();
    tour(&mut session, "Zed");
    let bytes = session.bytes();
    let text = String::from_utf8_lossy(&bytes);
    for trap in [
        "\x1b]52",
        "\x1b[2J\u{9b}",
        "\u{9b}",
        "\x07",
        "\u{202e}",
        "\u{2028}",
        "\u{e0041}",
    ] {
        assert!(!text.contains(trap), "{trap:?}");
    }
    assert!(session.alternate(), "still our page");
    // Every sequence is one of ours: a letter or digit after it says so, and nothing else is a control.
    let shown = session.text();
    assert!(
        shown.lines().all(|line| !line.contains(is_unwanted)),
        "{shown}"
    );
}

#[test]
fn lines_end_where_they_should_whatever_stands_in_them() {
    let plain = {
        let book = Book::new();
        let mut session = book.open();
        session.send("1234xyz");
        session.wait_for("Zulkarnaen");
        borders(&session)
    };
    let book = Book::new();
    poison(&book, WIDE);
    let mut session = book.open();
    session.send("1234xyz");
    session.wait_for("山田");
    session.wait_for("B 1234 XYZ");
    // The line between the panes stands in one column, as it does with plain text.
    assert_eq!(borders(&session), plain, "{}", session.text());
}

/// The columns in which an upright line or a scroll bar stands, of every row that has one.
fn borders(session: &Session) -> Vec<usize> {
    let mut columns: Vec<usize> = session.columns_of('│');
    columns.dedup();
    columns
}

#[test]
fn a_field_takes_what_it_may_hold_and_says_so() {
    let book = Book::new();
    let mut session = book.open();
    session.send("\x1b3");
    session.wait_for("Name");
    let pasted = |words: usize| format!("\x1b[200~{}\x1b[201~", "Panjang ".repeat(words));
    session.send(&pasted(2000));
    session.wait_for("nothing of it");
    session.send(&format!("{}\x13", pasted(100)));
    session.wait_for("Too long");
    session.signal(rustix::process::Signal::TERM);
    assert_eq!(session.code(), 143);
    let longest = book.count("SELECT MAX(length(name)) FROM customer");
    assert!(longest <= 200, "{longest}");
    book.assert_sound();
}

#[test]
fn a_note_gets_a_second_line_from_the_keyboard() {
    let book = Book::new();
    let mut session = book.open();
    session.send("1234");
    session.wait_for("Budi");
    session.send("\x1b9");
    session.wait_for("Pinned alert");
    session.send("\t\t\t\tsatu\x1b\rdua");
    session.wait_for("dua");
    session.send("\x13");
    session.wait_for("Saved");
    session.signal(rustix::process::Signal::TERM);
    assert_eq!(session.code(), 143);
    let kept = "SELECT count(*) FROM customer WHERE note = 'satu' || char(10) || 'dua'";
    assert_eq!(book.count(kept), 1);
}
