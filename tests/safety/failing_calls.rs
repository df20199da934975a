//! D05, D06, D07, D08: one call of the system after the other fails, once or for ever; also while
//! a book is put right that a killed program left.

use std::process::Command;
use std::thread;

use crate::oracle::{named, sound};
use crate::strace;
use crate::support::{Book, ended, hand_over};

/// Which calls fail, how, and which of them are tried: all up to `dense`, then every `stride`th.
struct Fault {
    call: &'static str,
    error: &'static str,
    for_ever: bool,
    dense: usize,
    stride: usize,
}

/// The codes of ordinary refusals; a bug or a signal is none.
const REFUSED: [i32; 5] = [65, 66, 74, 75, 77];

/// A book as a killed program leaves it: what was saved last stands in the log alone.
struct Left {
    file: Vec<u8>,
    log: Vec<u8>,
}

impl Left {
    /// The acknowledged customers of `book` are in the log that is kept.
    fn by_a_kill(book: &Book) -> (Left, Vec<String>) {
        let reader = rusqlite::Connection::open(book.file()).unwrap();
        let stays = rusqlite::config::DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE;
        reader.set_db_config(stays, true).unwrap();
        let read = || reader.query_row("SELECT count(*) FROM customer", [], |_| Ok(()));
        read().unwrap();
        let names = ["Satu", "Dua", "Tiga"];
        let ids = names.map(|name| book.out(["record", "customer", "--name", name]));
        let left = Left {
            file: book.bytes(),
            log: std::fs::read(book.path("kenal.db-wal")).unwrap(),
        };
        (left, ids.iter().map(|id| id.trim().to_owned()).collect())
    }

    fn put_back(&self, book: &Book) {
        std::fs::write(book.file(), &self.file).unwrap();
        std::fs::write(book.path("kenal.db-wal"), &self.log).unwrap();
        let _ = std::fs::remove_file(book.path("kenal.db-shm"));
    }
}

/// Makes the `k`th call fail until no call is left to fail; answers how many tries there were.
/// Every try begins with a book that is closed, or, `left`, with one that must be put right.
fn try_all(fault: &Fault, left: bool) -> usize {
    let book = Book::empty();
    let first = book.out(["record", "customer", "--name", "Awal"]);
    let mut acknowledged = vec![first.trim().to_owned()];
    let left = left.then(|| Left::by_a_kill(&book));
    let mut tries = 0;
    let mut k = 1;
    loop {
        if let Some((left, ids)) = &left {
            left.put_back(&book);
            acknowledged.truncate(1);
            acknowledged.extend_from_slice(ids);
        }
        let name = format!("Gagal {k}");
        let like = book.command(["record", "customer", "--name", &name]);
        let mut command = Command::new("strace");
        let log = book.path("strace.log");
        let forever = if fault.for_ever { "+" } else { "" };
        command
            .args(["-f", "-o"])
            .arg(&log)
            .arg("-P")
            .arg(book.file());
        for ending in ["kenal.db-wal", "kenal.db-shm"] {
            command.arg("-P").arg(book.path(ending));
        }
        // The folder is synced when a log is made in it.
        command.arg("-P").arg(book.path("").components().as_path());
        command.arg("-e").arg(format!("trace={}", fault.call));
        command.arg("-e").arg(format!(
            "inject={}:error={}:when={k}{forever}",
            fault.call, fault.error
        ));
        hand_over(&mut command, &like);
        let ran = ended(command.current_dir(book.path("")));
        let log = std::fs::read_to_string(&log).unwrap();
        let place = format!("{} {} at {k}{forever}: {ran:?}", fault.call, fault.error);
        match ran.code {
            Some(0) => acknowledged.push(ran.out.trim().to_owned()),
            Some(code) if REFUSED.contains(&code) => {
                assert!(ran.out.is_empty() && ran.err.contains("Hint: "), "{place}");
            }
            _ => panic!("no refusal: {place}"),
        }
        sound(&book.file(), &acknowledged);
        let there = named(&book.file(), &name);
        let unsure = ran.err.contains("could not be confirmed");
        // Nothing is said to be saved or not saved that is not so.
        assert!(
            unsure || there == i64::from(ran.code == Some(0)),
            "{there} there, {place}"
        );
        tries += 1;
        if !log.contains("(INJECTED)") {
            return tries;
        }
        k += if k < fault.dense { 1 } else { fault.stride };
    }
}

/// Every fault in turn, all at once.
fn all(faults: &[Fault], left: bool) {
    if !strace::works() {
        return;
    }
    thread::scope(|scope| {
        let running: Vec<_> = faults
            .iter()
            .map(|fault| scope.spawn(move || try_all(fault, left)))
            .collect();
        for (fault, tries) in faults.iter().zip(running) {
            let tries = tries.join().unwrap();
            assert!(tries > 1, "{} never failed", fault.call);
        }
    });
}

const fn fault(
    call: &'static str,
    error: &'static str,
    for_ever: bool,
    dense: usize,
    stride: usize,
) -> Fault {
    Fault {
        call,
        error,
        for_ever,
        dense,
        stride,
    }
}

#[test]
fn no_write_that_fails_loses_what_was_saved_or_lies_about_what_was_not() {
    all(
        &[
            fault("pwrite64", "EIO", false, 3, 5),
            fault("pwrite64", "ENOSPC", true, 3, 7),
        ],
        false,
    );
}

#[test]
fn no_sync_that_fails_is_taken_for_saved_or_not_saved_without_looking() {
    all(
        &[
            fault("fsync,fdatasync", "EIO", false, 20, 1),
            fault("fsync,fdatasync", "EIO", true, 20, 1),
        ],
        false,
    );
}

#[test]
fn nothing_that_cannot_be_read_opened_or_cut_panics() {
    all(
        &[
            fault("pread64", "EIO", false, 3, 6),
            fault("openat", "EIO", false, 20, 1),
            fault("openat", "EMFILE", true, 20, 1),
            fault("ftruncate,mmap", "EIO", false, 20, 1),
        ],
        false,
    );
}

#[test]
fn no_call_that_fails_while_a_book_is_put_right_loses_what_the_log_holds() {
    all(
        &[
            fault("pread64", "EIO", false, 8, 9),
            fault("pwrite64", "EIO", false, 8, 9),
            fault("fsync,fdatasync", "EIO", true, 8, 1),
            fault("openat,ftruncate,mmap", "EIO", false, 8, 3),
        ],
        true,
    );
}
