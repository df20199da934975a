use super::*;
use crate::store::test_kit::new_store;
use crate::store::{StopRead, StoreError};

fn never() -> StopRead {
    Box::new(|| false)
}

fn garage() -> (tempfile::TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let go_on = |_, _| std::ops::ControlFlow::Continue(());
    let today = "2026-11-22".parse().unwrap();
    let store = Store::create_sample(&dir.path().join("a.db"), 1, 200, today, go_on).unwrap();
    (dir, store)
}

/// The book after somebody wrote into it past this program.
fn after(sql: &str) -> Vec<(Part, String)> {
    let (_dir, mut store) = garage();
    store
        .conn
        .pragma_update(None, "foreign_keys", "OFF")
        .unwrap();
    assert!(store.conn.execute(sql, []).unwrap() > 0, "{sql}");
    let found = store.examine(never()).unwrap();
    found
        .problems
        .into_iter()
        .map(|problem| (problem.part, problem.what))
        .collect()
}

#[test]
fn in_a_book_that_only_this_program_wrote_everything_agrees() {
    let (_dir, mut empty) = new_store();
    let (_dir, mut garage) = garage();
    for store in [&mut empty, &mut garage] {
        let found = store.examine(never()).unwrap();
        assert_eq!(found.problems, []);
        assert!(Part::ALL.iter().all(|part| found.of(*part) == Some(true)));
    }
}

#[test]
fn what_was_written_past_the_program_is_found_and_named() {
    let ledger = |what: &str| (Part::Ledger, what.to_owned());
    let lots = after(
        "UPDATE points_lot SET points = points + 1 WHERE line_id = (SELECT min(line_id) FROM points_lot)",
    );
    assert_eq!(lots, [ledger("lots")]);
    let more = after(
        "UPDATE visit SET total = total + 1000000 WHERE id = (SELECT max(visit_id) FROM points_line)",
    );
    assert!(more.contains(&ledger("award")), "{more:?}");
    assert!(
        more.iter().any(|(part, _)| *part == Part::Summaries),
        "{more:?}"
    );
    let redeemed =
        after("UPDATE visit SET redeemed = 50 WHERE id = (SELECT max(visit_id) FROM points_line)");
    assert!(redeemed.contains(&ledger("redeemed")), "{redeemed:?}");
    let gone = after(
        "UPDATE visit SET status = 'cancelled' WHERE id = (SELECT max(visit_id) FROM points_line)",
    );
    assert!(gone.contains(&ledger("visit")), "{gone:?}");
    let loose = after("DELETE FROM customer WHERE id = 7");
    assert!(
        loose.iter().any(|(part, _)| *part == Part::ForeignKeys),
        "{loose:?}"
    );
}

#[test]
fn what_a_problem_is_about_is_named_by_the_customer_id() {
    let (_dir, mut store) = garage();
    let sql = "INSERT INTO points_lot (customer_id, line_id, points) VALUES (3, (SELECT max(id) FROM points_line WHERE customer_id <> 3), 5)";
    store.conn.execute(sql, []).unwrap();
    let found = store.examine(never()).unwrap();
    assert_eq!(found.problems.len(), 1, "{found:?}");
    assert_eq!(found.problems[0].about, "C-00003");
    assert_eq!(found.of(Part::Ledger), Some(false));
}

#[test]
fn it_can_be_stopped() {
    let (_dir, mut store) = garage();
    let stopped = store.examine(Box::new(|| true));
    assert!(matches!(stopped, Err(StoreError::Cancelled)), "{stopped:?}");
    // And what is asked next is answered.
    assert!(store.info().is_ok());
}
