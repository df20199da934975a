//! Where the output goes, and what may stand in it.

use std::process::Stdio;

use kenal::domain::hygiene::is_unwanted;

use crate::support::Book;

#[cfg(unix)]
#[test]
fn a_reader_who_goes_away_ends_it_quietly() {
    use std::io::Read as _;
    let book = Book::garage();
    let mut child = book
        .command(["completions", "bash"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Nobody reads from the first byte on.
    drop(child.stdout.take());
    let mut said = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut said)
        .unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(141));
    assert_eq!(said, "");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_under_the_output_is_told() {
    let book = Book::garage();
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let child = book
        .command(["info", "--json"])
        .stdout(full)
        .stderr(Stdio::piped())
        .spawn();
    let output = child.unwrap().wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(74));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.starts_with("Error: The result could not be written"),
        "{said}"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn what_was_saved_before_the_output_failed_is_told_to_be_saved() {
    let book = Book::empty();
    let sheet = book.write("old.csv", "Nama,HP,Nopol\nBudi,081234567890,B 1 A\n");
    let sheet = sheet.to_str().unwrap();
    for (words, is_saved) in [
        (&["import", "--dry-run", sheet][..], false),
        (&["import", "--json", sheet], true),
        (&["record", "visit", "--plate", "B 1 A"], true),
        (&["undo"], true),
        (&["import", "--undo", "1"], true),
        (&["import", "--list"], false),
    ] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full");
        let mut command = book.command(words);
        command.stdout(full.unwrap()).stderr(Stdio::piped());
        let output = command.spawn().unwrap().wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(74), "{words:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        let told = said.contains("It is saved all the same");
        assert_eq!(told, is_saved, "{words:?}: {said}");
    }
    assert_eq!(book.json(["info", "--json"])["customers"], 0);
}

#[test]
fn colour_is_for_terminals_and_for_whoever_asks() {
    let book = Book::garage();
    let coloured = |words: &[&str], variables: &[(&str, &str)]| {
        let mut command = book.command(words);
        let ran = crate::support::ended(command.envs(variables.to_vec()));
        ran.out.contains('\u{1b}')
    };
    assert!(!coloured(&["show", "c1"], &[]));
    assert!(coloured(&["show", "c1", "--color", "always"], &[]));
    assert!(!coloured(&["show", "c1"], &[("NO_COLOR", "1")]));
    assert!(coloured(
        &["show", "c1", "--color", "always"],
        &[("NO_COLOR", "1")]
    ));
    assert!(!coloured(
        &["show", "c1", "--color", "auto"],
        &[("NO_COLOR", "1")]
    ));
}

#[test]
fn words_of_the_command_line_cannot_command_the_terminal() {
    let book = Book::garage();
    let hostile = "x\u{1b}]52;c;eA==\u{7}\u{202e}y";
    for words in [
        &["show", hostile][..],
        &["history", hostile],
        &["audit", hostile],
        &[hostile],
        &["import", hostile],
        &["init", "--currency", hostile, "new.db"],
        &["--file", hostile, "info"],
        &["--config", hostile, "info"],
        &["--staff", hostile, "undo"],
    ] {
        let ran = book.run(words);
        for text in [&ran.out, &ran.err] {
            let lines = text.lines().all(|line| !line.contains(is_unwanted));
            assert!(lines, "{words:?}: {text:?}");
        }
        assert!(ran.code.is_some_and(|code| code != 0), "{words:?}");
    }
}
