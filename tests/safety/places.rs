//! F06, F07, F09, D11, D12: files and folders that are not as they should be.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;

use crate::oracle::sound;
use crate::support::{Book, Ran, ended, hand_over, same_variables, word};

/// What `--file` could name by mistake; what is made there must still be there afterwards.
fn wrong_kinds(book: &Book) -> Vec<String> {
    fs::create_dir(book.path("folder")).unwrap();
    let fifo = Command::new("mkfifo").arg(book.path("pipe")).status();
    assert!(fifo.unwrap().success());
    std::os::unix::fs::symlink(book.path("nowhere"), book.path("loose")).unwrap();
    std::os::unix::fs::symlink("circle", book.path("circle")).unwrap();
    book.write("empty", "");
    book.write("short", &"x".repeat(100));
    book.write("text", "Nama;Nopol\nBudi;B 1 A\n");
    fs::write(book.path("png"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").unwrap();
    let names = [
        "folder", "pipe", "loose", "circle", "empty", "short", "text", "png", "socket", "nothing",
    ];
    let own = names.iter().map(|name| word(&book.path(name)).to_owned());
    own.chain(["/dev/zero", "/dev/null", "/proc/self/mem", "/"].map(str::to_owned))
        .collect()
}

#[test]
fn what_is_no_book_is_refused_by_every_command_and_never_waited_for_or_written_over() {
    let book = Book::garage();
    let _socket = UnixListener::bind(book.path("socket")).unwrap();
    for path in wrong_kinds(&book) {
        let before = fs::symlink_metadata(&path)
            .ok()
            .map(|facts| (facts.len(), facts.file_type()));
        for words in [
            &["info"][..],
            &["record", "customer", "--name", "Budi"],
            &["find", "1"],
            &["undo"],
        ] {
            let ran = book.run([&["--file", &path], words].concat());
            assert!(matches!(ran.code, Some(65 | 66 | 77)), "{path}: {ran:?}");
            assert!(
                ran.out.is_empty() && ran.err.contains("Hint: "),
                "{path}: {ran:?}"
            );
        }
        let after = fs::symlink_metadata(&path)
            .ok()
            .map(|facts| (facts.len(), facts.file_type()));
        assert_eq!(before, after, "{path}");
    }
}

/// Runs the program as nobody; `None`, with the reason printed, where that cannot be.
fn as_nobody(book: &Book, words: &[&str]) -> Option<Ran> {
    as_nobody_in(&book.path(""), book, words)
}

/// The same with another folder for what does not stay.
fn as_nobody_in(temporary: &Path, book: &Book, words: &[&str]) -> Option<Ran> {
    let drop = ["--reuid=65534", "--regid=65534", "--clear-groups", "--"];
    let can = Command::new("setpriv").args(drop).arg("true").output();
    if !can.is_ok_and(|output| output.status.success()) {
        println!("skipped: needs root and setpriv");
        return None;
    }
    let like = book.command(words);
    let mut command = Command::new("setpriv");
    command.args(drop);
    hand_over(&mut command, &like);
    command.env("TMPDIR", temporary);
    let ran = ended(command.current_dir("/"));
    if ran.code == Some(127) || ran.code == Some(126) {
        println!("skipped: nobody may not start the program where it was built");
        return None;
    }
    Some(ran)
}

fn mode(path: &std::path::Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_read_only_file_or_folder_can_be_looked_at_and_is_not_changed() {
    let book = Book::garage();
    let before = book.bytes();
    for (folder, file) in [(0o555, 0o444), (0o755, 0o444), (0o555, 0o644)] {
        mode(&book.path(""), folder);
        mode(&book.file(), file);
        let Some(looked) = as_nobody(&book, &["show", "c1"]) else {
            return;
        };
        assert_eq!(looked.code, Some(0), "{looked:?}");
        let wrote = as_nobody(&book, &["record", "customer", "--name", "Budi"]).unwrap();
        assert_eq!(wrote.code, Some(77), "{wrote:?}");
        assert!(wrote.err.contains("Hint: "), "{wrote:?}");
        assert_eq!(
            fs::read_dir(book.path("")).unwrap().count(),
            1,
            "nothing was made beside it"
        );
    }
    mode(&book.path(""), 0o700);
    assert_eq!(book.bytes(), before);
}

#[test]
fn a_trial_import_into_a_read_only_book_says_what_would_come_in_and_changes_nothing() {
    let book = Book::garage();
    let before = book.bytes();
    let temporary = tempfile::tempdir().unwrap();
    mode(temporary.path(), 0o1777);
    let sheet = temporary.path().join("old.csv");
    fs::write(&sheet, "Nama,HP,Nopol\nBudi,081234567890,B 1 A\n").unwrap();
    for (folder, file) in [(0o555, 0o444), (0o755, 0o444), (0o555, 0o644)] {
        mode(&book.path(""), folder);
        mode(&book.file(), file);
        let words = ["import", "--dry-run", word(&sheet)];
        let Some(ran) = as_nobody_in(temporary.path(), &book, &words) else {
            return;
        };
        assert_eq!(ran.code, Some(0), "{ran:?}");
        assert!(ran.out.contains("New: 1 customer"), "{ran:?}");
        assert_eq!(fs::read_dir(book.path("")).unwrap().count(), 1);
        let left = fs::read_dir(temporary.path()).unwrap().count();
        assert_eq!(left, 1, "the copy is gone");
        let words = ["import", word(&sheet)];
        let ran = as_nobody_in(temporary.path(), &book, &words).unwrap();
        assert_eq!(ran.code, Some(77), "{ran:?}");
    }
    mode(&book.path(""), 0o700);
    assert_eq!(book.bytes(), before);
}

#[test]
fn a_folder_that_another_program_copies_is_warned_about_when_something_is_written() {
    for marker in [".stfolder", ".dropbox"] {
        let book = Book::garage();
        fs::create_dir(book.path(marker)).unwrap();
        let ran = book.run(["record", "customer", "--name", "Budi"]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        assert!(
            ran.err.contains("copies this folder to other computers"),
            "{ran:?}"
        );
    }
}

#[test]
fn too_few_open_files_are_a_sentence() {
    let book = Book::garage();
    let mut refusals = 0;
    for files in 3..12 {
        let like = book.command(["record", "customer", "--name", "Budi"]);
        let mut command = Command::new("sh");
        command.args(["-c", "ulimit -n $0; exec \"$@\"", &files.to_string()]);
        hand_over(&mut command, &like);
        let ran = ended(command.current_dir(book.path("")));
        // 127: the system could not even load the program.
        assert!(
            matches!(ran.code, Some(0 | 66 | 74 | 127)),
            "{files}: {ran:?}"
        );
        refusals += usize::from(matches!(ran.code, Some(66 | 74)));
        sound(&book.file(), &[]);
    }
    assert!(refusals > 0, "the test bites");
}

#[test]
fn an_output_that_is_closed_is_no_panic() {
    let book = Book::garage();
    for (words, closing) in [
        ("info", ">&-"),
        ("info --json", ">&-"),
        ("info", ">&- 2>&-"),
        ("history c1", "| head -c 1 >/dev/null"),
        ("man", "| head -1 >/dev/null"),
        ("nonsense", "2>&-"),
    ] {
        let mut command = Command::new("bash");
        let like = book.command(["info"]);
        same_variables(&mut command, &like);
        command.args([
            "-c",
            &format!(
                "set -o pipefail; {} {words} {closing}",
                word(std::path::Path::new(like.get_program()))
            ),
        ]);
        let ran = ended(command.current_dir(book.path("")));
        assert!(
            matches!(ran.code, Some(0 | 2 | 74 | 141)),
            "{words} {closing}: {ran:?}"
        );
        assert!(
            !ran.err.contains("panic") && !ran.err.contains("bug"),
            "{words} {closing}: {ran:?}"
        );
    }
}

#[test]
fn junk_that_may_not_be_changed_is_called_junk() {
    let book = Book::garage();
    let junk = book.write("junk", &"Nama;Nopol\n".repeat(20));
    mode(&book.path(""), 0o755);
    mode(&junk, 0o444);
    for words in [
        &["record", "customer", "--name", "Budi"][..],
        &["find", "1"],
    ] {
        let Some(ran) = as_nobody(&book, &[&["--file", word(&junk)], words].concat()) else {
            return;
        };
        assert_eq!(ran.code, Some(65), "{ran:?}");
    }
}
