//! The prediction against what customers did afterwards.

use serde_json::{Map, Value, json};

use super::case::Case;
use super::fits::{Fits, count, observed};
use super::shop::{Customer, Shop};
use crate::insight::VisitDays;
use crate::insight::model::{Churn, Kind, Observed, Penalty};

/// One customer: visits before the day of the case beyond the first, predicted, actual.
struct Pair {
    repeats: u32,
    predicted: f64,
    actual: f64,
}

pub(super) fn answer(shop: &Shop, case: &Case, fits: &Fits) -> Option<Value> {
    let until = case.holdout_end?;
    let days = (until - case.as_of).num_days();
    let (map, _) = fits.churn?;
    let mut models = vec![("mbg_map", map)];
    if case.mle != Some(false) {
        let histories = observed(&shop.visits(), case);
        let plain = Churn::fit(Kind::Bg, &histories, Penalty::None);
        models.extend(plain.map(|(model, _)| ("bg_mle", model)));
    }
    let within = f64::from(u32::try_from(days).unwrap_or(0));
    let pairs = |model: &Churn| -> Vec<Pair> {
        let of = |one: &Customer| {
            let history = Observed::of(&one.visits?, case.as_of);
            let all = VisitDays::of(one.receipts.iter().copied(), until);
            let after = all.days().iter().filter(|day| **day > case.as_of).count();
            Some(Pair {
                repeats: history.repeats,
                predicted: model.visits(history.into(), within),
                actual: count(after),
            })
        };
        shop.customers.iter().filter_map(of).collect()
    };
    let found: Vec<(&str, Vec<Pair>)> = models
        .iter()
        .map(|(name, model)| (*name, pairs(model)))
        .collect();
    let actual: f64 = found[0].1.iter().map(|pair| pair.actual).sum();
    let summed: Map<String, Value> = found
        .iter()
        .map(|(name, pairs)| ((*name).to_owned(), errors(pairs)))
        .collect();
    let by_x: Vec<Value> = (0..8).map(|x| group(x, &found)).collect();
    #[expect(clippy::cast_possible_truncation, reason = "a sum of whole numbers")]
    let total = actual as i64;
    Some(json!({"days": days, "actual_total": total, "by_x": by_x, "models": summed}))
}

/// Customers with so many repeats; the last group holds all that have more.
fn group(x: u32, found: &[(&str, Vec<Pair>)]) -> Value {
    let last = x == 7;
    let inside = |pair: &&Pair| pair.repeats == x || last && pair.repeats > x;
    let mean = |pairs: &[Pair], value: fn(&Pair) -> f64| {
        let values: Vec<f64> = pairs.iter().filter(inside).map(value).collect();
        values.iter().sum::<f64>() / count(values.len())
    };
    let (_, first) = &found[0];
    let mut all = json!({
        "x": if last { "7+".to_owned() } else { x.to_string() },
        "customers": first.iter().filter(inside).count(),
        "actual_mean": mean(first, |pair| pair.actual),
    });
    for (name, pairs) in found {
        all[*name] = mean(pairs, |pair| pair.predicted).into();
    }
    all
}

fn errors(pairs: &[Pair]) -> Value {
    let n = count(pairs.len());
    let off = |pair: &Pair| pair.predicted - pair.actual;
    let both: Vec<(f64, f64)> = pairs
        .iter()
        .map(|pair| (pair.predicted, pair.actual))
        .collect();
    json!({
        "total": pairs.iter().map(|pair| pair.predicted).sum::<f64>(),
        "mae": pairs.iter().map(|pair| off(pair).abs()).sum::<f64>() / n,
        "rmse": (pairs.iter().map(|pair| off(pair).powi(2)).sum::<f64>() / n).sqrt(),
        "corr": correlation(&both),
    })
}

/// Pearson's correlation.
pub(super) fn correlation(pairs: &[(f64, f64)]) -> f64 {
    let n = count(pairs.len());
    let (x, y) = pairs
        .iter()
        .fold((0.0, 0.0), |(x, y), pair| (x + pair.0, y + pair.1));
    let (mx, my) = (x / n, y / n);
    let sums = pairs.iter().fold([0.0; 3], |[xx, yy, xy], (x, y)| {
        let (dx, dy) = (x - mx, y - my);
        [xx + dx * dx, yy + dy * dy, xy + dx * dy]
    });
    sums[2] / (sums[0] * sums[1]).sqrt()
}
