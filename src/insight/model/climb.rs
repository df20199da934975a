//! The highest point of a smooth function of a few variables: Newton's steps, damped.

/// A function at a point.
pub(super) struct Local<const N: usize> {
    /// Its value.
    pub value: f64,
    /// Its derivatives.
    pub slope: [f64; N],
    /// Its second derivatives.
    pub curve: [[f64; N]; N],
}

/// A point from which no step leads up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Peak<const N: usize> {
    /// Where it is.
    pub at: [f64; N],
    /// The value there.
    pub value: f64,
    /// How far each variable may be off, as a standard error: the roots of the diagonal of the
    /// inverse of the negative second derivatives.
    pub errors: [f64; N],
}

/// Steps after which the climb is given up.
const STEPS: usize = 300;
/// A step this short ends the climb.
const SHORT: f64 = 1e-10;
/// No step is longer than this in any direction.
const LONG: f64 = 1.0;

/// Climbs from `start` to a peak; `None` where none is found.
pub(super) fn climb<const N: usize>(
    start: [f64; N],
    function: impl Fn(&[f64; N]) -> Local<N>,
) -> Option<Peak<N>> {
    let mut at = start;
    let mut here = function(&at);
    let mut damping = 0.0;
    for _ in 0..STEPS {
        let Some(step) = step(&here, damping) else {
            damping = more(damping, &here);
            continue;
        };
        let next: [f64; N] = std::array::from_fn(|i| at[i] + step[i]);
        let there = function(&next);
        let length = step
            .iter()
            .fold(0.0, |most: f64, part| most.max(part.abs()));
        if there.value >= here.value {
            (at, here) = (next, there);
            damping /= 8.0;
        } else if length > SHORT {
            damping = more(damping, &here);
            continue;
        }
        if length <= SHORT {
            return peak(at, &here);
        }
    }
    None
}

fn more<const N: usize>(damping: f64, here: &Local<N>) -> f64 {
    let steepest = (0..N).fold(0.0, |most: f64, i| most.max(here.curve[i][i].abs()));
    (damping * 4.0).max(1e-4 * steepest + 1e-12)
}

/// The step up from here; `None` where the function does not bend down enough.
fn step<const N: usize>(here: &Local<N>, damping: f64) -> Option<[f64; N]> {
    let bend = |i: usize, j: usize| -here.curve[i][j] + if i == j { damping } else { 0.0 };
    let lower = cholesky(&std::array::from_fn(|i| {
        std::array::from_fn(|j| bend(i, j))
    }))?;
    let step = solve(&lower, &here.slope);
    let longest = step
        .iter()
        .fold(0.0, |most: f64, part| most.max(part.abs()));
    let scale = if longest > LONG { LONG / longest } else { 1.0 };
    longest.is_finite().then(|| step.map(|part| part * scale))
}

fn peak<const N: usize>(at: [f64; N], here: &Local<N>) -> Option<Peak<N>> {
    let lower = cholesky(&here.curve.map(|row| row.map(|value| -value)))?;
    let errors = std::array::from_fn(|i| {
        let unit: [f64; N] = std::array::from_fn(|j| if i == j { 1.0 } else { 0.0 });
        solve(&lower, &unit)[i].sqrt()
    });
    let value = here.value;
    Some(Peak { at, value, errors })
}

/// The lower triangle L with L·Lᵀ = matrix; `None` where the matrix is not positive definite.
fn cholesky<const N: usize>(matrix: &[[f64; N]; N]) -> Option<[[f64; N]; N]> {
    let mut lower = [[0.0; N]; N];
    for i in 0..N {
        for j in 0..=i {
            let known: f64 = (0..j).map(|k| lower[i][k] * lower[j][k]).sum();
            let rest = matrix[i][j] - known;
            if i == j {
                if rest.is_nan() || rest <= 0.0 {
                    return None;
                }
                lower[i][i] = rest.sqrt();
            } else {
                lower[i][j] = rest / lower[j][j];
            }
        }
    }
    Some(lower)
}

/// The x with L·Lᵀ·x = right.
fn solve<const N: usize>(lower: &[[f64; N]; N], right: &[f64; N]) -> [f64; N] {
    let mut x = *right;
    for i in 0..N {
        let known: f64 = (0..i).map(|k| lower[i][k] * x[k]).sum();
        x[i] = (x[i] - known) / lower[i][i];
    }
    for i in (0..N).rev() {
        let known: f64 = (i + 1..N).map(|k| lower[k][i] * x[k]).sum();
        x[i] = (x[i] - known) / lower[i][i];
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_top_of_a_hill_is_found_from_where_it_bends_the_wrong_way() {
        // −(x² − 1)² − (y − x)²: tops at (1, 1) and (−1, −1), a saddle at the start.
        let hill = |at: &[f64; 2]| {
            let [x, y] = *at;
            Local {
                value: -(x * x - 1.0).powi(2) - (y - x).powi(2),
                slope: [-4.0 * x * (x * x - 1.0) + 2.0 * (y - x), -2.0 * (y - x)],
                curve: [[-12.0 * x * x + 4.0 - 2.0, 2.0], [2.0, -2.0]],
            }
        };
        let peak = climb([0.1, 2.0], hill).expect("a peak");
        assert!(
            peak.at.iter().all(|part| (part - 1.0).abs() < 1e-8),
            "{peak:?}"
        );
        assert!(
            (peak.errors[1] - (5.0_f64 / 8.0).sqrt()).abs() < 1e-8,
            "{peak:?}"
        );
    }

    #[test]
    fn a_slope_without_a_top_has_no_peak() {
        let slope = |at: &[f64; 1]| Local {
            value: at[0],
            slope: [1.0],
            curve: [[0.0]],
        };
        assert_eq!(climb([0.0], slope), None);
    }
}
