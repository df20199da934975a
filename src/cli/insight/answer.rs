//! The answer to a case, section by section in the published form.

use std::collections::BTreeMap;

use chrono::Days;
use serde_json::{Map, Value, json};

use super::case::Case;
use super::fits::{Fits, count};
use super::holdout;
use super::shop::{Customer, Shop};
use crate::domain::Day;
use crate::insight::model::{Backtest, Observed};
use crate::insight::{
    Cohorts, Concentration, Gate, Outlook, Period, Repeat, Rfm, Scores, Shortage, Stage, VisitDays,
    Visits, outlook, repeat,
};

pub(super) fn answer(shop: &Shop, case: &Case, fits: &Fits) -> Value {
    let visits = shop.visits();
    let gate = Gate::of(&visits, case.as_of);
    let backtest = backtest(shop, case.as_of);
    let trusted = backtest.is_some_and(|test| test.is_trusted());
    let mut all = json!({
        "case": case.name,
        "as_of": case.as_of,
        "base": base(shop, &visits, &gate),
        "rfm": {
            "rank": rfm(&Rfm::by_rank(&visits, case.as_of)),
            "quantile7": rfm(&Rfm::by_quantile(&visits, case.as_of)),
        },
        "concentration": concentration(&visits),
        "repeat": repeats(shop, &visits),
        "cohorts": {"month": cohorts(shop, Period::Month), "quarter": cohorts(shop, Period::Quarter)},
        "rhythm": counts(came(shop).map(|(one, _)| shop.pace(one).name())),
        "gate": gate_json(&gate),
        "backtest_90d": backtest.map(|test| json!({
            "customers": test.customers,
            "predicted": test.predicted,
            "actual": test.actual,
            "ratio": test.ratio(),
        })),
        "numbers_may_be_shown": gate.shortages_for_numbers().is_empty() && trusted,
        "lifecycle": counts(shop.stages().into_iter().map(Stage::name)),
        "historic_margin_total": case.margin * major(&visits, case),
        "owner_labels": counts(outlooks(shop, case, fits).into_iter().map(Outlook::name)),
    });
    if let Value::Object(sections) = &mut all {
        add_models(sections, shop, case, fits);
    }
    all
}

fn add_models(sections: &mut Map<String, Value>, shop: &Shop, case: &Case, fits: &Fits) {
    let mut add = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            sections.insert(name.to_owned(), value);
        }
    };
    add("referrals", shop.referrals().map(|all| json!(all)));
    if fits.churn.is_none() {
        return;
    }
    add("fits", Some(fits.answer(shop, case)));
    let predicted = shop
        .customers
        .iter()
        .filter_map(|one| fits.of_customer(shop, case, one));
    let sums = predicted.fold([0.0; 3], |[alive, visits, value], one| {
        [alive + one.alive, visits + one.visits, value + one.value]
    });
    let totals = json!({"sum_p_alive": sums[0], "visits_next": sums[1], "clv": sums[2]});
    add("totals_fitted", Some(totals));
    add(
        "spend_frequency_correlation",
        Some(correlation_of_spend(shop).into()),
    );
    add("holdout", holdout::answer(shop, case, fits));
    add("named_fixed_params", named(shop, case));
}

/// Those who came.
fn came(shop: &Shop) -> impl Iterator<Item = (&Customer, Visits)> {
    shop.customers
        .iter()
        .filter_map(|one| one.visits.map(|visits| (one, visits)))
}

fn base(shop: &Shop, visits: &[Visits], gate: &Gate) -> Value {
    let mut silent: Vec<u32> = visits.iter().map(|one| one.silent(shop.as_of)).collect();
    silent.sort_unstable();
    let middle = |at: usize| f64::from(silent.get(at).copied().unwrap_or(0));
    let n = silent.len();
    json!({
        "customers_with_visits": n,
        "customers_without_visits": shop.paid_without_visits(),
        "visits": visits.iter().map(|one| u64::from(one.count)).sum::<u64>(),
        "revenue_minor": visits.iter().map(|one| one.money).sum::<i64>(),
        "first_visit": visits.iter().map(|one| one.first).min(),
        "last_visit": visits.iter().map(|one| one.last).max(),
        "repeat_visits": gate.repeats,
        "returning_customers": gate.returning,
        "median_recency_days": f64::midpoint(middle(n.saturating_sub(1) / 2), middle(n / 2)),
    })
}

fn rfm(rfm: &Rfm) -> Value {
    let column = |score: fn(&Scores) -> u8| {
        let with = |value: u8| rfm.0.iter().filter(|scores| score(scores) == value).count();
        [1, 2, 3, 4, 5].map(with)
    };
    let segments = rfm.segments();
    let segments: BTreeMap<&str, usize> = segments
        .iter()
        .map(|(segment, n)| (segment.name(), *n))
        .collect();
    json!({
        "R": column(|scores| scores.recency),
        "F": column(|scores| scores.frequency),
        "M": column(|scores| scores.money),
        "segments": segments,
    })
}

fn concentration(visits: &[Visits]) -> Value {
    let shop = Concentration::of(visits.iter().map(|one| one.money));
    let for_80 = shop.customers_for_80_percent();
    json!({
        "customers": shop.customers(),
        "revenue_minor": i64::try_from(shop.total()).unwrap_or(i64::MAX),
        "top20_customers": shop.top_fifth(),
        "top20_share": shop.share_of(shop.top_fifth()),
        "customers_for_80pct": for_80,
        "customers_for_80pct_share": count(for_80) / count(shop.customers()),
        "gini": shop.gini(),
        "cumulative_share_top_deciles": shop.deciles(),
    })
}

fn repeats(shop: &Shop, visits: &[Visits]) -> Value {
    let ever: Repeat = visits.iter().copied().collect();
    let since = shop
        .as_of
        .checked_sub_days(Days::new(364))
        .unwrap_or(Day::MIN);
    let within = |one: &Customer| one.days.days().iter().filter(|day| **day >= since).count();
    let year = repeat(shop.customers.iter().map(within));
    json!({
        "customers": ever.customers,
        "repeat_customers": ever.returning,
        "repeat_rate": ever.rate(),
        "active_365d": year.customers,
        "active_365d_two_plus": year.returning,
        "repeat_rate_365d": year.rate(),
    })
}

fn cohorts(shop: &Shop, period: Period) -> Value {
    let days = shop.customers.iter().map(|one| one.days.days());
    let cohorts = Cohorts::of(period, days, shop.as_of);
    let row = |cohort: &crate::insight::Cohort| {
        let table = json!({"size": cohort.active[0], "active": cohort.active});
        (period.label(cohort.period), table)
    };
    let table: Map<String, Value> = cohorts.rows.iter().map(row).collect();
    json!({"last_period_complete": cohorts.last_complete, "table": table})
}

fn gate_json(gate: &Gate) -> Value {
    let reasons: Vec<String> = gate.shortages().into_iter().map(Shortage::rule).collect();
    json!({
        "ok": gate.is_open(),
        "reasons": reasons,
        "customers": gate.customers,
        "returning_customers": gate.returning,
        "repeat_visits": gate.repeats,
        "history_days": gate.days,
    })
}

fn backtest(shop: &Shop, as_of: Day) -> Option<Backtest> {
    let then = as_of.checked_sub_days(Days::new(Backtest::DAYS.into()))?;
    let mut known = Vec::new();
    let mut actual = 0;
    for one in &shop.customers {
        let before = VisitDays::of(one.receipts.iter().copied(), then);
        if let Some(visits) = before.summary() {
            known.push(visits);
            let after = one.days.days().iter().filter(|day| **day > then).count();
            actual += u64::try_from(after).unwrap_or(0);
        }
    }
    Backtest::run(&known, then, actual)
}

/// What an owner reads of each customer who came.
pub(super) fn outlooks(shop: &Shop, case: &Case, fits: &Fits) -> Vec<Outlook> {
    let read = |(one, visits): (&Customer, Visits)| {
        let alive = fits
            .of_customer(shop, case, one)
            .map(|predicted| predicted.alive);
        outlook(&visits, shop.pace(one), alive, case.as_of)
    };
    came(shop).map(read).collect()
}

fn counts(names: impl Iterator<Item = &'static str>) -> BTreeMap<&'static str, usize> {
    names.fold(BTreeMap::new(), |mut counts, name| {
        *counts.entry(name).or_default() += 1;
        counts
    })
}

#[expect(clippy::cast_precision_loss, reason = "totals of cases are below 2⁵³")]
fn major(visits: &[Visits], case: &Case) -> f64 {
    visits.iter().map(|one| one.money).sum::<i64>() as f64 / case.minor_per_major()
}

/// Whether those who come again more often pay more each time.
fn correlation_of_spend(shop: &Shop) -> f64 {
    let spenders = shop
        .customers
        .iter()
        .filter_map(|one| shop.repeat_spender(one));
    let pairs: Vec<(f64, f64)> = spenders
        .map(|one| (f64::from(one.visits), one.average))
        .collect();
    holdout::correlation(&pairs)
}

/// Some customers at the published parameters.
fn named(shop: &Shop, case: &Case) -> Option<Value> {
    let fixed = case.fixed_params?;
    let mut all = Map::new();
    for (one, visits) in came(shop).filter(|(one, _)| case.named.contains(&one.name)) {
        let observed = Observed::of(&visits, case.as_of);
        let history = observed.into();
        let of = |ll: f64, alive: f64, within: &dyn Fn(f64) -> f64| {
            let mut found = json!({"ll": ll, "p_alive": alive});
            for days in &case.named_horizons {
                found[format!("visits_{days}d")] = within(f64::from(*days)).into();
            }
            found
        };
        let churn = |model: crate::insight::model::Churn| {
            let within = |days| model.visits(history, days);
            of(model.log_likelihood(history), model.alive(history), &within)
        };
        let repeat = shop.repeat_spender(one);
        let spend = fixed.spend().per_visit(repeat);
        let visits = case
            .horizon()
            .discounted(|days| fixed.mbg().visits(history, days));
        let mut found = json!({
            "x": observed.repeats, "t_x": observed.span, "T": observed.known,
            "visit_mean": shop.spender(one).map(|one| one.average),
            "repeat_mean": repeat.map(|one| one.average),
            "bg": churn(fixed.bg()),
            "mbg": churn(fixed.mbg()),
            "spend_repeat_visits_gg": spend,
            "clv_mbg": case.margin * spend * visits,
        });
        if let Some(model) = fixed.pareto() {
            let within = |days| model.visits(history, days);
            found["pnbd"] = of(model.log_likelihood(history), model.alive(history), &within);
        }
        all.insert(one.name.clone(), found);
    }
    Some(Value::Object(all))
}
