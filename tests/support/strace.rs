//! strace, where a machine has it.

use std::process::Command;

/// Whether it can follow a program; says so where not.
pub fn works() -> bool {
    let works = Command::new("strace")
        .args(["-f", "-e", "trace=none", "true"])
        .output();
    let works = works.is_ok_and(|output| output.status.success());
    if !works {
        println!("skipped: needs strace");
    }
    works
}
