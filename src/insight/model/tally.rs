//! Fitting a [`super::Churn`] to many customers at once.
//!
//! What depends on the number of visits only is counted once per number, and logarithms are
//! looked up by whole days, so that a step over a million customers is a million exponentials.

use super::climb::{Local, Peak, climb};
use super::{Kind, Observed};

/// Whether the parameters are drawn towards plausible ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Penalty {
    /// As the product does: a small shop's few visits cannot run away with the parameters.
    Plausible,
    /// Not at all: the published estimates.
    None,
}

/// Histories with the number of customers that have them, and sums over all customers.
struct Tally {
    kind: Kind,
    /// Each history once.
    histories: Vec<(Observed, f64)>,
    /// How many customers came again more than j times, by j.
    rates: Vec<f64>,
    /// How many customers might have stayed away more than j times, by j.
    partings: Vec<f64>,
    /// All customers.
    customers: f64,
    /// Days per visit over all customers: ΣT / (Σx + ½).
    pace: f64,
    /// The longest time since a first visit, in days.
    longest: u32,
}

/// The best parameters: logarithms of r, α, a, b.
pub(super) fn fit(kind: Kind, customers: &[Observed], penalty: Penalty) -> Option<Peak<4>> {
    let tally = Tally::of(kind, customers)?;
    let start = [0.0, tally.pace.ln(), 0.625_f64.ln(), 1.875_f64.ln()];
    climb(start, |at| tally.objective(at, penalty))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "no shop has 2⁵² customers or visits"
)]
impl Tally {
    /// `None` without customers.
    fn of(kind: Kind, customers: &[Observed]) -> Option<Self> {
        let mut sorted = customers.to_vec();
        sorted.sort_unstable();
        let most = sorted.last()?.repeats;
        let repeats: u64 = sorted.iter().map(|one| u64::from(one.repeats)).sum();
        let days: u64 = sorted.iter().map(|one| u64::from(one.known)).sum();
        let more_than = |visits: fn(Kind, u32) -> u32| -> Vec<f64> {
            let above = |j| sorted.partition_point(|one| visits(kind, one.repeats) <= j);
            (0..visits(kind, most))
                .map(|j| (sorted.len() - above(j)) as f64)
                .collect()
        };
        Some(Self {
            kind,
            rates: more_than(|_, repeats| repeats),
            partings: more_than(Kind::partings),
            customers: sorted.len() as f64,
            pace: (days as f64).max(1.0) / (repeats as f64 + 0.5),
            longest: sorted.iter().map(|one| one.known).max().unwrap_or(0),
            histories: sorted
                .chunk_by(|a, b| a == b)
                .map(|same| (same[0], same.len() as f64))
                .collect(),
        })
    }

    /// The log-likelihood, less the penalty, at logarithms of the parameters.
    fn objective(&self, logs: &[f64; 4], penalty: Penalty) -> Local<4> {
        let params = logs.map(f64::exp);
        let mut sum = self.counted(params);
        self.add_histories(params, &mut sum);
        let mut sum = in_logs(&sum, params);
        if penalty == Penalty::Plausible {
            subtract_penalty(*logs, self.pace, &mut sum);
        }
        sum
    }

    /// Σ ln(r+j), Σ ln((b+j)/(a+b+j)) and n·r ln α.
    fn counted(&self, [r, alpha, a, b]: [f64; 4]) -> Local<4> {
        let n = self.customers;
        let mut sum = Local {
            value: n * r * alpha.ln(),
            slope: [n * alpha.ln(), n * r / alpha, 0.0, 0.0],
            curve: [[0.0; 4]; 4],
        };
        sum.curve[0][1] = n / alpha;
        sum.curve[1][1] = -n * r / (alpha * alpha);
        for (j, count) in self.rates.iter().enumerate() {
            let rate = r + j as f64;
            sum.value += count * rate.ln();
            sum.slope[0] += count / rate;
            sum.curve[0][0] -= count / (rate * rate);
        }
        for (j, count) in self.partings.iter().enumerate() {
            let (stays, all) = (b + j as f64, a + b + j as f64);
            sum.value += count * (stays / all).ln();
            sum.slope[2] -= count / all;
            sum.slope[3] += count / stays - count / all;
            let bend = count / (all * all);
            sum.curve[2][2] += bend;
            sum.curve[2][3] += bend;
            sum.curve[3][3] += bend - count / (stays * stays);
        }
        sum
    }

    /// Σ ln(eᵘ + eᵛ): see [`super::Churn::log_likelihood`].
    fn add_histories(&self, params: [f64; 4], sum: &mut Local<4>) {
        let [r, alpha, a, b] = params;
        let days = (0..=self.longest).map(|day| alpha + f64::from(day));
        let days: Vec<(f64, f64)> = days.map(|day| (day.ln(), 1.0 / day)).collect();
        for (history, count) in &self.histories {
            let visits = r + f64::from(history.repeats);
            let (ln_known, by_known) = days[history.known as usize];
            let (ln_span, by_span) = days[history.span as usize];
            let here = -visits * ln_known;
            let Some(last) = self.kind.partings(history.repeats).checked_sub(1) else {
                sum.value += count * here;
                sum.slope[0] -= count * ln_known;
                sum.slope[1] -= count * visits * by_known;
                sum.curve[0][1] -= count * by_known;
                sum.curve[1][1] += count * visits * by_known * by_known;
                continue;
            };
            let stays = b + f64::from(last);
            let gone = (a / stays).ln() - visits * ln_span;
            let odds = (gone - here).exp();
            let (alive, lost) = if odds.is_finite() {
                (1.0 / (1.0 + odds), odds / (1.0 + odds))
            } else {
                (0.0, 1.0)
            };
            sum.value += count
                * if odds < 1.0 {
                    here + odds.ln_1p()
                } else {
                    gone + (1.0 / odds).ln_1p()
                };
            let up = [-ln_known, -visits * by_known, 0.0, 0.0];
            let down = [-ln_span, -visits * by_span, 1.0 / a, -1.0 / stays];
            for i in 0..4 {
                sum.slope[i] += count * (alive * up[i] + lost * down[i]);
                for j in i..4 {
                    sum.curve[i][j] += count * alive * lost * (up[i] - down[i]) * (up[j] - down[j]);
                }
            }
            sum.curve[0][1] -= count * (alive * by_known + lost * by_span);
            sum.curve[1][1] +=
                count * visits * (alive * by_known * by_known + lost * by_span * by_span);
            sum.curve[2][2] -= count * lost / (a * a);
            sum.curve[3][3] += count * lost / (stays * stays);
        }
    }
}

/// Derivatives by the parameters (upper triangle) as derivatives by their logarithms.
fn in_logs<const N: usize>(by: &Local<N>, params: [f64; N]) -> Local<N> {
    let slope: [f64; N] = std::array::from_fn(|i| params[i] * by.slope[i]);
    let curve = std::array::from_fn(|i| {
        std::array::from_fn(|j| {
            let bend = params[i] * params[j] * by.curve[i.min(j)][i.max(j)];
            if i == j { bend + slope[i] } else { bend }
        })
    });
    Local {
        value: by.value,
        slope,
        curve,
    }
}

/// Takes off ½ Σ z² for r, α/r, a/b and a+b, each of which is drawn to a plausible value in
/// its logarithm.
fn subtract_penalty([r, alpha, a, b]: [f64; 4], pace: f64, sum: &mut Local<4>) {
    pull(sum, [1.0, 0.0, 0.0, 0.0], r, 0.7);
    pull(sum, [-1.0, 1.0, 0.0, 0.0], alpha - r - pace.ln(), 1.5);
    pull(
        sum,
        [0.0, 0.0, 1.0, -1.0],
        a - b - (1.0_f64 / 3.0).ln(),
        1.2,
    );
    let total = a.exp() + b.exp();
    let (of_a, of_b) = (a.exp() / total, b.exp() / total);
    let off = total.ln() - 2.5_f64.ln();
    pull(sum, [0.0, 0.0, of_a, of_b], off, 1.0);
    // ln(a+b) bends, unlike the other three.
    let bend = off * of_a * of_b;
    sum.curve[2][2] -= bend;
    sum.curve[3][3] -= bend;
    sum.curve[2][3] += bend;
    sum.curve[3][2] += bend;
}

/// Takes off ½ (off/width)², where `off` changes by `along` with the variables.
pub(super) fn pull<const N: usize>(sum: &mut Local<N>, along: [f64; N], off: f64, width: f64) {
    let weight = 1.0 / (width * width);
    sum.value -= 0.5 * weight * off * off;
    for i in 0..N {
        sum.slope[i] -= weight * off * along[i];
        for j in 0..N {
            sum.curve[i][j] -= weight * along[i] * along[j];
        }
    }
}
