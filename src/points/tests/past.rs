//! A ledger as it stood on an earlier day.

use super::*;

/// Points of two visits in January and March that lapse after ninety days.
fn two_visits(today: Day) -> Ledger {
    let mut ledger = Ledger::default();
    for (points, on, last, visit) in [
        (200, "2024-01-01", "2024-03-31", 1),
        (99, "2024-03-01", "2024-05-30", 2),
    ] {
        let line = Line {
            visit: Some(VisitId(visit)),
            ..lot(points, day(on), Some(day(last)))
        };
        ledger.credit(line, today);
    }
    ledger
}

fn left_on(ledger: &Ledger, on: &str) -> Vec<i64> {
    let left = ledger.left_on(day(on));
    left.into_iter().map(|(_, points)| points).collect()
}

#[test]
fn what_was_spent_after_it_had_lapsed_had_not_lapsed() {
    let late = day("2024-12-31");
    let mut ledger = two_visits(late);
    ledger.lapse(late);
    ledger.spend(spent(100, day("2024-03-01")), late).unwrap();
    assert_eq!(left_on(&ledger, "2024-02-15"), [200]);
    assert_eq!(left_on(&ledger, "2024-03-15"), [100, 99]);
    assert_eq!(left_on(&ledger, "2024-04-15"), [99]);
    assert_eq!(left_on(&ledger, "2024-06-15"), [] as [i64; 0]);
}

#[test]
fn what_was_taken_back_later_counts_on_days_before() {
    let mut ledger = two_visits(day("2024-03-01"));
    let on = day("2024-03-02");
    ledger.spend(spent(150, on), on).unwrap();
    let place = ledger.lines().len() - 1;
    ledger.reverse(place, day("2024-12-31"), "");
    assert_eq!(left_on(&ledger, "2024-03-15"), [50, 99]);
    assert_eq!(left_on(&ledger, "2024-04-15"), [99]);
}

#[test]
fn what_was_written_anew_later_stands_for_what_it_was() {
    let mut ledger = two_visits(day("2024-03-01"));
    let (rule, today) = (Rule::default(), day("2024-12-31"));
    let stamp = Stamp {
        visit: VisitId(2),
        day: day("2024-03-01"),
        today,
        rule: &rule,
        version: 1,
        blocks: false,
    };
    let weight = Weight {
        tier_percent: 100,
        is_birthday: false,
    };
    let award = Award {
        earned: 120,
        birthday: 0,
    };
    ledger
        .settle(stamp, &Wanted::of((award, weight), 0, 0))
        .unwrap();
    assert_eq!(left_on(&ledger, "2024-03-15"), [200, 120]);
}
