//! How much a customer pays per visit (Gamma-Gamma: Fader, Hardie, Lee 2005; Fader, Hardie 2013).

use super::climb::{Local, Peak, climb};
use super::special::{digamma, ln_gamma, trigamma};
use super::tally::{Penalty, pull};

/// What one customer paid on average.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spender {
    /// Visits that the average is of.
    pub visits: u32,
    /// Money per visit in major units, more than nothing.
    pub average: f64,
}

/// The model: a visit's money is gamma(p, ν), and ν varies over customers as a gamma(q, γ).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spend {
    /// Shape of the money of one customer's visits.
    pub p: f64,
    /// Shape of the customers' averages; more than 1.
    pub q: f64,
    /// Their scale, in major units of money.
    pub gamma: f64,
}

/// Customers of the same number of visits.
struct Group {
    visits: f64,
    customers: f64,
    /// Σ ln z, z being an average over the mean of all averages.
    ln_sum: f64,
    averages: Vec<f64>,
}

impl Spend {
    /// Fits the parameters. `None` without anybody who paid, or where no best ones exist. The
    /// peak's variables are the logarithms of p, q − 1 and γ over the mean of the averages; its
    /// value is the penalised log-likelihood of the averages over their mean.
    pub fn fit(spenders: &[Spender], penalty: Penalty) -> Option<(Self, Peak<3>)> {
        let paid = spenders
            .iter()
            .filter(|one| one.average > 0.0 && one.visits > 0);
        let mut paid: Vec<Spender> = paid.copied().collect();
        if paid.is_empty() {
            return None;
        }
        paid.sort_unstable_by(|a, b| {
            a.visits
                .cmp(&b.visits)
                .then(a.average.total_cmp(&b.average))
        });
        let mean = mean(&paid);
        let groups: Vec<Group> = paid
            .chunk_by(|a, b| a.visits == b.visits)
            .map(|same| Group::of(same, mean))
            .collect();
        let start = [3.0_f64.ln(), 2.5_f64.ln(), (2.5_f64 / 3.0).ln()];
        let peak = climb(start, |at| objective(&groups, *at, penalty))?;
        let [p, above_one, gamma] = peak.at.map(f64::exp);
        let model = Self {
            p,
            q: 1.0 + above_one,
            gamma: gamma * mean,
        };
        Some((model, peak))
    }

    /// Money per visit in major units to be expected of somebody who paid so much so far; of
    /// anybody, where nothing is known.
    pub fn per_visit(&self, of: Option<Spender>) -> f64 {
        let (visits, paid) = of.map_or((0.0, 0.0), |one| {
            let visits = f64::from(one.visits);
            (visits, visits * one.average)
        });
        self.p * (self.gamma + paid) / (self.p * visits + self.q - 1.0)
    }

    /// The logarithm of the likelihood of one average.
    pub fn log_likelihood(&self, of: Spender) -> f64 {
        let visits = f64::from(of.visits);
        let (shape, z) = (self.p * visits, of.average);
        ln_gamma(shape + self.q) - ln_gamma(shape) - ln_gamma(self.q)
            + self.q * self.gamma.ln()
            + (shape - 1.0) * z.ln()
            + shape * visits.ln()
            - (shape + self.q) * (self.gamma + visits * z).ln()
    }
}

/// The sum of logarithms of numbers above nothing: of the product of a few of them, for a logarithm
/// costs as much as all else that is done with one of them.
#[derive(Debug, Default)]
struct LogSum {
    sum: f64,
    /// Of those whose logarithm is not in the sum yet.
    product: Option<f64>,
}

impl LogSum {
    /// Within these no product with an ordinary number leaves the range of a float.
    const SMALL: f64 = 1e-140;
    const LARGE: f64 = 1e140;

    fn add(&mut self, number: f64) {
        let product = self.product.map_or(number, |product| product * number);
        if (Self::SMALL..Self::LARGE).contains(&product) {
            self.product = Some(product);
        } else {
            self.sum += product.ln();
            self.product = None;
        }
    }

    fn sum(self) -> f64 {
        self.sum + self.product.map_or(0.0, f64::ln)
    }
}

#[expect(clippy::cast_precision_loss, reason = "no shop has 2⁵² customers")]
fn mean(spenders: &[Spender]) -> f64 {
    spenders.iter().map(|one| one.average).sum::<f64>() / spenders.len() as f64
}

impl Group {
    #[expect(clippy::cast_precision_loss, reason = "no shop has 2⁵² customers")]
    fn of(same: &[Spender], mean: f64) -> Self {
        let averages: Vec<f64> = same.iter().map(|one| one.average / mean).collect();
        Self {
            visits: same[0].visits.into(),
            customers: same.len() as f64,
            ln_sum: averages.iter().map(|z| z.ln()).sum(),
            averages,
        }
    }
}

/// The log-likelihood, less the penalty, at ln p, ln(q−1), ln γ.
fn objective(groups: &[Group], logs: [f64; 3], penalty: Penalty) -> Local<3> {
    let [p, above_one, gamma] = logs.map(f64::exp);
    let q = 1.0 + above_one;
    let mut sum = Local {
        value: 0.0,
        slope: [0.0; 3],
        curve: [[0.0; 3]; 3],
    };
    for group in groups {
        add(group, [p, q, gamma], &mut sum);
    }
    // q moves with its variable as q − 1 does.
    let by = [p, above_one, gamma];
    let slope: [f64; 3] = std::array::from_fn(|i| by[i] * sum.slope[i]);
    let curve = std::array::from_fn(|i| {
        std::array::from_fn(|j| {
            let bend = by[i] * by[j] * sum.curve[i.min(j)][i.max(j)];
            if i == j { bend + slope[i] } else { bend }
        })
    });
    let mut sum = Local {
        value: sum.value,
        slope,
        curve,
    };
    if penalty == Penalty::Plausible {
        pull(&mut sum, [1.0, 0.0, 0.0], logs[0] - 3.0_f64.ln(), 1.0);
        pull(&mut sum, [0.0, 1.0, 0.0], logs[1] - 2.5_f64.ln(), 0.8);
        pull(&mut sum, [1.0, -1.0, 1.0], logs[0] - logs[1] + logs[2], 1.0);
    }
    sum
}

/// Adds the log-likelihood of a group and its derivatives by p, q, γ (upper triangle).
fn add(group: &Group, [p, q, gamma]: [f64; 3], sum: &mut Local<3>) {
    let (f, n) = (group.visits, group.customers);
    let shape = p * f;
    let (all, alone) = (digamma(shape + q), digamma(shape));
    sum.value += n * (ln_gamma(shape + q) - ln_gamma(shape) - ln_gamma(q) + q * gamma.ln())
        + n * shape * f.ln()
        + (shape - 1.0) * group.ln_sum;
    sum.slope[0] += n * f * (all - alone + f.ln()) + f * group.ln_sum;
    sum.slope[1] += n * (all - digamma(q) + gamma.ln());
    sum.slope[2] += n * q / gamma;
    let bend = trigamma(shape + q);
    sum.curve[0][0] += n * f * f * (bend - trigamma(shape));
    sum.curve[0][1] += n * f * bend;
    sum.curve[1][1] += n * (bend - trigamma(q));
    sum.curve[1][2] += n / gamma;
    sum.curve[2][2] -= n * q / (gamma * gamma);
    let (mut logs, mut by, mut by_two) = (LogSum::default(), 0.0, 0.0);
    for z in &group.averages {
        let scale = gamma + f * z;
        let one = 1.0 / scale;
        logs.add(scale);
        by += one;
        by_two += one * one;
    }
    let logs = logs.sum();
    sum.value -= (shape + q) * logs;
    sum.slope[0] -= f * logs;
    sum.slope[1] -= logs;
    sum.slope[2] -= (shape + q) * by;
    sum.curve[0][2] -= f * by;
    sum.curve[1][2] -= by;
    sum.curve[2][2] += (shape + q) * by_two;
}
