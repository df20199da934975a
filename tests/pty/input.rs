//! T07, T08, X01: where the program starts, what it takes in, and what it never lets out.

use std::process::{Command, Stdio};

use super::helper::{HOSTILE, NAME};
use super::session::{Session, program};

#[test]
fn without_a_terminal_the_screens_refuse_before_they_touch_anything() {
    let output = Command::new(std::env::current_exe().expect("this binary has a path"))
        .args([
            "--ignored",
            "--exact",
            "--nocapture",
            "--test-threads=1",
            NAME,
        ])
        .stdin(Stdio::null())
        .output()
        .expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(
        !output.stdout.contains(&0x1b),
        "no escape sequence went out"
    );
}

#[test]
fn a_terminal_that_cannot_place_a_cursor_is_refused() {
    let mut command = program();
    command.env("TERM", "dumb");
    let mut session = Session::with(command, 80, 24);
    assert_eq!(session.code(), 2);
    session.assert_clean();
}

#[test]
fn old_and_unnamed_terminals_are_served() {
    for term in ["linux", "vt100", ""] {
        let mut command = program();
        command.env("TERM", term);
        if term.is_empty() {
            command.env_remove("TERM");
        }
        let mut session = Session::with(command, 80, 24);
        session.wait_for("ready 80x24");
        session.send("\x1b0");
        assert_eq!(session.code(), 0, "{term}");
        session.assert_clean();
    }
}

#[test]
fn a_paste_types_and_confirms_nothing() {
    let mut session = Session::start();
    session.send("\x1b[200~B 1234\r\n\x1b[31mXYZ\x07\r\x1b[201~");
    session.wait_for("[B 1234");
    let text = session.text();
    assert!(text.contains("XYZ") && text.contains("saved 0"), "{text}");
}

#[test]
fn junk_and_a_megabyte_are_taken_in_without_harm() {
    let mut session = Session::start();
    session.send("\x1b[999;999H\x1b[?1;2c\x1b]0;x\x07\x1bP1$r\x1b\\");
    session.send(&format!("\x1b[200~{}\x1b[201~", "x".repeat(1 << 20)));
    session.wait_for("xxxxxxxx");
    session.send("\x1b0");
    assert_eq!(session.code(), 0);
    session.assert_clean();
}

#[test]
fn no_text_of_the_book_or_of_a_paste_acts_on_the_terminal() {
    let mut session = Session::start();
    session.send(&format!("\x1b[200~{HOSTILE}\x1b[201~y"));
    session.wait_for("y]");
    session.wait_for("Shop");
    let bytes = session.bytes();
    let written = String::from_utf8_lossy(&bytes);
    assert!(
        !written.contains("\x1b]52"),
        "a clipboard that nobody asked for"
    );
    assert!(
        !written.contains('\x07') && !written.contains('\u{9b}') && !written.contains('\u{202e}')
    );
    assert!(!written.contains("\x1b[31m"));
}

#[test]
fn nothing_is_asked_of_the_terminal_so_nothing_waits_for_its_answer() {
    let session = Session::start();
    let bytes = session.bytes();
    let written = String::from_utf8_lossy(&bytes);
    for query in [
        "\x1b[6n", "\x1b[5n", "\x1b[c", "\x1b[0c", "\x1b[>", "\x1b[?u", "\x1b[18t", "$p",
    ] {
        assert!(!written.contains(query), "{query:?}");
    }
}

#[test]
fn without_colour_the_selected_row_still_stands_out() {
    let mut command = program();
    command.env("NO_COLOR", "1");
    let mut session = Session::with(command, 80, 24);
    session.wait_for("ready");
    session.send("\x10");
    session.wait_for("All commands");
    let bytes = session.bytes();
    let written = String::from_utf8_lossy(&bytes);
    assert!(written.contains("\x1b[7m"), "reverse");
    assert!(
        !written.contains("\x1b[38;5;") && !written.contains("\x1b[48;5;"),
        "no colours"
    );
}

#[test]
fn where_text_is_not_unicode_only_plain_signs_are_drawn() {
    let mut command = program();
    command.env("LANG", "C");
    command.env("LC_ALL", "C");
    command.env("TERM", "vt100");
    let mut session = Session::with(command, 80, 24);
    session.wait_for("ready");
    session.send("\x10");
    session.wait_for("All commands");
    session.send("\x11");
    assert_eq!(session.code(), 0);
    assert!(session.bytes().is_ascii());
}
