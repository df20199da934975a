//! The gamma function's logarithm with its derivatives, and Gauss's hypergeometric series.

/// Where the asymptotic series below are exact to the last digits of a float.
const FAR: f64 = 15.0;
/// ln √(2π).
const HALF_LN_TAU: f64 = 0.918_938_533_204_672_8;
/// Terms after which a series is given up; the slowest that the models ask for takes hundreds.
const LONGEST: u32 = 100_000;

/// ln Γ(x) for x > 0 (Stirling's series; DLMF 5.11.1).
pub fn ln_gamma(x: f64) -> f64 {
    let (x, product) = moved(x, 1.0, |product, x| product * x);
    let y = 1.0 / (x * x);
    let series = (1.0 / 12.0 - y * (1.0 / 360.0 - y * (1.0 / 1260.0 - y / 1680.0))) / x;
    (x - 0.5) * x.ln() - x + HALF_LN_TAU + series - product.ln()
}

/// The derivative of [`ln_gamma`] (DLMF 5.11.2).
pub(super) fn digamma(x: f64) -> f64 {
    let (x, sum) = moved(x, 0.0, |sum, x| sum + 1.0 / x);
    let y = 1.0 / (x * x);
    let series = y * (1.0 / 12.0 - y * (1.0 / 120.0 - y * (1.0 / 252.0 - y / 240.0)));
    x.ln() - 0.5 / x - series - sum
}

/// The second derivative of [`ln_gamma`] (DLMF 5.15.8).
pub(super) fn trigamma(x: f64) -> f64 {
    let (x, sum) = moved(x, 0.0, |sum, x| sum + 1.0 / (x * x));
    let y = 1.0 / (x * x);
    let series = 1.0 / 6.0 - y * (1.0 / 30.0 - y * (1.0 / 42.0 - y / 30.0));
    (1.0 + 0.5 / x + y * series) / x + sum
}

/// Moves an argument up by ones until the series hold, and gathers what that costs.
fn moved(mut x: f64, mut gathered: f64, gather: fn(f64, f64) -> f64) -> (f64, f64) {
    while x < FAR {
        gathered = gather(gathered, x);
        x += 1.0;
    }
    (x, gathered)
}

/// ₂F₁(a, b; c; z) by its series, for |z| < 1 (DLMF 15.2.1).
pub fn hypergeometric(a: f64, b: f64, c: f64, z: f64) -> f64 {
    series(1.0, |k| (a + k) * (b + k) / ((c + k) * (k + 1.0)) * z)
}

/// The sum of a series from its first term and the ratio of each term to the one before it.
pub(super) fn series(first: f64, ratio: impl Fn(f64) -> f64) -> f64 {
    let (mut term, mut sum) = (first, first);
    for k in 0..LONGEST {
        let step = ratio(f64::from(k));
        term *= step;
        sum += term;
        // The terms may grow before they shrink: only small and shrinking ones end it.
        if step.abs() < 1.0 && term.abs() <= 1e-17 * sum.abs() {
            break;
        }
    }
    sum
}

/// A power series without its constant term, of which many values are asked: Σ cₖ zᵏ, k from 1 on.
#[derive(Debug, Clone)]
pub(super) struct PowerSeries(Vec<f64>);

impl PowerSeries {
    /// From its first coefficient.
    pub(super) fn of(first: f64) -> Self {
        Self(vec![first])
    }

    /// The sum at 0 < z < 1; `ratio` says what the coefficient after the k-th is multiplied with.
    pub(super) fn at(&mut self, z: f64, ratio: impl Fn(f64) -> f64) -> f64 {
        let (mut sum, mut power, mut before) = (0.0, z, f64::INFINITY);
        for k in 0..LONGEST as usize {
            let term = power * self.coefficient(k, &ratio);
            sum += term;
            // The terms may grow before they shrink: only small and shrinking ones end it.
            if term.abs() <= before && term.abs() <= 1e-17 * sum.abs() {
                break;
            }
            before = term.abs();
            power *= z;
        }
        sum
    }

    #[expect(clippy::cast_precision_loss, reason = "there are not so many")]
    fn coefficient(&mut self, k: usize, ratio: impl Fn(f64) -> f64) -> f64 {
        if let Some(known) = self.0.get(k) {
            return *known;
        }
        let last = self.0[k - 1];
        self.0.push(last * ratio(k as f64));
        self.0[k]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() <= 1e-13 * b.abs().max(1.0), "{a} is not {b}");
    }

    #[test]
    fn gamma_and_its_derivatives_have_their_known_values() {
        close(ln_gamma(0.5), std::f64::consts::PI.sqrt().ln());
        close(ln_gamma(1.0), 0.0);
        close(ln_gamma(6.0), 120_f64.ln());
        close(digamma(1.0), -0.577_215_664_901_532_9);
        close(digamma(0.5), -1.963_510_026_021_423_5);
        close(trigamma(1.0), std::f64::consts::PI.powi(2) / 6.0);
        close(trigamma(100.0), 0.010_050_166_663_333_571);
    }

    #[test]
    fn a_series_of_powers_keeps_its_coefficients_from_one_value_to_the_next() {
        // Σ zᵏ/k is −ln(1 − z), k from 1 on.
        let mut series = PowerSeries::of(1.0);
        for z in [0.9, 0.1, 0.5, 0.99] {
            close(series.at(z, |k| k / (k + 1.0)), -(1.0 - z).ln());
        }
        assert!(PowerSeries::of(0.0).at(0.5, |_| 1.0) < f64::MIN_POSITIVE);
    }

    #[test]
    fn the_series_has_its_known_values() {
        close(hypergeometric(1.0, 1.0, 2.0, 0.5), 2.0 * 2_f64.ln());
        close(hypergeometric(-2.0, 3.0, 4.0, 0.3), 0.604);
    }
}
