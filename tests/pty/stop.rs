//! T04: stopped from outside, changed meanwhile, continued.

use portable_pty::CommandBuilder;
use rustix::process::Signal;

use super::session::{Session, program};

#[test]
fn a_stop_gives_the_terminal_back_and_going_on_takes_it_again() {
    let mut session = Session::start();
    session.send("abc");
    session.wait_for("[abc]");
    session.signal(Signal::TSTP);
    session.wait_for_state('T');
    session.assert_clean();
    session.resize(90, 20);
    session.signal(Signal::CONT);
    session.wait_for("ready 90x20 [abc]");
    session.assert_taken();
    session.send("\x1b0");
    assert_eq!(session.code(), 0);
    session.assert_clean();
}

#[test]
fn after_a_stop_that_gives_no_warning_everything_is_drawn_again() {
    let mut session = Session::start();
    session.signal(Signal::STOP);
    session.wait_for_state('T');
    session.resize(100, 25);
    session.signal(Signal::CONT);
    session.wait_for("ready 100x25");
    session.assert_taken();
    session.send("\x1b0");
    assert_eq!(session.code(), 0);
    session.assert_clean();
}

#[test]
fn a_signal_to_end_that_comes_while_stopped_ends_cleanly() {
    let mut session = Session::start();
    session.signal(Signal::TSTP);
    session.wait_for_state('T');
    session.signal(Signal::TERM);
    session.signal(Signal::CONT);
    assert_eq!(session.code(), 143);
    session.assert_clean();
}

#[test]
fn suspending_where_nobody_could_continue_is_refused_with_a_reason() {
    let mut session = Session::start();
    session.send("\x10suspend\r");
    session.wait_for("Nobody could bring kenal back");
    session.send("\x1b0");
    assert_eq!(session.code(), 0);
}

#[test]
fn the_palette_suspends_and_fg_brings_everything_back() {
    if !std::path::Path::new("/bin/bash").exists() {
        println!("skipped: needs bash");
        return;
    }
    let arguments = program().get_argv().clone();
    let line: Vec<_> = arguments
        .iter()
        .map(|part| part.to_string_lossy())
        .collect();
    let mut shell = CommandBuilder::new("/bin/bash");
    shell.args(["--norc", "--noprofile", "-i"]);
    shell.env("TERM", "xterm-256color");
    shell.env("PS1", "prompt> ");
    let mut session = Session::with(shell, 80, 24);
    session.wait_for("prompt>");
    session.send(&format!("clear; {}\r", line.join(" ")));
    session.wait_for("ready 80x24");
    session.send("abc\x10suspend\r");
    session.wait_for("Stopped");
    assert!(!session.alternate(), "the shell's page");
    session.send("fg\r");
    session.wait_for("ready 80x24 [abc]");
    assert!(session.alternate(), "our page");
    session.send("\x1b0");
    session.wait_for("prompt>");
    assert!(!session.alternate(), "the shell's page again");
}
