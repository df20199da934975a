//! The Pareto/NBD (Schmittlein, Morrison, Colombo 1987; formulas as in Fader and Hardie 2005):
//! people stay away at any moment, not only after a visit. Kept to check published figures.

use super::History;
use super::special::{hypergeometric, ln_gamma};

/// The model with its parameters, in the unit of time of the histories.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pareto {
    /// Shape of the rates of visits.
    pub r: f64,
    /// Their scale.
    pub alpha: f64,
    /// Shape of the rates of leaving.
    pub s: f64,
    /// Their scale.
    pub beta: f64,
}

impl Pareto {
    /// The logarithm of the likelihood of one history.
    pub fn log_likelihood(&self, of: History) -> f64 {
        let visits = self.r + f64::from(of.repeats);
        let here = self.here(of);
        let gone = self.gone_to_here(of);
        ln_gamma(visits) - ln_gamma(self.r)
            + self.r * self.alpha.ln()
            + self.s * self.beta.ln()
            + here
            + gone.ln_1p()
    }

    /// The chance, 0 to 1, that somebody with this history is still a customer.
    pub fn alive(&self, of: History) -> f64 {
        1.0 / (1.0 + self.gone_to_here(of))
    }

    /// The visits to be expected of somebody with this history within a time from now.
    pub fn visits(&self, of: History, within: f64) -> f64 {
        let visits = self.r + f64::from(of.repeats);
        let (alpha, beta) = (self.alpha + of.known, self.beta + of.known);
        let left = (-(self.s - 1.0) * (within / beta).ln_1p()).exp_m1();
        -self.alive(of) * visits * beta / (alpha * (self.s - 1.0)) * left
    }

    /// ln of (α+T)^−(r+x) · (β+T)^−s.
    fn here(&self, of: History) -> f64 {
        let visits = self.r + f64::from(of.repeats);
        -visits * (self.alpha + of.known).ln() - self.s * (self.beta + of.known).ln()
    }

    /// How much likelier it is that they have left than that they have not.
    fn gone_to_here(&self, of: History) -> f64 {
        let visits = self.r + f64::from(of.repeats);
        let all = visits + self.s;
        let scale = self.alpha.max(self.beta);
        let second = if self.alpha >= self.beta {
            self.s + 1.0
        } else {
            visits
        };
        let part = |time: f64| {
            let z = (self.alpha - self.beta).abs() / (scale + time);
            let sum = hypergeometric(all, second, all + 1.0, z);
            sum.ln() - all * (scale + time).ln() - self.here(of)
        };
        self.s / all * (part(of.span).exp() - part(of.known).exp())
    }
}
