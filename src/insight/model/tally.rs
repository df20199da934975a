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
        let alpha = params[1];
        let days = (0..=self.longest).map(|day| alpha + f64::from(day));
        let days: Vec<(f64, f64)> = days.map(|day| (day.ln(), 1.0 / day)).collect();
        let by_repeats =
            |(one, _): &(Observed, f64), (other, _): &(Observed, f64)| one.repeats == other.repeats;
        for alike in self.histories.chunk_by(by_repeats) {
            let repeats = alike[0].0.repeats;
            match self.kind.partings(repeats).checked_sub(1) {
                None => add_here(alike, &days, params[0] + f64::from(repeats), sum),
                Some(last) => add_alike(alike, &days, (params, last), sum),
            }
        }
    }
}

/// Those who came equally often, where nobody can have stayed away.
fn add_here(alike: &[(Observed, f64)], days: &[(f64, f64)], visits: f64, sum: &mut Local<4>) {
    for (history, count) in alike {
        let (ln_known, by_known) = days[history.known as usize];
        sum.value -= count * visits * ln_known;
        sum.slope[0] -= count * ln_known;
        sum.slope[1] -= count * visits * by_known;
        sum.curve[0][1] -= count * by_known;
        sum.curve[1][1] += count * visits * by_known * by_known;
    }
}

/// Those who came equally often and may have stayed away after any of their visits, the `last` of
/// which has that number.
fn add_alike(
    alike: &[(Observed, f64)],
    days: &[(f64, f64)],
    ([r, _, a, b], last): ([f64; 4], u32),
    sum: &mut Local<4>,
) {
    let visits = r + f64::from(alike[0].0.repeats);
    let stays = b + f64::from(last);
    let ln_parting = (a / stays).ln();
    let (mut all_lost, mut all_doubt, mut doubt_by) = (0.0, 0.0, [0.0; 2]);
    for (history, count) in alike {
        let (ln_known, by_known) = days[history.known as usize];
        let (ln_span, by_span) = days[history.span as usize];
        let here = -visits * ln_known;
        let gone = ln_parting - visits * ln_span;
        let odds = (gone - here).exp();
        let (value, alive, lost) = if odds.is_finite() {
            let alive = 1.0 / (1.0 + odds);
            (here + odds.ln_1p(), alive, odds * alive)
        } else {
            (gone, 0.0, 1.0)
        };
        let pace = alive * by_known + lost * by_span;
        let bend = alive * by_known * by_known + lost * by_span * by_span;
        let doubt = count * alive * lost;
        let by = [ln_span - ln_known, visits * (by_span - by_known)];
        sum.value += count * value;
        sum.slope[0] -= count * (alive * ln_known + lost * ln_span);
        sum.slope[1] -= count * visits * pace;
        sum.curve[0][0] += doubt * by[0] * by[0];
        sum.curve[0][1] += doubt * by[0] * by[1] - count * pace;
        sum.curve[1][1] += doubt * by[1] * by[1] + count * visits * bend;
        all_lost += count * lost;
        all_doubt += doubt;
        doubt_by = [doubt_by[0] + doubt * by[0], doubt_by[1] + doubt * by[1]];
    }
    // By a and b all of them go the same way.
    let (by_a, by_b) = (-1.0 / a, 1.0 / stays);
    sum.slope[2] -= all_lost * by_a;
    sum.slope[3] -= all_lost * by_b;
    for (row, doubt) in doubt_by.into_iter().enumerate() {
        sum.curve[row][2] += doubt * by_a;
        sum.curve[row][3] += doubt * by_b;
    }
    sum.curve[2][2] += (all_doubt - all_lost) * by_a * by_a;
    sum.curve[2][3] += all_doubt * by_a * by_b;
    sum.curve[3][3] += (all_doubt + all_lost) * by_b * by_b;
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
