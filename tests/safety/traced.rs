//! C07, C08 and privacy, seen by the system's own eyes: what is opened, and what goes out.

use std::process::Command;

use crate::strace;
use crate::support::{Book, ended, hand_over, word};

/// Runs a command under strace; the calls it made. `None` where there is no strace.
pub fn calls(book: &Book, words: &[&str]) -> Option<Vec<String>> {
    let like = book.command(words);
    let log = book.path("strace.log");
    let mut command = Command::new("strace");
    command
        .args(["-f", "-o"])
        .arg(&log)
        .args(["-e", "trace=open,openat,creat,socket,connect,execve"]);
    hand_over(&mut command, &like);
    if !strace::works() {
        return None;
    }
    let ran = ended(command.current_dir(book.path("")));
    assert!(matches!(ran.code, Some(0 | 1)), "{ran:?}");
    let log = std::fs::read_to_string(log).unwrap();
    Some(log.lines().map(str::to_owned).collect())
}

#[test]
fn the_child_that_reads_a_workbook_inherits_no_file_of_the_book() {
    let book = Book::garage();
    let nasty = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/nasty");
    let sheets = std::fs::read_dir(nasty).unwrap();
    let mut sheets = sheets.map(|sheet| sheet.unwrap().path());
    let sheet = sheets
        .find(|path| path.to_string_lossy().contains("/x01_"))
        .unwrap();
    let Some(calls) = calls(&book, &["import", word(&sheet)]) else {
        return;
    };
    let of_the_book = format!("\"{}", word(&book.file()));
    let opens = calls.iter().filter(|call| call.contains(&of_the_book));
    let opens: Vec<_> = opens.filter(|call| call.contains("openat")).collect();
    assert!(
        opens.len() > 2,
        "the book, its log and its index: {opens:?}"
    );
    for open in opens {
        assert!(open.contains("O_CLOEXEC"), "{open}");
    }
    let programs = calls.iter().filter(|call| call.contains("execve("));
    assert!(programs.count() > 1, "the child was there");
}

#[test]
fn commands_open_no_socket_and_write_no_file_but_the_books_own() {
    let book = Book::garage();
    let sheet = book.write("a.csv", "Nama;Nopol;Tanggal\nBudi;B 9 Z;31/02/2026\n");
    for words in [
        &["record", "customer", "--name", "Budi"][..],
        &["import", word(&sheet)],
        &["find", "budi"],
        &["show", "c1"],
        &["audit"],
        &["undo"],
    ] {
        let Some(calls) = calls(&book, words) else {
            return;
        };
        let home = word(&book.path("")).to_owned();
        for call in &calls {
            assert!(!call.contains("AF_INET"), "{words:?}: {call}");
            let writes =
                call.contains("O_WRONLY") || call.contains("O_RDWR") || call.contains("O_CREAT");
            let own = call.contains(&format!("\"{home}"));
            assert!(
                !writes || own || call.contains("\"/dev/"),
                "{words:?}: {call}"
            );
        }
        let book_file = format!("\"{}\"", word(&book.file()));
        let opens: Vec<_> = calls
            .iter()
            .filter(|call| call.contains(&book_file) && call.contains("openat"))
            .collect();
        // SQLite opens it to write; whatever looks at it by itself must have done so before.
        let first = opens.iter().position(|call| call.contains("O_RDWR"));
        let after = opens
            .iter()
            .skip(first.unwrap_or(opens.len()))
            .filter(|call| !call.contains("O_RDWR"));
        assert_eq!(after.count(), 0, "{words:?}: {opens:?}");
    }
}
