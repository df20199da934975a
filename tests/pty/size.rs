//! T06: windows of every size.

use super::session::{Session, program, wait};

#[test]
fn a_burst_of_sizes_ends_in_the_last_one() {
    let mut session = Session::start();
    for step in 0..500_u16 {
        session.resize(40 + step % 100, 10 + step % 40);
    }
    session.resize(100, 30);
    session.wait_for("ready 100x30");
    session.send("\x1b0");
    assert_eq!(session.code(), 0);
    session.assert_clean();
}

#[test]
fn windows_too_small_and_without_size_are_survived() {
    for (columns, rows) in [(0, 0), (1, 1), (2, 500), (500, 2), (39, 24)] {
        let mut session = Session::start();
        session.resize(columns, rows);
        session.resize(80, 24);
        session.wait_for("ready 80x24 []");
        // While the window still counts as too small, a key is for nobody: it is pressed again.
        wait("a key that is heard", || {
            session.send("x");
            std::thread::sleep(std::time::Duration::from_millis(100));
            session.text().contains("ready 80x24 [x").then_some(())
        });
        session.resize(columns, rows);
        session.send("\x1b0");
        assert_eq!(session.code(), 0, "{columns}x{rows}");
        session.assert_clean();
    }
}

#[test]
fn a_small_window_says_what_it_needs() {
    let session = Session::with(program(), 39, 12);
    session.wait_for("too small");
    session.wait_for("40×10");
}

#[test]
fn a_program_that_starts_without_a_size_waits_for_one() {
    let session = Session::with(program(), 0, 0);
    std::thread::sleep(std::time::Duration::from_millis(200));
    session.resize(80, 24);
    session.wait_for("ready 80x24");
}
