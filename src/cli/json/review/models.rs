//! What the models say, and why not.

use serde::Serialize;

use crate::domain::Day;
use crate::insight::model::{Backtest, Churn, Spend};
use crate::insight::review::Review;
use crate::insight::{self, Shortage};

/// The prediction.
#[derive(Debug, Serialize)]
pub(super) struct Prediction {
    model: &'static str,
    /// Nothing where there is too little history to fit any.
    parameters: Option<Parameters>,
    trained_on: Trained,
    /// Whether customers are labelled by it.
    labels: bool,
    /// Whether its numbers are shown.
    shown: bool,
    /// The rules that do not hold; nothing where numbers are shown.
    why_not: Option<Vec<String>>,
    backtest: Option<Tried>,
    visits_90_days: Option<f64>,
    /// What is earned of the money, 0 to 1; nothing where no costs are known.
    margin: Option<f64>,
}

/// Of the visits (r, alpha, a, b; days) and of the money of a visit (p, q, gamma; major units).
#[derive(Debug, Serialize)]
struct Parameters {
    r: f64,
    alpha: f64,
    a: f64,
    b: f64,
    p: Option<f64>,
    q: Option<f64>,
    gamma: Option<f64>,
}

#[derive(Debug, Serialize)]
struct Trained {
    as_of: Day,
    customers: u32,
    returning: u32,
    repeat_visits: u64,
    days: u32,
}

/// A prediction made 90 days before, and what came.
#[derive(Debug, Serialize)]
struct Tried {
    customers: usize,
    predicted: f64,
    actual: u64,
    /// Nothing where nobody came.
    ratio: Option<f64>,
}

impl Prediction {
    pub(super) fn of(review: &Review) -> Prediction {
        let said = &review.prediction;
        let gate = &said.gate;
        let spend = said.spend;
        Prediction {
            model: "mbg_map",
            parameters: said.churn.map(|churn| parameters(churn, spend)),
            trained_on: Trained {
                as_of: review.week.sunday,
                customers: gate.customers,
                returning: gate.returning,
                repeat_visits: gate.repeats,
                days: gate.days,
            },
            labels: said.churn.is_some(),
            shown: said.is_shown(),
            why_not: (!said.is_shown()).then(|| why_not(said)),
            backtest: said.backtest.as_ref().map(|test| Tried {
                customers: test.customers,
                predicted: test.predicted,
                actual: test.actual,
                ratio: (test.actual > 0).then(|| test.ratio()),
            }),
            visits_90_days: said.ahead,
            margin: said.margin.share(),
        }
    }
}

fn parameters(churn: Churn, spend: Option<Spend>) -> Parameters {
    Parameters {
        r: churn.r,
        alpha: churn.alpha,
        a: churn.a,
        b: churn.b,
        p: spend.map(|spend| spend.p),
        q: spend.map(|spend| spend.q),
        gamma: spend.map(|spend| spend.gamma),
    }
}

/// The rules that do not hold: `customers<100`, `no_backtest`, `backtest_ratio>1.5`.
fn why_not(said: &insight::Prediction) -> Vec<String> {
    let gate = &said.gate;
    let labels = gate.shortages();
    let short = if labels.is_empty() {
        gate.shortages_for_numbers()
    } else {
        labels
    };
    let mut rules: Vec<String> = short.into_iter().map(Shortage::rule).collect();
    match &said.backtest {
        None => rules.push("no_backtest".to_owned()),
        Some(test) if test.is_trusted() => {}
        Some(test) if test.ratio() < *Backtest::TRUSTED.start() => {
            rules.push("backtest_ratio<0.67".to_owned());
        }
        Some(_) => rules.push("backtest_ratio>1.5".to_owned()),
    }
    if rules.is_empty() {
        rules.push("no_fit".to_owned());
    }
    rules
}
