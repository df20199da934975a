//! A sheet of visits into a new book, beside `sqlite3 .import` of the same file into one table with
//! its indexes. `cargo bench --bench import`; `KENAL_BENCH_LINES=1000000` for more lines.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a benchmark")]

mod support;

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use support::{Times, time};

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
        let (mut ours, mut peer) = (Vec::new(), Vec::new());
        for run in 0..RUNS {
            ours.push(time(|| import(folder.path(), &sheet, run)));
            peer.push(time(|| sqlite(folder.path(), &sheet, run)));
        }
        let (ours, peer) = (Times::from(ours), Times::from(peer));
        println!("{lines} lines");
        println!("  kenal import     {}", ours.line());
        if has_sqlite() {
            println!("  sqlite3 .import  {}  {}", peer.line(), ours.ratio(&peer));
        } else {
            println!("  skipped: needs sqlite3");
        }
    }
}

/// One line a visit, every vehicle four times, invented names.
fn write_sheet(path: &Path, lines: u32) {
    const NAMES: [&str; 8] = [
        "Budi", "Sari", "Joko", "Dewi", "Agus", "Wayan", "Putu", "Slamet",
    ];
    let name = |at: u32| NAMES[at as usize % NAMES.len()];
    let file = std::fs::File::create(path).expect("made");
    let mut out = std::io::BufWriter::new(file);
    writeln!(out, "Tgl,Nopol,Nama,No HP,Merk,Tipe,KM,Pekerjaan,Total").expect("written");
    for line in 0..lines {
        let vehicle = line % (lines / 4).max(1);
        let (number, letter) = (
            1000 + vehicle % 9000,
            char::from(b'A' + (vehicle / 9000 % 26) as u8),
        );
        let mut row = String::new();
        let _ = write!(
            row,
            "{:02}/{:02}/2025,AB {number} {letter}{letter},{} {} {vehicle},0812{vehicle:08},",
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
    for words in [vec!["init"], vec!["import"]] {
        let mut command = Command::new(KENAL);
        match words[0] {
            "init" => command.arg("init").arg(&book),
            _ => command.arg("--file").arg(&book).arg("import").arg(sheet),
        };
        let done = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
        assert!(done.is_ok_and(|status| status.success()), "{words:?}");
    }
}

fn sqlite(folder: &Path, sheet: &Path, run: usize) {
    let script = format!(
        "PRAGMA journal_mode = WAL;\n.mode csv\n.import {} raw\n\
         CREATE INDEX a ON raw (Nopol);\nCREATE INDEX b ON raw (Nama);\nCREATE INDEX c ON raw (\"No HP\");\n",
        sheet.display()
    );
    let child = Command::new("sqlite3")
        .arg(folder.join(format!("peer-{run}.db")))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn();
    if let Ok(mut child) = child {
        let mut stdin = child.stdin.take().expect("a pipe");
        stdin.write_all(script.as_bytes()).expect("told");
        drop(stdin);
        let _ = child.wait();
    }
}

fn has_sqlite() -> bool {
    let version = Command::new("sqlite3")
        .arg("--version")
        .stdout(Stdio::null())
        .status();
    version.is_ok()
}
