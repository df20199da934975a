//! The models fitted to a case, and what they say of each customer.

use serde_json::{Map, Value, json};

use super::case::Case;
use super::shop::{Customer, Shop};
use crate::insight::model::{Churn, Kind, Observed, Peak, Penalty, Spend};
use crate::insight::{Gate, Visits};

/// The models; nothing where the gate is closed.
#[derive(Debug)]
pub(super) struct Fits {
    pub churn: Option<(Churn, Peak<4>)>,
    pub spend: Option<(Spend, Peak<3>)>,
}

/// What the models say of one customer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Prediction {
    pub alive: f64,
    pub visits: f64,
    pub spend: f64,
    pub value: f64,
}

impl Fits {
    pub(super) fn of(shop: &Shop, case: &Case) -> Self {
        let visits = shop.visits();
        if !Gate::of(&visits, case.as_of).is_open() {
            return Self {
                churn: None,
                spend: None,
            };
        }
        let spenders: Vec<_> = shop
            .customers
            .iter()
            .filter_map(|c| shop.spender(c))
            .collect();
        Self {
            churn: Churn::fit(Kind::Mbg, &observed(&visits, case), Penalty::Plausible),
            spend: Spend::fit(&spenders, Penalty::Plausible),
        }
    }

    /// What is predicted of a customer who came.
    pub(super) fn of_customer(
        &self,
        shop: &Shop,
        case: &Case,
        one: &Customer,
    ) -> Option<Prediction> {
        let ((churn, _), (spend, _)) = (self.churn?, self.spend?);
        let history = Observed::of(&one.visits?, case.as_of).into();
        let per_visit = spend.per_visit(shop.spender(one));
        let visits = case
            .horizon()
            .discounted(|within| churn.visits(history, within));
        Some(Prediction {
            alive: churn.alive(history),
            visits: churn.visits(history, case.predict_days.into()),
            spend: per_visit,
            value: case.margin * per_visit * visits,
        })
    }

    /// As published: the product's two models, and the plain ones where the case wants them.
    pub(super) fn answer(&self, shop: &Shop, case: &Case) -> Value {
        let mut all = Map::new();
        let histories = observed(&shop.visits(), case);
        if let Some((model, peak)) = self.churn {
            all.insert("mbg_map".to_owned(), churn_json(&model, &peak, &histories));
        }
        if let Some((model, peak)) = self.spend {
            let spenders = shop.customers.iter().filter_map(|one| shop.spender(one));
            let spenders: Vec<_> = spenders.collect();
            let mean = spenders.iter().map(|one| one.average).sum::<f64>() / count(spenders.len());
            // The peak is that of averages over their mean.
            let scale = count(spenders.len()) * mean.ln();
            let scaled = Spend {
                gamma: model.gamma / mean,
                ..model
            };
            let ll = spenders.iter().map(|one| {
                let average = one.average / mean;
                scaled.log_likelihood(crate::insight::model::Spender { average, ..*one })
            });
            let ll = ll.sum::<f64>();
            all.insert(
                "gg_map_all_visits".to_owned(),
                json!({
                    "params": [model.p, model.q, model.gamma],
                    "ll": ll - scale,
                    "penalised_ll": peak.value - scale,
                    "population_mean": model.per_visit(None),
                }),
            );
        }
        if case.mle != Some(false) && self.churn.is_some() {
            for (name, kind) in [("bg_mle", Kind::Bg), ("mbg_mle", Kind::Mbg)] {
                if let Some((model, peak)) = Churn::fit(kind, &histories, Penalty::None) {
                    all.insert(name.to_owned(), churn_json(&model, &peak, &histories));
                }
            }
            let repeats = shop
                .customers
                .iter()
                .filter_map(|one| shop.repeat_spender(one));
            let repeats: Vec<_> = repeats.collect();
            if let Some((model, _)) = Spend::fit(&repeats, Penalty::None) {
                let ll: f64 = repeats.iter().map(|one| model.log_likelihood(*one)).sum();
                let params = [model.p, model.q, model.gamma];
                let published = json!({"params": params, "ll": ll});
                all.insert("gg_mle_repeat_visits".to_owned(), published);
            }
        }
        Value::Object(all)
    }
}

fn churn_json(model: &Churn, peak: &Peak<4>, customers: &[Observed]) -> Value {
    let ll = customers
        .iter()
        .map(|one| model.log_likelihood((*one).into()));
    json!({
        "params": [model.r, model.alpha, model.a, model.b],
        "ll": ll.sum::<f64>(),
        "penalised_ll": peak.value,
        "se_log_params": peak.errors,
    })
}

pub(super) fn observed(visits: &[Visits], case: &Case) -> Vec<Observed> {
    visits
        .iter()
        .map(|one| Observed::of(one, case.as_of))
        .collect()
}

#[expect(clippy::cast_precision_loss, reason = "no shop has 2⁵² customers")]
pub(super) fn count(number: usize) -> f64 {
    number as f64
}
