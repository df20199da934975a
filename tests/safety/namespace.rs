//! A small disk of our own, where the system lets us have one.

use std::process::Command;

use crate::support::{Book, Ran, ended, same_variables};

/// Runs a shell script beside a disk of so many KiB, mounted at `small` in the book's folder;
/// `$KENAL` is the program. `None`, with the reason printed, where nothing can be mounted.
pub fn with_small_disk(book: &Book, kib: u32, script: &str) -> Option<Ran> {
    std::fs::create_dir_all(book.path("small")).unwrap();
    let ways: [&[&str]; 2] = [&["-m"], &["-mUr"]];
    let Some(way) = ways.iter().find(|way| {
        let mut command = Command::new("unshare");
        let command = command.args(**way).args(["mount", "-t", "tmpfs", "none"]);
        command
            .arg(book.path("small"))
            .output()
            .is_ok_and(|output| output.status.success())
    }) else {
        println!("skipped: needs unshare and a tmpfs of its own");
        return None;
    };
    let like = book.command(["info"]);
    let mut command = Command::new("unshare");
    command.args(*way).args(["sh", "-c"]);
    command.arg(format!(
        "mount -t tmpfs -o size={kib}k,mode=700 none small || exit 99\n{script}"
    ));
    same_variables(&mut command, &like);
    command
        .env("KENAL", like.get_program())
        .current_dir(book.path(""));
    Some(ended(&mut command))
}
