use super::*;
use crate::domain::CustomerId;

fn past(customer: i64, visits: &[(&str, i64, i64)]) -> Past {
    let visit = |(at, (on, total, redeemed)): (usize, &(&str, i64, i64))| PastVisit {
        id: VisitId(customer * 100 + i64::try_from(at).unwrap()),
        billed: Billed {
            day: day(on),
            total: Some(*total),
            redeemed: *redeemed,
            lines: Vec::new(),
        },
    };
    Past {
        customer: CustomerId(customer),
        birthday: None,
        visits: visits.iter().enumerate().map(visit).collect(),
    }
}

fn simulate(rule: &Rule, people: &[Past], from: Day, until: Day) -> Outcome {
    let mut simulation = Simulation::new(rule, from, until);
    for past in people {
        simulation.play(past);
    }
    simulation.end()
}

#[test]
fn a_year_is_played_again_under_a_rule() {
    let people = [
        // Known from before: no welcome.
        past(
            1,
            &[
                ("2024-12-01", 500_000, 0),
                ("2025-02-01", 1_000_000, 0),
                ("2025-08-01", 400_000, 60),
            ],
        ),
        past(2, &[("2025-03-01", 250_000, 0)]),
    ];
    let rule = Rule {
        valid_days: Some(180),
        ..Rule::default()
    };
    let outcome = simulate(&rule, &people, day("2025-01-01"), day("2025-12-31"));
    assert_eq!(outcome.money, 1_650_000);
    // 100, then lapsed on 1 August? No: valid through 31 July. 40 of 400.000 come then.
    assert_eq!(outcome.by_customer[&CustomerId(1)], 100 + 40);
    assert_eq!(outcome.by_customer[&CustomerId(2)], 25 + 100);
    assert_eq!((outcome.redeemed, outcome.lapsed), (0, 100 + 125));
    assert_eq!(outcome.owed, 40);
    assert_eq!(outcome.owed_on[&day("2025-02-28")], 100);
    assert_eq!(outcome.owed_on[&day("2025-03-31")], 225);
    assert_eq!(outcome.owed_on[&day("2025-12-31")], 40);
    assert_eq!(outcome.owed_on.len(), 12);
    let longer = Rule::default();
    let kept = simulate(&longer, &people, day("2025-01-01"), day("2025-12-31"));
    // 60 of 100 pay 6.000, which brings no points: 39.4 of 394.000.
    assert_eq!(
        (kept.redeemed, kept.lapsed, kept.owed),
        (60, 0, 40 + 39 + 125)
    );
    assert_eq!(kept.cost(&longer), (60 + 40 + 39 + 125) * 100);
    assert_eq!(kept.in_tier, [2, 0, 0, 0]);
}
