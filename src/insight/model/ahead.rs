//! Which visits are ahead of customers who are still customers (Fader, Hardie, Lee 2005, equation 10;
//! Batislam and others 2007). What is the same of all who came as often is worked out once.

use std::collections::hash_map::Entry;

use foldhash::{HashMap, HashMapExt as _};

use super::churn::{Churn, Kind};
use super::special::PowerSeries;

/// Visits ahead, by how often somebody came.
#[derive(Debug, Clone)]
pub struct ByRepeats {
    model: Churn,
    of: HashMap<u32, Ahead>,
}

impl ByRepeats {
    /// As a model says.
    pub fn of(model: Churn) -> Self {
        Self {
            model,
            of: HashMap::new(),
        }
    }

    /// Of whoever came so often after the first visit.
    pub fn ahead(&mut self, repeats: u32) -> &mut Ahead {
        match self.of.entry(repeats) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(Ahead::of(&self.model, repeats)),
        }
    }
}

/// Visits ahead of whoever came equally often.
#[derive(Debug, Clone)]
pub struct Ahead {
    alpha: f64,
    /// a − 1.
    e: f64,
    upper: f64,
    lower: f64,
    tail: PowerSeries,
}

impl Ahead {
    pub(super) fn of(model: &Churn, repeats: u32) -> Self {
        let bg = f64::from(u8::from(model.kind == Kind::Bg));
        let upper = model.a + model.b - model.r - bg;
        let lower = model.a + model.b + f64::from(repeats) - bg;
        Self {
            alpha: model.alpha,
            e: model.a - 1.0,
            upper,
            lower,
            tail: PowerSeries::of(upper / lower),
        }
    }

    /// The visits to be expected within a time from now of somebody who is still a customer, known
    /// for so long.
    pub fn visits(&mut self, known: f64, within: f64) -> f64 {
        let z = within / (self.alpha + known + within);
        if z <= 0.0 {
            return 0.0;
        }
        let ln_rest = (-z).ln_1p();
        // (1 − z)^e less 1: near nothing where z is small.
        let more = (self.e * ln_rest).exp_m1();
        let head = if self.e.abs() < 1e-12 {
            -ln_rest
        } else {
            -more / self.e
        };
        let (e, upper, lower) = (self.e, self.upper, self.lower);
        let ratio = |k| (e + k) * (upper + k) / ((lower + k) * (k + 1.0));
        lower * (head - (1.0 + more) * self.tail.at(z, ratio))
    }
}
