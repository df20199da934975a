//! Models of customers who come by chance at their own rate and one day stay away for good.
//!
//! BG/NBD (Fader, Hardie, Lee 2005) and MBG/NBD (Batislam, Denizel, Filiztekin 2007): the rate
//! of visits varies over customers as a gamma(r, α), the chance of staying away after a visit
//! as a beta(a, b). In the MBG/NBD the first visit may be the last; in the BG/NBD it never is.

use super::ahead::Ahead;
use super::tally::{self, Penalty};
use super::{History, Observed, Peak};

/// Which of the two models.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// BG/NBD: nobody stays away after the first visit.
    Bg,
    /// MBG/NBD: anybody may.
    Mbg,
}

impl Kind {
    /// After how many visits the customer might have stayed away.
    pub(super) fn partings(self, repeats: u32) -> u32 {
        repeats + u32::from(self == Self::Mbg)
    }
}

/// A model with its parameters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Churn {
    /// Which model.
    pub kind: Kind,
    /// Shape of the rates of visits; more is more alike.
    pub r: f64,
    /// Their scale, in units of time.
    pub alpha: f64,
    /// Weight of staying away after a visit.
    pub a: f64,
    /// Weight of coming back.
    pub b: f64,
}

impl Churn {
    /// Fits the parameters to customers, in days. `None` where no best ones exist. The peak's
    /// variables are the logarithms of r, α, a, b; its value is the penalised log-likelihood.
    pub fn fit(kind: Kind, customers: &[Observed], penalty: Penalty) -> Option<(Self, Peak<4>)> {
        let peak = tally::fit(kind, customers, penalty)?;
        let [r, alpha, a, b] = peak.at.map(f64::exp);
        let model = Self {
            kind,
            r,
            alpha,
            a,
            b,
        };
        Some((model, peak))
    }

    /// The logarithm of the likelihood of one history.
    pub fn log_likelihood(&self, of: History) -> f64 {
        let rates: f64 = (0..of.repeats).map(|j| (self.r + f64::from(j)).ln()).sum();
        let partings = (0..self.kind.partings(of.repeats)).map(f64::from);
        let stays: f64 = partings
            .map(|j| ((self.b + j) / (self.a + self.b + j)).ln())
            .sum();
        let (here, gone) = self.weights(of);
        let more = here.max(gone);
        let sum = more + ((here - more).exp() + (gone - more).exp()).ln();
        rates + stays + self.r * self.alpha.ln() + sum
    }

    /// The chance, 0 to 1, that somebody with this history is still a customer.
    pub fn alive(&self, of: History) -> f64 {
        let (here, gone) = self.weights(of);
        1.0 / (1.0 + (gone - here).exp())
    }

    /// The visits to be expected of somebody with this history within a time from now.
    pub fn visits(&self, of: History, within: f64) -> f64 {
        self.alive(of) * self.visits_if_alive(of.repeats, of.known, within)
    }

    /// The visits to be expected of somebody who is still a customer.
    pub fn visits_if_alive(&self, repeats: u32, known: f64, within: f64) -> f64 {
        Ahead::of(self, repeats).visits(known, within)
    }

    /// Logarithms of the weights of still being a customer, and of having stayed away.
    fn weights(&self, of: History) -> (f64, f64) {
        let visits = self.r + f64::from(of.repeats);
        let here = -visits * (self.alpha + of.known).ln();
        let gone = match self.kind.partings(of.repeats).checked_sub(1) {
            None => f64::NEG_INFINITY,
            Some(last) => {
                (self.a / (self.b + f64::from(last))).ln() - visits * (self.alpha + of.span).ln()
            }
        };
        (here, gone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// CDNOW, in weeks, as printed.
    const PUBLISHED: Churn = Churn {
        kind: Kind::Bg,
        r: 0.243,
        alpha: 4.414,
        a: 0.793,
        b: 2.426,
    };

    #[test]
    fn the_published_customer_comes_as_often_as_published() {
        let customer = History {
            repeats: 2,
            span: 30.43,
            known: 38.86,
        };
        let visits = PUBLISHED.visits(customer, 39.0);
        assert!((visits - 1.226_028_174_767_1).abs() < 1e-12, "{visits}");
    }

    #[test]
    fn whoever_came_once_is_certainly_a_customer_only_to_the_older_model() {
        let once = History {
            repeats: 0,
            span: 0.0,
            known: 500.0,
        };
        assert!((PUBLISHED.alive(once) - 1.0).abs() < f64::EPSILON);
        let modified = Churn {
            kind: Kind::Mbg,
            ..PUBLISHED
        };
        assert!(modified.alive(once) < 0.5);
    }

    fn customers() -> impl Strategy<Value = Vec<Observed>> {
        let one = (0_u32..12, 0_u32..400, 0_u32..400).prop_map(|(repeats, span, after)| {
            let span = if repeats == 0 { 0 } else { span.max(repeats) };
            Observed {
                repeats,
                span,
                known: span + after,
            }
        });
        proptest::collection::vec(one, 1..120)
    }

    proptest! {
        #[test]
        fn any_shop_has_best_parameters_and_sober_predictions(customers in customers()) {
            let (model, peak) = Churn::fit(Kind::Mbg, &customers, Penalty::Plausible).expect("a peak");
            prop_assert!(peak.errors.iter().all(|error| error.is_finite() && *error > 0.0));
            for one in customers {
                let history = History::from(one);
                let (alive, soon) = (model.alive(history), model.visits(history, 90.0));
                let later = model.visits(history, 365.0);
                prop_assert!((0.0..=1.0).contains(&alive));
                prop_assert!(soon >= 0.0 && later >= soon && later.is_finite(), "{soon} {later}");
            }
        }
    }
}
