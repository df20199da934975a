//! A sheet of visits into a new book, beside `sqlite3 .import` of the same file: into one table with
//! three indexes, and into the tables and indexes of a book, written by SQL that knows this sheet.
//! `cargo bench --bench import`; `KENAL_BENCH_LINES=1000000` for more lines.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a benchmark")]

mod support;

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use support::{Times, processor_of_children, time};

const KENAL: &str = env!("CARGO_BIN_EXE_kenal");
const RUNS: usize = 3;

fn main() {
    let lines = std::env::var("KENAL_BENCH_LINES").ok();
    let lines = lines.and_then(|lines| lines.parse().ok());
    for lines in lines.map_or(vec![5_000, 200_000], |lines| vec![lines]) {
        let folder = tempfile::tempdir_in(concat!(env!("CARGO_MANIFEST_DIR"), "/target"))
            .expect("a folder beside the sample");
        let sheet = folder.path().join("sheet.csv");
        write_sheet(&sheet, lines);
        let (mut ours, mut one, mut same) = (Vec::new(), Vec::new(), Vec::new());
        for run in 0..RUNS {
            ours.push(used(|| import(folder.path(), &sheet, run)));
            one.push(used(|| one_table(folder.path(), &sheet, run)));
            same.push(used(|| same_tables(folder.path(), &sheet, run)));
        }
        println!("{lines} lines");
        let ours = told("kenal import", ours, None);
        if has_sqlite() {
            told("one table", one, Some(&ours));
            told("same tables", same, Some(&ours));
        } else {
            println!("  skipped: needs sqlite3");
        }
    }
}

/// Wall and processor time of the programs that `work` runs.
fn used(work: impl FnOnce()) -> (Duration, Duration) {
    let before = processor_of_children();
    let wall = time(work);
    (wall, processor_of_children().saturating_sub(before))
}

/// Prints wall and processor time, and how many times as long `ours` took.
fn told(name: &str, runs: Vec<(Duration, Duration)>, ours: Option<&[Times; 2]>) -> [Times; 2] {
    let (wall, processor) = runs.into_iter().unzip();
    let times = [Times::from(wall), Times::from(processor)];
    for (at, kind) in ["wall", "cpu"].into_iter().enumerate() {
        let ratio = ours.map_or(String::new(), |ours| ours[at].ratio(&times[at]));
        println!("  {name:<13}{kind:<5}{}  {ratio}", times[at].line());
    }
    times
}

/// One line a visit, every vehicle four times, invented names.
fn write_sheet(path: &Path, lines: u32) {
    const NAMES: [&str; 8] = [
        "Budi", "Sari", "Joko", "Dewi", "Agus", "Wayan", "Putu", "Slamet",
    ];
    let letter = |at: u32| char::from(b'A' + u8::try_from(at).expect("below 26"));
    let name = |at: u32| NAMES[at as usize % NAMES.len()];
    let file = std::fs::File::create(path).expect("made");
    let mut out = std::io::BufWriter::new(file);
    writeln!(out, "Tgl,Nopol,Nama,No HP,Merk,Tipe,KM,Pekerjaan,Total").expect("written");
    for line in 0..lines {
        let vehicle = line % (lines / 4).max(1);
        let number = 1000 + vehicle % 9000;
        // No plate twice: each round of the alphabet shifts the last letter by one more.
        let round = vehicle / 9000;
        let [first, last] = [round % 26, (round + round / 26) % 26].map(letter);
        let mut row = String::new();
        let _ = write!(
            row,
            "{:02}/{:02}/2025,AB {number} {first}{last},{} {} {vehicle},0812{vehicle:08},",
            1 + line % 28,
            1 + line / 28 % 12,
            name(vehicle),
            name(vehicle / 8),
        );
        let _ = write!(
            row,
            "Toyota,Avanza,{},\"Ganti oli, filter\",{}",
            10_000 + line,
            100_000 + line % 900 * 1000
        );
        writeln!(out, "{row}").expect("written");
    }
}

fn import(folder: &Path, sheet: &Path, run: usize) {
    let book = folder.join(format!("book-{run}.db"));
    kenal(&["init".as_ref(), book.as_os_str()]);
    let file = "--file".as_ref();
    kenal(&[file, book.as_os_str(), "import".as_ref(), sheet.as_os_str()]);
}

fn kenal(words: &[&OsStr]) {
    let mut command = Command::new(KENAL);
    let done = command
        .args(words)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    assert!(done.is_ok_and(|status| status.success()), "{words:?}");
}

/// The raw file in one table, with three indexes.
fn one_table(folder: &Path, sheet: &Path, run: usize) {
    let script = format!(
        "PRAGMA journal_mode = WAL;\n.mode csv\n.import {} raw\n\
         CREATE INDEX a ON raw (Nopol);\nCREATE INDEX b ON raw (Nama);\nCREATE INDEX c ON raw (\"No HP\");\n",
        sheet.display()
    );
    sqlite(&folder.join(format!("one-{run}.db")), &script);
}

/// The rows and indexes of a book, in a book of the same schema. Like the import it takes the
/// indexes away first and builds them after the rows.
fn same_tables(folder: &Path, sheet: &Path, run: usize) {
    let book = folder.join(format!("same-{run}.db"));
    kenal(&["init".as_ref(), book.as_os_str()]);
    let loaded = ["customer", "phone", "vehicle", "visit", "import_identity"];
    let indexes: Vec<&str> = include_str!("../src/store/migrations/0001_customer_book.sql")
        .lines()
        .filter(|line| line.starts_with("CREATE INDEX"))
        .filter(|line| {
            loaded
                .iter()
                .any(|table| line.contains(&format!(" ON {table} (")))
        })
        .collect();
    let drop = |index: &&str| format!("DROP INDEX {};", index.split(' ').nth(2).expect("a name"));
    let script = format!(
        "PRAGMA foreign_keys = ON;\nPRAGMA cache_size = -64000;\n.mode csv\n.import {} raw\nBEGIN IMMEDIATE;\n\
         {}\n{}\n{}\n{}\nCOMMIT;\nDROP TABLE raw;\n",
        sheet.display(),
        indexes.iter().map(drop).collect::<String>(),
        include_str!("support/same_rows.sql"),
        indexes.join("\n"),
        include_str!("support/same_sums.sql"),
    );
    sqlite(&book, &script);
}

fn sqlite(book: &Path, script: &str) {
    let child = Command::new("sqlite3")
        .arg("-bail")
        .arg(book)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn();
    if let Ok(mut child) = child {
        let mut stdin = child.stdin.take().expect("a pipe");
        stdin.write_all(script.as_bytes()).expect("told");
        drop(stdin);
        let done = child.wait();
        assert!(done.is_ok_and(|status| status.success()), "sqlite3");
    }
}

fn has_sqlite() -> bool {
    let version = Command::new("sqlite3")
        .arg("--version")
        .stdout(Stdio::null())
        .status();
    version.is_ok()
}
