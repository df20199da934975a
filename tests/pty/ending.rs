//! T01, T02, D09, D13: every way to end gives the terminal back.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use rustix::process::Signal;
use tempfile::TempDir;

use super::helper;
use super::session::{Session, program, wait};

#[test]
fn quitting_leaves_the_shell_as_it_was() {
    let mut session = Session::start();
    session.assert_taken();
    session.send("\x1b0");
    assert_eq!(session.code(), 0);
    session.assert_clean();
}

#[test]
fn a_panic_anywhere_restores_the_terminal_and_says_so_on_the_normal_screen() {
    let folder = tempfile::tempdir().expect("a folder");
    for (place, key) in [
        ("update", "!"),
        ("view", "?"),
        ("reader", "@"),
        ("two threads", "#"),
    ] {
        let log = folder.path().join(place);
        let mut command = program();
        command.env(helper::LOG, &log);
        let mut session = Session::with(command, 80, 24);
        session.wait_for("ready");
        session.send(key);
        assert_eq!(session.code(), 70, "{place}");
        session.assert_clean();
        let text = session.text();
        assert!(
            text.contains("Everything that was saved is safe"),
            "{place}: {text}"
        );
        assert!(text.contains("helper.rs"), "{place}: {text}");
        assert!(
            !text.contains("in update"),
            "a message could quote a customer: {text}"
        );
        assert!(
            fs::read_to_string(&log)
                .expect("a log")
                .contains("helper.rs")
        );
    }
}

#[test]
fn a_signal_restores_the_terminal_and_ends_with_its_number() {
    for (signal, code) in [
        (Signal::HUP, 129),
        (Signal::INT, 130),
        (Signal::QUIT, 131),
        (Signal::TERM, 143),
    ] {
        let mut session = Session::start();
        let sent = Instant::now();
        session.signal(signal);
        assert_eq!(session.code(), code);
        session.assert_clean();
        // The goal is one second; ten times that is a hang.
        assert!(sent.elapsed() < Duration::from_secs(10));
    }
}

#[test]
fn a_write_under_way_is_finished_before_a_signal_ends_the_program() {
    let folder = tempfile::tempdir().expect("a folder");
    for (at, signal) in [Signal::TERM, Signal::HUP, Signal::INT]
        .into_iter()
        .enumerate()
    {
        let writes = folder.path().join(at.to_string());
        let mut command = program();
        command.env(helper::WRITES, &writes);
        let mut session = Session::with(command, 80, 24);
        session.wait_for("ready");
        session.send("\r");
        wait("the write to begin", || fs::read_to_string(&writes).ok());
        session.signal(signal);
        assert!(session.code() > 128);
        assert_eq!(fs::read_to_string(&writes).expect("notes"), "begun\ndone\n");
        session.assert_clean();
    }
}

/// The program, and where it notes what it writes.
fn noting_writes() -> (TempDir, PathBuf, Session) {
    let folder = tempfile::tempdir().expect("a folder");
    let writes = folder.path().join("writes");
    let mut command = program();
    command.env(helper::WRITES, &writes);
    let session = Session::with(command, 80, 24);
    session.wait_for("ready");
    (folder, writes, session)
}

#[test]
fn leaving_waits_for_the_last_write_and_keeps_a_copy() {
    let (_folder, writes, mut session) = noting_writes();
    session.send("\r\x1b0");
    assert_eq!(session.code(), 0);
    assert_eq!(
        fs::read_to_string(&writes).expect("notes"),
        "begun\ndone\ncopied\n"
    );
}

#[test]
fn enter_held_down_asks_for_one_thing_only() {
    let (_folder, writes, mut session) = noting_writes();
    session.send(&"\r".repeat(50));
    session.wait_for("saved 50");
    session.send("\x1b0");
    assert_eq!(session.code(), 0);
    let notes = fs::read_to_string(&writes).expect("notes");
    assert_eq!(notes.matches("begun").count(), 1, "{notes}");
    assert!(notes.starts_with("begun\ndone\nagain\n"), "{notes}");
}

#[test]
fn a_copy_that_takes_long_or_fails_is_told_on_the_normal_screen() {
    for (way, words) in [
        ("slow", "Making today's copy"),
        ("fails", "the book itself is safe"),
    ] {
        let mut command = program();
        command.env(helper::COPY, way);
        let mut session = Session::with(command, 80, 24);
        session.wait_for("ready");
        session.send("\x1b0");
        session.wait_for(words);
        session.assert_clean();
        assert_eq!(session.code(), 0);
    }
}
