//! T05, T09: the terminal goes away, and nobody may be left burning a processor.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::{env, fs, thread, time::Duration};

use portable_pty::CommandBuilder;

use super::helper;
use super::session::{Session, program, wait};

/// Where the holder notes that the program is ready.
const READY: &str = "KENAL_TEST_READY";
/// A shell line around the program, `$@` being the program.
const AROUND: &str = "KENAL_TEST_AROUND";

#[test]
#[ignore = "holds the terminal of the program until somebody kills it"]
fn holder() {
    let ready = env::var_os(READY).expect("where to note");
    let mut command = program();
    if let Ok(around) = env::var(AROUND) {
        let mut shell = CommandBuilder::new("sh");
        shell.args(["-c", &around, "sh"]);
        shell.args(&command.get_argv()[..]);
        command = shell;
        command.env("TERM", "xterm-256color");
    }
    for name in [helper::CODE, helper::WRITES] {
        if let Some(path) = env::var_os(name) {
            command.env(name, path);
        }
    }
    let session = Session::with(command, 80, 24);
    session.wait_for("ready");
    fs::write(ready, "").expect("noted");
    thread::sleep(Duration::from_mins(1));
}

fn hold(folder: &Path, around: Option<&str>) -> Child {
    let mut command = Command::new(env::current_exe().expect("this binary has a path"));
    command.args([
        "--ignored",
        "--exact",
        "--test-threads=1",
        "hang_up::holder",
    ]);
    command
        .env(READY, folder.join("ready"))
        .env(helper::CODE, folder.join("code"));
    command.stdout(Stdio::null()).stderr(Stdio::null());
    if let Some(around) = around {
        command.env(AROUND, around);
    }
    let child = command.spawn().expect("the holder starts");
    wait("the program in the holder", || {
        folder.join("ready").exists().then_some(())
    });
    child
}

fn ends_with_129(around: Option<&str>) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut holder = hold(folder.path(), around);
    holder.kill().expect("killed");
    holder.wait().expect("reaped");
    let code = wait("the program to end", || {
        fs::read_to_string(folder.path().join("code"))
            .ok()
            .filter(|code| !code.is_empty())
    });
    assert_eq!(code, "129");
}

#[test]
fn a_terminal_that_is_closed_ends_the_program() {
    ends_with_129(None);
}

#[test]
fn a_terminal_that_is_closed_ends_the_program_even_when_hang_ups_are_ignored() {
    ends_with_129(Some(r#"trap "" HUP; exec "$@""#));
}

#[test]
fn a_terminal_that_is_closed_ends_the_program_even_when_only_the_shell_is_told() {
    ends_with_129(Some(r#"trap "" HUP; "$@"; true"#));
}

#[test]
fn a_program_that_waits_uses_no_processor() {
    let session = Session::start();
    thread::sleep(Duration::from_millis(300));
    let before = session.ticks();
    thread::sleep(Duration::from_secs(2));
    // Ten times the goal of one hundredth of a second: a spinning thread needs two hundred.
    assert!(session.ticks() - before < 20);
}
