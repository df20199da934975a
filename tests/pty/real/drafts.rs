//! T05: what was typed when the terminal went away comes back at the next start.

use std::process::{Child, Command, Stdio};
use std::{env, fs, thread, time::Duration};

use portable_pty::CommandBuilder;
use rusqlite::Connection;
use rustix::process::Signal;

use super::book::{Book, TODAY, VISITS};
use crate::session::{Session, wait};

/// Where the holder notes the process that is to end.
const READY: &str = "KENAL_TEST_READY";
/// A shell line around the program, `$@` being the program.
const AROUND: &str = "KENAL_TEST_AROUND";

/// Drafts that nobody has open.
const LEFT: &str = "SELECT count(*) FROM draft WHERE pid IS NULL";
/// All drafts.
const KEPT: &str = "SELECT count(*) FROM draft";

/// Types a visit of Pak Budi with a reading that is none yet.
fn type_a_visit(session: &mut Session) {
    session.wait_for("Rina");
    session.send("1234xyz");
    session.wait_for("Zulkarnaen");
    session.send("\x1b2");
    session.wait_for("dometer");
    session.send("50x00");
    session.wait_for("50x00");
}

/// The next start offers it, brings it back and saves it.
fn comes_back(book: &Book) {
    let mut session = book.open();
    session.wait_for("Not saved: a visit");
    // Letters still go to the search line, and whoever searches is not disturbed.
    session.send("1234xyz");
    session.wait_for("1 of 26 customers");
    assert!(!session.text().contains("Not saved"), "{}", session.text());
    session.send("\x1b");
    session.wait_for("Not saved: a visit");
    session.send("\x12");
    session.wait_for("50x00");
    session.send("\x7f\x7f\x7f100\x13");
    wait("the visit", || (book.count(VISITS) == 2).then_some(()));
    assert_eq!(book.count(KEPT), 0);
    session.send("\x11");
    session.end();
    book.assert_sound();
}

#[test]
#[ignore = "holds the terminal of the program until somebody kills it"]
fn holder() {
    let ready = env::var_os(READY).expect("where to note");
    let around = env::var(AROUND).expect("a line");
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", &around, "sh", env!("CARGO_BIN_EXE_kenal")]);
    command.args(["--today", TODAY, "--staff", "Rina"]);
    let mut session = Session::with(command, 80, 24);
    type_a_visit(&mut session);
    fs::write(ready, session.pid().as_raw_nonzero().to_string()).expect("noted");
    thread::sleep(Duration::from_mins(1));
}

/// A terminal in a process of its own, so that it can go away as a window does.
fn hold(book: &Book, around: &str) -> Child {
    let mut command = Command::new(env::current_exe().expect("this binary has a path"));
    let holder = [
        "--ignored",
        "--exact",
        "--test-threads=1",
        "real::drafts::holder",
    ];
    command.args(holder).env_clear().envs(book.variables());
    command.env(READY, book.path("ready")).env(AROUND, around);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let child = command.spawn().expect("the holder starts");
    wait("the form in the holder", || {
        book.path("ready").exists().then_some(())
    });
    child
}

/// Whether a process has ended; nobody may be there to reap it.
fn has_ended(pid: &str) -> bool {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat"));
    stat.map_or(true, |stat| stat.contains(") Z "))
}

fn closed_terminal(around: &str) {
    let book = Book::new();
    let mut holder = hold(&book, around);
    let pid = fs::read_to_string(book.path("ready")).expect("a number");
    holder.kill().expect("killed");
    holder.wait().expect("reaped");
    wait("the end of the program", || has_ended(&pid).then_some(()));
    assert_eq!(book.count(LEFT), 1);
    comes_back(&book);
}

#[test]
fn a_terminal_that_is_closed_leaves_the_text() {
    closed_terminal(r#"exec "$@""#);
}

#[test]
fn a_terminal_that_is_closed_leaves_the_text_even_when_hang_ups_are_ignored() {
    closed_terminal(r#"trap "" HUP; exec "$@""#);
}

#[test]
fn a_terminal_that_is_closed_leaves_the_text_under_a_shell_that_ignores_it() {
    closed_terminal(r#"trap "" HUP; "$@"; true"#);
}

#[test]
fn a_signal_leaves_the_text() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let book = Book::new();
        let mut session = book.open();
        type_a_visit(&mut session);
        session.signal(signal);
        let code = 128 + u32::try_from(signal.as_raw()).expect("a number");
        assert_eq!(session.code(), code);
        session.assert_clean();
        assert_eq!(book.count(LEFT), 1);
        comes_back(&book);
    }
}

#[test]
fn a_program_that_is_killed_leaves_what_rested() {
    let book = Book::new();
    let mut session = book.open();
    type_a_visit(&mut session);
    wait("the draft", || (book.count(KEPT) == 1).then_some(()));
    // Another terminal is not offered what is open here.
    let mut other = book.open();
    other.send("1234xyz");
    other.wait_for("Zulkarnaen");
    other.send("\x1b");
    other.wait_for("customers");
    assert!(!other.text().contains("Not saved"), "{}", other.text());
    session.signal(Signal::KILL);
    session.end();
    other.send("\x11");
    other.end();
    assert_eq!(book.count(LEFT), 0, "nobody let go of it");
    comes_back(&book);
}

#[test]
fn a_signal_ends_the_program_though_another_terminal_holds_the_book() {
    let book = Book::new();
    let mut session = book.open();
    type_a_visit(&mut session);
    let other = Connection::open(book.file()).expect("it opens");
    other.execute_batch("BEGIN IMMEDIATE").expect("held");
    session.signal(Signal::HUP);
    assert_eq!(session.code(), 129);
    session.assert_clean();
    drop(other);
    assert_eq!(book.count(VISITS), 1);
    book.assert_sound();
}

#[test]
fn what_is_saved_or_thrown_away_by_hand_is_not_offered() {
    let book = Book::new();
    let mut session = book.open();
    type_a_visit(&mut session);
    wait("the draft", || (book.count(KEPT) == 1).then_some(()));
    session.send("\x11");
    session.wait_for("Throw it away");
    session.send("t");
    assert_eq!(session.code(), 0);
    assert_eq!(book.count(KEPT), 0);
    book.assert_sound();
}
