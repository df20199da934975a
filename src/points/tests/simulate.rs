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
    let visits: Vec<_> = visits.iter().enumerate().map(visit).collect();
    let first_paid = visits.iter().find(|visit| visit.billed.is_paid());
    Past {
        customer: CustomerId(customer),
        birthday: None,
        first_paid: first_paid.map(|visit| visit.id),
        visits,
        was_member: false,
        was_brought: false,
        brought: Vec::new(),
    }
}

/// The same of two of whom the first one brought the second.
fn brought(mut people: [Past; 2]) -> [Past; 2] {
    people[1].was_brought = true;
    let first = people[1].first_paid;
    let first = people[1]
        .visits
        .iter()
        .find(|visit| Some(visit.id) == first);
    people[0].brought = first
        .map(|visit| (visit.billed.day, visit.id))
        .into_iter()
        .collect();
    people
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
    // What lapses is nothing to anybody.
    assert_eq!(outcome.by_customer, [(CustomerId(1), 40)].into());
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

/// A rule that gives nothing but rewards for recommendations, and lets everything be redeemed.
fn rewards() -> Rule {
    Rule {
        earn_per: 1_000_000_000,
        welcome: 0,
        referral: 500,
        redeem: Redeeming {
            block: 0,
            step: 1,
            cap_percent: 100,
        },
        ..Rule::default()
    }
}

fn in_2025(rule: &Rule, people: &[Past]) -> Outcome {
    simulate(rule, people, day("2025-01-01"), day("2025-12-31"))
}

fn given(outcome: &Outcome) -> [i64; 2] {
    [1, 2].map(|who| {
        let given = outcome.by_customer.get(&CustomerId(who));
        given.copied().unwrap_or(0)
    })
}

#[test]
fn who_was_brought_and_who_brought_them_are_rewarded_as_the_rule_says() {
    // A refund and a visit without an amount pay for nothing.
    let friend = past(
        2,
        &[
            ("2025-02-01", 0, 0),
            ("2025-02-02", -50_000, 0),
            ("2025-03-01", 100_000, 0),
            ("2025-04-01", 100_000, 0),
        ],
    );
    let people = brought([past(1, &[]), friend]);
    for (referral_to, wanted) in [
        (Rewarded::Both, [500, 500]),
        (Rewarded::Came, [0, 500]),
        (Rewarded::Brought, [500, 0]),
    ] {
        let rule = Rule {
            referral_to,
            ..rewards()
        };
        let outcome = in_2025(&rule, &people);
        assert_eq!(given(&outcome), wanted, "{referral_to:?}");
        assert_eq!(outcome.owed_on[&day("2025-02-28")], 0);
        let owed = wanted.iter().sum::<i64>();
        assert_eq!(outcome.owed_on[&day("2025-03-31")], owed);
    }
    let off = Rule {
        on: false,
        ..rewards()
    };
    assert_eq!(given(&in_2025(&off, &people)), [0, 0]);
}

#[test]
fn a_first_paid_visit_before_the_days_rewards_and_welcomes_nobody_in_them() {
    let welcomes = Rule {
        welcome: 7,
        ..rewards()
    };
    let friend = [("2024-06-01", 100_000, 0), ("2025-03-01", 100_000, 0)];
    let people = brought([past(1, &[]), past(2, &friend)]);
    assert_eq!(given(&in_2025(&welcomes, &people)), [0, 0]);
    // Nor one that lies before all visits that are known here.
    let mut people = brought([past(1, &[]), past(2, &friend[1..])]);
    people[1].first_paid = Some(VisitId(1));
    people[0].brought.clear();
    assert_eq!(given(&in_2025(&welcomes, &people)), [0, 0]);
    // One after them neither.
    let people = brought([past(1, &[]), past(2, &[("2026-01-01", 100_000, 0)])]);
    assert_eq!(given(&in_2025(&welcomes, &people)), [0, 0]);
}

#[test]
fn whoever_had_points_before_is_welcomed_by_nothing_and_rewarded_all_the_same() {
    let rule = Rule {
        welcome: 7,
        ..rewards()
    };
    let mut people = brought([past(1, &[]), past(2, &[("2025-03-01", 100_000, 0)])]);
    assert_eq!(given(&in_2025(&rule, &people)), [500, 507]);
    people[1].was_member = true;
    assert_eq!(given(&in_2025(&rule, &people)), [500, 500]);
}

#[test]
fn a_reward_may_be_redeemed_at_a_later_visit_also_of_that_day_and_lapses_by_itself() {
    let redeemed = |own: i64, on: &str| {
        let mut people = brought([
            past(1, &[(on, 1_000_000, 400)]),
            past(2, &[("2025-03-01", 100_000, 0)]),
        ]);
        people[0].visits[0].id = VisitId(own);
        let rule = Rule {
            valid_days: Some(60),
            ..rewards()
        };
        let outcome = in_2025(&rule, &people[..1]);
        (outcome.redeemed, outcome.lapsed, outcome.owed)
    };
    // The friend's visit is number 200.
    assert_eq!(redeemed(199, "2025-03-01"), (0, 500, 0), "it came before");
    assert_eq!(redeemed(201, "2025-03-01"), (400, 100, 0), "and after");
    assert_eq!(redeemed(199, "2025-04-30"), (400, 100, 0), "the last day");
    assert_eq!(redeemed(199, "2025-05-01"), (0, 500, 0), "over");
    assert_eq!(redeemed(199, "2025-02-28"), (0, 500, 0), "not there yet");
}

#[test]
fn rewards_count_for_a_tier_that_points_make() {
    let rule = Rule {
        basis: Basis::Points,
        tier: [("Bronze", 0), ("Silver", 500)]
            .map(|(name, from)| TierRule {
                name: name.to_owned(),
                from,
                percent: 100,
                promise: String::new(),
            })
            .to_vec(),
        ..rewards()
    };
    let people = brought([past(1, &[]), past(2, &[("2025-03-01", 100_000, 0)])]);
    assert_eq!(in_2025(&rule, &people).in_tier, [0, 2]);
    // Those of the year before are given no more, and make the tier that it begins with.
    let before = brought([past(1, &[]), past(2, &[("2024-06-01", 100_000, 0)])]);
    let spring = simulate(&rule, &before, day("2025-01-01"), day("2025-03-01"));
    assert_eq!((spring.in_tier.as_slice(), spring.earned), (&[0, 2][..], 0));
    let only = Rule {
        referral_to: Rewarded::Brought,
        ..rule.clone()
    };
    assert_eq!(in_2025(&only, &people).in_tier, [1, 1]);
    let money = Rule {
        basis: Basis::Spend,
        ..rule
    };
    let silver = past(2, &[("2025-03-01", 500, 0)]);
    let people = brought([past(1, &[]), silver]);
    assert_eq!(in_2025(&money, &people).in_tier, [1, 1]);
}

#[test]
fn who_redeemed_redeems_in_the_steps_of_the_rule() {
    let mut people = brought([
        past(1, &[("2025-04-01", 1_000_000, 130)]),
        past(2, &[("2025-03-01", 100_000, 0)]),
    ]);
    let mut rule = rewards();
    rule.redeem.step = 50;
    assert_eq!(in_2025(&rule, &people).redeemed, 100);
    rule.redeem.block = 150;
    assert_eq!(in_2025(&rule, &people).redeemed, 0);
    people[0].visits[0].billed.redeemed = 240;
    assert_eq!(in_2025(&rule, &people).redeemed, 200);
}
