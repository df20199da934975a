//! With which visit somebody is welcomed.

use super::*;

/// With which visit somebody is welcomed, and with how many points.
fn welcomes(store: &Store, customer: CustomerId) -> Vec<(Option<VisitId>, i64)> {
    let kept = Kept::read(&store.conn, customer.0).unwrap();
    let lines = kept.ledger.lines();
    let welcomes = kept.ledger.welcomes().map(|at| &lines[at]);
    welcomes.map(|line| (line.visit, line.points)).collect()
}

#[test]
fn the_welcome_moves_at_once_to_the_visit_that_is_the_first_by_now_and_back() {
    let (_dir, mut store, budi) = book();
    let first = add(&mut store, &visit(budi, "2026-03-01", 100_000)).unwrap();
    let second = add(&mut store, &visit(budi, "2026-03-05", 200_000)).unwrap();
    let (first, second) = (first.visit.unwrap(), second.visit);
    let before = store.points_of(budi).unwrap();
    assert_eq!(balance(&store, budi), 130);
    cancel(&mut store, first);
    assert_eq!(welcomes(&store, budi), [(second, 100)]);
    assert_eq!(balance(&store, budi), 120);
    assert_no_faults(&store);
    // It stays with it when that is corrected, and goes back when the first one counts again.
    correct(
        &mut store,
        second.unwrap(),
        visit(budi, "2026-03-05", 300_000),
    )
    .unwrap();
    assert_eq!(balance(&store, budi), 130);
    undo(&mut store);
    assert_eq!(balance(&store, budi), 120);
    undo(&mut store);
    assert_eq!(welcomes(&store, budi), [(Some(first), 100)]);
    let left = |lines: &[crate::store::PointsEntry]| {
        let lots = lines.iter().filter(|line| line.left != 0);
        lots.map(|line| (line.expires, line.left))
            .collect::<std::collections::BTreeMap<_, _>>()
    };
    assert_eq!(left(&store.points_of(budi).unwrap()), left(&before));
    // An older one that is written down late is the first.
    let older = add(&mut store, &visit(budi, "2026-02-01", 50_000))
        .unwrap()
        .visit;
    assert_eq!(welcomes(&store, budi), [(older, 100)]);
    assert_eq!(balance(&store, budi), 135);
    assert_no_faults(&store);
    undo(&mut store);
    assert_eq!(welcomes(&store, budi), [(Some(first), 100)]);
    assert_no_faults(&store);
}

#[test]
fn whoever_came_before_there_were_points_is_not_welcomed_whenever_that_is_written_down() {
    let (_dir, mut store, budi) = book();
    let first = add(&mut store, &visit(budi, "2026-03-01", 100_000))
        .unwrap()
        .visit;
    let old = add(&mut store, &visit(budi, "2025-12-31", 100_000))
        .unwrap()
        .visit
        .unwrap();
    assert_eq!(
        (welcomes(&store, budi), balance(&store, budi)),
        (Vec::new(), 10)
    );
    assert_no_faults(&store);
    cancel(&mut store, old);
    assert_eq!(welcomes(&store, budi), [(first, 100)]);
    assert_no_faults(&store);
    for (points, welcomed) in [(10, 0), (110, 1)] {
        undo(&mut store);
        assert_eq!(
            (balance(&store, budi), welcomes(&store, budi).len()),
            (points, welcomed)
        );
        assert_no_faults(&store);
    }
}

#[test]
fn whoever_had_points_before_this_book_was_welcomed_long_ago_and_is_again_without_them() {
    let (_dir, mut store, budi) = book();
    add(&mut store, &visit(budi, "2026-03-01", 100_000)).unwrap();
    assert_eq!(balance(&store, budi), 110);
    let mut facts = named("Budi");
    facts
        .fields
        .insert(OPENING_POINTS.to_owned(), "250".to_owned());
    let ani = author("Ani");
    let mut load = store.load(&ani, op(), LoadKind::Import, &[]).unwrap();
    load.update_customer(budi, &facts).unwrap();
    let batch = load.commit(&[]).unwrap().batch;
    assert_eq!(balance(&store, budi), 260);
    assert_no_faults(&store);
    write(&mut store, &Change::UndoImport { batch }).unwrap();
    assert_eq!(balance(&store, budi), 110);
    assert_no_faults(&store);
}

#[test]
fn where_the_balance_may_not_go_below_zero_a_welcome_that_moves_covers_what_it_paid() {
    let (_dir, mut store, budi) = book();
    let block = Rule {
        overdraft: crate::points::Overdraft::Block,
        ..Rule::default()
    };
    let sql = "UPDATE points_rule SET rule = ?1";
    store.conn.execute(sql, [block.to_json()]).unwrap();
    let first = add(&mut store, &visit(budi, "2026-03-01", 10_000)).unwrap();
    let paid = VisitFacts {
        redeemed: Some(100),
        ..visit(budi, "2026-03-05", 500_000)
    };
    let second = add(&mut store, &paid).unwrap().visit;
    cancel(&mut store, first.visit.unwrap());
    assert_eq!(welcomes(&store, budi), [(second, 100)]);
    assert_sound(&store);
    assert_no_faults(&store);
}

#[test]
fn an_import_of_an_earlier_visit_welcomes_with_that_one_and_gives_it_back() {
    let (_dir, mut store, budi) = book();
    let first = add(&mut store, &visit(budi, "2026-03-01", 100_000))
        .unwrap()
        .visit;
    let ani = author("Ani");
    let mut load = store.load(&ani, op(), LoadKind::Import, &[]).unwrap();
    load.visit(&visit(budi, "2026-02-01", 300_000)).unwrap();
    let batch = load.commit(&[]).unwrap().batch;
    assert_ne!(welcomes(&store, budi), [(first, 100)]);
    assert_eq!(
        (welcomes(&store, budi).len(), balance(&store, budi)),
        (1, 140)
    );
    assert_no_faults(&store);
    write(&mut store, &Change::UndoImport { batch }).unwrap();
    assert_eq!(welcomes(&store, budi), [(first, 100)]);
    assert_no_faults(&store);
}

#[test]
fn a_welcome_that_stands_on_another_visit_is_found() {
    let (_dir, mut store, budi) = book();
    let first = add(&mut store, &visit(budi, "2026-03-01", 100_000))
        .unwrap()
        .visit
        .unwrap();
    add(&mut store, &visit(budi, "2026-03-05", 200_000)).unwrap();
    assert_no_faults(&store);
    let sql = "UPDATE visit SET day = '2026-03-09' WHERE id = ?1";
    store.conn.execute(sql, [first.0]).unwrap();
    let found = super::super::faults(&store.conn, 9).unwrap();
    assert!(found.contains(&(budi.0, "welcome")), "{found:?}");
}
