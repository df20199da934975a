//! From a key in a real terminal until the last of its frame is drawn, with rows and card filled
//! in, beside fzf on the same customers. `cargo bench --bench keystroke`.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a benchmark")]

mod support;
#[path = "support/terminal.rs"]
mod terminal;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use portable_pty::CommandBuilder;
use rusqlite::Connection;
use support::{Times, book, sizes};
use terminal::Terminal;

/// Lines that are typed letter by letter.
const LINES: usize = 48;
/// Nothing more is drawn after so long; fzf pauses longer while it searches.
const QUIET: Duration = Duration::from_millis(150);
const QUIET_FZF: Duration = Duration::from_millis(600);
/// Index and list are read by then.
const READY: Duration = Duration::from_secs(5);
/// Long enough for most answers to be drawn.
const BRIEF: Duration = Duration::from_millis(12);
/// Searches before the memory is looked at.
const SEARCHES: usize = 1_000;
/// Clears the line in both programs.
const CLEAR: &str = "\u{15}";

fn main() {
    for customers in sizes() {
        println!("{customers} customers");
        let path = book(customers);
        let lines = lines(&path);
        warm(&path);
        let mut kenal = CommandBuilder::new(env!("CARGO_BIN_EXE_kenal"));
        kenal.arg("--file");
        kenal.arg(&path);
        kenal.env("KENAL_LANG", "en");
        let (ours, resident) = typed(kenal, &lines, QUIET);
        println!("  kenal  {}", ours.line());
        println!("         resident after {SEARCHES} searches {resident:.1} MB");
        let version = Command::new("fzf")
            .arg("--version")
            .stdout(Stdio::null())
            .status();
        if version.is_err() {
            println!("  skipped: needs fzf");
            continue;
        }
        let mut fzf = CommandBuilder::new("sh");
        fzf.args(["-c", "exec fzf < \"$0\""]);
        fzf.arg(list(&path));
        let some = lines.get(..LINES / 12).unwrap_or_default();
        let (peer, resident) = typed(fzf, some, QUIET_FZF);
        println!("  fzf    {}  {}", peer.line(), ours.ratio(&peer));
        println!("         resident {resident:.1} MB");
    }
}

/// How long each key took of lines that are typed letter by letter, and megabytes in use after
/// so many more.
fn typed(command: CommandBuilder, lines: &[String], quiet: Duration) -> (Times, f64) {
    let mut terminal = Terminal::start(command);
    terminal.settled(READY);
    let mut times = Vec::new();
    for line in lines {
        for letter in line.chars() {
            times.extend(terminal.press(&letter.to_string(), quiet));
        }
        terminal.press(CLEAR, quiet);
    }
    let mut searches = times.len();
    for line in lines.iter().cycle() {
        for letter in line.chars() {
            terminal.press(&letter.to_string(), BRIEF);
        }
        terminal.press(CLEAR, BRIEF);
        searches += line.len() + 1;
        if searches >= SEARCHES {
            break;
        }
    }
    (Times::from(times), terminal.resident().unwrap_or(f64::NAN))
}

/// Plates, numbers, phones and names of customers here and there, as a clerk types them.
fn lines(path: &Path) -> Vec<String> {
    let conn = Connection::open(path).expect("opens");
    let one = |at: usize| {
        let of = [
            "SELECT lower(plate_key) FROM vehicle WHERE plate_key IS NOT NULL",
            "SELECT substr(plate_tail, 1, 4) FROM vehicle WHERE plate_tail <> ''",
            "SELECT substr(tail, 1, 4) FROM phone",
            "SELECT lower(name) FROM customer",
        ];
        let sql = format!("{} LIMIT 1 OFFSET {}", of[at % of.len()], 37 + at * 163);
        conn.query_row(&sql, [], |row| row.get(0)).expect("a line")
    };
    (0..LINES).map(one).collect()
}

/// Reads the file through once, so that no key waits for the disk.
fn warm(path: &Path) {
    let mut file = std::fs::File::open(path).expect("opens");
    std::io::copy(&mut file, &mut std::io::sink()).expect("read");
}

/// The same customers, one line a vehicle, as somebody would pipe them into a filter.
fn list(path: &Path) -> PathBuf {
    use std::io::Write as _;
    let list = path.with_extension("phones.txt");
    let conn = Connection::open(path).expect("opens");
    let mut out = std::io::BufWriter::new(std::fs::File::create(&list).expect("made"));
    let mut statement = conn
        .prepare(
            "SELECT v.plate_key || ' ' || c.name || ' ' || c.code || ' ' ||
                    coalesce((SELECT raw FROM phone WHERE customer_id = c.id LIMIT 1), '')
             FROM vehicle v JOIN ownership o ON o.vehicle_id = v.id AND o.until IS NULL
             JOIN customer c ON c.id = o.customer_id WHERE v.plate_key IS NOT NULL",
        )
        .expect("prepared");
    let mut rows = statement.query([]).expect("rows");
    while let Some(row) = rows.next().expect("a row") {
        writeln!(out, "{}", row.get::<_, String>(0).expect("text")).expect("written");
    }
    list
}
