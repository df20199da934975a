//! The ledger beside the book: whatever is written, corrected and taken back.

mod play;
mod rules;
mod weighed;
mod welcome;

use super::{Kept, Rules};
use crate::domain::{
    Birthday, Change, CustomerFacts, CustomerId, Day, Money, OPENING_POINTS, Owing, Receipt,
    Subject, VisitFacts, VisitId, VisitStatus,
};
use crate::insight::review::Lapsing;
use crate::points::{Basis, Kind, Rule, TierRule};
use crate::store::test_kit::{add_customer, author, named, new_store, op, write};
use crate::store::{LoadKind, Store, StoreError};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A book whose programme began on the first of January, on a day in March.
fn book() -> (tempfile::TempDir, Store, CustomerId) {
    let (dir, mut store) = new_store();
    begins(&store, "2026-01-01");
    store.today_is(day("2026-03-10"));
    let customer = add_customer(&mut store, "Budi");
    (dir, store, customer)
}

fn begins(store: &Store, on: &str) {
    let sql = "UPDATE points_rule SET since = ?1";
    store.conn.execute(sql, [on]).unwrap();
}

fn visit(customer: CustomerId, on: &str, total: i64) -> VisitFacts {
    VisitFacts {
        customer: Some(customer),
        total: Some(Money(total)),
        ..VisitFacts::on(day(on))
    }
}

fn add(store: &mut Store, facts: &VisitFacts) -> Result<Receipt, StoreError> {
    let facts = Box::new(facts.clone());
    write(store, &Change::AddVisit { facts })
}

fn correct(store: &mut Store, id: VisitId, facts: VisitFacts) -> Result<Receipt, StoreError> {
    let base = Box::new(store.visit(id).unwrap().unwrap().facts);
    let facts = Box::new(facts);
    write(store, &Change::EditVisit { id, base, facts })
}

fn undo(store: &mut Store) {
    write(store, &Change::Undo { change: None }).unwrap();
}

fn balance(store: &Store, customer: CustomerId) -> i64 {
    let card = store
        .card(Subject::Customer(customer, None))
        .unwrap()
        .unwrap();
    card.points.map_or(0, |points| points.balance)
}

fn rule_of(store: &mut Store, rule: &Rule) {
    let change = Change::SetPointsRule {
        since: day("2026-03-10"),
        rule: rule.to_json(),
    };
    write(store, &change).unwrap();
}

/// Everything that the book says about its ledgers agrees.
fn assert_sound(store: &Store) {
    let ids = "SELECT DISTINCT customer_id FROM points_line";
    let mut statement = store.conn.prepare(ids).unwrap();
    let customers = statement.query_map([], |row| row.get::<_, i64>(0)).unwrap();
    for customer in customers.map(Result::unwrap) {
        let kept = Kept::read(&store.conn, customer).unwrap();
        assert_eq!(kept.ledger.faults(), Vec::<&str>::new());
        let lots = "SELECT coalesce(sum(points), 0) FROM points_lot WHERE customer_id = ?1";
        let sum: i64 = store
            .conn
            .query_row(lots, [customer], |row| row.get(0))
            .unwrap();
        assert_eq!(sum, kept.ledger.balance());
    }
}

#[test]
fn a_paid_visit_brings_its_points_and_the_first_one_the_welcome() {
    let (_dir, mut store, budi) = book();
    add(&mut store, &visit(budi, "2026-03-10", 650_000)).unwrap();
    assert_eq!(balance(&store, budi), 165);
    add(&mut store, &visit(budi, "2026-03-10", 659_999)).unwrap();
    assert_eq!(balance(&store, budi), 230);
    let card = store.card(Subject::Customer(budi, None)).unwrap().unwrap();
    let points = card.points.unwrap();
    assert_eq!(
        (points.worth, points.lapsing),
        (23_000, vec![(day("2027-03-10"), 230)])
    );
    let tier = points.tier.unwrap();
    assert_eq!(
        (&*tier.name, tier.next),
        ("Bronze", Some(("Silver".to_owned(), 1_690_001)))
    );
    assert_sound(&store);
}

#[test]
fn what_is_open_cancelled_or_before_the_programme_brings_none() {
    let (_dir, mut store, budi) = book();
    for status in [VisitStatus::Open, VisitStatus::Cancelled] {
        let facts = VisitFacts {
            status,
            ..visit(budi, "2026-03-10", 650_000)
        };
        add(&mut store, &facts).unwrap();
    }
    add(&mut store, &visit(budi, "2025-12-31", 650_000)).unwrap();
    assert_eq!(balance(&store, budi), 0);
    // Known from before: no welcome.
    add(&mut store, &visit(budi, "2026-03-10", 10_000)).unwrap();
    assert_eq!(balance(&store, budi), 1);
}

#[test]
fn a_corrected_cancelled_or_undone_visit_takes_its_points_along() {
    let (_dir, mut store, budi) = book();
    let first = add(&mut store, &visit(budi, "2026-03-10", 650_000)).unwrap();
    let id = first.visit.unwrap();
    correct(&mut store, id, visit(budi, "2026-03-10", 700_000)).unwrap();
    assert_eq!(balance(&store, budi), 170);
    let lines = Kept::read(&store.conn, budi.0)
        .unwrap()
        .ledger
        .lines()
        .len();
    let noted = VisitFacts {
        note: "radio".to_owned(),
        ..visit(budi, "2026-03-10", 700_000)
    };
    correct(&mut store, id, noted.clone()).unwrap();
    let kept = Kept::read(&store.conn, budi.0).unwrap();
    assert_eq!(kept.ledger.lines().len(), lines, "a note changes no points");
    let cancelled = VisitFacts {
        status: VisitStatus::Cancelled,
        ..noted
    };
    correct(&mut store, id, cancelled).unwrap();
    assert_eq!(balance(&store, budi), 0);
    undo(&mut store);
    assert_eq!(balance(&store, budi), 170);
    for _ in 0..3 {
        undo(&mut store);
    }
    assert_eq!(balance(&store, budi), 0);
    assert!(store.visit(id).unwrap().is_none());
    assert_sound(&store);
}

#[test]
fn a_visit_that_was_somebody_elses_brings_its_points_to_them() {
    let (_dir, mut store, budi) = book();
    let sari = add_customer(&mut store, "Sari");
    let id = add(&mut store, &visit(budi, "2026-03-10", 650_000))
        .unwrap()
        .visit
        .unwrap();
    correct(&mut store, id, visit(sari, "2026-03-10", 650_000)).unwrap();
    assert_eq!((balance(&store, budi), balance(&store, sari)), (0, 165));
    undo(&mut store);
    assert_eq!((balance(&store, budi), balance(&store, sari)), (165, 0));
    assert_sound(&store);
}

#[test]
fn points_pay_a_part_of_a_bill_within_the_rule() {
    let (_dir, mut store, budi) = book();
    add(&mut store, &visit(budi, "2026-03-10", 650_000)).unwrap();
    let paying = |points, total| VisitFacts {
        redeemed: Some(points),
        ..visit(budi, "2026-03-10", total)
    };
    let why = |result: Result<Receipt, StoreError>| match result {
        Err(StoreError::Refused(fields)) => fields[0].1.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        why(add(&mut store, &paying(170, 650_000))),
        "too_few_points 165 160"
    );
    assert_eq!(
        why(add(&mut store, &paying(100, 10_000))),
        "too_many_points 50"
    );
    let step = "points_step 50 10 160";
    assert_eq!(why(add(&mut store, &paying(55, 650_000))), step);
    assert_eq!(why(add(&mut store, &paying(40, 650_000))), step);
    // By hand no bill sets a limit; steps and the smallest number hold all the same.
    let by_hand = |points: i64| Change::AdjustPoints {
        customer: budi,
        points: -points,
        redeemed: true,
        reason: "a keyring".to_owned(),
    };
    assert_eq!(why(write(&mut store, &by_hand(7))), step);
    assert_eq!(
        why(write(&mut store, &by_hand(170))),
        "too_few_points 165 160"
    );
    write(&mut store, &by_hand(160)).unwrap();
    undo(&mut store);
    let paid = add(&mut store, &paying(160, 650_000)).unwrap();
    // 16.000 of it were paid with points: 63.4 of 634.000.
    assert_eq!(balance(&store, budi), 165 - 160 + 63);
    let told = store.visit(paid.visit.unwrap()).unwrap().unwrap();
    let by_points = told.paid_by_points().unwrap();
    let [worth, left] = [by_points.worth, by_points.left].map(|money| money.0);
    assert_eq!((by_points.points, worth, left), (160, 16_000, 634_000));
    undo(&mut store);
    assert_eq!(balance(&store, budi), 165);
    assert!(paid.visit.is_some());
    assert_sound(&store);
}

#[test]
fn a_bill_that_was_put_right_is_not_paid_with_more_points_than_the_rule_lets() {
    let (_dir, mut store, budi) = book();
    add(&mut store, &visit(budi, "2026-03-01", 2_000_000)).unwrap();
    let paid = VisitFacts {
        redeemed: Some(100),
        ..visit(budi, "2026-03-10", 300_000)
    };
    let id = add(&mut store, &paid).unwrap().visit.unwrap();
    let before = balance(&store, budi);
    let less = VisitFacts {
        total: Some(Money(10_000)),
        ..paid.clone()
    };
    let refused = correct(&mut store, id, less);
    assert!(
        matches!(refused, Err(StoreError::Refused(_))),
        "{refused:?}"
    );
    let noted = VisitFacts {
        note: "later".to_owned(),
        ..paid
    };
    correct(&mut store, id, noted).unwrap();
    assert_eq!(balance(&store, budi), before);
    assert_sound(&store);
}

#[test]
fn what_somebody_puts_right_has_a_reason_and_can_be_undone_and_done_again() {
    let (_dir, mut store, budi) = book();
    let adjust = |points, reason: &str| Change::AdjustPoints {
        customer: budi,
        points,
        redeemed: points < 0,
        reason: reason.to_owned(),
    };
    let refused = write(&mut store, &adjust(50, " "));
    assert!(matches!(refused, Err(StoreError::Refused(_))));
    let put = write(&mut store, &adjust(50, "waited long")).unwrap();
    let refused = write(&mut store, &adjust(-60, "too much"));
    assert!(
        matches!(refused, Err(StoreError::Refused(_))),
        "{refused:?}"
    );
    let undone = write(&mut store, &Change::Undo { change: None }).unwrap();
    assert_eq!(balance(&store, budi), 0);
    let again = Change::Undo {
        change: Some(undone.change),
    };
    write(&mut store, &again).unwrap();
    assert_eq!(balance(&store, budi), 50);
    assert!(put.change < undone.change);
    assert_sound(&store);
}

#[test]
fn the_month_of_the_birthday_doubles_and_a_given_tier_counts() {
    let (_dir, mut store, _) = book();
    let facts = CustomerFacts {
        birthday: Birthday::new(3, 3, None),
        ..named("Sari")
    };
    let change = Change::AddCustomer {
        facts: Box::new(facts),
        code: None,
        vehicle: None,
    };
    let sari = write(&mut store, &change).unwrap().customer.unwrap();
    let gold = Change::GiveTier {
        customer: sari,
        tier: Some(("Gold".to_owned(), day("2026-12-31"))),
        reason: "a friend of the house".to_owned(),
    };
    write(&mut store, &gold).unwrap();
    add(&mut store, &visit(sari, "2026-03-10", 100_000)).unwrap();
    // 10 × 1.5, twice; and the welcome.
    assert_eq!(balance(&store, sari), 130);
    let kinds: Vec<_> = {
        let kept = Kept::read(&store.conn, sari.0).unwrap();
        kept.ledger
            .lines()
            .iter()
            .map(|line| (line.kind, line.points))
            .collect()
    };
    assert_eq!(
        kinds,
        [(Kind::Earn, 15), (Kind::Birthday, 15), (Kind::Earn, 100)]
    );
}

#[test]
fn an_import_brings_points_of_its_days_and_takes_them_along() {
    let (_dir, mut store, budi) = book();
    let ani = author("Ani");
    let mut load = store.load(&ani, op(), LoadKind::Import, &[]).unwrap();
    let sari = load.customer(None, &named("Sari")).unwrap();
    load.visit(&visit(sari, "2025-06-01", 500_000)).unwrap();
    load.visit(&visit(sari, "2026-02-01", 300_000)).unwrap();
    load.visit(&visit(budi, "2026-02-02", 200_000)).unwrap();
    let batch = load.commit(&[]).unwrap().batch;
    assert_eq!((balance(&store, sari), balance(&store, budi)), (30, 120));
    write(&mut store, &Change::UndoImport { batch }).unwrap();
    assert_eq!(balance(&store, budi), 0);
    assert_sound(&store);
}

#[test]
fn points_of_before_follow_the_sheet_and_go_with_it() {
    let (_dir, mut store, budi) = book();
    let ani = author("Ani");
    let with = |name: &str, points: &str| {
        let mut facts = named(name);
        facts
            .fields
            .insert(OPENING_POINTS.to_owned(), points.to_owned());
        facts
    };
    let openings = |store: &Store, id: CustomerId| {
        let lines = store.points_of(id).unwrap();
        lines
            .iter()
            .map(|line| (line.kind, line.points))
            .collect::<Vec<_>>()
    };
    let mut load = store.load(&ani, op(), LoadKind::Import, &[]).unwrap();
    let sari = load.customer(None, &with("Sari", "250")).unwrap();
    load.update_customer(budi, &with("Budi", "100")).unwrap();
    let batch = load.commit(&[]).unwrap().batch;
    assert_eq!((balance(&store, sari), balance(&store, budi)), (250, 100));
    let lines = store.points_of(sari).unwrap();
    assert_eq!(
        (lines[0].kind, lines[0].day),
        (Kind::Opening, day("2026-03-10"))
    );
    assert_eq!(lines[0].expires, Some(day("2027-03-10")));
    // The same again, and another number later.
    store.today_is(day("2026-03-11"));
    let mut newest = batch;
    for (points, lines) in [("100", 1), ("70", 3)] {
        let mut load = store.load(&ani, op(), LoadKind::Import, &[]).unwrap();
        load.update_customer(budi, &with("Budi", points)).unwrap();
        newest = load.commit(&[]).unwrap().batch;
        assert_eq!(openings(&store, budi).len(), lines, "{points}");
    }
    assert_eq!(balance(&store, budi), 70);
    assert_sound(&store);
    write(&mut store, &Change::UndoImport { batch: newest }).unwrap();
    assert_eq!(balance(&store, budi), 100);
    write(&mut store, &Change::UndoImport { batch }).unwrap();
    let left: i64 = openings(&store, sari)
        .iter()
        .map(|(_, points)| points)
        .sum();
    assert_eq!(left, 0);
    assert_sound(&store);
    assert_eq!(store.examine(Box::new(|| false)).unwrap().problems, []);
}

#[test]
fn a_line_of_the_ledger_is_never_changed_and_never_taken_away() {
    let (_dir, mut store, budi) = book();
    add(&mut store, &visit(budi, "2026-03-10", 650_000)).unwrap();
    for sql in [
        "UPDATE points_line SET points = 1",
        "DELETE FROM points_line",
    ] {
        let refused = store.conn.execute(sql, []).unwrap_err();
        assert!(refused.to_string().contains("append-only"), "{refused}");
    }
}

#[test]
fn the_sample_garage_owes_what_its_visits_say() {
    let dir = tempfile::tempdir().unwrap();
    let go_on = |_, _| std::ops::ControlFlow::Continue(());
    let today = day("2026-11-22");
    let store = Store::create_sample(&dir.path().join("a.db"), 1, 300, today, go_on).unwrap();
    assert_sound(&store);
    let owed = store.points_owed(today).unwrap();
    assert!(
        owed.points > 1_000 && owed.worth == owed.points * 100,
        "{owed:?}"
    );
    assert!(owed.lapsing[0] <= owed.lapsing[1] && owed.lapsing[1] <= owed.lapsing[2]);
}

#[test]
fn the_search_says_the_tier_that_the_card_says() {
    let dir = tempfile::tempdir().unwrap();
    let go_on = |_, _| std::ops::ControlFlow::Continue(());
    let today = day("2026-11-22");
    let mut store = Store::create_sample(&dir.path().join("a.db"), 1, 300, today, go_on).unwrap();
    let by_points = Change::SetPointsRule {
        since: today,
        rule: Rule {
            basis: Basis::Points,
            tier: Rule::default()
                .tier
                .into_iter()
                .map(|tier| TierRule {
                    from: tier.from / 10_000,
                    ..tier
                })
                .collect(),
            ..Rule::default()
        }
        .to_json(),
    };
    for _ in 0..2 {
        let found = store.find(None, "", 200, &|| true).unwrap();
        let mut above = 0;
        for hit in &found.hits {
            let card = store.card(hit.subject().unwrap()).unwrap().unwrap();
            let tier = card.points.and_then(|points| points.tier);
            let tier = tier.map(|tier| (tier.name, tier.place));
            assert_eq!(hit.tier, tier, "{}", hit.code);
            above += usize::from(hit.tier.as_ref().is_some_and(|(_, place)| *place > 0));
        }
        assert!(above > 3, "{above} of {}", found.hits.len());
        write(&mut store, &by_points).unwrap();
    }
    let off = Change::SetPointsRule {
        since: today,
        rule: Rule {
            tier: Vec::new(),
            ..Rule::default()
        }
        .to_json(),
    };
    write(&mut store, &off).unwrap();
    let found = store.find(None, "", 200, &|| true).unwrap();
    assert!(found.hits.iter().all(|hit| hit.tier.is_none()));
}

#[test]
fn whose_points_lapse_within_thirty_days_adds_up_to_what_is_owed_of_them() {
    let (_dir, mut store, budi) = book();
    let sari = add_customer(&mut store, "Sari");
    add(&mut store, &visit(budi, "2026-01-05", 500_000)).unwrap();
    add(&mut store, &visit(sari, "2026-01-12", 900_000)).unwrap();
    add(&mut store, &visit(sari, "2026-03-05", 300_000)).unwrap();
    let last = store.points_of(budi).unwrap()[0].expires.unwrap();
    let before = |days| last - chrono::Days::new(days);
    let (all, total) = store.points_lapsing(before(20), 200).unwrap();
    let told: Vec<_> = all.iter().map(|one| (one.customer, one.day)).collect();
    let later = store.points_of(sari).unwrap()[0].expires.unwrap();
    assert_eq!((told, total), (vec![(sari, later), (budi, last)], 2));
    // What is left of each lot tells which points those are.
    let lots = store.points_of(sari).unwrap();
    let until = before(20) + chrono::Days::new(30);
    let lapsing = lots
        .iter()
        .filter(|lot| lot.expires.is_some_and(|day| day <= until));
    assert_eq!(lapsing.map(|lot| lot.left).sum::<i64>(), all[0].points);
    let owed = store.points_owed(before(20)).unwrap();
    let sum = |of: fn(&Lapsing) -> i64| all.iter().map(of).sum::<i64>();
    assert_eq!(sum(|one| one.points), owed.lapsing[0]);
    assert_eq!(sum(|one| one.worth), owed.worth_of(owed.lapsing[0]));
    // The first of them alone, and still how many they are.
    let (first, total) = store.points_lapsing(before(20), 1).unwrap();
    assert_eq!((first.as_slice(), total), (&all[..1], 2));
    assert_eq!(store.points_lapsing(before(31), 200).unwrap().1, 0);
    // The last day counts; the day after it does not.
    let on = |day| store.points_lapsing(day, 200).unwrap().0;
    assert_eq!(on(last).len(), 2);
    assert_eq!(on(last + chrono::Days::new(1))[0].customer, sari);
}

#[test]
fn a_corrected_visit_is_not_paid_with_what_it_brought() {
    let (_dir, mut store, budi) = book();
    add(&mut store, &visit(budi, "2026-03-09", 1_040_000)).unwrap();
    assert_eq!(balance(&store, budi), 204);
    let facts = visit(budi, "2026-03-10", 799_000);
    let id = add(&mut store, &facts).unwrap().visit.unwrap();
    let paying = |redeemed| VisitFacts {
        redeemed: Some(redeemed),
        ..facts.clone()
    };
    let too_few = |tried: Result<Receipt, StoreError>| match tried {
        Err(StoreError::Refused(why)) => why[0].1.starts_with("too_few_points"),
        _ => false,
    };
    assert!(too_few(correct(&mut store, id, paying(280))));
    correct(&mut store, id, paying(200)).unwrap();
    assert_eq!(balance(&store, budi), 81);
    assert!(too_few(correct(&mut store, id, paying(280))));
    assert_eq!(balance(&store, budi), 81);
    assert_sound(&store);
}

#[test]
fn what_has_lapsed_stands_in_the_ledger_before_anybody_writes() {
    let (_dir, mut store, budi) = book();
    add(&mut store, &visit(budi, "2026-01-05", 1_000_000)).unwrap();
    let written = store.points_of(budi).unwrap();
    let last = written[0].expires.unwrap();
    store.today_is(last);
    assert_eq!(store.points_of(budi).unwrap(), written);
    store.today_is(last.succ_opt().unwrap());
    let lines = store.points_of(budi).unwrap();
    let lapsed = &lines[written.len()..];
    assert!(
        lapsed
            .iter()
            .all(|line| line.kind == Kind::Expire && line.id.is_none())
    );
    let sum: i64 = lines.iter().map(|line| line.points).sum();
    assert_eq!((sum, lapsed.len()), (0, written.len()));
}

#[test]
fn what_is_owed_on_a_day_knows_nothing_of_what_came_or_went_later() {
    let (_dir, mut store, budi) = book();
    add(&mut store, &visit(budi, "2026-01-05", 5_000_000)).unwrap();
    add(&mut store, &visit(budi, "2026-02-10", 900_000)).unwrap();
    let paid = VisitFacts {
        redeemed: Some(100),
        ..visit(budi, "2026-03-05", 300_000)
    };
    add(&mut store, &paid).unwrap();
    let lines = store.points_of(budi).unwrap();
    let until = |on: &str| -> i64 {
        let lines = lines.iter().filter(|line| line.day <= day(on));
        lines.map(|line| line.points).sum()
    };
    let days = [
        "2026-01-04",
        "2026-01-05",
        "2026-02-10",
        "2026-03-04",
        "2026-03-05",
    ];
    let owed = days.map(|on| store.points_owed(day(on)).unwrap().points);
    assert_eq!(owed, days.map(until));
    assert!(
        owed[0] == 0 && owed[1] > 0 && owed[1] < owed[2] && owed[3] != owed[4],
        "{owed:?}"
    );
    // What lapses is seen from that day too: of the first lot nothing was spent yet.
    let first = lines[0].expires.unwrap();
    let (all, _) = store.points_lapsing(day("2026-03-04"), 9).unwrap();
    assert_eq!(all, []);
    store.today_is(first + chrono::Days::new(40));
    add(
        &mut store,
        &visit(budi, &(first + chrono::Days::new(40)).to_string(), 100_000),
    )
    .unwrap();
    // By now it has lapsed; on its last day it was owed.
    let (all, total) = store.points_lapsing(first, 9).unwrap();
    assert_eq!((all[0].customer, all[0].day, total), (budi, first, 1));
    assert!(store.points_owed(first).unwrap().lapsing[0] >= all[0].points);
}

#[test]
fn what_may_pay_a_visit_is_told_without_what_that_visit_brought() {
    let (_dir, mut store, budi) = book();
    add(&mut store, &visit(budi, "2026-03-09", 1_040_000)).unwrap();
    let facts = VisitFacts {
        redeemed: Some(100),
        ..visit(budi, "2026-03-10", 799_000)
    };
    let id = add(&mut store, &facts).unwrap().visit;
    let has = |visit| store.redeemable(budi, visit).unwrap().map(|(has, _)| has);
    assert_eq!((has(id), has(None)), (Some(204), Some(182)));
}

#[test]
fn where_the_balance_may_not_go_below_zero_an_undo_says_that_the_points_are_spent() {
    let (_dir, mut store, budi) = book();
    let block = Rule {
        overdraft: crate::points::Overdraft::Block,
        ..Rule::default()
    };
    rule_of(&mut store, &block);
    let first = add(&mut store, &visit(budi, "2026-03-10", 650_000)).unwrap();
    let facts = VisitFacts {
        redeemed: Some(160),
        ..visit(budi, "2026-03-10", 320_000)
    };
    add(&mut store, &facts).unwrap();
    let change = Some(first.change);
    let refused = write(&mut store, &Change::Undo { change });
    let Err(StoreError::Refused(why)) = refused else {
        panic!("{refused:?}");
    };
    // The other visit welcomes instead.
    assert_eq!(why[0].1, "points_spent 30");
}

#[test]
fn nor_is_a_visit_moved_before_the_programme_when_what_it_brought_is_spent() {
    let (_dir, mut store, budi) = book();
    let block = Rule {
        overdraft: crate::points::Overdraft::Block,
        ..Rule::default()
    };
    rule_of(&mut store, &block);
    let first = add(&mut store, &visit(budi, "2026-03-10", 650_000)).unwrap();
    let spend = Change::AdjustPoints {
        customer: budi,
        redeemed: true,
        points: -160,
        reason: "because".to_owned(),
    };
    write(&mut store, &spend).unwrap();
    for on in ["2025-06-01", "2026-02-01"] {
        let moved = correct(&mut store, first.visit.unwrap(), visit(budi, on, 0));
        let Err(StoreError::Refused(why)) = moved else {
            panic!("{on}: {moved:?}");
        };
        assert!(why[0].1.starts_with("points_spent"), "{why:?}");
    }
    assert_eq!(balance(&store, budi), 5);
}

#[test]
fn whom_a_change_leaves_below_zero_stands_in_its_receipt() {
    let (_dir, mut store, budi) = book();
    let first = add(&mut store, &visit(budi, "2026-03-10", 650_000)).unwrap();
    let facts = VisitFacts {
        redeemed: Some(160),
        ..visit(budi, "2026-03-10", 320_000)
    };
    let paid = add(&mut store, &facts).unwrap();
    assert_eq!((first.owing, paid.owing), (Vec::new(), Vec::new()));
    let owes = |store: &Store| Owing {
        who: "Budi".to_owned(),
        points: balance(store, budi),
    };
    let cancelled = cancel(&mut store, first.visit.unwrap());
    assert_eq!(cancelled.owing, [owes(&store)]);
    assert!(cancelled.owing[0].points < 0);
    let change = Some(cancelled.change);
    let back = write(&mut store, &Change::Undo { change }).unwrap();
    assert_eq!(back.owing, []);
    let change = Some(first.change);
    let undone = write(&mut store, &Change::Undo { change }).unwrap();
    assert_eq!(undone.owing, [owes(&store)]);
    // What has nothing to do with points says nothing of them.
    add_customer(&mut store, "Sari");
    let facts = store.customer(budi).unwrap().unwrap().facts;
    let other = CustomerFacts {
        city: "Solo".to_owned(),
        ..facts.clone()
    };
    let edit = Change::EditCustomer {
        id: budi,
        base: Box::new(facts),
        facts: Box::new(other),
    };
    assert_eq!(write(&mut store, &edit).unwrap().owing, []);
}

#[test]
fn who_has_too_few_points_to_redeem_any_hears_from_how_many_on() {
    let (_dir, mut store, budi) = book();
    let quiet = Rule {
        welcome: 0,
        ..Rule::default()
    };
    rule_of(&mut store, &quiet);
    add(&mut store, &visit(budi, "2026-03-10", 470_000)).unwrap();
    let why = |store: &mut Store, points, total| {
        let facts = VisitFacts {
            redeemed: Some(points),
            ..visit(budi, "2026-03-10", total)
        };
        match add(store, &facts) {
            Err(StoreError::Refused(fields)) => fields[0].1.clone(),
            other => panic!("{other:?}"),
        }
    };
    for points in [40, 47, 50] {
        assert_eq!(why(&mut store, points, 650_000), "points_from 47 50");
    }
    add(&mut store, &visit(budi, "2026-03-10", 470_000)).unwrap();
    assert_eq!(why(&mut store, 50, 9_000), "points_small_bill 50");
}

#[test]
fn what_somebody_put_in_by_hand_is_not_taken_back_either_once_it_is_spent() {
    for overdraft in [
        crate::points::Overdraft::Block,
        crate::points::Overdraft::Allow,
    ] {
        let (_dir, mut store, budi) = book();
        let rule = Rule {
            overdraft,
            ..Rule::default()
        };
        rule_of(&mut store, &rule);
        let adjust = |redeemed, points| Change::AdjustPoints {
            customer: budi,
            redeemed,
            points,
            reason: "because".to_owned(),
        };
        let added = write(&mut store, &adjust(false, 100)).unwrap().change;
        let spent = write(&mut store, &adjust(true, -60)).unwrap().change;
        let undo = |change| Change::Undo {
            change: Some(change),
        };
        let tried = write(&mut store, &undo(added));
        if overdraft == crate::points::Overdraft::Allow {
            tried.unwrap();
            assert_eq!(balance(&store, budi), -60);
            continue;
        }
        let Err(StoreError::Refused(why)) = tried else {
            panic!("{tried:?}");
        };
        assert_eq!((&*why[0].1, balance(&store, budi)), ("points_spent 60", 40));
        // What brings points back may always be.
        write(&mut store, &undo(spent)).unwrap();
        write(&mut store, &undo(added)).unwrap();
        assert_eq!(balance(&store, budi), 0);
        assert_no_faults(&store);
    }
}

fn cancel(store: &mut Store, id: VisitId) -> Receipt {
    let facts = store.visit(id).unwrap().unwrap().facts;
    let cancelled = VisitFacts {
        status: VisitStatus::Cancelled,
        ..facts
    };
    correct(store, id, cancelled).unwrap()
}

fn assert_no_faults(store: &Store) {
    assert_eq!(super::faults(&store.conn, 9).unwrap(), []);
}
