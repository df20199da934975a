//! The books whose reviews are looked at.

use std::path::{Path, PathBuf};
use std::process::Command;

use kenal::store::Store;
use serde_json::Value;
use tempfile::TempDir;

pub struct Book {
    folder: TempDir,
    pub today: &'static str,
}

impl Book {
    /// A sample garage of 600 customers.
    pub fn garage() -> Book {
        let book = Book {
            folder: tempfile::tempdir().unwrap(),
            today: "2026-11-25",
        };
        let today = book.today.parse().unwrap();
        let store = Store::create_sample(&book.file(), 7, 600, today, |_, _| {
            std::ops::ControlFlow::Continue(())
        });
        store.unwrap().close();
        book
    }

    /// The same on another day.
    pub fn on(self, today: &'static str) -> Book {
        Book { today, ..self }
    }

    /// A real workshop, where its files lie beside the project.
    pub fn carspeed() -> Option<Book> {
        let files = ["carspeed_konsumen_id.csv", "carspeed_service_lines_id.csv"]
            .map(|name| Path::new("../shared/data/real").join(name));
        let files: Vec<PathBuf> = files
            .iter()
            .filter_map(|file| file.canonicalize().ok())
            .collect();
        if files.len() < 2 {
            return None;
        }
        let book = Book {
            folder: tempfile::tempdir().unwrap(),
            today: "2025-08-25",
        };
        book.run(&["init", book.file().to_str().unwrap()]);
        let files: Vec<&str> = files.iter().filter_map(|file| file.to_str()).collect();
        book.run(&[&["import"], &files[..]].concat());
        Some(book)
    }

    pub fn file(&self) -> PathBuf {
        self.path("kenal.db")
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What the program prints.
    pub fn run(&self, words: &[&str]) -> String {
        let home = self.folder.path();
        let output = Command::new(env!("CARGO_BIN_EXE_kenal"))
            .env_clear()
            .env("HOME", home)
            .env("TMPDIR", home)
            .env("KENAL_LANG", "en")
            .env("USER", "rina")
            .env("KENAL_FILE", self.file())
            .current_dir(home)
            .args(["--today", self.today])
            .args(words)
            .output()
            .unwrap();
        // An import with rows to check ends with 1.
        let code = output.status.code().unwrap();
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(code <= 1, "{words:?}: {code}: {err}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// The review as programs read it.
    pub fn review(&self) -> Value {
        serde_json::from_str(&self.run(&["review", "--json"])).unwrap()
    }
}
