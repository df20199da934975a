//! What weighed in an award stays as it was when the visit was first written down.

use super::*;
use crate::store::test_kit::write as write_change;

fn id(written: Result<Receipt, StoreError>) -> VisitId {
    written.unwrap().visit.unwrap()
}

/// What anybody has, by the days on which it ends, and what they owe.
fn left(store: &Store, customer: CustomerId) -> Vec<(Option<String>, i64)> {
    let sql = "
        SELECT expires_on, sum(points) FROM points_lot WHERE customer_id = ?1
        GROUP BY expires_on, points > 0 ORDER BY expires_on, points";
    let mut statement = store.conn.prepare(sql).unwrap();
    let lots = statement.query_map([customer.0], |row| Ok((row.get(0)?, row.get(1)?)));
    lots.unwrap().map(Result::unwrap).collect()
}

fn give(store: &mut Store, customer: CustomerId, tier: Option<(&str, &str)>) -> Receipt {
    let change = Change::GiveTier {
        customer,
        tier: tier.map(|(name, until)| (name.to_owned(), day(until))),
        reason: String::new(),
    };
    write_change(store, &change).unwrap()
}

#[test]
fn who_cancels_what_made_a_tier_and_takes_it_back_finds_the_points_as_they_were() {
    let (_dir, mut store, budi) = book();
    add(&mut store, &visit(budi, "2026-02-01", 1_000_000)).unwrap();
    let large = id(add(&mut store, &visit(budi, "2026-02-03", 9_000_000)));
    let after = id(add(&mut store, &visit(budi, "2026-02-04", 1_000_000)));
    // 100 and the welcome, 900, and 150 as Gold.
    assert_eq!(balance(&store, budi), 1_250);
    let before = left(&store, budi);
    cancel(&mut store, large);
    cancel(&mut store, after);
    undo(&mut store);
    undo(&mut store);
    assert_eq!(left(&store, budi), before);
    // The same if nobody takes anything back but puts it right.
    for visit in [large, after] {
        cancel(&mut store, visit);
    }
    for visit in [after, large] {
        let facts = store.visit(visit).unwrap().unwrap().facts;
        let status = VisitStatus::Done;
        correct(&mut store, visit, VisitFacts { status, ..facts }).unwrap();
    }
    assert_eq!(left(&store, budi), before);
    assert_no_faults(&store);
}

#[test]
fn a_tier_and_a_birthday_that_are_known_later_change_no_award_also_of_what_is_put_right() {
    let (_dir, mut store, budi) = book();
    let first = id(add(&mut store, &visit(budi, "2026-03-01", 1_000_000)));
    assert_eq!(balance(&store, budi), 200);
    give(&mut store, budi, Some(("Gold", "2026-12-31")));
    let base = store.customer(budi).unwrap().unwrap().facts;
    let facts = CustomerFacts {
        birthday: Birthday::new(3, 3, None),
        ..base.clone()
    };
    let change = Change::EditCustomer {
        id: budi,
        base: Box::new(base),
        facts: Box::new(facts),
    };
    write(&mut store, &change).unwrap();
    correct(&mut store, first, visit(budi, "2026-03-01", 2_000_000)).unwrap();
    assert_eq!(balance(&store, budi), 300);
    undo(&mut store);
    cancel(&mut store, first);
    undo(&mut store);
    assert_eq!(balance(&store, budi), 200);
    // On another day it is another visit: that of a tier that was given, in the month of the birthday.
    correct(&mut store, first, visit(budi, "2026-03-10", 1_000_000)).unwrap();
    assert_eq!(balance(&store, budi), 100 + 150 + 150);
    undo(&mut store);
    assert_eq!(balance(&store, budi), 200);
    assert_no_faults(&store);
}

#[test]
fn a_tier_that_somebody_gave_counts_on_the_days_on_which_it_was_given() {
    let (_dir, mut store, budi) = book();
    add(&mut store, &visit(budi, "2026-01-02", 10_000)).unwrap();
    assert_eq!(balance(&store, budi), 101);
    give(&mut store, budi, Some(("Gold", "2026-12-31")));
    // Before it was given; on its first day.
    add(&mut store, &visit(budi, "2026-03-09", 100_000)).unwrap();
    add(&mut store, &visit(budi, "2026-03-10", 100_000)).unwrap();
    assert_eq!(balance(&store, budi), 101 + 10 + 15);
    store.today_is(day("2026-04-10"));
    give(&mut store, budi, Some(("Silver", "2026-06-30")));
    store.today_is(day("2026-05-10"));
    give(&mut store, budi, None);
    for (on, brings) in [
        ("2026-04-09", 15),
        ("2026-04-10", 12),
        ("2026-05-09", 12),
        ("2026-05-10", 10),
    ] {
        let before = balance(&store, budi);
        add(&mut store, &visit(budi, on, 100_000)).unwrap();
        assert_eq!(balance(&store, budi) - before, brings, "{on}");
    }
    let tier = |store: &Store| {
        let card = store.card(Subject::Customer(budi, None)).unwrap().unwrap();
        card.points.unwrap().tier.unwrap().name
    };
    assert_eq!(tier(&store), "Bronze");
    store.today_is(day("2026-05-09"));
    assert_eq!(tier(&store), "Silver");
    assert_no_faults(&store);
}

#[test]
fn a_tier_is_not_given_until_a_day_that_is_over_and_twice_on_a_day_is_once() {
    let (_dir, mut store, budi) = book();
    let over = Change::GiveTier {
        customer: budi,
        tier: Some(("Gold".to_owned(), day("2026-03-09"))),
        reason: String::new(),
    };
    let refused = write(&mut store, &over);
    assert!(
        matches!(refused, Err(StoreError::Refused(_))),
        "{refused:?}"
    );
    give(&mut store, budi, Some(("Gold", "2026-12-31")));
    give(&mut store, budi, Some(("Silver", "2026-10-31")));
    let given = "SELECT group_concat(since || ' ' || tier || ' ' || until) FROM tier_given";
    let told = |store: &Store| -> Option<String> {
        store.conn.query_row(given, [], |row| row.get(0)).unwrap()
    };
    assert_eq!(
        told(&store).as_deref(),
        Some("2026-03-10 Silver 2026-10-31")
    );
    undo(&mut store);
    assert_eq!(told(&store).as_deref(), Some("2026-03-10 Gold 2026-12-31"));
    give(&mut store, budi, None);
    assert_eq!(told(&store), None);
}

#[test]
fn the_second_visit_of_a_day_finds_the_tier_that_the_first_one_made() {
    let (_dir, mut store, budi) = book();
    let first = id(add(&mut store, &visit(budi, "2026-03-10", 8_000_000)));
    // It does not pay itself at the tier that it makes.
    assert_eq!(balance(&store, budi), 900);
    add(&mut store, &visit(budi, "2026-03-10", 100_000)).unwrap();
    assert_eq!(balance(&store, budi), 915);
    // What is put right later finds what it had.
    correct(&mut store, first, visit(budi, "2026-03-10", 8_010_000)).unwrap();
    assert_eq!(balance(&store, budi), 916);
    assert_no_faults(&store);
}

#[test]
fn tiers_that_points_make_do_not_count_what_a_visit_brings_itself() {
    let (_dir, mut store, budi) = book();
    let rule = Rule {
        basis: Basis::Points,
        welcome: 0,
        tier: vec![
            TierRule {
                name: "A".to_owned(),
                from: 0,
                percent: 100,
                promise: String::new(),
            },
            TierRule {
                name: "B".to_owned(),
                from: 100,
                percent: 200,
                promise: String::new(),
            },
        ],
        ..Rule::default()
    };
    let sql = "UPDATE points_rule SET rule = ?1";
    store.conn.execute(sql, [rule.to_json()]).unwrap();
    let first = id(add(&mut store, &visit(budi, "2026-03-01", 1_000_000)));
    assert_eq!(balance(&store, budi), 100);
    // Moved to a later day, on which it would find its own points.
    correct(&mut store, first, visit(budi, "2026-03-05", 1_000_000)).unwrap();
    assert_eq!(balance(&store, budi), 100);
    add(&mut store, &visit(budi, "2026-03-05", 100_000)).unwrap();
    assert_eq!(balance(&store, budi), 120);
    assert_no_faults(&store);
}

#[test]
fn a_visit_that_points_had_paid_a_part_of_is_put_back_though_what_paid_it_is_gone() {
    let (_dir, mut store, budi) = book();
    let first = id(add(&mut store, &visit(budi, "2026-02-01", 2_000_000)));
    let paid = VisitFacts {
        redeemed: Some(250),
        ..visit(budi, "2026-02-10", 1_000_000)
    };
    let second = id(add(&mut store, &paid));
    let all = left(&store, budi);
    cancel(&mut store, first);
    let owing = left(&store, budi);
    assert!(owing.iter().any(|(_, points)| *points < 0), "{owing:?}");
    cancel(&mut store, second);
    assert_eq!(balance(&store, budi), 0);
    undo(&mut store);
    assert_eq!(left(&store, budi), owing);
    undo(&mut store);
    assert_eq!(left(&store, budi), all);
    // Corrected to fewer points and taken back.
    cancel(&mut store, first);
    let fewer = VisitFacts {
        redeemed: None,
        ..paid.clone()
    };
    correct(&mut store, second, fewer).unwrap();
    undo(&mut store);
    assert_eq!(left(&store, budi), owing);
    assert_no_faults(&store);
}

#[test]
fn points_that_were_given_back_and_spent_since_are_not_spent_twice() {
    let (_dir, mut store, budi) = book();
    add(&mut store, &visit(budi, "2026-02-01", 2_000_000)).unwrap();
    let paid = VisitFacts {
        redeemed: Some(250),
        ..visit(budi, "2026-02-10", 1_000_000)
    };
    let second = id(add(&mut store, &paid));
    let gone = cancel(&mut store, second);
    let spent = Change::AdjustPoints {
        customer: budi,
        points: -300,
        redeemed: true,
        reason: "a jacket".to_owned(),
    };
    write(&mut store, &spent).unwrap();
    let back = Change::Undo {
        change: Some(gone.change),
    };
    let refused = write(&mut store, &back);
    assert!(
        matches!(refused, Err(StoreError::Refused(_))),
        "{refused:?}"
    );
    undo(&mut store);
    write(&mut store, &back).unwrap();
    assert_no_faults(&store);
}

#[test]
fn a_visit_that_is_moved_follows_the_rules_of_its_day_and_back_there_those_that_paid_it() {
    let (_dir, mut store, budi) = book();
    let paid = id(add(&mut store, &visit(budi, "2026-03-01", 1_000_000)));
    let dearer = Rule {
        earn_per: 20_000,
        ..Rule::default()
    };
    rule_of(&mut store, &dearer);
    let early = id(add(&mut store, &visit(budi, "2025-12-31", 1_000_000)));
    let before = left(&store, budi);
    assert_eq!(balance(&store, budi), 100);
    for (moved, day, points) in [
        (paid, "2026-03-10", 50),
        (paid, "2025-12-30", 0),
        (early, "2026-03-10", 150 + 100),
    ] {
        let total = 1_000_000;
        correct(&mut store, moved, visit(budi, day, total)).unwrap();
        assert_eq!(balance(&store, budi), points, "{day}");
        assert_no_faults(&store);
        undo(&mut store);
        assert_eq!(left(&store, budi), before, "{day}");
        assert_no_faults(&store);
    }
}
