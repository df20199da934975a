//! Whole processes: `kenal find PLATE --json` beside the sqlite3 program's indexed query and
//! `fzf --filter`, and the first frame in a terminal beside `sh -c echo`.
//! `cargo bench --bench start`. What is not installed is skipped and said.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a benchmark")]

mod support;
#[path = "support/terminal.rs"]
mod terminal;

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use portable_pty::CommandBuilder;
use rusqlite::Connection;
use support::{Times, book, sizes};
use terminal::Terminal;

const KENAL: &str = env!("CARGO_BIN_EXE_kenal");
const RUNS: usize = 40;

fn main() {
    for customers in sizes() {
        println!("{customers} customers");
        let path = book(customers);
        found(&path);
        first_frame(&path);
    }
}

fn found(path: &Path) {
    let conn = Connection::open(path).expect("opens");
    let plate: String = conn
        .query_row(
            "SELECT plate_key FROM vehicle WHERE plate_key IS NOT NULL ORDER BY id LIMIT 1 OFFSET 5000",
            [],
            |row| row.get(0),
        )
        .expect("a plate");
    let find = || {
        let mut command = Command::new(KENAL);
        command
            .arg("--file")
            .arg(path)
            .args(["find", &plate, "--json"]);
        quiet(&mut command);
    };
    let sql = format!(
        "SELECT v.plate, c.code, c.name FROM vehicle v JOIN ownership o ON o.vehicle_id = v.id AND o.until IS NULL
         JOIN customer c ON c.id = o.customer_id WHERE v.plate_key = '{plate}'"
    );
    let sqlite = || {
        let mut command = Command::new("sqlite3");
        command.arg("-readonly").arg(path).arg(&sql);
        quiet(&mut command);
    };
    let pairs = (0..RUNS).map(|_| (support::time(find), support::time(sqlite)));
    let (ours, peer): (Vec<_>, Vec<_>) = pairs.unzip();
    let (ours, peer) = (Times::from(ours), Times::from(peer));
    println!("  kenal find --json    {}", ours.line());
    if has("sqlite3") {
        println!(
            "  sqlite3 query        {}  {}",
            peer.line(),
            ours.ratio(&peer)
        );
    } else {
        println!("  skipped: needs sqlite3");
    }
    if has("fzf") {
        let list = path.with_extension("txt");
        plates(&conn, &list);
        let fzf = || {
            let file = std::fs::File::open(&list).expect("the list");
            quiet(Command::new("fzf").args(["--filter", &plate]).stdin(file));
        };
        let peer = Times::of(0..5, |_| fzf());
        println!(
            "  fzf --filter         {}  {}",
            peer.line(),
            ours.ratio(&peer)
        );
    } else {
        println!("  skipped: needs fzf");
    }
}

/// One line per vehicle, as somebody would pipe it into a filter.
fn plates(conn: &Connection, list: &Path) {
    let mut out = std::io::BufWriter::new(std::fs::File::create(list).expect("made"));
    let mut statement = conn
        .prepare(
            "SELECT v.plate_key || ' ' || c.name || ' ' || c.code FROM vehicle v
             JOIN ownership o ON o.vehicle_id = v.id AND o.until IS NULL JOIN customer c ON c.id = o.customer_id",
        )
        .expect("prepared");
    let mut rows = statement.query([]).expect("rows");
    while let Some(row) = rows.next().expect("a row") {
        writeln!(out, "{}", row.get::<_, String>(0).expect("text")).expect("written");
    }
}

fn has(program: &str) -> bool {
    let version = Command::new(program)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    version.is_ok()
}

fn quiet(command: &mut Command) {
    let _ = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
}

/// From the start of the process until the last word of the first frame stands there, in turn with
/// a shell that says the same word. Started as people do: without a word, on the usual book.
fn first_frame(path: &Path) {
    let ours = || {
        let mut command = CommandBuilder::new(KENAL);
        command.env("KENAL_FILE", path);
        command.env("KENAL_LANG", "en");
        Terminal::start(command).until("F10")
    };
    let shell = || {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", "echo F10"]);
        Terminal::start(command).until("F10")
    };
    let (ours, peer): (Vec<_>, Vec<_>) = (0..RUNS).map(|_| (ours(), shell())).unzip();
    let (ours, peer) = (Times::from(ours), Times::from(peer));
    println!("  first frame          {}", ours.line());
    println!(
        "  sh -c echo           {}  {}",
        peer.line(),
        ours.ratio(&peer)
    );
}
