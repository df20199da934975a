//! A visit saved, durable, with audit, undo and summaries, beside a bare insert that is as durable,
//! in turn on the same disk: `target`, or the folder in `KENAL_BENCH_FOLDER` for another disk.
//! Between saves ours tidies up, as the program does in quiet moments; how long that takes is said
//! apart. The bare one does it within a save, now and then. Twice the same customers: the pages of a
//! book that was just loaded are full to the brim, so that each first visit must split some; the
//! second time it is a book in use. `cargo bench --bench save`.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a benchmark")]

mod support;

use kenal::domain::{Author, Change, Money, OpId, Subject, VisitFacts, VisitLine};
use kenal::store::{Access, Store};
use rusqlite::Connection;
use std::time::Duration;
use support::{Times, book, processor, sizes, time};

const VISITS: usize = 300;

fn main() {
    for customers in sizes() {
        let disk = std::env::var("KENAL_BENCH_FOLDER")
            .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/target").to_owned());
        let folder = tempfile::tempdir_in(disk).expect("a folder for the copy");
        let path = folder.path().join("book.db");
        std::fs::copy(book(customers), &path).expect("a copy of the sample");
        let mut store = Store::open(&path, Access::Write).expect("the copy opens");
        let bare = bare(&folder.path().join("bare.db"));
        let visits = visits(&store);
        for (round, when) in ["just loaded", "in use"].into_iter().enumerate() {
            println!("{customers} customers, {when}");
            let [mut peer, mut ours] = [Taken::default(), Taken::default()];
            for (number, facts) in visits.iter().enumerate() {
                peer.save(|| bare_visit(&bare, facts));
                ours.save(|| save(&mut store, round * VISITS + number, facts));
                ours.tidy(|| store.tidy());
            }
            ours.print(peer);
        }
    }
}

/// Times of many saves: until it is durable, of the processor meanwhile, and tidying up after it;
/// and the pages that each wrote.
#[derive(Default)]
struct Taken {
    wall: Vec<Duration>,
    cpu: Vec<Duration>,
    after: Vec<Duration>,
    pages: Vec<u64>,
}

impl Taken {
    fn save(&mut self, save: impl FnOnce()) {
        let before = written();
        let busy = processor();
        self.wall.push(time(save));
        self.cpu.push(processor().saturating_sub(busy));
        self.pages.push((written() - before) / PAGE);
    }

    fn tidy(&mut self, tidy: impl FnOnce()) {
        self.after.push(time(tidy));
    }

    fn print(self, peer: Taken) {
        for (what, ours, peer) in [
            ("until durable", self.wall, peer.wall),
            ("processor", self.cpu, peer.cpu),
        ] {
            let (ours, peer) = (Times::from(ours), Times::from(peer));
            let ratio = ours.ratio(&peer);
            println!("  {what:<14} a bare visit   {}", peer.line());
            println!("  {what:<14} a visit saved  {}  {ratio}", ours.line());
        }
        println!(
            "  tidying up                    {}",
            Times::from(self.after).line()
        );
        println!(
            "  pages written: a bare visit {}, a visit saved {}",
            median(peer.pages),
            median(self.pages)
        );
    }
}

/// Bytes of a page in the write-ahead log, with its header.
const PAGE: u64 = 4096 + 24;

/// Bytes that this process has written so far; zero where the system does not say.
fn written() -> u64 {
    let io = std::fs::read_to_string("/proc/self/io").unwrap_or_default();
    let bytes = io.lines().find_map(|line| line.strip_prefix("wchar: "));
    bytes
        .and_then(|bytes| bytes.parse().ok())
        .unwrap_or_default()
}

fn median(mut of: Vec<u64>) -> u64 {
    of.sort_unstable();
    of.get(of.len() / 2).copied().unwrap_or_default()
}

/// The same work twice: three lines, one mechanic, spread over the book.
fn visits(store: &Store) -> Vec<VisitFacts> {
    let customers = store.info().expect("read").customers;
    let customers = usize::try_from(customers).expect("a count");
    let day = "2026-11-23".parse().expect("a day");
    let line = |text: &str, amount| VisitLine {
        text: text.to_owned(),
        quantity: 1000,
        amount: Some(Money(amount)),
        cost: None,
    };
    (0..VISITS)
        .map(|number| {
            let id = 1 + number * customers.max(VISITS) / VISITS % customers;
            let id = kenal::domain::CustomerId(i64::try_from(id).expect("small"));
            let card = store.card(Subject::Customer(id, None)).expect("read");
            let vehicle = card.and_then(|card| card.vehicle).map(|vehicle| vehicle.id);
            VisitFacts {
                customer: Some(id),
                vehicle,
                odometer: Some(60_000),
                oil: "Shell HX7 10W-40".to_owned(),
                mechanics: vec!["Joko".to_owned()],
                lines: vec![
                    line("ganti oli", 50_000),
                    line("filter oli", 45_000),
                    line("oli", 380_000),
                ],
                total: Some(Money(475_000)),
                ..VisitFacts::on(day)
            }
        })
        .collect()
}

fn save(store: &mut Store, number: usize, facts: &VisitFacts) {
    let author = Author {
        staff: None,
        name: "Rina".to_owned(),
        terminal: "bench".to_owned(),
    };
    let op = OpId((number as u128 + 1).to_le_bytes());
    let facts = Box::new(facts.clone());
    store
        .write(&author, op, &Change::AddVisit { facts })
        .expect("saved");
}

fn bare(path: &std::path::Path) -> Connection {
    let bare = Connection::open(path).expect("opens");
    bare.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 256;
         CREATE TABLE visit (id INTEGER PRIMARY KEY, customer INTEGER, vehicle INTEGER, day TEXT, oil TEXT, total INTEGER);
         CREATE INDEX visit_by_vehicle ON visit (vehicle, day);
         CREATE TABLE line (visit INTEGER, position INTEGER, text TEXT, amount INTEGER, PRIMARY KEY (visit, position)) WITHOUT ROWID;",
    )
    .expect("the peer's tables");
    bare
}

fn bare_visit(bare: &Connection, facts: &VisitFacts) {
    let tx = bare.unchecked_transaction().expect("begins");
    tx.prepare_cached(
        "INSERT INTO visit (customer, vehicle, day, oil, total) VALUES (?1, ?2, ?3, ?4, ?5)",
    )
    .expect("prepared")
    .execute((
        facts.customer.map(|id| id.0),
        facts.vehicle.map(|id| id.0),
        facts.day.to_string(),
        &facts.oil,
        facts.total.map(|total| total.0),
    ))
    .expect("inserted");
    let id = tx.last_insert_rowid();
    for (position, line) in (0_i64..).zip(&facts.lines) {
        tx.prepare_cached("INSERT INTO line VALUES (?1, ?2, ?3, ?4)")
            .expect("prepared")
            .execute((id, position, &line.text, line.amount.map(|amount| amount.0)))
            .expect("inserted");
    }
    tx.commit().expect("durable");
}
