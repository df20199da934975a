//! T04: stopped from outside, changed meanwhile, continued.

use rustix::process::Signal;

use super::session::Session;

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
