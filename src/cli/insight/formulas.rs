//! Formulas at published arguments; nothing is fitted.

use serde_json::{Value, json};

use super::case::{Case, churn, pareto, spend};
use crate::insight::model::{History, Kind, Spender, hypergeometric, ln_gamma, present_value};
use crate::insight::{gini, quantile_scores, rank_scores};

pub(super) fn answer(case: &Case) -> Value {
    let results: Vec<Value> = case.queries.iter().map(result).collect();
    json!({"case": case.name, "results": results})
}

fn result(query: &Value) -> Value {
    let name = query["fn"].as_str().unwrap_or_default();
    json!({"fn": name, "args": query["args"], "value": value(name, &query["args"])})
}

fn value(name: &str, args: &Value) -> Option<Value> {
    Some(match name {
        "lgamma" => ln_gamma(args[0].as_f64()?).into(),
        "hyp2f1" => {
            let [a, b, c, z] = numbers(args)?;
            hypergeometric(a, b, c, z).into()
        }
        "bg" => churned(Kind::Bg, args)?,
        "mbg" => churned(Kind::Mbg, args)?,
        "pnbd" => {
            let model = pareto(numbers(&args["params"])?);
            let (of, within) = (history(args)?, args["t"].as_f64()?);
            found(
                model.log_likelihood(of),
                model.alive(of),
                model.visits(of, within),
            )
        }
        "gg_ll" => spend(numbers(&args["params"])?)
            .log_likelihood(spender(args)?)
            .into(),
        "gg_mean" => spend(numbers(&args["params"])?)
            .per_visit(spender(args))
            .into(),
        "npv" => {
            let annual = args["annual"].as_f64()?;
            let flow =
                |flow: &Value| Some(present_value(flow[0].as_f64()?, flow[1].as_f64()?, annual));
            args["flows"]
                .as_array()?
                .iter()
                .filter_map(flow)
                .sum::<f64>()
                .into()
        }
        "gini" => gini(whole(args)?).into(),
        "rank_scores" => scores(rank_scores, args)?,
        "quantile7_scores" => scores(quantile_scores, args)?,
        "weeks_vs_days" => weeks_vs_days(args)?,
        _ => return None,
    })
}

fn found(ll: f64, alive: f64, visits: f64) -> Value {
    json!({"ll": ll, "p_alive": alive, "expected": visits})
}

fn churned(kind: Kind, args: &Value) -> Option<Value> {
    let model = churn(kind, numbers(&args["params"])?);
    let (of, within) = (history(args)?, args["t"].as_f64()?);
    Some(found(
        model.log_likelihood(of),
        model.alive(of),
        model.visits(of, within),
    ))
}

fn history(args: &Value) -> Option<History> {
    Some(History {
        repeats: u32::try_from(args["x"].as_u64()?).ok()?,
        span: args["t_x"].as_f64()?,
        known: args["T"].as_f64()?,
    })
}

fn spender(args: &Value) -> Option<Spender> {
    let visits = u32::try_from(args["x"].as_u64()?).ok()?;
    let average = args["z"].as_f64()?;
    (visits > 0).then_some(Spender { visits, average })
}

fn scores(score: fn(&[i64]) -> Vec<u8>, args: &Value) -> Option<Value> {
    let mut scores = score(&whole(&args["values"])?);
    if args["reverse"].as_bool()? {
        for score in &mut scores {
            *score = 6 - *score;
        }
    }
    Some(json!(scores))
}

/// The same histories with time in weeks and in days, at the same customers' rates.
fn weeks_vs_days(args: &Value) -> Option<Value> {
    let kind = if args["modified"].as_bool()? {
        Kind::Mbg
    } else {
        Kind::Bg
    };
    let [r, alpha, a, b] = numbers(&args["params"])?;
    let rows: Vec<[f64; 3]> = args["rows"]
        .as_array()?
        .iter()
        .filter_map(numbers)
        .collect();
    let sum = |days: f64| {
        let model = churn(kind, [r, alpha * days, a, b]);
        let ll = rows.iter().map(|[x, span, known]| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a count"
            )]
            let repeats = *x as u32;
            let (span, known) = (span * days / 7.0, known * days / 7.0);
            model.log_likelihood(History {
                repeats,
                span,
                known,
            })
        });
        ll.sum::<f64>()
    };
    let (weeks, days) = (sum(1.0), sum(7.0));
    Some(json!({"ll_weeks": weeks, "ll_days": days, "difference": days - weeks}))
}

fn numbers<const N: usize>(value: &Value) -> Option<[f64; N]> {
    let numbers: Option<Vec<f64>> = value.as_array()?.iter().map(Value::as_f64).collect();
    numbers?.try_into().ok()
}

fn whole(value: &Value) -> Option<Vec<i64>> {
    value.as_array()?.iter().map(Value::as_i64).collect()
}
