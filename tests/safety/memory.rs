//! D10: too little memory. A program may be ended by it; the book may not.

use std::process::Command;

use crate::oracle::{named, sound};
use crate::support::{Book, Ran, ended, hand_over, word};

/// Runs a command that may use so many KiB of address space.
fn within(book: &Book, kib: u32, words: &[&str]) -> Ran {
    let like = book.command(words);
    let mut command = Command::new("sh");
    command
        .args(["-c", "ulimit -v $0; exec \"$@\""])
        .arg(kib.to_string());
    hand_over(&mut command, &like);
    ended(command.current_dir(book.path("")))
}

#[test]
fn a_program_that_runs_out_of_memory_leaves_the_book_whole_and_never_lies() {
    let book = Book::empty();
    let mut acknowledged = Vec::new();
    let rows = (0..2000).map(|row| format!("Sempit {row};{}\n", "x".repeat(200)));
    let rows = rows.collect::<String>();
    let sheet = book.write("rows.csv", &format!("Nama;Catatan\n{rows}"));
    let (mut starved, mut imported) = (0, 0);
    for step in 0..40 {
        let kib = 6_000 + step * 2_000;
        let ran = within(&book, kib, &["record", "customer", "--name", "Ingatan"]);
        match ran.code {
            Some(0) => acknowledged.push(ran.out.trim().to_owned()),
            _ => starved += 1,
        }
        if step % 4 == 0 {
            let ran = within(&book, kib, &["import", word(&sheet)]);
            imported += i64::from(matches!(ran.code, Some(0 | 1)));
        }
        sound(&book.file(), &acknowledged);
        let there = named(&book.file(), "Sempit ");
        let whole = if imported > 0 { 2000 } else { 0 };
        assert_eq!(there, whole, "at {kib} KiB: {ran:?}");
    }
    assert!(
        starved > 0 && !acknowledged.is_empty() && imported > 0,
        "{starved} starved, {} saved, {imported} imported",
        acknowledged.len()
    );
    let kept = i64::try_from(acknowledged.len()).unwrap();
    assert_eq!(named(&book.file(), "Ingatan"), kept);
}
