//! Models fitted to everybody and everybody predicted (P12), beside its limit; and what each part
//! takes. `cargo bench --bench models`.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a benchmark")]

mod support;

use std::time::Duration;

use kenal::domain::{CustomerId, Day};
use kenal::insight::model::{Backtest, Churn, Kind, Observed, Penalty};
use kenal::insight::{Appraisal, Expecting, Money, Past, Visits};
use support::{Taken, Times, open, sizes};

const RUNS: usize = 5;
/// The Sunday of the sample's last week.
const SUNDAY: &str = "2026-11-22";

fn main() {
    let as_of: Day = SUNDAY.parse().expect("a day");
    for customers in sizes() {
        println!("{customers} customers");
        let store = open(customers);
        let then = as_of - chrono::Days::new(Backtest::DAYS.into());
        let [now, known] = store.standings([as_of, then]).expect("read");
        let past = past(&now, &known, then);
        let shop = Money {
            margin: store.margin().expect("read"),
            minor_per_major: 1.0,
        };
        let limit = limit(customers);
        Taken::by(RUNS, || predict(&now, as_of, &past, shop)).print("all of it", Some(&limit));
        let observed: Vec<Observed> = now
            .iter()
            .map(|(_, visits)| Observed::of(visits, as_of))
            .collect();
        let fit = || assert!(Churn::fit(Kind::Mbg, &observed, Penalty::Plausible).is_some());
        Taken::by(RUNS, fit).print("… one fit of the visits", None);
        let all = Appraisal::of(&now, as_of, Some(&past), shop);
        let mut expecting = all.prediction.expecting(as_of);
        let expect = |expecting: &mut Expecting| {
            let said = all.rows.iter().filter_map(|one| expecting.of(&one.visits));
            assert_eq!(said.count(), now.len());
        };
        Taken::by(1, || expect(&mut expecting)).print("… expected of everybody", None);
    }
}

/// Fits both models, tests them on the past, judges everybody, and says what is expected of each.
fn predict(now: &[(CustomerId, Visits)], as_of: Day, past: &Past, shop: Money) {
    let all = Appraisal::of(now, as_of, Some(past), shop);
    let mut expecting = all.prediction.expecting(as_of);
    let said = all.rows.iter().filter_map(|one| expecting.of(&one.visits));
    assert_eq!(said.count(), now.len(), "numbers are shown");
}

/// 50 ms for a busy shop, a second for the stress book.
fn limit(customers: u64) -> Taken {
    let limit = if customers > 10_000 { 1_000 } else { 50 };
    let limit = || Times::from(vec![Duration::from_millis(limit)]);
    Taken::from([limit(), limit()])
}

fn past(now: &[(CustomerId, Visits)], known: &[(CustomerId, Visits)], then: Day) -> Past {
    let mut before = known.iter().peekable();
    let mut since = 0;
    for (customer, visits) in now {
        if let Some((_, then)) = before.next_if(|(known, _)| known == customer) {
            since += u64::from(visits.count - then.count);
        }
    }
    Past {
        then,
        known: known.iter().map(|(_, visits)| *visits).collect(),
        since,
    }
}
