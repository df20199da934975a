//! Scores and concentration of everybody, from the summaries and recomputed from all visits, beside
//! `duckdb` answering the same on the same visits, which it has loaded before; and how long each
//! other question of the review takes. `cargo bench --bench review`.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a benchmark")]

mod support;

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use kenal::domain::{CustomerId, Day};
use kenal::insight::{Concentration, Period, Rfm, Visits};
use kenal::store::{Store, Stretch};
use rusqlite::{Connection, OpenFlags};
use support::{Taken, Times, book, open, sizes};

/// How often each question is asked.
const RUNS: usize = 5;
/// The Sunday of the sample's last week.
const SUNDAY: &str = "2026-11-22";

fn main() {
    let as_of: Day = SUNDAY.parse().expect("a day");
    for customers in sizes() {
        println!("{customers} customers");
        let store = open(customers);
        let duck = duck(&book(customers));
        match &duck {
            Some([exact, loose]) => {
                exact.print("duckdb", None);
                loose.print("… a receipt is a visit", None);
            }
            None => println!("  skipped: needs duckdb"),
        }
        let peer = duck.as_ref().map(|[exact, _]| exact);
        let summaries = || judge(&store.standing(as_of).expect("read"), as_of);
        Taken::by(RUNS, summaries).print("from summaries", peer);
        let visits = || judge(&store.recomputed(as_of).expect("read"), as_of);
        Taken::by(RUNS, visits).print("recomputed", peer);
        rest(&store, as_of);
    }
}

/// The other questions, one by one.
fn rest(store: &Store, as_of: Day) {
    let back = |days| as_of - chrono::Days::new(days);
    let ids: Vec<CustomerId> = (1..=200).map(|at| CustomerId(at * 37)).collect();
    let told = |name: &str, work: &dyn Fn() -> bool| {
        Taken::by(RUNS, || assert!(work(), "{name}")).print(name, None);
    };
    told("standing", &|| store.standing(as_of).is_ok());
    told("… a week ago", &|| store.standing(back(7)).is_ok());
    told("… 90 days ago", &|| store.standing(back(90)).is_ok());
    told("the whole review", &|| {
        store.review(as_of, Some(as_of), None, &mut |_| ()).is_ok()
    });
    let three = [0, 7, 90].map(back);
    told("… all three at once", &|| store.standings(three).is_ok());
    let flow = |days| store.flow(back(days), as_of, Stretch::Week).is_ok();
    told("flow of nine weeks", &|| flow(62));
    told("… of a year", &|| flow(363));
    told("quality", &|| store.quality(10).is_ok());
    told("birthdays", &|| store.birthdays(as_of, 14, 50).is_ok());
    told("never served", &|| store.never_served(as_of, 50).is_ok());
    told("200 introduced", &|| store.introduce(&ids).is_ok());
    told("margin", &|| store.margin(as_of).is_ok());
    told("sources", &|| store.sources().is_ok());
    told("cohorts", &|| store.cohorts(Period::Month, as_of).is_ok());
}

/// Scores and concentration.
fn judge(standing: &[(CustomerId, Visits)], as_of: Day) {
    let all: Vec<Visits> = standing.iter().map(|(_, visits)| *visits).collect();
    let scores = Rfm::by_rank(&all, as_of).0;
    let few = Concentration::of(all.iter().map(|visits| visits.money));
    assert_eq!(scores.len(), few.customers());
}

/// What each customer did: by days with a visit, as ours.
const BY_DAYS: &str = "
    SELECT customer, count(*) FILTER (WHERE came) AS f, max(day) FILTER (WHERE came) AS last, sum(m)::BIGINT AS m
    FROM (SELECT customer, day, bool_or(coalesce(total, 0) >= 0) AS came, sum(total) AS m
          FROM visit WHERE day <= DATE '2026-11-22' GROUP BY customer, day) GROUP BY customer";
/// The same, where two receipts of a day are two visits: less work.
const BY_RECEIPTS: &str = "
    SELECT customer, count(*) FILTER (WHERE coalesce(total, 0) >= 0) AS f, max(day) AS last, sum(total)::BIGINT AS m
    FROM visit WHERE day <= DATE '2026-11-22' GROUP BY customer";
/// Scores and concentration of these: an answer of one row, so that printing costs nothing.
const JUDGED: &str = "
    SELECT count(*), sum(fs), sum(ms), sum(rs), count(*) FILTER (WHERE reached < 0.8 * whole) FROM (
        SELECT 1 + 5 * (rank() OVER (ORDER BY f) - 1) // count(*) OVER () AS fs,
               1 + 5 * (rank() OVER (ORDER BY m) - 1) // count(*) OVER () AS ms,
               5 - 5 * (rank() OVER (ORDER BY last DESC) - 1) // count(*) OVER () AS rs,
               sum(greatest(m, 0)) OVER (ORDER BY m DESC, customer) AS reached, sum(greatest(m, 0)) OVER () AS whole
        FROM f WHERE f > 0)";

/// What `duckdb` says of its own times for both questions, after it has read the visits; `None`
/// where it is not.
fn duck(book: &Path) -> Option<[Taken; 2]> {
    let mut version = Command::new("duckdb");
    version.arg("--version").stdout(Stdio::null());
    version.status().ok()?;
    let folder = tempfile::tempdir().expect("a folder");
    let list = folder.path().join("visits.csv");
    write_visits(book, &list);
    let mut script = format!(
        "CREATE TABLE visit (customer BIGINT, day DATE, total BIGINT);\nCOPY visit FROM '{}';\n.timer on\n",
        list.display()
    );
    for question in [BY_DAYS, BY_RECEIPTS] {
        for _ in 0..RUNS {
            let _ = writeln!(script, "WITH f AS ({question}) {JUDGED};");
        }
    }
    let mut child = Command::new("duckdb");
    child.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = child.stderr(Stdio::null()).spawn().ok()?;
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(script.as_bytes()).expect("told");
    drop(stdin);
    let out = child.wait_with_output().expect("an answer").stdout;
    let out = String::from_utf8_lossy(&out);
    let runs: Vec<[Duration; 2]> = out.lines().filter_map(timed).collect();
    assert_eq!(runs.len(), 2 * RUNS, "{out}");
    let taken = |runs: &[[Duration; 2]]| {
        let of = |at: usize| Times::from(runs.iter().map(|run| run[at]).collect());
        Taken::from([of(0), of(1)])
    };
    let (exact, loose) = runs.split_at(RUNS);
    Some([taken(exact), taken(loose)])
}

/// Wall and processor time of `Run Time (s): real 0.5 user 0.9 sys 0.1`.
fn timed(line: &str) -> Option<[Duration; 2]> {
    let words: Vec<&str> = line.strip_prefix("Run Time (s): ")?.split(' ').collect();
    let seconds = |at: usize| words.get(at)?.parse().ok().map(Duration::from_secs_f64);
    Some([seconds(1)?, seconds(3)? + seconds(5)?])
}

fn write_visits(book: &Path, list: &Path) {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let bare = Connection::open_with_flags(book, flags).expect("opens");
    let sql = "SELECT customer_id, day, total FROM visit WHERE status = 'done' AND customer_id IS NOT NULL";
    let mut statement = bare.prepare(sql).expect("the statement");
    let mut rows = statement.query([]).expect("rows");
    let file = std::fs::File::create(list).expect("made");
    let mut out = std::io::BufWriter::new(file);
    while let Some(row) = rows.next().expect("a row") {
        let (customer, total): (i64, Option<i64>) =
            (row.get(0).expect("who"), row.get(2).expect("money"));
        let day: String = row.get(1).expect("a day");
        let total = total.map_or(String::new(), |total| total.to_string());
        writeln!(out, "{customer},{day},{total}").expect("written");
    }
}
