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
    assert_eq!(at(&gains, "2026-06-01").tier, 1);
    // Kept at the end of the grace, on 9 February; reviewed a year after that.
    assert_eq!(at(&gains, "2027-02-08").tier, 1);
    assert_eq!(at(&gains, "2027-03-11").tier, 0);
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
    assert_eq!(on("2026-06-30").given_until, Some(day("2026-06-30")));
    let more = [(day("2026-01-10"), 20_000_000)];
    let standing = tier(&Rule::default(), &more, given, day("2026-02-01")).unwrap();
    assert_eq!((standing.tier, standing.given_until), (3, None));
}

#[test]
fn a_rule_without_tiers_has_none() {
    let rule = Rule {
        tier: Vec::new(),
        ..Rule::default()
    };
    assert_eq!(tier(&rule, &[], None, day("2026-01-01")), None);
}
