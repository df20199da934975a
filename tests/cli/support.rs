//! A book in a folder of its own, and the program on it.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use kenal::domain::Day;
use kenal::store::{NewShop, Store};
use serde_json::Value;
use tempfile::TempDir;

/// The day of all tests: a Sunday.
pub const TODAY: &str = "2026-11-22";

/// A folder with a book in it.
pub struct Book {
    folder: TempDir,
}

/// How the program ended, and what it said.
#[derive(Debug, PartialEq, Eq)]
pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Book {
    /// A folder without a book.
    pub fn none() -> Book {
        let folder = tempfile::tempdir().unwrap();
        Book { folder }
    }

    /// A book with nothing in it.
    pub fn empty() -> Book {
        let book = Book::none();
        let shop = NewShop {
            name: "Bengkel Uji".to_owned(),
            currency: "IDR".to_owned(),
            trade: "garage".to_owned(),
            utc_offset_minutes: 420,
        };
        Store::create(&book.file(), &shop).unwrap().close();
        book
    }

    /// A small sample garage.
    pub fn garage() -> Book {
        let book = Book::none();
        let today: Day = TODAY.parse().unwrap();
        let store = Store::create_sample(&book.file(), 1, 40, today, |_, _| {
            std::ops::ControlFlow::Continue(())
        });
        store.unwrap().close();
        book
    }

    /// The book.
    pub fn file(&self) -> PathBuf {
        self.path("kenal.db")
    }

    /// A place in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A file with a text in the folder.
    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// The program with these words, on this book, away from the settings of whoever runs the tests.
    pub fn command<S: AsRef<OsStr>>(&self, words: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kenal"));
        let home = self.folder.path();
        let words: Vec<OsString> = words.into_iter().map(|word| word.as_ref().into()).collect();
        let day_is_said = words.iter().any(|word| word == "--today");
        command
            .env_clear()
            .envs(std::env::var_os("PATH").map(|path| ("PATH", path)))
            .env("HOME", home)
            .env("TMPDIR", home)
            .env("KENAL_LANG", "en")
            .env("USER", "rina")
            .env("KENAL_FILE", self.file())
            .current_dir(home)
            .stdin(Stdio::null())
            .args(words)
            .args(["--today", TODAY].iter().filter(|_| !day_is_said));
        command
    }

    /// Runs the program to its end.
    pub fn run<S: AsRef<OsStr>>(&self, words: impl IntoIterator<Item = S>) -> Ran {
        ended(&mut self.command(words))
    }

    /// What a command that succeeds prints.
    pub fn out<S: AsRef<OsStr>>(&self, words: impl IntoIterator<Item = S>) -> String {
        let ran = self.run(words);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        ran.out
    }

    /// The JSON that a command prints, however it ends.
    pub fn json<S: AsRef<OsStr>>(&self, words: impl IntoIterator<Item = S>) -> Value {
        let ran = self.run(words);
        serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {ran:?}"))
    }

    /// Writes into the book past the program.
    pub fn sql(&self, sql: &str) {
        let conn = rusqlite::Connection::open(self.file()).unwrap();
        conn.pragma_update(None, "foreign_keys", "OFF").unwrap();
        assert!(conn.execute(sql, []).unwrap() > 0, "{sql}");
    }

    /// A number that SQL finds in the book.
    pub fn number(&self, sql: &str) -> i64 {
        let conn = rusqlite::Connection::open(self.file()).unwrap();
        conn.query_row(sql, [], |row| row.get(0)).unwrap()
    }

    /// The bytes of the book.
    pub fn bytes(&self) -> Vec<u8> {
        std::fs::read(self.file()).unwrap()
    }
}

/// Runs a command to its end.
pub fn ended(command: &mut Command) -> Ran {
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran {
        code: output.status.code(),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

/// `outer` runs `like` at its end, with the variables of `like`: under a limit, under strace, as
/// nobody.
pub fn hand_over<'o>(outer: &'o mut Command, like: &Command) -> &'o mut Command {
    outer.arg(like.get_program()).args(like.get_args());
    same_variables(outer, like)
}

/// Gives `command` the variables of `like` and no others.
pub fn same_variables<'c>(command: &'c mut Command, like: &Command) -> &'c mut Command {
    let given = like.get_envs();
    let given = given.filter_map(|(name, value)| Some((name, value?)));
    command.env_clear().envs(given)
}

/// The names of an object's fields, in alphabetical order.
pub fn names(value: &Value) -> Vec<&str> {
    let object = value
        .as_object()
        .unwrap_or_else(|| panic!("{value} is no object"));
    let mut names: Vec<&str> = object.keys().map(String::as_str).collect();
    names.sort_unstable();
    names
}

/// Asserts that an object has these fields, and perhaps more.
pub fn has(value: &Value, wanted: &str) {
    let names = names(value);
    for name in wanted.split_whitespace() {
        assert!(names.contains(&name), "{name} is missing in {names:?}");
    }
}

/// A path as a word of the command line.
pub fn word(path: &Path) -> &str {
    path.to_str().unwrap()
}
