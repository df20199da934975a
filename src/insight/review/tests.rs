use chrono::Days;

use super::*;
use crate::domain::{CustomerId, Day};
use crate::insight::{Margin, Money, Receipt, VisitDays, Visits};

const SHOP: Money = Money {
    margin: Margin { money: 0, cost: 0 },
    minor_per_major: 1.0,
};

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// Customers 1, 2 … by the days on which each left 100, as of a day.
fn appraised(customers: &[&[&str]], as_of: Day) -> Appraisal {
    let visits = |days: &&[&str]| {
        let receipts = days.iter().map(|text| Receipt {
            day: day(text),
            amount: Some(100),
        });
        VisitDays::of(receipts, as_of).summary()
    };
    let standing: Vec<(CustomerId, Visits)> = (1..)
        .map(CustomerId)
        .zip(customers.iter().map(visits))
        .filter_map(|(id, visits)| Some((id, visits?)))
        .collect();
    Appraisal::of(&standing, as_of, None, SHOP)
}

/// So many visits, 30 days apart, until a day.
fn every_month(visits: u64, last: &str) -> Vec<&'static str> {
    let days = (0..visits)
        .rev()
        .map(|back| day(last) - Days::new(30 * back));
    days.map(|day| &*day.to_string().leak()).collect()
}

fn review(customers: &[&[&str]]) -> Review {
    let week = Week::over_on(day("2026-11-26"));
    let now = appraised(customers, week.sunday);
    let before = appraised(customers, week.earlier(1).sunday);
    Review::of((week, week.monday()), &now, &before, &[], 10)
}

fn who(review: &Review, kind: Kind) -> Vec<i64> {
    let list = &review.lists[&kind];
    assert_eq!(list.total, list.first.len());
    list.first.iter().map(|one| one.customer.0).collect()
}

#[test]
fn the_week_under_review_is_over() {
    let week = |today| Week::over_on(day(today)).sunday;
    assert_eq!(week("2026-11-26"), day("2026-11-22"), "on a Thursday");
    assert_eq!(week("2026-11-23"), day("2026-11-22"), "on Monday morning");
    assert_eq!(
        week("2026-11-22"),
        day("2026-11-15"),
        "on the Sunday itself"
    );
    let week = Week::of(day("2026-11-16"));
    assert_eq!(
        (week.sunday, week.monday()),
        (day("2026-11-22"), day("2026-11-16"))
    );
    assert_eq!((week.number(), week.earlier(1).number()), (47, 46));
}

#[test]
fn usual_is_the_middle_of_the_weeks_before() {
    let week = |visits| Flow {
        visits,
        ..Flow::default()
    };
    let usual = |weeks: &[Flow]| Usual::of(weeks).map(|usual| usual.visits_x2);
    assert_eq!(usual(&[week(9), week(1), week(5), week(4)]), Some(9));
    assert_eq!(usual(&[week(9), week(1), week(5)]), Some(10));
    assert_eq!(usual(&[]), None);
}

#[test]
fn each_list_holds_whom_it_names() {
    // Every 30 days, until 50 days ago: late by more than half, and not asleep.
    let slipping = &every_month(8, "2026-10-03");
    // The same, a year ago.
    let asleep: &[&str] = &["2025-06-05", "2025-07-05", "2025-08-04", "2025-09-03"];
    // Asleep, and back in the week under review.
    let back: &[&str] = &[
        "2025-06-05",
        "2025-07-05",
        "2025-08-04",
        "2025-09-03",
        "2026-11-18",
    ];
    let once: &[&str] = &["2026-05-01"];
    let new: &[&str] = &["2026-11-17"];
    let later: &[&str] = &["2026-11-24"];
    let review = review(&[slipping, asleep, back, once, new, later]);
    assert_eq!(who(&review, Kind::Slipping), [1]);
    assert_eq!(who(&review, Kind::Sleeping), [2]);
    assert_eq!(who(&review, Kind::Back), [3]);
    assert_eq!(who(&review, Kind::OnceSilent), [4]);
    assert_eq!(who(&review, Kind::New), [5]);
    assert_eq!(who(&review, Kind::Top), [1, 3, 2, 4, 5]);
}

#[test]
fn whoever_has_a_rhythm_and_is_late_is_slipping() {
    let slipping = |visits, last| who(&review(&[&every_month(visits, last)]), Kind::Slipping);
    assert_eq!(slipping(4, "2026-10-23"), [0; 0], "30 of 30 days");
    assert_eq!(slipping(4, "2026-10-22"), [1], "31 of 30 days");
    assert_eq!(slipping(3, "2026-10-22"), [0; 0], "three visits");
    assert_eq!(slipping(4, "2026-07-25"), [1], "120 of 30 days");
    assert_eq!(slipping(4, "2026-07-24"), [0; 0], "asleep");
}

#[test]
fn whoever_stands_elsewhere_than_a_week_ago_has_moved() {
    let once: &[&str] = &["2026-10-01"];
    let new: &[&str] = &["2026-11-17"];
    let review = review(&[once, new]);
    let moved: Vec<_> = review.moves.iter().map(|one| (one.from, one.to)).collect();
    assert_eq!(
        moved,
        [
            (None, Segment::New),
            (Some(Segment::New), Segment::AboutToSleep)
        ]
    );
    assert_eq!(review.moves[0].customers, [CustomerId(2)]);
}

#[test]
fn a_list_is_cut_and_its_total_is_not() {
    let customers: Vec<&[&str]> = vec![&["2026-11-17"]; 7];
    let week = Week::over_on(day("2026-11-26"));
    let now = appraised(&customers, week.sunday);
    let review = Review::of((week, week.monday()), &now, &now, &[], 3);
    let top = &review.lists[&Kind::Top];
    assert_eq!((top.total, top.first.len(), top.money), (7, 3, 700));
    assert_eq!(top.first[0].customer, CustomerId(1));
}

#[test]
fn thresholds_say_what_a_score_means() {
    let twice: &[&str] = &["2026-10-01", "2026-11-20"];
    let once: &[&str] = &["2026-10-01"];
    let review = review(&[twice, once]);
    assert_eq!(review.thresholds.frequency[0], Some((1, 1)));
    assert_eq!(review.thresholds.frequency[2], Some((2, 2)));
    assert_eq!(review.thresholds.recency[4], Some((2, 2)));
    assert_eq!(review.thresholds.money[4], None);
}

#[test]
fn care_pays_where_few_bring_most() {
    let of = |money: Vec<i64>| CarePays::of(&Concentration::of(money));
    let mut few = vec![10; 20];
    assert_eq!(of(few.clone()), CarePays::Little);
    few[..4].fill(50);
    assert_eq!(of(few.clone()), CarePays::Some);
    few[..4].fill(90);
    assert_eq!(of(few), CarePays::Much);
    assert_eq!(of(vec![1_000, 1, 1]), CarePays::TooFew);
}

#[test]
fn whoever_is_quiet_for_long_and_fine_by_the_model_stands_in_a_list() {
    // Many who come every 200 days: half a year of silence says little of who came once.
    let regular: Vec<Vec<&str>> = (0..60)
        .map(|at| {
            let last = day("2026-11-01") - Days::new(3 * at);
            let days = (0..5).rev().map(|back| last - Days::new(200 * back));
            days.map(|day| &*day.to_string().leak()).collect()
        })
        .collect();
    let once: &[&str] = &["2026-05-01"];
    let lately: &[&str] = &["2026-09-01"];
    let mut all: Vec<&[&str]> = regular.iter().map(Vec::as_slice).collect();
    all.extend([once, lately]);
    let week = Week::over_on(day("2026-11-26"));
    let now = appraised(&all, week.sunday);
    let review = Review::of((week, week.monday()), &now, &now, &[], 100);
    assert!(review.prediction.churn.is_some());
    assert_eq!(who(&review, Kind::Quiet), [61]);
    assert_eq!(who(&review, Kind::OnceSilent), [0; 0]);
}
