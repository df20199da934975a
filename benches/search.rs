//! A search line typed key by key: CPU and wall time per keystroke, the index in memory, and what
//! it costs to build, beside a plain scan of the same texts. `cargo bench --bench search`.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a benchmark")]

#[path = "support/right.rs"]
mod right;
mod support;

use std::process::Command;
use std::time::Duration;

use kenal::store::{Index, Store};
use support::{Times, book, open, processor, sizes, time};

/// Lines that are typed.
const LINES: usize = 300;
/// Hits on a screen.
const SHOWN: usize = 46;

fn main() {
    for customers in sizes() {
        println!("{customers} customers");
        let store = open(customers);
        let before = resident();
        let mut index = None;
        // With a connection of its own, as the program does: it keeps fewer pages than a reader.
        let build = time(|| index = Index::build(&open(customers), &|_| (), &|| true).ok());
        let index = index.expect("an index");
        println!(
            "  built in {build:.2?}, resident {:.1} MB more, {:.1} MB in all",
            resident() - before,
            resident()
        );
        let lines = typed(&texts(customers));
        println!("  {} keystrokes", lines.len());
        for line in lines.iter().take(1_000) {
            found(&store, Some(&index), line, SHOWN);
        }
        println!("  resident after a thousand searches {:.1} MB", resident());
        let bare = rusqlite::Connection::open(book(customers)).expect("the book opens");
        right::among_the_first_ten(&store, &index, &bare);
        let scan = scan(customers, &lines);
        println!("  plain scan         {}", scan.line());
        let nucleo = nucleo(customers, &lines);
        println!("  nucleo             {}", nucleo.line());
        // Twice, so that the file is in memory.
        for round in ["warming", "measured"] {
            for (what, shown) in [("hits in order", 0), ("filled in", SHOWN)] {
                let (mut wall, mut cpu) = (Vec::new(), Vec::new());
                for line in &lines {
                    let busy = processor();
                    wall.push(time(|| found(&store, Some(&index), line, shown)));
                    cpu.push(processor().saturating_sub(busy));
                }
                if round == "warming" {
                    continue;
                }
                slowest(&lines, &cpu);
                let (wall, cpu) = (Times::from(wall), Times::from(cpu));
                println!("  {what:<13} CPU  {}", cpu.line());
                println!("  {what:<13} wall {}", wall.line());
                println!("      over the scan  {}", wall.ratio(&scan));
                println!("      over nucleo    {}", wall.ratio(&nucleo));
            }
        }
        let whole = lines.iter().filter(|line| line.len() == 8);
        let file = Times::of(whole.take(500), |line| found(&store, None, line, 10));
        println!("  file alone         {}", file.line());
        process(customers, &texts(customers).plates);
    }
}

/// `kenal find PLATE --json` as a process, beside the command line of SQLite.
fn process(customers: u64, plates: &[String]) {
    let path = book(customers);
    let some = || plates.iter().step_by(plates.len() / 60);
    let run = |command: &mut Command| {
        let output = command.output().expect("it runs");
        assert!(output.status.success(), "{output:?}");
    };
    let ours = |plate: &String| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kenal"));
        run(command
            .arg("--file")
            .arg(&path)
            .args(["find", plate, "--json"]));
    };
    if Command::new("sqlite3").arg("--version").output().is_err() {
        println!("  skipped: needs sqlite3");
        return;
    }
    let theirs = |plate: &String| {
        let sql = format!(
            "SELECT c.code, c.name, v.plate, v.make, v.model FROM vehicle v
             JOIN ownership o ON o.vehicle_id = v.id AND o.until IS NULL
             JOIN customer c ON c.id = o.customer_id WHERE v.plate_key = '{plate}'"
        );
        run(Command::new("sqlite3").arg("-json").arg(&path).arg(sql));
    };
    some().take(5).for_each(|plate| {
        ours(plate);
        theirs(plate);
    });
    let (ours, theirs) = (Times::of(some(), ours), Times::of(some(), theirs));
    println!("  sqlite3 as process {}", theirs.line());
    println!(
        "  kenal find         {}  {}",
        ours.line(),
        ours.ratio(&theirs)
    );
}

fn found(store: &Store, index: Option<&Index>, line: &str, shown: usize) {
    store.find(index, line, shown, &|| true).expect("found");
}

/// The lines that took longest.
fn slowest(lines: &[String], times: &[Duration]) {
    let mut all: Vec<_> = times.iter().zip(lines).collect();
    all.sort_unstable_by(|a, b| b.cmp(a));
    let worst: Vec<String> = all
        .iter()
        .take(12)
        .map(|(time, line)| format!("{line:?} {time:.1?}"))
        .collect();
    println!("  slowest: {}", worst.join(", "));
}

/// Plates, phones and names as they stand in the book.
struct Texts {
    plates: Vec<String>,
    phones: Vec<String>,
    names: Vec<String>,
}

fn texts(customers: u64) -> Texts {
    let bare = rusqlite::Connection::open(book(customers)).expect("the book opens");
    let all = |sql: &str| {
        let mut statement = bare.prepare(sql).expect("the statement");
        let rows = statement
            .query_map([], |row| row.get::<_, String>(0))
            .expect("rows");
        rows.collect::<Result<Vec<_>, _>>().expect("texts")
    };
    Texts {
        plates: all("SELECT plate_key FROM vehicle WHERE plate_key IS NOT NULL"),
        phones: all("SELECT raw FROM phone"),
        names: all("SELECT lower(name) FROM customer"),
    }
}

/// Lines letter by letter: whole plates and their numbers, phones from the front and from the
/// back, names in either order; every fourth has two letters swapped.
fn typed(texts: &Texts) -> Vec<String> {
    let pick = |from: &[String], at: usize| from[at * 7_919 % from.len()].clone();
    let mut lines = Vec::new();
    for at in 0..LINES {
        let mut line = match at % 6 {
            0 => pick(&texts.plates, at),
            1 => pick(&texts.plates, at)
                .trim_start_matches(char::is_alphabetic)
                .to_owned(),
            2 => pick(&texts.phones, at),
            3 => pick(&texts.phones, at).chars().rev().take(4).collect(),
            4 => pick(&texts.names, at),
            _ => pick(&texts.names, at)
                .split(' ')
                .rev()
                .collect::<Vec<_>>()
                .join(" "),
        };
        if at % 4 == 3 && line.is_ascii() && line.len() > 4 {
            let (head, tail) = line.split_at(line.len() / 2);
            let (one, rest) = tail.split_at(1);
            let (other, rest) = rest.split_at(1.min(rest.len()));
            line = format!("{head}{other}{one}{rest}");
        }
        let ends = line.char_indices().map(|(at, c)| at + c.len_utf8());
        lines.extend(ends.map(|end| line[..end].to_owned()));
    }
    lines
}

/// The same lines through everything, text by text.
fn scan(customers: u64, lines: &[String]) -> Times {
    let texts = texts(customers);
    let some = lines.iter().step_by(lines.len() / 40);
    Times::of(some, |line| {
        let (upper, lower) = (line.to_uppercase(), line.to_lowercase());
        let plates = texts
            .plates
            .iter()
            .filter(|text| text.contains(&upper))
            .count();
        let phones = texts
            .phones
            .iter()
            .filter(|text| text.contains(&lower))
            .count();
        let names = texts
            .names
            .iter()
            .filter(|text| text.contains(&lower))
            .count();
        std::hint::black_box(plates + phones + names);
    })
}

/// Resident memory in megabytes.
fn resident() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kilobytes.unwrap_or_default() / 1024.0
}

/// The same lines through nucleo, one text a customer, as a picker would.
fn nucleo(customers: u64, lines: &[String]) -> Times {
    use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
    use nucleo_matcher::{Config, Matcher};
    let texts = texts(customers);
    let all = texts.names.iter().zip(&texts.plates).zip(&texts.phones);
    let all: Vec<String> = all
        .map(|((name, plate), phone)| format!("{plate} {name} {phone}"))
        .collect();
    drop(texts);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let some = lines.iter().step_by(lines.len() / 40);
    Times::of(some, |line| {
        let pattern = Pattern::parse(line, CaseMatching::Ignore, Normalization::Smart);
        std::hint::black_box(pattern.match_list(&all, &mut matcher).len());
    })
}
