//! Every visit of a book into a file: CSV beside `sqlite3 -csv` with the same columns, a workbook
//! beside Python's `XlsxWriter` (constant memory) with the same cells; wall, processor and memory.
//! `cargo bench --bench export`; `KENAL_BENCH_SIZES=1100` leaves the large book out, and
//! `KENAL_BENCH_PYTHON` names a Python that has `XlsxWriter`.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a benchmark")]

mod support;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use support::{book, processor_of_children};

const KENAL: &str = env!("CARGO_BIN_EXE_kenal");
const RUNS: usize = 3;

/// Customers of books with about ten thousand and a million visits.
const SIZES: &str = "1100,110000";

/// The columns of `kenal export visits`.
const VISITS: &str = "
    SELECT t.id AS visit_id, t.day AS date, t.status, t.doc_no AS invoice_no, c.code AS customer_id,
           trim(c.honorific || ' ' || c.name) AS name, v.plate, t.odometer, t.oil,
           (SELECT group_concat(s.name, ', ') FROM visit_mechanic m JOIN staff s ON s.id = m.staff_id
            WHERE m.visit_id = t.id) AS mechanics,
           (SELECT group_concat(l.text, '; ') FROM visit_line l WHERE l.visit_id = t.id) AS services,
           t.complaint, t.note, t.total, t.discount, t.redeemed,
           CASE WHEN t.redeemed > 0 THEN t.redeemed * (
               SELECT json_extract(r.rule, '$.worth') FROM points_line p JOIN points_rule r ON r.id = p.rule_id
               WHERE p.visit_id = t.id AND p.kind = 'redeem' AND t.status = 'done' ORDER BY p.id DESC LIMIT 1) END
               AS redeemed_worth, t.cost, t.payment, t.next_service_day, t.next_service_odometer
    FROM visit t LEFT JOIN customer c ON c.id = t.customer_id LEFT JOIN vehicle v ON v.id = t.vehicle_id
    ORDER BY t.id";

/// A workbook of the same cells: numbers, days and text as what they are.
const WORKBOOK: &str = "
import csv, datetime, sys, xlsxwriter
book = xlsxwriter.Workbook(sys.argv[2], {'constant_memory': True})
sheet = book.add_worksheet('Visits')
day, money, text = (book.add_format({'num_format': f}) for f in ('yyyy-mm-dd', '#,##0', '@'))
days, moneys, wholes = {1, 19}, {13, 14, 16, 17}, {0, 7, 15, 20}
with open(sys.argv[1], newline='', encoding='utf-8') as rows:
    for r, row in enumerate(csv.reader(rows)):
        for c, cell in enumerate(row):
            if cell == '':
                continue
            if r and c in days:
                sheet.write_datetime(r, c, datetime.datetime.strptime(cell, '%Y-%m-%d'), day)
            elif r and c in moneys:
                sheet.write_number(r, c, int(cell), money)
            elif r and c in wholes:
                sheet.write_number(r, c, int(cell))
            else:
                sheet.write_string(r, c, cell, text)
book.close()
";

/// What a program took.
struct Used {
    wall: Duration,
    processor: Duration,
    /// The most memory that it held, in MB; 0 where the system does not say.
    memory: f64,
}

fn main() {
    let sizes = std::env::var("KENAL_BENCH_SIZES").unwrap_or_else(|_| SIZES.to_owned());
    for customers in sizes.split(',').filter_map(|size| size.trim().parse().ok()) {
        let folder = tempfile::tempdir_in(concat!(env!("CARGO_MANIFEST_DIR"), "/target"))
            .expect("a folder beside the sample");
        let own = folder.path().join("book.db");
        std::fs::copy(book(customers), &own).expect("a copy, into which the audit is written");
        let visits = count(&own);
        println!("{customers} customers, {visits} visits");
        let (csv, xlsx) = (folder.path().join("a.csv"), folder.path().join("a.xlsx"));
        let ours = told("kenal, CSV", None, || kenal(&own, &csv));
        if has("sqlite3") {
            told("sqlite3 -csv", Some(&ours), || {
                sqlite(&own, &folder.path().join("b.csv"))
            });
        } else {
            println!("  skipped: needs sqlite3");
        }
        let ours = told("kenal, XLSX", None, || kenal(&own, &xlsx));
        let python = std::env::var("KENAL_BENCH_PYTHON").unwrap_or_else(|_| "python3".to_owned());
        if has_xlsxwriter(&python) {
            told("XlsxWriter", Some(&ours), || {
                let mut command = Command::new(&python);
                command
                    .args(["-c", WORKBOOK])
                    .arg(&csv)
                    .arg(folder.path().join("b.xlsx"));
                used(&mut command)
            });
        } else {
            println!("  skipped: needs python3 with XlsxWriter");
        }
        let size = |path: &Path| path.metadata().map_or(0, |facts| facts.len()) / 1_000_000;
        println!("  CSV {} MB, XLSX {} MB", size(&csv), size(&xlsx));
    }
}

/// The median of some runs, and how many times as long `ours` took.
fn told(name: &str, ours: Option<&Used>, mut run: impl FnMut() -> Used) -> Used {
    let mut runs: Vec<Used> = (0..RUNS).map(|_| run()).collect();
    runs.sort_by_key(|used| used.processor);
    let median = runs.swap_remove(RUNS / 2);
    let over = |ours: Duration, peer: Duration| ours.as_secs_f64() / peer.as_secs_f64().max(1e-9);
    let ratio = ours.map_or(String::new(), |ours| {
        let wall = over(ours.wall, median.wall);
        format!(
            "  kenal takes {:.2}x CPU, {wall:.2}x wall",
            over(ours.processor, median.processor)
        )
    });
    println!(
        "  {name:<13} wall {:>7.2} s  cpu {:>7.2} s  memory {:>6.1} MB{ratio}",
        median.wall.as_secs_f64(),
        median.processor.as_secs_f64(),
        median.memory,
    );
    median
}

fn kenal(book: &Path, to: &Path) -> Used {
    let mut command = Command::new(KENAL);
    command.args(["--config", "none", "--file"]).arg(book);
    command.args(["export", "visits", "--to"]).arg(to);
    used(command.stdout(Stdio::null()))
}

fn sqlite(book: &Path, to: &Path) -> Used {
    let file = std::fs::File::create(to).expect("made");
    let mut command = Command::new("sqlite3");
    command
        .args(["-readonly", "-csv", "-header"])
        .arg(book)
        .arg(VISITS);
    used(command.stdout(file))
}

/// Runs a program to its end, and watches how much memory it holds.
fn used(command: &mut Command) -> Used {
    let before = processor_of_children();
    let start = Instant::now();
    let mut child = command.stderr(Stdio::null()).spawn().expect("runs");
    let status = format!("/proc/{}/status", child.id());
    let mut memory = 0.0_f64;
    let ended = loop {
        let held = std::fs::read_to_string(&status).unwrap_or_default();
        let most = held.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let most = most.and_then(|most| {
            most.trim()
                .trim_end_matches(" kB")
                .trim()
                .parse::<f64>()
                .ok()
        });
        memory = memory.max(most.unwrap_or_default() / 1000.0);
        if let Some(ended) = child.try_wait().expect("waited for") {
            break ended;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    assert!(ended.success(), "{command:?}");
    Used {
        wall: start.elapsed(),
        processor: processor_of_children().saturating_sub(before),
        memory,
    }
}

fn count(book: &Path) -> i64 {
    let store = kenal::store::Store::open(book, kenal::store::Access::Read).expect("opens");
    store.info().expect("facts").visits
}

fn has(program: &str) -> bool {
    let found = Command::new(program)
        .arg("--version")
        .stdout(Stdio::null())
        .status();
    found.is_ok_and(|status| status.success())
}

fn has_xlsxwriter(python: &str) -> bool {
    let found = Command::new(python)
        .args(["-c", "import xlsxwriter"])
        .stderr(Stdio::null())
        .status();
    found.is_ok_and(|status| status.success())
}
