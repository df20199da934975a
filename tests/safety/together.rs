//! K01, K03, K08: several terminals on one book.

use std::process::Stdio;
use std::thread;

use crate::oracle::{named, sound};
use crate::support::{Book, ended, word};

#[test]
fn eight_terminals_at_once_lose_nothing_and_never_see_each_other() {
    let book = Book::empty();
    let ids: Vec<String> = thread::scope(|scope| {
        let terminals: Vec<_> = (0..8)
            .map(|number| {
                let book = &book;
                scope.spawn(move || {
                    let names = (0..12).map(|turn| format!("Terminal {number} {turn}"));
                    names
                        .map(|name| {
                            book.out(["record", "customer", "--name", &name])
                                .trim()
                                .to_owned()
                        })
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        terminals
            .into_iter()
            .flat_map(|terminal| terminal.join().unwrap())
            .collect()
    });
    assert_eq!(ids.len(), 8 * 12);
    sound(&book.file(), &ids);
    assert_eq!(named(&book.file(), "Terminal "), 8 * 12);
}

/// A large import in this build: the optimised program takes 20,000 rows in the same time.
const ROWS: usize = if cfg!(debug_assertions) {
    2_000
} else {
    20_000
};

#[test]
fn others_save_while_a_large_file_comes_in() {
    let book = Book::empty();
    let rows = (0..ROWS).map(|row| {
        format!(
            "Banyak {row};0812{row:07};B {} X{};2026-08-12;650000\n",
            row % 9000 + 1,
            row / 9000
        )
    });
    let sheet = format!(
        "Nama;No HP;Nopol;Tanggal;Total\n{}",
        rows.collect::<String>()
    );
    let path = book.write("big.csv", &sheet);
    let mut import = book.command(["import", word(&path)]);
    let mut import = import
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut ids = Vec::new();
    while import.try_wait().unwrap().is_none() {
        let name = format!("Sela {}", ids.len());
        ids.push(
            book.out(["record", "customer", "--name", &name])
                .trim()
                .to_owned(),
        );
    }
    assert!(import.wait().unwrap().success());
    assert!(!ids.is_empty());
    sound(&book.file(), &ids);
    assert_eq!(named(&book.file(), "Banyak "), i64::try_from(ROWS).unwrap());
}

/// Where the holder finds the book.
const BOOK: &str = "KENAL_TEST_BOOK";
/// Where the holder says that it holds it.
const HELD: &str = "KENAL_TEST_HELD";

#[test]
#[ignore = "holds the book until somebody kills it"]
fn holder() {
    let conn = rusqlite::Connection::open(std::env::var_os(BOOK).expect("a book")).unwrap();
    conn.execute_batch("BEGIN IMMEDIATE; UPDATE shop SET value = value")
        .unwrap();
    std::fs::write(std::env::var_os(HELD).expect("a place"), "").unwrap();
    loop {
        thread::park();
    }
}

#[test]
fn a_writer_that_stopped_half_way_makes_others_say_busy_and_its_end_frees_the_book() {
    let book = Book::garage();
    let held = book.file().with_extension("held");
    let mut holder = std::process::Command::new(std::env::current_exe().unwrap());
    holder
        .args(["--ignored", "--exact", "together::holder"])
        .env(BOOK, book.file())
        .env(HELD, &held);
    let mut holder = holder
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    while !held.exists() {
        assert!(holder.try_wait().unwrap().is_none(), "the holder is there");
        thread::sleep(std::time::Duration::from_millis(5));
    }
    let process = rustix::process::Pid::from_child(&holder);
    rustix::process::kill_process(process, rustix::process::Signal::STOP).unwrap();
    let save = || ended(&mut book.command(["record", "customer", "--name", "Budi"]));
    let busy = save();
    assert_eq!(busy.code, Some(75), "{busy:?}");
    assert!(
        busy.out.is_empty() && busy.err.contains("nothing was written"),
        "{busy:?}"
    );
    holder.kill().unwrap();
    holder.wait().unwrap();
    let free = save();
    assert_eq!(free.code, Some(0), "{free:?}");
    sound(&book.file(), &[free.out.trim().to_owned()]);
    assert_eq!(named(&book.file(), "Budi"), 1);
}
