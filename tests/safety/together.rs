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
    let pid = format!("(process {} of ", holder.id());
    assert_eq!(busy.code, Some(75), "{busy:?}");
    assert!(
        busy.out.is_empty() && busy.err.contains("nothing was written") && busy.err.contains(&pid),
        "{busy:?}"
    );
    holder.kill().unwrap();
    holder.wait().unwrap();
    let free = save();
    assert_eq!(free.code, Some(0), "{free:?}");
    sound(&book.file(), &[free.out.trim().to_owned()]);
    assert_eq!(named(&book.file(), "Budi"), 1);
}

#[test]
fn a_second_import_into_one_book_says_who_is_at_it_and_one_that_was_killed_holds_nobody_up() {
    let book = Book::empty();
    let rows = (0..20_000).map(|row| format!("Antre {row}\n"));
    let rows = rows.collect::<String>();
    let path = book.write("rows.csv", &format!("Nama\n{rows}"));
    let small = book.write("small.csv", "Nama\nKedua\n");
    let at_it = |conn: &rusqlite::Connection| -> i64 {
        let sql = "SELECT count(*) FROM job WHERE name = 'import'";
        conn.query_row(sql, [], |row| row.get(0)).unwrap()
    };
    let conn = rusqlite::Connection::open(book.file()).unwrap();
    let mut first = book
        .command(["import", word(&path)])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    while at_it(&conn) == 0 {
        assert!(first.try_wait().unwrap().is_none(), "it says that it works");
    }
    let second = book.run(["import", word(&small)]);
    assert_eq!(second.code, Some(75), "{second:?}");
    let said = format!("begun by rina (process {})", first.id());
    assert!(second.err.contains(&said), "{second:?}");
    // A trial disturbs nobody.
    let trial = book.run(["import", "--dry-run", word(&small)]);
    assert_eq!(trial.code, Some(0), "{trial:?}");
    first.kill().unwrap();
    first.wait().unwrap();
    drop(conn);
    let third = book.run(["import", word(&small)]);
    assert_eq!(third.code, Some(0), "{third:?}");
    sound(&book.file(), &[]);
    assert_eq!(named(&book.file(), "Antre "), 0);
    assert_eq!(named(&book.file(), "Kedua"), 1);
}

#[test]
fn a_long_reader_holds_no_writer_up_and_the_log_shrinks_when_it_ends() {
    let book = Book::empty();
    let reader = rusqlite::Connection::open(book.file()).unwrap();
    reader
        .execute_batch("BEGIN; SELECT count(*) FROM customer")
        .unwrap();
    let read = || -> i64 {
        let sql = "SELECT count(*) FROM customer";
        reader.query_row(sql, [], |row| row.get(0)).unwrap()
    };
    let before = read();
    let rows = (0..9_000).map(|row| format!("Lama {row};{}\n", "x".repeat(300)));
    let rows = rows.collect::<String>();
    let path = book.write("rows.csv", &format!("Nama;Catatan\n{rows}"));
    assert_eq!(book.run(["import", word(&path)]).code, Some(0));
    let log = || std::fs::metadata(book.path("kenal.db-wal")).unwrap().len();
    assert!(log() > 4 << 20, "the reader keeps the log: {}", log());
    assert_eq!(read(), before, "and its own moment");
    reader.execute_batch("COMMIT").unwrap();
    // The first writer that comes empties the log, and the next begins it anew, cut to size.
    for name in ["Satu", "Dua", "Tiga"] {
        book.out(["record", "customer", "--name", name]);
    }
    assert!(log() <= 4 << 20, "{}", log());
    assert_eq!(read(), before + 9_003);
}
