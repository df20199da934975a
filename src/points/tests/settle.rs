use super::*;
use proptest::prelude::*;

fn stamp(visit: i64, on: Day, rule: &Rule) -> Stamp<'_> {
    Stamp {
        visit: VisitId(visit),
        day: on,
        today: on,
        rule,
        version: 1,
    }
}

fn award(earned: i64) -> Award {
    Award {
        earned,
        birthday: 0,
    }
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
    assert_eq!(ledger.paid_by(VisitId(1)), Some(1));
    assert!(ledger.was_welcomed(VisitId(2)) && !ledger.was_welcomed(VisitId(1)));
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
    assert_eq!(ledger.balance_without(VisitId(1), (on, on)), 0);
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
    assert_eq!(ledger.balance_without(VisitId(1), (on, on)), 204);
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
fn a_visit_paid_with_points_that_it_brought_is_a_fault() {
    let mut ledger = Ledger::default();
    let on = day("2026-11-22");
    let rule = Rule::default();
    ledger
        .settle(stamp(1, on, &rule), &Wanted::of(award(80), 0, 0))
        .unwrap();
    let mut lines = ledger.lines().to_vec();
    lines.push(Line {
        kind: Kind::Redeem,
        points: -50,
        ..lines[0].clone()
    });
    let draws = vec![Draw {
        line: 1,
        lot: 0,
        points: 50,
    }];
    assert_eq!(Ledger::new(lines, draws).faults(), ["own_award"]);
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
    assert_eq!(ledger.balance_without(VisitId(3), (last, next)), 130);
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
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// Visits that each were written once: one that is cancelled, or put right, and put back at once leaves
    /// what it found, and costs no points where it redeems some.
    #[test]
    fn what_is_put_back_at_once_costs_nobody_points(
        steps in prop::collection::vec((0..12_i64, 0..200_i64, 0..40_u8, 0..25_u64), 1..20),
        which in 0..12_i64, earned in 0..200_i64, later in 0..120_u64,
    ) {
        let rule = Rule { valid_days: Some(60), ..Rule::default() };
        let mut ledger = Ledger::default();
        let mut today = day("2026-01-01");
        let mut now = std::collections::BTreeMap::new();
        for (visit, earned, redeemed, days) in steps {
            today = today + chrono::Days::new(days);
            // Half of the visits are paid with points and bring none, half the other way round.
            let redeemed = redeemed.saturating_sub(20);
            let earned = if redeemed > 0 { 0 } else { earned };
            let wanted = Wanted::of(award(earned), i64::from(redeemed), 0);
            let mut tried = ledger.clone();
            let is_new = !now.contains_key(&visit);
            if is_new && tried.settle(stamp(visit, today, &rule), &wanted).is_ok() {
                ledger = tried;
                now.insert(visit, (today, wanted));
            }
        }
        today = today + chrono::Days::new(later);
        let Some((on, stood)) = now.get(&which) else { return Ok(()) };
        ledger.lapse(today);
        let before = left(&ledger);
        // Who owes points, or redeemed some that were taken back since, has no more to spend, be it for the
        // second time.
        let redeemed: i64 = stood.iter().map(|wanted| -wanted.points.min(0)).sum();
        let others = ledger.balance_without(VisitId(which), (*on, today));
        if before.1 < 0 || others < redeemed {
            return Ok(());
        }
        let stamp = Stamp { today, ..stamp(which, *on, &rule) };
        for other in [Vec::new(), Wanted::of(award(earned), 0, 0)] {
            let mut tried = ledger.clone();
            if tried.settle(stamp, &other).is_ok() {
                tried.settle(stamp, stood).unwrap();
                prop_assert_eq!(tried.faults(), Vec::<&str>::new());
                // Points that are redeemed once more come from what expires first by now, which may have
                // come or lapsed since.
                if redeemed == 0 {
                    prop_assert_eq!(left(&tried), before.clone());
                } else {
                    prop_assert!(tried.balance() >= before.1);
                }
            }
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
