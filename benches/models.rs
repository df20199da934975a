//! Models fitted to everybody and everybody predicted (P12), beside its limit; and what each part
//! takes. `cargo bench --bench models`.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a benchmark")]

mod support;

use std::time::Duration;

use kenal::domain::{CustomerId, Day};
use kenal::insight::model::{Backtest, Churn, Kind, Observed, Penalty, Spend, Spender};
use kenal::insight::{Appraisal, Money, Past, Prediction, Visits};
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
            margin: store.margin(as_of).expect("read"),
            minor_per_major: 1.0,
        };
        let limit = limit(customers);
        let all: Vec<Visits> = now.iter().map(|(_, visits)| *visits).collect();
        let backtest = Backtest::run(&past.known, then, past.since).expect("enough");
        let predicted = || predict(&all, as_of, backtest, shop);
        Taken::by(RUNS, predicted).print("fitted and predicted", Some(&limit));
        let observed: Vec<Observed> = all
            .iter()
            .map(|visits| Observed::of(visits, as_of))
            .collect();
        let fit = || assert!(Churn::fit(Kind::Mbg, &observed, Penalty::Plausible).is_some());
        Taken::by(RUNS, fit).print("… the visits fitted", None);
        let spenders: Vec<Spender> = all.iter().filter_map(spender).collect();
        let fit = || assert!(Spend::fit(&spenders, Penalty::Plausible).is_some());
        Taken::by(RUNS, fit).print("… the money fitted", None);
        let judged = || drop(Appraisal::of(&now, as_of, Some(&past), shop));
        Taken::by(RUNS, judged).print("judged, back-tested", None);
    }
}

/// Fits both models, and says of each customer whether they still are one and what they may bring.
/// That it may say so is known from a back-test that was made before.
fn predict(all: &[Visits], as_of: Day, backtest: Backtest, shop: Money) {
    let prediction = Prediction {
        backtest: Some(backtest),
        ..Prediction::of(all, as_of, None, shop)
    };
    let mut expecting = prediction.expecting(as_of);
    let said = all.iter().filter(|visits| {
        let alive = prediction.alive(visits, as_of);
        alive.is_some() && expecting.of(visits).is_some()
    });
    assert_eq!(said.count(), all.len(), "numbers are shown");
}

#[expect(clippy::cast_precision_loss, reason = "money of one customer")]
fn spender(visits: &Visits) -> Option<Spender> {
    let average = visits.money as f64 / f64::from(visits.count);
    (average > 0.0).then_some(Spender {
        visits: visits.count,
        average,
    })
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
