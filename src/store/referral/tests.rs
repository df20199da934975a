//! Rewards, thanks and circles beside the book: whatever is written, corrected and taken back.

use proptest::prelude::*;

use super::super::points::{Kept, faults};
use super::super::test_kit::{author, named, new_store, op, write};
use super::super::{LoadKind, Store, StoreError};
use crate::domain::{
    Change, CustomerFacts, CustomerId, Day, LostTo, Money, Receipt, Subject, VisitFacts, VisitId,
    VisitStatus,
};
use crate::insight::Stage;
use crate::points::{BROUGHT, CAME, Kind, Rewarded, Rule};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A book whose programme began on the first of January, on a day in March, with three customers.
fn book() -> (tempfile::TempDir, Store, [CustomerId; 3]) {
    let (dir, mut store) = new_store();
    let sql = "UPDATE points_rule SET since = '2026-01-01'";
    store.conn.execute(sql, []).unwrap();
    store.today_is(day("2026-03-10"));
    // By somebody else: who takes back what Ani did takes no customer away.
    let people = ["Budi", "Sari", "Tono"].map(|name| {
        let change = Change::AddCustomer {
            facts: Box::new(named(name)),
            code: None,
            vehicle: None,
        };
        let added = store.write(&author("Owner"), op(), &change).unwrap();
        added.customer.unwrap()
    });
    (dir, store, people)
}

fn visit(customer: CustomerId, on: &str, total: i64) -> VisitFacts {
    VisitFacts {
        customer: Some(customer),
        total: Some(Money(total)),
        ..VisitFacts::on(day(on))
    }
}

fn come(store: &mut Store, customer: CustomerId, on: &str, total: i64) -> VisitId {
    let facts = Box::new(visit(customer, on, total));
    let change = Change::AddVisit { facts };
    write(store, &change).unwrap().visit.unwrap()
}

fn correct(store: &mut Store, id: VisitId, facts: VisitFacts) -> Result<Receipt, StoreError> {
    let base = Box::new(store.visit(id).unwrap().unwrap().facts);
    let facts = Box::new(facts);
    write(store, &Change::EditVisit { id, base, facts })
}

fn bring(
    store: &mut Store,
    friend: CustomerId,
    by: Option<CustomerId>,
) -> Result<Receipt, StoreError> {
    let base = store.customer(friend).unwrap().unwrap().facts;
    let facts = CustomerFacts {
        referred_by: by,
        ..base.clone()
    };
    let (base, facts) = (Box::new(base), Box::new(facts));
    let id = friend;
    write(store, &Change::EditCustomer { id, base, facts })
}

fn undo(store: &mut Store) {
    write(store, &Change::Undo { change: None }).unwrap();
}

/// Rewards that count: with which visit, why, how many points.
fn rewards(store: &Store, customer: CustomerId) -> Vec<(VisitId, String, i64)> {
    let ledger = Kept::read(&store.conn, customer.0).unwrap().ledger;
    assert_eq!(ledger.faults(), Vec::<&str>::new());
    let lines = ledger.lines().iter().enumerate();
    let counts = lines.filter(|(at, line)| {
        line.kind == Kind::Referral && line.points > 0 && !ledger.is_reversed(*at)
    });
    counts
        .map(|(_, line)| (line.visit.unwrap(), line.reason.clone(), line.points))
        .collect()
}

fn refused(result: Result<Receipt, StoreError>) -> String {
    match result {
        Err(StoreError::Refused(fields)) => fields[0].1.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_first_paid_visit_rewards_whoever_came_and_whoever_brought_them_once() {
    let (_dir, mut store, [budi, sari, _]) = book();
    bring(&mut store, sari, Some(budi)).unwrap();
    come(&mut store, sari, "2026-03-01", 0);
    assert!(rewards(&store, budi).is_empty());
    let paid = come(&mut store, sari, "2026-03-02", 200_000);
    come(&mut store, sari, "2026-03-09", 300_000);
    assert_eq!(rewards(&store, sari), [(paid, CAME.to_owned(), 50)]);
    assert_eq!(rewards(&store, budi), [(paid, BROUGHT.to_owned(), 50)]);
}

#[test]
fn a_reward_moves_when_its_visit_is_cancelled_and_comes_back_with_undo() {
    let (_dir, mut store, [budi, sari, _]) = book();
    bring(&mut store, sari, Some(budi)).unwrap();
    let first = come(&mut store, sari, "2026-03-02", 200_000);
    let second = come(&mut store, sari, "2026-03-09", 300_000);
    let cancelled = VisitFacts {
        status: VisitStatus::Cancelled,
        ..visit(sari, "2026-03-02", 200_000)
    };
    correct(&mut store, first, cancelled).unwrap();
    for who in [budi, sari] {
        assert_eq!(rewards(&store, who)[0].0, second);
        assert_eq!(rewards(&store, who).len(), 1);
    }
    undo(&mut store);
    assert_eq!(rewards(&store, budi), [(first, BROUGHT.to_owned(), 50)]);
    assert_eq!(rewards(&store, sari), [(first, CAME.to_owned(), 50)]);
    undo(&mut store);
    assert_eq!(rewards(&store, budi), [(first, BROUGHT.to_owned(), 50)]);
    undo(&mut store);
    assert!(rewards(&store, budi).is_empty() && rewards(&store, sari).is_empty());
}

#[test]
fn the_reward_is_that_of_the_first_paid_visit_also_when_that_is_written_late() {
    let (_dir, mut store, [budi, sari, _]) = book();
    bring(&mut store, sari, Some(budi)).unwrap();
    let known = come(&mut store, sari, "2026-03-05", 200_000);
    let late = come(&mut store, sari, "2026-02-01", 100_000);
    assert_eq!(rewards(&store, budi), [(late, BROUGHT.to_owned(), 50)]);
    assert_eq!(rewards(&store, sari), [(late, CAME.to_owned(), 50)]);
    let free = visit(sari, "2026-02-01", 0);
    correct(&mut store, late, free).unwrap();
    assert_eq!(rewards(&store, budi), [(known, BROUGHT.to_owned(), 50)]);
    undo(&mut store);
    undo(&mut store);
    assert_eq!(rewards(&store, budi), [(known, BROUGHT.to_owned(), 50)]);
    assert_eq!(rewards(&store, sari), [(known, CAME.to_owned(), 50)]);
}

#[test]
fn another_referrer_gets_the_reward_and_the_first_one_gives_it_back() {
    let (_dir, mut store, [budi, sari, tono]) = book();
    let paid = come(&mut store, sari, "2026-03-02", 200_000);
    // Written down after the visit: it counts all the same.
    bring(&mut store, sari, Some(budi)).unwrap();
    assert_eq!(rewards(&store, budi), [(paid, BROUGHT.to_owned(), 50)]);
    let before = Kept::read(&store.conn, sari.0)
        .unwrap()
        .ledger
        .lines()
        .len();
    bring(&mut store, sari, Some(tono)).unwrap();
    let lines = Kept::read(&store.conn, sari.0)
        .unwrap()
        .ledger
        .lines()
        .len();
    assert_eq!(lines, before, "whoever came keeps what they have");
    assert!(rewards(&store, budi).is_empty());
    assert_eq!(rewards(&store, tono), [(paid, BROUGHT.to_owned(), 50)]);
    bring(&mut store, sari, None).unwrap();
    for who in [budi, sari, tono] {
        assert!(rewards(&store, who).is_empty());
    }
    undo(&mut store);
    assert_eq!(rewards(&store, tono).len(), 1);
    undo(&mut store);
    assert_eq!(
        (rewards(&store, tono).len(), rewards(&store, budi).len()),
        (0, 1)
    );
}

#[test]
fn a_reward_that_no_visit_brings_or_that_is_missing_on_one_side_is_a_fault() {
    const COPY: &str = "INSERT INTO points_line (customer_id, kind, points, visit_id, rule_id, day, reason, staff_name, at)
        SELECT customer_id, kind, points, visit_id, rule_id, day, reason, staff_name, at FROM points_line";
    let tampered = |sql: &str| {
        let (_dir, mut store, [budi, sari, _]) = book();
        bring(&mut store, sari, Some(budi)).unwrap();
        let first = come(&mut store, sari, "2026-03-02", 200_000);
        come(&mut store, sari, "2026-03-04", 200_000);
        assert_eq!(faults(&store.conn, 10).unwrap(), []);
        let sql = sql.replace("?first", &first.0.to_string());
        store.conn.execute_batch(&sql).unwrap();
        let found = faults(&store.conn, 10).unwrap().into_iter();
        let mut of_sari = found
            .filter(|(who, _)| *who == sari.0)
            .map(|(_, what)| what);
        of_sari.any(|what| what == "referral")
    };
    for sql in [
        // Somebody else is said to have brought them, or nobody.
        "UPDATE customer SET referred_by = 3 WHERE id = 2",
        "UPDATE customer SET referred_by = NULL WHERE id = 2",
        // Twice, on either side; with another visit; of other points.
        &format!("{COPY} WHERE kind = 'referral' AND reason = 'brought'"),
        &format!("{COPY} WHERE kind = 'referral' AND reason = 'came'"),
        "DROP TRIGGER points_line_is_never_edited;
         UPDATE points_line SET visit_id = visit_id + 1 WHERE kind = 'referral' AND reason = 'brought'",
        "DROP TRIGGER points_line_is_never_edited;
         UPDATE points_line SET points = 60 WHERE kind = 'referral' AND reason = 'came'",
        // On one side only.
        "DROP TRIGGER points_line_is_never_deleted; PRAGMA foreign_keys = OFF;
         DELETE FROM points_line WHERE kind = 'referral' AND reason = 'brought'",
        // The visit is free of charge.
        "UPDATE visit SET total = 0 WHERE id = ?first",
    ] {
        assert!(tampered(sql), "{sql}");
    }
    assert!(!tampered("UPDATE customer SET note = 'x'"));
}

#[test]
fn a_visit_that_turns_out_to_be_somebody_elses_takes_its_reward_along() {
    let (_dir, mut store, [budi, sari, tono]) = book();
    bring(&mut store, sari, Some(budi)).unwrap();
    let id = come(&mut store, sari, "2026-03-02", 200_000);
    correct(&mut store, id, visit(tono, "2026-03-02", 200_000)).unwrap();
    for who in [budi, sari, tono] {
        assert!(rewards(&store, who).is_empty());
    }
    undo(&mut store);
    assert_eq!(rewards(&store, budi).len(), 1);
}

#[test]
fn a_visit_that_was_somebody_elses_rewards_whose_it_is_now() {
    let (_dir, mut store, [budi, sari, tono]) = book();
    bring(&mut store, sari, Some(budi)).unwrap();
    bring(&mut store, tono, Some(budi)).unwrap();
    let older = come(&mut store, sari, "2026-03-02", 200_000);
    let own = come(&mut store, tono, "2026-03-05", 300_000);
    correct(&mut store, older, visit(tono, "2026-03-02", 200_000)).unwrap();
    assert_eq!(rewards(&store, tono), [(older, CAME.to_owned(), 50)]);
    assert_eq!(rewards(&store, budi), [(older, BROUGHT.to_owned(), 50)]);
    assert!(rewards(&store, sari).is_empty());
    undo(&mut store);
    assert_eq!(rewards(&store, sari), [(older, CAME.to_owned(), 50)]);
    assert_eq!(rewards(&store, tono), [(own, CAME.to_owned(), 50)]);
    assert_eq!(rewards(&store, budi).len(), 2);
}

#[test]
fn a_reward_changes_nothing_else_that_an_untouched_visit_brought() {
    let (_dir, mut store, [budi, sari, _]) = book();
    come(&mut store, sari, "2026-03-02", 200_000);
    let base = store.customer(sari).unwrap().unwrap().facts;
    // Their birthday becomes known together with who brought them: the visit was paid before.
    let facts = CustomerFacts {
        birthday: crate::domain::Birthday::new(2, 3, None),
        referred_by: Some(budi),
        ..base.clone()
    };
    let change = Change::EditCustomer {
        id: sari,
        base: Box::new(base),
        facts: Box::new(facts),
    };
    write(&mut store, &change).unwrap();
    let ledger = Kept::read(&store.conn, sari.0).unwrap().ledger;
    let kinds: Vec<_> = ledger
        .lines()
        .iter()
        .map(|line| (line.kind, line.points))
        .collect();
    assert_eq!(
        kinds,
        [(Kind::Earn, 20), (Kind::Earn, 100), (Kind::Referral, 50)]
    );
}

#[test]
fn the_rule_says_who_of_the_two_is_rewarded() {
    for (to, came, brought) in [
        (Rewarded::Came, 30, 0),
        (Rewarded::Brought, 0, 30),
        (Rewarded::Both, 30, 30),
    ] {
        let (_dir, mut store, [budi, sari, _]) = book();
        let rule = Rule {
            referral: 30,
            referral_to: to,
            welcome: 0,
            earn_per: 1_000_000,
            ..Rule::default()
        };
        let since = day("2026-03-01");
        let rule = rule.to_json();
        write(&mut store, &Change::SetPointsRule { since, rule }).unwrap();
        bring(&mut store, sari, Some(budi)).unwrap();
        let id = come(&mut store, sari, "2026-03-02", 200_000);
        let points = |who| {
            rewards(&store, who)
                .iter()
                .map(|(.., points)| *points)
                .sum::<i64>()
        };
        assert_eq!((points(sari), points(budi)), (came, brought));
        let free = visit(sari, "2026-03-02", 0);
        correct(&mut store, id, free).unwrap();
        assert!(rewards(&store, sari).is_empty() && rewards(&store, budi).is_empty());
    }
}

#[test]
fn who_came_before_the_programme_is_no_reward() {
    let (_dir, mut store, [budi, sari, _]) = book();
    bring(&mut store, sari, Some(budi)).unwrap();
    come(&mut store, sari, "2025-12-01", 200_000);
    come(&mut store, sari, "2026-03-01", 200_000);
    assert!(rewards(&store, budi).is_empty());
}

#[test]
fn nobody_is_brought_by_whom_they_brought_over_however_many() {
    let (_dir, mut store, [budi, sari, tono]) = book();
    assert_eq!(refused(bring(&mut store, budi, Some(budi))), "own_referrer");
    bring(&mut store, sari, Some(budi)).unwrap();
    bring(&mut store, tono, Some(sari)).unwrap();
    assert_eq!(
        refused(bring(&mut store, budi, Some(tono))),
        "referral_circle"
    );
    bring(&mut store, tono, None).unwrap();
    let late = bring(&mut store, budi, Some(tono)).unwrap();
    // Undo would close the circle: it refuses, and everything stays.
    let mut log = store.conn.prepare("SELECT max(id) FROM change").unwrap();
    let newest: i64 = log.query_row([], |row| row.get(0)).unwrap();
    drop(log);
    assert_eq!(newest, late.change.0);
    let change = Some(crate::domain::ChangeId(newest - 1));
    assert_eq!(
        refused(write(&mut store, &Change::Undo { change })),
        "referral_circle"
    );
    assert_eq!(store.referrals_of(tono).unwrap().by, None);
}

#[test]
fn the_first_visit_and_who_brought_them_are_one_change() {
    let (_dir, mut store, [budi, sari, tono]) = book();
    let first = |by| Change::AddFirstVisit {
        facts: Box::new(visit(sari, "2026-03-02", 200_000)),
        referred_by: by,
    };
    write(&mut store, &first(budi)).unwrap();
    assert_eq!(rewards(&store, budi).len(), 1);
    assert_eq!(refused(write(&mut store, &first(tono))), "already_brought");
    undo(&mut store);
    let card = store.card(Subject::Customer(sari, None)).unwrap().unwrap();
    assert_eq!((card.visits, card.referred_by), (0, None));
    assert!(rewards(&store, budi).is_empty());
}

#[test]
fn the_tree_tells_two_steps_with_their_money() {
    let (_dir, mut store, [budi, sari, tono]) = book();
    bring(&mut store, sari, Some(budi)).unwrap();
    bring(&mut store, tono, Some(sari)).unwrap();
    come(&mut store, tono, "2026-03-02", 200_000);
    let tree = store.referrals_of(budi).unwrap();
    let [first, then] = tree.sums();
    assert_eq!((first.made, first.came, first.spent), (1, 0, Money(0)));
    assert_eq!((then.made, then.came, then.spent), (1, 1, Money(200_000)));
    assert_eq!(tree.then[0].by, sari);
    let (all, total) = store.referrers(10).unwrap();
    assert_eq!(total, 2);
    assert_eq!(
        all.iter().map(|one| one.who.id).collect::<Vec<_>>(),
        [sari, budi]
    );
    assert_eq!(all[1].then.spent, Money(200_000));
    assert_eq!(store.referrals_of(tono).unwrap().by.unwrap().id, sari);
}

#[test]
fn thanks_are_owed_from_the_first_paid_visit_until_they_are_said() {
    let (_dir, mut store, [budi, sari, tono]) = book();
    let today = day("2026-03-10");
    bring(&mut store, sari, Some(budi)).unwrap();
    bring(&mut store, tono, Some(budi)).unwrap();
    assert_eq!(store.thanks_owed(today).unwrap().owed, []);
    come(&mut store, sari, "2026-03-02", 0);
    assert_eq!(store.thanks_owed(today).unwrap().owed, []);
    come(&mut store, sari, "2026-03-05", 200_000);
    come(&mut store, tono, "2024-03-05", 200_000);
    come(&mut store, tono, "2026-03-05", 200_000);
    let owed = store.thanks_owed(today).unwrap().owed;
    assert_eq!(
        owed.len(),
        1,
        "of Tono's first paid visit two years ago nobody speaks: {owed:?}"
    );
    let one = &owed[0];
    assert_eq!((one.referrer.id, one.friend.id), (budi, sari));
    assert_eq!(
        (one.day, one.paid, one.points),
        (day("2026-03-05"), Money(200_000), 50)
    );
    assert_eq!(store.thanks_owed(day("2026-03-04")).unwrap().owed, []);
    let thank = |friend| Change::Thank {
        referrer: budi,
        friend,
        day: today,
    };
    write(&mut store, &thank(sari)).unwrap();
    assert_eq!(store.thanks_owed(today).unwrap().owed, []);
    let thanked = |friend| {
        let all = store.referrals_of(budi).unwrap().brought;
        all.iter().find(|one| one.who.id == friend).unwrap().thanked
    };
    assert_eq!((thanked(sari), thanked(tono)), (Some(today), None));
    undo(&mut store);
    assert_eq!(store.thanks_owed(today).unwrap().owed.len(), 1);
    let stranger = Change::Thank {
        referrer: sari,
        friend: tono,
        day: today,
    };
    assert_eq!(refused(write(&mut store, &stranger)), "not_brought");
}

#[test]
fn a_regular_who_brought_somebody_who_came_is_an_advocate() {
    let (_dir, mut store, [budi, sari, _]) = book();
    for on in ["2026-01-05", "2026-01-25", "2026-02-10", "2026-03-01"] {
        come(&mut store, budi, on, 100_000);
    }
    bring(&mut store, sari, Some(budi)).unwrap();
    let stage = |store: &Store| {
        let all = store.appraisal(day("2026-03-10"), &mut |_| ()).unwrap();
        all.get(budi).unwrap().stage
    };
    assert_eq!(stage(&store), Stage::Regular);
    come(&mut store, sari, "2026-03-09", 0);
    assert_eq!(stage(&store), Stage::Advocate);
    let card = store.card(Subject::Customer(budi, None)).unwrap().unwrap();
    assert_eq!(card.brought, 1);
}

#[test]
fn whoever_went_elsewhere_is_lost_until_they_come_again() {
    let (_dir, mut store, [budi, ..]) = book();
    let mark = |base, lost| Change::MarkLost {
        customer: budi,
        base,
        lost,
    };
    let lost = LostTo {
        day: day("2026-03-01"),
        competitor: "Bengkel Sebelah".to_owned(),
        reason: "nearer".to_owned(),
    };
    let now = |store: &Store| {
        let card = store.card(Subject::Customer(budi, None)).unwrap().unwrap();
        card.lost_to
    };
    come(&mut store, budi, "2026-03-01", 100_000);
    write(&mut store, &mark(None, Some(lost.clone()))).unwrap();
    assert_eq!(now(&store), Some(lost.clone()));
    come(&mut store, budi, "2026-03-08", 100_000);
    assert_eq!(now(&store), None);
    undo(&mut store);
    assert_eq!(now(&store), Some(lost.clone()));
    write(&mut store, &mark(Some(lost.clone()), None)).unwrap();
    assert_eq!(now(&store), None);
    undo(&mut store);
    assert_eq!(now(&store), Some(lost.clone()));
    // A mark that is over does not stand in the way of another.
    come(&mut store, budi, "2026-03-09", 100_000);
    let again = LostTo {
        day: day("2026-03-10"),
        ..lost
    };
    write(&mut store, &mark(None, Some(again.clone()))).unwrap();
    assert_eq!(now(&store), Some(again));
}

#[test]
fn of_two_who_mark_somebody_as_lost_the_second_sees_what_the_first_wrote() {
    let (_dir, mut store, [budi, ..]) = book();
    let lost = |competitor: &str| LostTo {
        day: day("2026-03-01"),
        competitor: competitor.to_owned(),
        reason: String::new(),
    };
    let mark = |base: Option<LostTo>, lost| Change::MarkLost {
        customer: budi,
        base,
        lost,
    };
    let first = lost("Bengkel Sebelah");
    write(&mut store, &mark(None, Some(first.clone()))).unwrap();
    // The same from both is no conflict.
    write(&mut store, &mark(None, Some(first.clone()))).unwrap();
    let second = mark(None, Some(lost("Dealer")));
    let Err(StoreError::Conflict(fields)) = write(&mut store, &second) else {
        panic!("the second one wins silently");
    };
    let theirs = |name: &str| {
        let met = fields.iter().find(|met| met.field == name);
        met.map(|met| (met.theirs.as_str(), met.mine.as_str()))
    };
    assert_eq!(theirs("competitor"), Some(("Bengkel Sebelah", "Dealer")));
    // Nor is a mark taken away that was corrected meanwhile.
    let seen = mark(Some(lost("Dealer")), None);
    assert!(matches!(
        write(&mut store, &seen),
        Err(StoreError::Conflict(_))
    ));
    write(&mut store, &mark(Some(first), Some(lost("Dealer")))).unwrap();
    assert_eq!(store.lost_to(budi).unwrap(), Some(lost("Dealer")));
}

#[test]
fn an_import_that_is_taken_back_leaves_whom_others_were_brought_by() {
    let (_dir, mut store, [budi, ..]) = book();
    let ani = author("Ani");
    let mut load = store.load(&ani, op(), LoadKind::Import, &[]).unwrap();
    let putu = load.customer(None, &named("Putu")).unwrap();
    let facts = CustomerFacts {
        referred_by: Some(budi),
        ..named("Wayan")
    };
    let wayan = load.customer(None, &facts).unwrap();
    let made = load.customer(None, &named("Made")).unwrap();
    let paid = load.visit(&visit(wayan, "2026-02-01", 300_000)).unwrap();
    let batch = load.commit(&[]).unwrap().batch;
    assert_eq!(rewards(&store, budi), [(paid, BROUGHT.to_owned(), 50)]);
    assert_eq!(rewards(&store, wayan).len(), 1);
    bring(&mut store, budi, Some(putu)).unwrap();
    write(&mut store, &Change::UndoImport { batch }).unwrap();
    assert!(rewards(&store, budi).is_empty());
    let stays = |id| store.customer(id).unwrap().is_some();
    assert_eq!([putu, wayan, made].map(stays), [true, false, false]);
}

/// One thing that happens at a desk.
#[derive(Debug, Clone)]
enum Happens {
    Brought {
        who: usize,
        by: Option<usize>,
    },
    Comes {
        who: usize,
        ago: u64,
        total: i64,
    },
    Corrected {
        which: usize,
        who: usize,
        total: i64,
        status: u8,
    },
    Undone,
    DaysPass(u64),
}

fn happens() -> impl Strategy<Value = Happens> {
    let total = || (0..4_i64).prop_map(|times| times * 100_000);
    prop_oneof![
        3 => (0..3_usize, prop::option::weighted(0.8, 0..3_usize))
            .prop_map(|(who, by)| Happens::Brought { who, by }),
        4 => (0..3_usize, 0..40_u64, total()).prop_map(|(who, ago, total)| Happens::Comes { who, ago, total }),
        4 => (0..100_usize, 0..3_usize, total(), 0..3_u8)
            .prop_map(|(which, who, total, status)| Happens::Corrected { which, who, total, status }),
        4 => Just(Happens::Undone),
        1 => (0..20_u64).prop_map(Happens::DaysPass),
    ]
}

/// What the rewards must come to, from the visits and who brought whom alone.
fn assert_rewarded(store: &Store, people: [CustomerId; 3]) {
    assert_eq!(faults(&store.conn, 10).unwrap(), []);
    let facts = |id: CustomerId| store.customer(id).unwrap().unwrap().facts;
    let paid = |id: CustomerId, visit: VisitId| {
        let facts = store.visit(visit).unwrap().unwrap().facts;
        let paid = facts.total.is_some_and(|total| total.0 > 0);
        facts.customer == Some(id) && paid && facts.status == VisitStatus::Done
    };
    let has_paid = |id: CustomerId| {
        let sql = "SELECT EXISTS (SELECT 1 FROM visit WHERE customer_id = ?1 AND status = 'done' AND total > 0)";
        let mut statement = store.conn.prepare(sql).unwrap();
        statement
            .query_row([id.0], |row| row.get::<_, bool>(0))
            .unwrap()
    };
    for who in people {
        let own = rewards(store, who);
        let came: Vec<_> = own.iter().filter(|(_, why, _)| why == CAME).collect();
        let should = facts(who).referred_by.is_some() && has_paid(who);
        assert_eq!(came.len(), usize::from(should));
        assert!(came.iter().all(|(visit, ..)| paid(who, *visit)));
        let brought = own.iter().filter(|(_, why, _)| why == BROUGHT);
        let mut visits: Vec<_> = brought.map(|(visit, ..)| *visit).collect();
        let friends = people
            .into_iter()
            .filter(|id| facts(*id).referred_by == Some(who));
        let rewarded: Vec<_> = friends.filter(|id| has_paid(*id)).collect();
        assert_eq!(visits.len(), rewarded.len());
        for friend in rewarded {
            let theirs = rewards(store, friend).into_iter();
            let mut theirs = theirs.filter(|(_, why, _)| why == CAME);
            let (with, ..) = theirs.next().unwrap();
            let at = visits.iter().position(|visit| *visit == with);
            visits.remove(at.expect("both are rewarded with the same visit"));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Who brought whom and who came is written, corrected and undone in any order: everybody who
    /// was brought and paid is rewarded once, with one visit for both, and nobody else.
    #[test]
    fn rewards_follow_the_book(events in prop::collection::vec(happens(), 1..30)) {
        let (_dir, mut store, people) = book();
        let mut today = day("2026-03-10");
        let mut visits: Vec<VisitId> = Vec::new();
        for event in events {
            match event {
                Happens::Brought { who, by } => {
                    drop(bring(&mut store, people[who], by.map(|by| people[by])));
                }
                Happens::Comes { who, ago, total } => {
                    let on = today - chrono::Days::new(ago);
                    visits.push(come(&mut store, people[who], &on.to_string(), total));
                }
                Happens::Corrected { which, who, total, status } => {
                    let Some(id) = visits.get(which % visits.len().max(1)).copied() else { continue };
                    let Some(now) = store.visit(id).unwrap() else { continue };
                    let all = [VisitStatus::Done, VisitStatus::Open, VisitStatus::Cancelled];
                    let facts = VisitFacts {
                        customer: Some(people[who]),
                        total: Some(Money(total)),
                        status: all[usize::from(status)],
                        ..now.facts
                    };
                    correct(&mut store, id, facts).unwrap();
                }
                Happens::Undone => drop(write(&mut store, &Change::Undo { change: None })),
                Happens::DaysPass(days) => {
                    today = today + chrono::Days::new(days);
                    store.today_is(today);
                }
            }
            assert_rewarded(&store, people);
        }
    }
}
