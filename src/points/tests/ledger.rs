use super::*;

const NEVER: Option<Day> = None;

fn start() -> Day {
    day("2026-01-01")
}

fn after(days: u64) -> Day {
    start() + chrono::Days::new(days)
}

#[test]
fn what_expires_first_is_spent_first_then_the_oldest_and_what_never_expires_last() {
    let mut ledger = Ledger::default();
    for (points, on, expires) in [
        (10, 0, NEVER),
        (20, 3, Some(after(90))),
        (30, 2, Some(after(90))),
        (40, 1, Some(after(50))),
    ] {
        ledger.credit(lot(points, after(on), expires), after(5));
    }
    ledger.spend(spent(75, after(6)), after(6)).unwrap();
    // All of 40 and 30, five of 20.
    assert_eq!(&ledger.open()[..4], [10, 15, 0, 0]);
    assert_eq!(ledger.balance(), 25);
}

#[test]
fn valid_through_a_day_includes_that_day_and_what_lapses_is_a_line() {
    let mut ledger = Ledger::default();
    ledger.credit(lot(10, start(), Some(after(30))), start());
    ledger.spend(spent(4, after(30)), after(30)).unwrap();
    assert_eq!(ledger.balance_on(after(31)), 0);
    assert_eq!(ledger.balance(), 6);
    let refused = ledger.spend(spent(1, after(40)), after(40));
    assert_eq!(
        refused,
        Err(Overdrawn {
            missing: 1,
            spent: false
        })
    );
    let last = ledger.lines().last().unwrap();
    assert_eq!(
        (last.kind, last.points, last.day),
        (Kind::Expire, -6, after(31))
    );
    assert_eq!(ledger.balance(), 0);
}

#[test]
fn what_was_redeemed_comes_back_with_the_days_of_its_lots() {
    let mut ledger = Ledger::default();
    ledger.credit(lot(40, start(), Some(after(10))), start());
    ledger.credit(lot(40, start(), Some(after(100))), start());
    ledger.spend(spent(60, after(5)), after(5)).unwrap();
    let mut early = ledger.clone();
    early.reverse(2, after(6), "");
    assert_eq!(early.open(), [40, 40, 0, 0]);
    // Too late for the first lot.
    ledger.reverse(2, after(20), "");
    assert_eq!((ledger.balance(), ledger.open()[1]), (40, 40));
    assert_eq!(ledger.lines().last().unwrap().kind, Kind::Expire);
}

#[test]
fn an_award_that_was_spent_leaves_a_debt_that_the_next_one_pays() {
    let mut ledger = Ledger::default();
    ledger.credit(lot(50, start(), NEVER), start());
    ledger.spend(spent(30, start()), start()).unwrap();
    ledger.reverse(0, start(), "cancelled");
    assert_eq!(ledger.balance(), -30);
    ledger.credit(lot(20, start(), NEVER), start());
    assert_eq!((ledger.balance(), ledger.lots().len()), (-10, 0));
    ledger.credit(lot(25, start(), NEVER), start());
    assert_eq!(ledger.balance(), 15);
    assert_eq!(ledger.lots()[0].1, 15);
    assert!(ledger.faults().is_empty());
}

#[test]
fn what_had_lapsed_is_not_owed_when_its_award_is_taken_back() {
    use Kind::{Earn, Expire, Redeem, Reverse};

    let mut ledger = Ledger::default();
    ledger.credit(lot(50, start(), Some(after(10))), start());
    ledger.spend(spent(20, start()), start()).unwrap();
    ledger.reverse(0, after(60), "");
    assert_eq!(ledger.balance(), -20);
    let kinds: Vec<_> = ledger
        .lines()
        .iter()
        .map(|line| (line.kind, line.points))
        .collect();
    let told = [
        (Earn, 50),
        (Redeem, -20),
        (Expire, -30),
        (Reverse, -50),
        (Reverse, 30),
    ];
    assert_eq!(kinds, told);
}

#[test]
fn what_is_taken_back_twice_or_back_again_is_as_it_was() {
    let mut ledger = Ledger::default();
    ledger.credit(lot(50, start(), NEVER), start());
    ledger.spend(spent(30, start()), start()).unwrap();
    ledger.reverse(1, start(), "");
    let lines = ledger.lines().len();
    ledger.reverse(1, start(), "");
    assert_eq!(ledger.lines().len(), lines);
    // The reverse is reversed: the points are spent after all.
    ledger.reverse(2, start(), "");
    assert_eq!((ledger.balance(), ledger.open()[0]), (20, 20));
    assert!(!ledger.is_reversed(1));
}
