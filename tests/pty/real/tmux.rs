//! T11: tmux, which people leave and come back to, from windows of other sizes.

use std::process::Command;
use std::time::{Duration, Instant};

use super::book::{Book, TODAY};

/// A server of our own, with one session that nobody is attached to.
struct Tmux {
    socket: std::path::PathBuf,
    variables: Vec<(&'static str, String)>,
}

impl Tmux {
    fn run(&self, words: &[&str]) -> String {
        let mut command = Command::new("tmux");
        let variables = self.variables.iter().map(|(name, value)| (name, value));
        command.env_clear().envs(variables);
        command.args(["-u", "-f/dev/null", "-S"]).arg(&self.socket);
        let output = command.args(words).output().expect("tmux runs");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Waits until a screen is as it shall be.
    fn wait_for(&self, what: &str, is: impl Fn(&str) -> bool) {
        let since = Instant::now();
        loop {
            let screen = self.run(&["capture-pane", "-p"]);
            if is(&screen) {
                return;
            }
            assert!(
                since.elapsed() < Duration::from_secs(20),
                "{what}:\n{screen}"
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Tmux {
    fn drop(&mut self) {
        self.run(&["kill-server"]);
    }
}

#[test]
fn in_tmux_every_size_is_drawn_anew_and_the_end_leaves_the_shell_as_it_was() {
    if Command::new("tmux").arg("-V").output().is_err() {
        println!("skipped: needs tmux");
        return;
    }
    let book = Book::new();
    let tmux = Tmux {
        socket: book.path("tmux"),
        variables: book.variables(),
    };
    let start = "exec sh";
    let program = format!("{} --today {TODAY}", env!("CARGO_BIN_EXE_kenal"));
    tmux.run(&["new-session", "-d", "-x", "80", "-y", "24", start]);
    tmux.run(&["send-keys", "echo before", "Enter"]);
    // What is typed and what is answered; a shell that comes late answers behind its prompt.
    let answered = |screen: &str| screen.matches("before").count() >= 2;
    tmux.wait_for("the shell", answered);
    tmux.run(&["send-keys", &program, "Enter"]);
    tmux.wait_for("the desk", |screen| {
        screen.contains("F10") && screen.lines().count() == 24
    });
    tmux.run(&["send-keys", "zz"]);
    tmux.wait_for("what is typed", |screen| screen.contains("│ zz"));
    for (columns, rows) in [(120, 40), (40, 20), (200, 50), (80, 24)] {
        let (x, y) = (columns.to_string(), rows.to_string());
        tmux.run(&["resize-window", "-x", &x, "-y", &y]);
        tmux.wait_for("the new size", |screen| {
            let widest = screen.lines().map(|line| line.chars().count()).max();
            screen.contains("│ zz") && screen.lines().count() == rows && widest == Some(columns)
        });
    }
    tmux.run(&["send-keys", "C-q"]);
    tmux.wait_for("the shell again", |screen| {
        answered(screen) && !screen.contains("F10")
    });
}
