use super::*;
use proptest::prelude::*;

fn stamp(visit: i64, on: Day, rule: &Rule) -> Stamp<'_> {
    Stamp {
        visit: VisitId(visit),
        day: on,
        today: on,
        rule,
        version: 1,
        blocks: rule.overdraft == Overdraft::Block,
    }
}

fn award(earned: i64) -> (Award, Weight) {
    let award = Award {
        earned,
        birthday: 0,
    };
    (award, Weight::USUAL)
}

#[test]
fn what_is_right_already_stays_and_what_is_not_is_reversed() {
    let rule = Rule::default();
    let mut ledger = Ledger::default();
    let on = day("2026-11-22");
    let wanted = Wanted::of(award(65), 0, 100);
    ledger.settle(stamp(1, on, &rule), &wanted).unwrap();
    ledger.settle(stamp(1, on, &rule), &wanted).unwrap();
    assert_eq!((ledger.lines().len(), ledger.balance()), (2, 165));
    ledger
        .settle(stamp(1, on, &rule), &Wanted::of(award(70), 0, 100))
        .unwrap();
    assert_eq!((ledger.lines().len(), ledger.balance()), (4, 170));
    assert_eq!(ledger.paid_by(VisitId(1), on), Some(1));
    assert_eq!(ledger.paid_by(VisitId(1), day("2026-11-21")), None);
    let welcomed = ledger.welcomes().map(|at| ledger.lines()[at].visit);
    assert_eq!(welcomed.collect::<Vec<_>>(), [Some(VisitId(1))]);
}

#[test]
fn points_do_not_pay_the_visit_that_brings_them() {
    let rule = Rule::default();
    let mut ledger = Ledger::default();
    let on = day("2026-11-22");
    let refused = ledger.settle(stamp(1, on, &rule), &Wanted::of(award(65), 50, 0));
    assert_eq!(
        refused,
        Err(Overdrawn {
            missing: 50,
            spent: false
        })
    );
}

#[test]
fn points_never_pay_the_visit_that_brought_them_when_it_is_corrected() {
    let rule = Rule::default();
    let on = day("2026-11-22");
    let mut ledger = Ledger::default();
    let line = |points| Wanted::of(award(77), points, 100);
    ledger.settle(stamp(1, on, &rule), &line(0)).unwrap();
    assert_eq!(ledger.spendable(on, Some(VisitId(1))), 0);
    let tried = ledger.clone().settle(stamp(1, on, &rule), &line(50));
    assert_eq!(
        tried,
        Err(Overdrawn {
            missing: 50,
            spent: false
        })
    );
    // Points of another visit pay, and what this one brought stays as much.
    ledger
        .settle(stamp(2, on, &rule), &Wanted::of(award(204), 0, 0))
        .unwrap();
    ledger.settle(stamp(1, on, &rule), &line(200)).unwrap();
    assert_eq!(ledger.spendable(on, Some(VisitId(1))), 204);
    let tried = ledger.clone().settle(stamp(1, on, &rule), &line(280));
    assert_eq!(
        tried,
        Err(Overdrawn {
            missing: 76,
            spent: false
        })
    );
    assert_eq!((ledger.balance(), ledger.faults()), (181, Vec::new()));
}

#[test]
fn other_draws_than_the_history_makes_are_a_fault() {
    let mut ledger = Ledger::default();
    for (on, points) in [("2026-11-22", 80), ("2026-11-23", 50)] {
        let expires = Some(day(on) + chrono::Days::new(365));
        ledger.credit(lot(points, day(on), expires), day(on));
    }
    ledger
        .spend(spent(50, day("2026-11-24")), day("2026-11-24"))
        .unwrap();
    let mut draws = ledger.draws().to_vec();
    draws[0].lot = 1;
    let other = Ledger::new(ledger.lines().to_vec(), draws);
    assert_eq!(other.faults(), ["draws"]);
}

#[test]
fn where_the_balance_may_not_go_below_zero_a_spent_award_stays() {
    let rule = Rule {
        overdraft: Overdraft::Block,
        ..Rule::default()
    };
    let mut ledger = Ledger::default();
    let on = day("2026-11-22");
    ledger
        .settle(stamp(1, on, &rule), &Wanted::of(award(65), 0, 0))
        .unwrap();
    ledger
        .settle(stamp(2, on, &rule), &Wanted::of(award(0), 50, 0))
        .unwrap();
    let cancelled = ledger.clone().settle(stamp(1, on, &rule), &[]);
    assert_eq!(
        cancelled,
        Err(Overdrawn {
            missing: 50,
            spent: true
        })
    );
    let allowed = Rule::default();
    ledger.settle(stamp(1, on, &allowed), &[]).unwrap();
    assert_eq!(ledger.balance(), -50);
}

/// What is left until each last day, and the sum of the lines.
fn left(ledger: &Ledger) -> (Vec<(Option<Day>, i64)>, i64) {
    let mut left = std::collections::BTreeMap::new();
    for (line, points) in ledger.lots() {
        *left.entry(line.expires).or_insert(0) += points;
    }
    (left.into_iter().collect(), ledger.balance())
}

#[test]
fn an_old_award_that_is_put_right_costs_no_points_of_others() {
    let rule = Rule {
        valid_days: Some(60),
        ..Rule::default()
    };
    let at = |visit, on: &str, today: &str| Stamp {
        today: day(today),
        ..stamp(visit, day(on), &rule)
    };
    let mut ledger = Ledger::default();
    let mut settle = |stamp, earned, redeemed| {
        let wanted = Wanted::of(award(earned), redeemed, 0);
        ledger.settle(stamp, &wanted).unwrap();
        (left(&ledger), ledger.faults())
    };
    settle(at(1, "2026-01-10", "2026-01-10"), 100, 0);
    settle(at(2, "2026-02-10", "2026-02-10"), 0, 60);
    let (before, _) = settle(at(3, "2026-05-01", "2026-05-01"), 500, 0);
    assert_eq!(before, (vec![(Some(day("2026-06-30")), 500)], 500));
    // Put right, gone and there again: 60 are spent and the rest has lapsed, as before.
    let today = "2026-05-02";
    for earned in [101, 100, 0, 100] {
        let (after, faults) = settle(at(1, "2026-01-10", today), earned, 0);
        let owed = if earned == 0 { 60 } else { 0 };
        assert_eq!(after.1, 500 - owed, "{earned}");
        assert!(faults.is_empty(), "{faults:?}");
    }
    // Of less than what was spent the rest is owed.
    let (after, _) = settle(at(1, "2026-01-10", today), 50, 0);
    assert_eq!(after, (vec![(Some(day("2026-06-30")), 490)], 490));
}

#[test]
fn what_was_valid_on_the_day_of_a_visit_pays_it_when_it_is_written_down_late_or_once_more() {
    let rule = Rule {
        valid_days: Some(60),
        ..Rule::default()
    };
    let mut ledger = Ledger::default();
    let wanted = |earned, redeemed| Wanted::of(award(earned), redeemed, 0);
    let first = day("2026-01-10");
    ledger
        .settle(stamp(1, first, &rule), &wanted(100, 0))
        .unwrap();
    let (last, next) = (day("2026-03-11"), day("2026-03-12"));
    ledger
        .settle(stamp(2, next, &rule), &wanted(30, 0))
        .unwrap();
    let late = Stamp {
        today: next,
        ..stamp(3, last, &rule)
    };
    assert_eq!(ledger.spendable(last, Some(VisitId(3))), 130);
    for redeemed in [97, 0, 97, 90] {
        ledger.settle(late, &wanted(0, redeemed)).unwrap();
        assert_eq!(ledger.balance(), 30, "{redeemed}");
        assert_eq!(ledger.faults(), Vec::<&str>::new());
    }
    // Of a day on which they are over they pay nothing.
    let tried = ledger.settle(stamp(4, next, &rule), &wanted(0, 40));
    assert!(tried.is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Visits that are written and put right in any order and on any day: one that is cancelled, or put right,
    /// and put back leaves what it found, to the point and to the day.
    #[test]
    fn what_is_put_back_has_never_happened(
        steps in prop::collection::vec((0..8_i64, 0..200_i64, 0..60_u8, 0..25_u64, 0..40_u64), 1..30),
        which in 0..8_i64, others in prop::collection::vec((0..200_i64, 0..60_u8), 1..4), later in 0..120_u64,
    ) {
        let rule = Rule { valid_days: Some(60), ..Rule::default() };
        let mut ledger = Ledger::default();
        let mut today = day("2026-01-01");
        let mut now = std::collections::BTreeMap::new();
        // Half of the times nothing is redeemed.
        let wanted = |earned, redeemed: u8| Wanted::of(award(earned), i64::from(redeemed.saturating_sub(30)), 0);
        for (visit, earned, redeemed, days, late) in steps {
            today = today + chrono::Days::new(days);
            let on = today - chrono::Days::new(late);
            let wanted = wanted(earned, redeemed);
            let mut tried = ledger.clone();
            let stamp = Stamp { today, ..stamp(visit, on, &rule) };
            if tried.settle(stamp, &wanted).is_ok() {
                ledger = tried;
                now.insert(visit, (on, wanted));
            }
        }
        today = today + chrono::Days::new(later);
        let Some((on, stood)) = now.get(&which) else { return Ok(()) };
        ledger.lapse(today);
        let stamp = Stamp { today, ..stamp(which, *on, &rule) };
        // Who owes points has none to pay with, be it for the second time.
        let has = ledger.spendable(*on, Some(VisitId(which)));
        let redeemed: i64 = stood.iter().map(|wanted| -wanted.points.min(0)).sum();
        let owed = ledger.open().iter().any(|open| *open < 0);
        let mut tried = ledger.clone();
        for (earned, redeemed) in others.into_iter().chain([(0, 0)]) {
            let mut other = tried.clone();
            if other.settle(stamp, &wanted(earned, redeemed)).is_ok() {
                tried = other;
            }
            prop_assert_eq!(tried.faults(), Vec::<&str>::new());
        }
        let back = tried.settle(stamp, stood);
        if back.is_ok() {
            prop_assert_eq!(tried.faults(), Vec::<&str>::new());
            prop_assert_eq!(left(&tried), left(&ledger));
            prop_assert_eq!(tried.balance_on(today), ledger.balance_on(today));
        } else {
            prop_assert!(redeemed > 0 && (owed || has < redeemed));
        }
    }

    /// Visits are written, corrected, cancelled and brought back in any order: what counts in the
    /// ledger is what the visits say now, and what lapsed.
    #[test]
    fn the_ledger_follows_the_visits(
        steps in prop::collection::vec((0..5_i64, 0..200_i64, 0..40_u8, 0..25_u64), 1..40),
    ) {
        let rule = Rule { valid_days: Some(60), ..Rule::default() };
        let mut ledger = Ledger::default();
        let mut today = day("2026-01-01");
        let mut now = std::collections::BTreeMap::new();
        for (visit, earned, redeemed, days) in steps {
            today = today + chrono::Days::new(days);
            let redeemed = i64::from(redeemed);
            let wanted = Wanted::of(award(earned), redeemed, 0);
            let mut tried = ledger.clone();
            if tried.settle(stamp(visit, today, &rule), &wanted).is_ok() {
                ledger = tried;
                now.insert(visit, (earned, redeemed));
            }
            prop_assert_eq!(ledger.faults(), Vec::<&str>::new());
            for (visit, (earned, redeemed)) in &now {
                let lines = ledger.of_visit(VisitId(*visit)).into_iter().map(|at| &ledger.lines()[at]);
                let sum: i64 = lines.map(|line| line.points).sum();
                prop_assert_eq!(sum, earned - redeemed);
            }
            let counts = |at: &usize| !ledger.is_reversed(*at);
            let lapsed: i64 = (0..ledger.lines().len())
                .filter(|at| ledger.lines()[*at].kind == Kind::Expire && counts(at))
                .map(|at| -ledger.lines()[at].points)
                .sum();
            let said: i64 = now.values().map(|(earned, redeemed)| earned - redeemed).sum();
            prop_assert_eq!(ledger.balance(), said - lapsed);
        }
    }
}
