//! A book in a folder of its own, and the program's screens on it.

use std::path::PathBuf;
use std::process::Command;

use kenal::domain::Day;
use kenal::store::Store;
use portable_pty::CommandBuilder;
use rusqlite::Connection;
use tempfile::TempDir;

use crate::session::{Session, wait};

/// The day of all tests.
pub const TODAY: &str = "2026-11-22";

/// A folder with a sample garage and, beside it, Pak Budi, who drives `B 1234 XYZ`.
pub struct Book {
    folder: TempDir,
}

impl Book {
    /// Makes it.
    pub fn new() -> Book {
        let book = Book {
            folder: tempfile::tempdir().expect("a folder"),
        };
        let today: Day = TODAY.parse().expect("a day");
        let all = |_, _| std::ops::ControlFlow::Continue(());
        let store = Store::create_sample(&book.file(), 1, 25, today, all);
        store.expect("a book").close();
        let words = ["--name", "Pak Budi Zulkarnaen", "--phone", "081234567890"];
        let words = [
            &["record", "customer"][..],
            &words,
            &["--plate", "B 1234 XYZ"],
        ];
        book.run(&words.concat());
        book.run(&[
            "record",
            "visit",
            "--plate",
            "B 1234 XYZ",
            "--total",
            "650000",
        ]);
        book
    }

    /// The file.
    pub fn file(&self) -> PathBuf {
        self.folder.path().join("kenal.db")
    }

    /// A place in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Variables of every run.
    pub fn variables(&self) -> Vec<(&'static str, String)> {
        let home = self.folder.path().to_str().expect("a name").to_owned();
        let file = self.file().to_str().expect("a name").to_owned();
        vec![
            ("HOME", home.clone()),
            ("TMPDIR", home),
            ("KENAL_FILE", file),
            ("KENAL_LANG", "en".to_owned()),
            ("USER", "rina".to_owned()),
            ("LANG", "C.UTF-8".to_owned()),
            ("TERM", "xterm-256color".to_owned()),
            ("PATH", "/usr/bin:/bin:/usr/sbin:/sbin".to_owned()),
        ]
    }

    /// Runs a command that must succeed; what it printed.
    pub fn run(&self, words: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kenal"));
        command.args(["--today", TODAY]).args(words).env_clear();
        let output = command.envs(self.variables()).output().expect("it runs");
        assert!(output.status.success(), "{words:?}: {output:?}");
        String::from_utf8(output.stdout).expect("text")
    }

    /// The exit code of a command that must not succeed.
    pub fn code(&self, words: &[&str]) -> Option<i32> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kenal"));
        command.args(words).env_clear().envs(self.variables());
        command.output().expect("it runs").status.code()
    }

    /// When the whole file was checked last.
    pub fn checked_at(&self) -> Option<String> {
        let conn = Connection::open(self.file()).expect("it opens");
        let sql = "SELECT value FROM shop WHERE key = 'checked_at'";
        conn.query_row(sql, [], |row| row.get(0)).ok()
    }

    /// Waits for a check that is another than the last one, and says when it was.
    pub fn wait_for_check(&self, last: Option<&str>) -> String {
        wait("a check of the file", || {
            self.checked_at().filter(|at| Some(at.as_str()) != last)
        })
    }

    /// From now on the last check was long ago.
    pub fn let_a_day_pass(&self) {
        let conn = Connection::open(self.file()).expect("it opens");
        let sql = "UPDATE shop SET value = '2020-01-01T00:00:00.000Z' WHERE key = 'checked_at'";
        conn.execute(sql, []).expect("written");
    }

    /// The screens, to be started; words before them run them inside something else.
    pub fn screens(&self, around: &[&str]) -> CommandBuilder {
        let own = [
            env!("CARGO_BIN_EXE_kenal"),
            "--today",
            TODAY,
            "--staff",
            "Rina",
        ];
        let words = [around, &own].concat();
        let mut command = CommandBuilder::new(words[0]);
        command.args(&words[1..]);
        command.env_clear();
        for (name, value) in self.variables() {
            command.env(name, value);
        }
        command.cwd(self.folder.path());
        command
    }

    /// The screens, ready for keys.
    pub fn open(&self) -> Session {
        let session = Session::with(self.screens(&[]), 80, 24);
        session.wait_for("Rina");
        session
    }

    /// The number that a query finds, on a connection of its own.
    pub fn count(&self, sql: &str) -> i64 {
        let conn = Connection::open(self.file()).expect("it opens");
        conn.query_row(sql, [], |row| row.get(0)).expect("a number")
    }

    /// Asserts that the file is sound. Nobody may have it open.
    pub fn assert_sound(&self) {
        let conn = Connection::open(self.file()).expect("it opens");
        let word = |sql: &str| conn.query_row(sql, [], |row| row.get::<_, String>(0));
        assert_eq!(word("PRAGMA integrity_check").expect("checked"), "ok");
        let loose = conn.query_row("PRAGMA foreign_key_check", [], |_| Ok(()));
        assert!(loose.is_err(), "no loose ends");
    }
}

/// Visits of Pak Budi.
pub const VISITS: &str = "SELECT COUNT(*) FROM visit v JOIN customer c ON c.id = v.customer_id
    WHERE c.name = 'Budi Zulkarnaen'";

/// Writes a visit of his down on the front desk.
pub fn save_a_visit(session: &mut Session) {
    session.send("1234xyz");
    session.wait_for("Zulkarnaen");
    session.send("\x1b2");
    session.wait_for("dometer");
    session.send("50100\x13");
    session.wait_for("aved");
}
