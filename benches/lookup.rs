//! Plate → last twenty visits, and the whole counter card, beside a bare loop of prepared
//! statements that reads the same columns from the same file in the same run. `cargo bench --bench lookup`.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a benchmark")]

mod support;

use kenal::domain::Subject;
use kenal::store::Store;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use support::{Times, book, open, sizes};

const PLATES: usize = 2_000;

fn main() {
    for customers in sizes() {
        println!("{customers} customers");
        let path = book(customers);
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let bare = Connection::open_with_flags(&path, flags).expect("the peer opens");
        // As ours: else SQLite plans its statements anew for each plate.
        bare.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)
            .expect("set");
        let store = open(customers);
        let plates = plates(&bare);
        // Twice, so that both find a warm cache.
        for round in ["warming", "measured"] {
            let peer = Times::of(&plates, |plate| bare_visits(&bare, plate));
            let visits = Times::of(&plates, |plate| last_visits(&store, plate));
            let card = Times::of(&plates, |plate| card(&store, plate));
            if round == "measured" {
                println!("  bare statements       {}", peer.line());
                println!(
                    "  plate → last 20       {}  {}",
                    visits.line(),
                    visits.ratio(&peer)
                );
                println!(
                    "  plate → counter card  {}  {}",
                    card.line(),
                    card.ratio(&peer)
                );
            }
        }
    }
}

/// Plates spread evenly over the book.
fn plates(bare: &Connection) -> Vec<String> {
    let sql = "SELECT plate_key FROM vehicle WHERE plate_key IS NOT NULL
               AND id % max(1, (SELECT max(id) FROM vehicle) / ?1) = 0 LIMIT ?1";
    let mut statement = bare.prepare(sql).expect("the statement");
    let rows = statement
        .query_map([i64::try_from(PLATES).expect("small")], |row| row.get(0))
        .expect("rows");
    rows.collect::<Result<_, _>>().expect("plates")
}

fn bare_visits(bare: &Connection, plate: &str) {
    let mut vehicle = bare
        .prepare_cached("SELECT id FROM vehicle WHERE plate_key = ?1")
        .expect("prepared");
    let id: i64 = vehicle.query_row([plate], |row| row.get(0)).expect("known");
    let mut owner = bare
        .prepare_cached(
            "SELECT c.code, c.name FROM ownership o JOIN customer c ON c.id = o.customer_id
             WHERE o.vehicle_id = ?1 AND o.until IS NULL",
        )
        .expect("prepared");
    let _ = owner.query_row([id], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
    });
    let mut visits = bare
        .prepare_cached(
            "SELECT id, day, status, doc_no, odometer, oil, complaint, note, total, cost, payment
             FROM visit WHERE vehicle_id = ?1 ORDER BY day DESC, id DESC LIMIT 20",
        )
        .expect("prepared");
    let mut lines = bare
        .prepare_cached("SELECT text, quantity, amount, cost FROM visit_line WHERE visit_id = ?1 ORDER BY position")
        .expect("prepared");
    let mut mechanics = bare
        .prepare_cached(
            "SELECT s.name FROM visit_mechanic m JOIN staff s ON s.id = m.staff_id
             WHERE m.visit_id = ?1 ORDER BY m.position",
        )
        .expect("prepared");
    let ids: Vec<i64> = visits
        .query_map([id], |row| {
            let _: (String, String, String) = (row.get(1)?, row.get(2)?, row.get(3)?);
            let _: (Option<i64>, String, String) = (row.get(4)?, row.get(5)?, row.get(6)?);
            let _: (String, Option<i64>, Option<i64>, String) =
                (row.get(7)?, row.get(8)?, row.get(9)?, row.get(10)?);
            row.get(0)
        })
        .expect("rows")
        .collect::<Result<_, _>>()
        .expect("visits");
    for id in ids {
        let read = lines.query_map([id], |row| {
            let money: (Option<i64>, Option<i64>) = (row.get(2)?, row.get(3)?);
            Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?, money))
        });
        read.expect("rows").for_each(drop);
        let read = mechanics.query_map([id], |row| row.get::<_, String>(0));
        read.expect("rows").for_each(drop);
    }
}

fn subject(store: &Store, plate: &str) -> Subject {
    let found = store.who(plate).expect("read");
    *found.first().expect("somebody")
}

fn last_visits(store: &Store, plate: &str) {
    let of = match subject(store, plate) {
        Subject::Customer(_, Some(vehicle)) => Subject::Vehicle(vehicle),
        other => other,
    };
    store.history(of, 0, 20).expect("read");
}

fn card(store: &Store, plate: &str) {
    let subject = subject(store, plate);
    store.card(subject).expect("read").expect("a card");
}
