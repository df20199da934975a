//! D05, D06, D07: one call of the system after the other fails, once or for ever.

use std::process::Command;
use std::thread;

use crate::oracle::{named, sound};
use crate::support::{Book, ended};

/// Which calls fail, how, and which of them are tried: all up to `dense`, then every `stride`th.
struct Fault {
    call: &'static str,
    error: &'static str,
    for_ever: bool,
    dense: usize,
    stride: usize,
}

fn strace_works() -> bool {
    let works = Command::new("strace")
        .args(["-f", "-e", "trace=none", "true"])
        .output();
    let works = works.is_ok_and(|output| output.status.success());
    if !works {
        println!("skipped: needs strace");
    }
    works
}

/// The codes of ordinary refusals; a bug or a signal is none.
const REFUSED: [i32; 5] = [65, 66, 74, 75, 77];

/// Makes the `k`th call fail until no call is left to fail; answers how many tries there were.
fn try_all(fault: &Fault) -> usize {
    let book = Book::empty();
    book.out(["record", "customer", "--name", "Awal"]);
    let mut acknowledged = vec!["C-00001".to_owned()];
    let mut tries = 0;
    let mut k = 1;
    loop {
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
        command.arg(like.get_program()).args(like.get_args());
        command.env_clear().envs(
            like.get_envs()
                .filter_map(|(name, value)| Some((name, value?))),
        );
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

/// Every fault in turn, two at a time.
fn all(faults: &[Fault]) {
    if !strace_works() {
        return;
    }
    thread::scope(|scope| {
        let running: Vec<_> = faults
            .iter()
            .map(|fault| scope.spawn(|| try_all(fault)))
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
    all(&[
        fault("pwrite64", "EIO", false, 3, 5),
        fault("pwrite64", "ENOSPC", true, 3, 7),
    ]);
}

#[test]
fn no_sync_that_fails_is_taken_for_saved_or_not_saved_without_looking() {
    all(&[
        fault("fsync,fdatasync", "EIO", false, 20, 1),
        fault("fsync,fdatasync", "EIO", true, 20, 1),
    ]);
}

#[test]
fn nothing_that_cannot_be_read_opened_or_cut_panics() {
    all(&[
        fault("pread64", "EIO", false, 3, 6),
        fault("openat", "EIO", false, 20, 1),
        fault("openat", "EMFILE", true, 20, 1),
        fault("ftruncate,mmap", "EIO", false, 20, 1),
    ]);
}
