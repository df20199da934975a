//! Versions of the rules, and what they paid.

use super::*;

#[test]
fn a_visit_remembers_the_rule_that_paid_it() {
    let (_dir, mut store, budi) = book();
    let id = add(&mut store, &visit(budi, "2026-03-10", 650_000))
        .unwrap()
        .visit
        .unwrap();
    let dearer = Rule {
        earn_per: 20_000,
        welcome: 0,
        ..Rule::default()
    };
    let change = Change::SetPointsRule {
        since: day("2026-03-10"),
        rule: dearer.to_json(),
    };
    write(&mut store, &change).unwrap();
    correct(&mut store, id, visit(budi, "2026-03-10", 700_000)).unwrap();
    assert_eq!(balance(&store, budi), 170);
    add(&mut store, &visit(budi, "2026-03-10", 100_000)).unwrap();
    assert_eq!(balance(&store, budi), 175);
    let earlier = Change::SetPointsRule {
        since: day("2026-03-09"),
        rule: dearer.to_json(),
    };
    assert!(matches!(
        write(&mut store, &earlier),
        Err(StoreError::Refused(_))
    ));
    assert!(
        Rules::read(&store.conn)
            .unwrap()
            .on(day("2025-12-31"))
            .is_none()
    );
}

#[test]
fn while_the_programme_is_off_not_even_the_welcome_comes() {
    let (_dir, mut store, budi) = book();
    let off = Rule {
        on: false,
        ..Rule::default()
    };
    let change = Change::SetPointsRule {
        since: day("2026-03-10"),
        rule: off.to_json(),
    };
    write(&mut store, &change).unwrap();
    add(&mut store, &visit(budi, "2026-03-10", 650_000)).unwrap();
    assert_eq!(balance(&store, budi), 0);
}

#[test]
fn a_rule_that_no_visit_was_paid_by_can_be_undone() {
    let (_dir, mut store, budi) = book();
    let change = Change::SetPointsRule {
        since: day("2026-03-10"),
        rule: Rule {
            earn_per: 1_000,
            ..Rule::default()
        }
        .to_json(),
    };
    write(&mut store, &change).unwrap();
    undo(&mut store);
    assert_eq!(store.points_rule_now().unwrap(), Some(Rule::default()));
    write(&mut store, &change).unwrap();
    add(&mut store, &visit(budi, "2026-03-10", 10_000)).unwrap();
    assert_eq!(balance(&store, budi), 110);
}

#[test]
fn rules_are_taken_back_once_what_they_paid_is_and_then_pay_nothing_more() {
    let (_dir, mut store, budi) = book();
    let dear = Rule {
        earn_per: 1_000,
        welcome: 0,
        ..Rule::default()
    };
    rule_of(&mut store, &dear);
    let facts = visit(budi, "2026-03-10", 100_000);
    let id = add(&mut store, &facts).unwrap();
    assert_eq!(balance(&store, budi), 100);
    let rule = id.change;
    let blocked = write(
        &mut store,
        &Change::Undo {
            change: Some(crate::domain::ChangeId(rule.0 - 1)),
        },
    );
    assert!(
        matches!(blocked, Err(StoreError::RestsOn { ref kind, change, .. }) if kind == "add_visit" && change == rule),
        "{blocked:?}"
    );
    undo(&mut store);
    undo(&mut store);
    assert_eq!(store.points_rule_now().unwrap(), Some(Rule::default()));
    add(&mut store, &facts).unwrap();
    assert_eq!(balance(&store, budi), 110, "by the rules of before");
    undo(&mut store);
    // What is older can be taken back too: the customer.
    undo(&mut store);
    assert_sound(&store);
}

#[test]
fn rules_that_were_taken_back_can_be_brought_back() {
    let (_dir, mut store, budi) = book();
    let dear = Rule {
        earn_per: 1_000,
        ..Rule::default()
    };
    rule_of(&mut store, &dear);
    add(&mut store, &visit(budi, "2026-03-10", 100_000)).unwrap();
    undo(&mut store);
    let undone = write(&mut store, &Change::Undo { change: None }).unwrap();
    let change = Some(undone.change);
    write(&mut store, &Change::Undo { change }).unwrap();
    assert_eq!(store.points_rule_now().unwrap(), Some(dear));
}

#[test]
fn what_brought_nothing_by_rules_that_were_taken_back_since_is_in_order() {
    let (_dir, mut store, budi) = book();
    let off = Rule {
        on: false,
        ..Rule::default()
    };
    rule_of(&mut store, &off);
    let facts = visit(budi, "2026-03-10", 100_000);
    let change = add(&mut store, &facts).unwrap().change;
    let change = Some(crate::domain::ChangeId(change.0 - 1));
    write(&mut store, &Change::Undo { change }).unwrap();
    assert_eq!(balance(&store, budi), 0);
    assert_no_faults(&store);
}

#[test]
fn what_brought_nothing_before_the_programme_is_in_order_though_rules_of_that_day_were_taken_back()
{
    let (_dir, mut store, budi) = book();
    begins(&store, "2026-03-01");
    add(&mut store, &visit(budi, "2026-02-01", 1_000_000)).unwrap();
    assert_no_faults(&store);
    let taken_back = "
        INSERT INTO points_rule (since, rule, taken_back, created_at)
        SELECT '2026-01-01', rule, 1, created_at FROM points_rule";
    store.conn.execute(taken_back, []).unwrap();
    assert_no_faults(&store);
    let in_force = "UPDATE points_rule SET taken_back = 0";
    store.conn.execute(in_force, []).unwrap();
    let found = super::super::faults(&store.conn, 9).unwrap();
    assert!(found.contains(&(budi.0, "award")), "{found:?}");
}
