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
    assert_eq!(ledger.balance_without(VisitId(1), on), 0);
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
    assert_eq!(ledger.balance_without(VisitId(1), on), 204);
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

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
