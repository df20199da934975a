use chrono::Days;
use proptest::prelude::*;

use super::*;

fn at(gains: &[(&str, i64)], today: &str) -> Standing {
    let gains: Vec<_> = gains.iter().map(|(on, gain)| (day(on), *gain)).collect();
    tier(&Rule::default(), &gains, None, day(today)).unwrap()
}

#[test]
fn a_tier_is_reached_at_once() {
    let standing = at(&[("2026-01-10", 3_000_000)], "2026-01-10");
    assert_eq!((standing.tier, standing.next), (1, Some((2, 5_000_000))));
    assert_eq!(standing.until, None);
    assert_eq!(at(&[("2026-01-10", 2_999_999)], "2026-01-10").tier, 0);
    assert_eq!(at(&[("2026-01-10", 20_000_000)], "2026-01-10").next, None);
}

#[test]
fn a_year_later_it_is_reviewed_and_lost_after_the_grace() {
    let gains = [("2025-01-10", 8_000_000), ("2025-12-01", 3_000_000)];
    // The twelve months to the review hold only the second sum.
    let before = at(&gains, "2026-01-09");
    assert_eq!((before.tier, before.until), (2, None));
    let reviewed = at(&gains, "2026-01-10");
    assert_eq!(
        (reviewed.tier, reviewed.until),
        (2, Some(day("2026-02-08")))
    );
    assert_eq!(at(&gains, "2026-02-08").tier, 2);
    assert_eq!(at(&gains, "2026-02-09").tier, 1);
}

#[test]
fn what_comes_within_the_grace_keeps_it_for_another_year() {
    let gains = [("2025-01-10", 3_000_000), ("2026-01-20", 3_000_000)];
    let reached = at(&gains, "2026-06-01");
    assert_eq!((reached.tier, reached.until), (1, None));
    // Reached anew on 20 January; reviewed a year after that.
    let reviewed = at(&gains, "2027-01-20");
    assert_eq!(
        (reviewed.tier, reviewed.until),
        (1, Some(day("2027-02-18")))
    );
    assert_eq!(at(&gains, "2027-02-18").tier, 1);
    assert_eq!(at(&gains, "2027-02-19").tier, 0);
}

#[test]
fn who_reaches_a_tier_in_the_grace_has_it_as_long_as_somebody_who_had_lost_it() {
    // What came on 25 January does not count any more when the grace ends on 9 February.
    let came = [("2025-01-25", 1_500_000), ("2026-01-20", 1_500_000)];
    let held = [&[("2025-01-10", 3_000_000)], &came[..]].concat();
    for today in ["2026-01-20", "2026-02-09", "2027-01-20", "2027-02-18"] {
        assert_eq!(
            (at(&held, today).tier, at(&came, today).tier),
            (1, 1),
            "{today}"
        );
    }
    assert_eq!(at(&held, "2026-02-01").until, Some(day("2027-02-18")));
    assert_eq!(at(&held, "2027-02-19").tier, 0);
}

proptest! {
    /// Day by day: the last day that is said is the last one, if nothing more comes.
    #[test]
    fn a_tier_ends_on_the_day_that_is_said(
        came in proptest::collection::vec((0_u64..400, 1_i64..6), 1..7),
        grace_days in proptest::sample::select(vec![0_u32, 5, 30]),
        given in proptest::option::of((0_usize..4, 0_u64..800)),
    ) {
        let rule = Rule { grace_days, ..Rule::default() };
        let mut on = day("2024-02-20");
        let mut gains: Vec<(Day, i64)> = Vec::new();
        for (later, millions) in came {
            on = on + Days::new(later);
            gains.push((on, millions * 1_000_000));
        }
        let given = given.map(|(place, later)| (place, on + Days::new(later)));
        let stands: Vec<Standing> = on
            .iter_days()
            .take(900)
            .map(|today| tier(&rule, &gains, given, today).unwrap())
            .collect();
        for (at, today) in on.iter_days().take(450).enumerate() {
            let standing = &stands[at];
            let lower = |later: &Standing| later.tier < standing.tier;
            let lower = on.iter_days().zip(&stands).skip(at).find(|(_, later)| lower(later));
            let last = lower.and_then(|(day, _)| day.pred_opt());
            let enough = rule.tier[standing.tier].from <= standing.amount;
            prop_assert_eq!(standing.until, last.filter(|_| !enough), "{}", today);
        }
    }
}

#[test]
fn a_refund_lowers_the_year() {
    let gains = [("2026-01-10", 3_000_000), ("2026-01-12", -1_000_000)];
    let standing = at(&gains, "2026-01-12");
    assert_eq!((standing.tier, standing.amount), (1, 2_000_000));
    assert_eq!(standing.until, Some(day("2027-02-08")));
}

#[test]
fn a_tier_that_was_given_is_a_floor_through_its_last_day() {
    let given = Some((2, day("2026-06-30")));
    let gains = [(day("2026-01-10"), 3_000_000)];
    let on = |today| tier(&Rule::default(), &gains, given, day(today)).unwrap();
    assert_eq!((on("2026-06-30").tier, on("2026-07-01").tier), (2, 1));
    assert_eq!(on("2026-06-30").until, Some(day("2026-06-30")));
    let more = [(day("2026-01-10"), 20_000_000)];
    let standing = tier(&Rule::default(), &more, given, day("2026-02-01")).unwrap();
    assert_eq!((standing.tier, standing.until), (3, None));
}

#[test]
fn a_tier_that_was_reached_and_given_ends_on_the_later_of_both_days() {
    let gains = [(day("2025-01-01"), 3_000_000)];
    let on = |given: (usize, &str), today| {
        let given = Some((given.0, day(given.1)));
        let standing = tier(&Rule::default(), &gains, given, day(today)).unwrap();
        (standing.tier, standing.until)
    };
    let reached = Some(day("2026-01-30"));
    for (until, said) in [
        ("2026-12-31", Some(day("2026-12-31"))),
        ("2026-01-15", reached),
    ] {
        assert_eq!(on((1, until), "2026-01-10"), (1, said), "{until}");
    }
    // The lowest is nobody's gift, and a lower one stands under what was reached.
    assert_eq!(on((0, "2026-12-31"), "2026-01-10"), (1, reached));
    assert_eq!(on((0, "2026-12-31"), "2026-02-01"), (0, None));
    assert_eq!(
        on((1, "2026-12-31"), "2026-02-01").1,
        Some(day("2026-12-31"))
    );
}

#[test]
fn a_rule_without_tiers_has_none() {
    let rule = Rule {
        tier: Vec::new(),
        ..Rule::default()
    };
    assert_eq!(tier(&rule, &[], None, day("2026-01-01")), None);
}
