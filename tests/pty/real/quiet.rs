//! P14, C07, and that nothing leaves this computer: what the system sees of a session.

use super::book::{Book, save_a_visit};
use crate::session::Session;
use crate::strace;

#[test]
fn a_session_opens_no_socket_no_file_of_others_and_the_book_by_sqlite_alone() {
    if !strace::works() {
        return;
    }
    let book = Book::new();
    let log = book.path("strace.log");
    let calls = "trace=open,openat,creat,socket,connect,execve,sendto";
    let around = [
        "strace",
        "-f",
        "-o",
        log.to_str().expect("a name"),
        "-e",
        calls,
    ];
    let mut session = Session::with(book.screens(&around), 80, 24);
    session.wait_for("Rina");
    save_a_visit(&mut session);
    session.send("\x1a");
    session.send("\x11");
    assert_eq!(session.code(), 0);
    let log = std::fs::read_to_string(log).expect("a log");
    let home = format!("\"{}", book.path("").display());
    let own = format!("\"{}\"", book.file().display());
    let mut opened = false;
    for call in log.lines() {
        assert!(!call.contains("AF_INET"), "{call}");
        let writes = ["O_WRONLY", "O_RDWR", "O_CREAT"]
            .iter()
            .any(|flag| call.contains(flag));
        assert!(
            !writes || call.contains(&home) || call.contains("\"/dev/"),
            "{call}"
        );
        if call.contains(&own) {
            // Once SQLite holds its locks, closing any other handle of ours would drop them.
            assert!(!opened || call.contains("O_RDWR"), "{call}");
            opened |= call.contains("O_RDWR");
        }
    }
    assert!(opened);
}

#[test]
fn a_session_that_waits_uses_no_processor() {
    let book = Book::new();
    let session = book.open();
    std::thread::sleep(std::time::Duration::from_secs(1));
    let before = session.ticks();
    std::thread::sleep(std::time::Duration::from_secs(2));
    // Hundredths of a second; the goal is none, a spinning thread needs two hundred.
    assert!(session.ticks() - before < 20);
}
