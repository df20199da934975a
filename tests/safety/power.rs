//! D03, D04: the power goes. What a command writes and syncs is listened to by strace; then the
//! disk is rebuilt as it may stand at any point of it: what was synced is there, of what was not
//! any part may be, down to sectors of 512 bytes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::chance::Chance;
use crate::strace;
use crate::support::{Book, ended, hand_over, word};

/// Points at which the power goes.
const POINTS: u64 = 240;
/// What a disk writes whole.
const SECTOR: usize = 512;
/// Rows of the import in the session.
const ROWS: i64 = 120;

/// Files by name.
type Files = BTreeMap<PathBuf, Vec<u8>>;

/// One thing that the system was asked to do, or that the program said.
#[derive(Debug)]
enum Call {
    Write(PathBuf, usize, Vec<u8>),
    Cut(PathBuf, usize),
    Made(PathBuf),
    Gone(PathBuf),
    Synced(PathBuf),
    Said(String),
}

/// The bytes that strace writes as `\x41\x42`.
fn bytes(text: &str) -> Vec<u8> {
    let pairs = text.split("\\x").skip(1);
    pairs
        .map(|pair| u8::from_str_radix(pair, 16).unwrap())
        .collect()
}

fn path(text: &str) -> PathBuf {
    String::from_utf8(bytes(text)).unwrap().into()
}

/// The text between two marks, and what follows.
fn between<'a>(line: &'a str, from: &str, to: &str) -> (&'a str, &'a str) {
    let (_, rest) = line.split_once(from).unwrap();
    rest.split_once(to).unwrap()
}

/// What a line of the log says; `None` for what changes nothing.
fn call(line: &str) -> Option<Call> {
    let (_, line) = line.split_once(' ')?;
    let line = line.trim_start();
    assert!(!line.contains("unfinished"), "two threads at once: {line}");
    let (name, _) = line.split_once('(')?;
    if line.contains(" = -1 ") {
        return None;
    }
    let number = |text: &str| text.trim().parse::<usize>().unwrap();
    let of = || path(between(line, "<", ">").0);
    Some(match name {
        "pwrite64" => {
            let (text, rest) = between(line, "\"", "\"");
            let (_, place) = between(rest, ", ", ")").0.split_once(", ").unwrap();
            Call::Write(of(), number(place), bytes(text))
        }
        "ftruncate" => Call::Cut(of(), number(between(line, ">, ", ")").0)),
        "fsync" | "fdatasync" => Call::Synced(of()),
        "unlink" => Call::Gone(path(between(line, "\"", "\"").0)),
        "openat" if line.contains("O_CREAT") => Call::Made(path(between(line, "\"", "\"").0)),
        "write" if line.starts_with("write(1<") => {
            Call::Said(String::from_utf8(bytes(between(line, "\"", "\"").0)).unwrap())
        }
        _ => return None,
    })
}

/// Runs a command under strace and adds what it did.
fn listen(book: &Book, words: &[&str], calls: &mut Vec<Call>) {
    let like = book.command(words);
    let log = book.path("power.log");
    let mut command = Command::new("strace");
    let traced = "trace=openat,pwrite64,write,ftruncate,fsync,fdatasync,unlink";
    command.args(["-f", "-y", "-xx", "-s", "1000000", "-e", traced, "-o"]);
    command.arg(&log);
    hand_over(&mut command, &like);
    let ran = ended(command.current_dir(book.path("")));
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let log = std::fs::read_to_string(log).unwrap();
    calls.extend(log.lines().filter_map(call));
}

/// What stands on the disk under one name.
#[derive(Debug, Clone, Default)]
struct Disk {
    /// For certain; `None` for no file.
    synced: Option<Vec<u8>>,
    /// Perhaps: what the system was asked since, by the numbers of the calls.
    waiting: Vec<usize>,
}

fn put(file: &mut Option<Vec<u8>>, at: usize, bytes: &[u8]) {
    let file = file.get_or_insert_default();
    file.resize(file.len().max(at + bytes.len()), 0);
    file[at..at + bytes.len()].copy_from_slice(bytes);
}

fn apply(file: &mut Option<Vec<u8>>, call: &Call) {
    match call {
        Call::Write(_, at, bytes) => put(file, *at, bytes),
        Call::Cut(_, length) => file.get_or_insert_default().resize(*length, 0),
        Call::Made(_) => *file = Some(file.take().unwrap_or_default()),
        Call::Gone(_) => *file = None,
        Call::Synced(_) | Call::Said(_) => {}
    }
}

/// How the disk treats what was not synced.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Lost {
    All,
    Some,
    Nothing,
}

/// The disk after some calls. `obeys` is whether it heeds a sync.
fn disks(before: &Files, calls: &[Call], obeys: bool) -> BTreeMap<PathBuf, Disk> {
    let mut disks: BTreeMap<PathBuf, Disk> = BTreeMap::new();
    for (path, bytes) in before {
        disks.entry(path.clone()).or_default().synced = Some(bytes.clone());
    }
    for (number, call) in calls.iter().enumerate() {
        match call {
            Call::Write(path, ..) | Call::Cut(path, _) | Call::Made(path) | Call::Gone(path) => {
                disks.entry(path.clone()).or_default().waiting.push(number);
            }
            Call::Synced(path) if obeys => {
                let disk = disks.entry(path.clone()).or_default();
                for number in std::mem::take(&mut disk.waiting) {
                    apply(&mut disk.synced, &calls[number]);
                }
            }
            Call::Synced(_) | Call::Said(_) => {}
        }
    }
    disks
}

/// What is found when the power is back.
fn after(disk: &Disk, calls: &[Call], lost: Lost, chance: &mut Chance) -> Option<Vec<u8>> {
    let mut file = disk.synced.clone();
    for number in &disk.waiting {
        match (lost, &calls[*number]) {
            (Lost::Nothing, call) => apply(&mut file, call),
            (Lost::Some, Call::Write(_, at, bytes)) => {
                for (sector, part) in bytes.chunks(SECTOR).enumerate() {
                    if chance.below(2) == 0 {
                        put(&mut file, at + sector * SECTOR, part);
                    }
                }
            }
            (Lost::Some, call) if chance.below(2) == 0 => apply(&mut file, call),
            (Lost::All | Lost::Some, _) => {}
        }
    }
    file
}

/// What is wrong with a book after the power went, if anything.
fn wrong(book: &Path, acknowledged: &[&str]) -> Result<(), String> {
    let failed = |error: rusqlite::Error| error.to_string();
    let conn = rusqlite::Connection::open(book).map_err(failed)?;
    let sound: String = conn
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .map_err(failed)?;
    if sound != "ok" {
        return Err(sound);
    }
    let count = |sql: &str, value: &str| -> Result<i64, String> {
        conn.query_row(sql, [value], |row| row.get(0))
            .map_err(failed)
    };
    for id in acknowledged {
        if count("SELECT count(*) FROM customer WHERE code = ?1", id)? != 1 {
            return Err(format!("{id} is lost"));
        }
    }
    let rows = count(
        "SELECT count(*) FROM customer WHERE name LIKE ?1",
        "Impor %",
    )?;
    if rows != 0 && rows != ROWS {
        return Err(format!("{rows} rows of an import are there"));
    }
    Ok(())
}

/// A session: customers one by one while somebody else has the book open, so that the log stays;
/// then customers and an import, each of which empties the log.
fn session() -> Option<(Files, Vec<Call>, Book)> {
    if !strace::works() {
        return None;
    }
    let book = Book::empty();
    let before = BTreeMap::from([(book.file(), book.bytes())]);
    let mut calls = Vec::new();
    let record = |number: usize, calls: &mut Vec<Call>| {
        let name = format!("Listrik {number}");
        listen(&book, &["record", "customer", "--name", &name], calls);
    };
    record(0, &mut calls);
    let reader = rusqlite::Connection::open(book.file()).unwrap();
    let stays = rusqlite::config::DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE;
    reader.set_db_config(stays, true).unwrap();
    let read = |_: usize| reader.query_row("SELECT count(*) FROM customer", [], |_| Ok(()));
    for number in 1..5 {
        read(number).unwrap();
        record(number, &mut calls);
    }
    drop(reader);
    record(5, &mut calls);
    let rows = (0..ROWS).map(|row| format!("Impor {row};{}\n", "x".repeat(90)));
    let rows = rows.collect::<String>();
    let sheet = book.write("rows.csv", &format!("Nama;Catatan\n{rows}"));
    listen(&book, &["import", word(&sheet)], &mut calls);
    record(6, &mut calls);
    Some((before, calls, book))
}

/// Lets the power go at many points; what was wrong, each time.
fn cuts(obeys: bool) -> Option<Vec<String>> {
    let (before, calls, book) = session()?;
    // Heard in full: with all of it the file is what it is.
    let all = disks(&before, &calls, true);
    let whole = after(&all[&book.file()], &calls, Lost::Nothing, &mut Chance(1));
    assert!(whole == Some(book.bytes()), "not all was heard");
    let mut wrongs = Vec::new();
    for point in 0..POINTS {
        let mut chance = Chance(point + 1);
        let count = usize::try_from(chance.below(calls.len() as u64)).unwrap() + 1;
        let calls = &calls[..count];
        let lost =
            [Lost::All, Lost::Some, Lost::Some, Lost::Nothing][usize::try_from(point % 4).unwrap()];
        let folder = tempfile::tempdir().unwrap();
        let disks = disks(&before, calls, obeys);
        for name in ["kenal.db", "kenal.db-wal"] {
            let disk = disks.get(&book.path(name));
            let found = disk.and_then(|disk| after(disk, calls, lost, &mut chance));
            if let Some(bytes) = found {
                std::fs::write(folder.path().join(name), bytes).unwrap();
            }
        }
        let said = calls.iter().filter_map(|call| match call {
            Call::Said(text) => text.lines().next().filter(|line| line.starts_with("C-")),
            _ => None,
        });
        let acknowledged: Vec<&str> = said.collect();
        if let Err(why) = wrong(&folder.path().join("kenal.db"), &acknowledged) {
            wrongs.push(format!("call {count}, {lost:?} lost: {why}"));
        }
    }
    Some(wrongs)
}

#[test]
fn when_the_power_goes_nothing_acknowledged_is_lost_and_an_import_is_there_or_not() {
    if let Some(wrongs) = cuts(true) {
        assert!(wrongs.is_empty(), "{wrongs:?}");
    }
}

#[test]
fn a_disk_that_lies_about_syncs_loses_something_here_so_the_test_above_can_see_it() {
    if let Some(wrongs) = cuts(false) {
        let lost = wrongs.iter().filter(|why| why.ends_with("is lost")).count();
        assert!(lost > 10, "{wrongs:?}");
    }
}
