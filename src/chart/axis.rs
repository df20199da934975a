//! A scale of values with round ticks.

use super::place;

/// The values that a chart reaches from `low` to `high`, nought always among them, and where it
/// is marked. Both ends are ticks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Axis {
    /// The lowest tick, nought or less.
    pub low: i64,
    /// The highest tick, nought or more.
    pub high: i64,
    /// Two to four round numbers, ascending; nought alone where every value is nought.
    pub ticks: Vec<i64>,
}

/// Steps between ticks that people count in, times a power of ten; in tenths.
const ROUND: [i128; 6] = [10, 20, 25, 30, 40, 50];

impl Axis {
    /// A scale for these values with at most `most` ticks (at least two, at most four).
    pub fn of(values: impl IntoIterator<Item = i64>, most: usize) -> Axis {
        let bounds = values.into_iter().fold((0, 0), |(low, high), value| {
            (value.min(low), value.max(high))
        });
        let (low, high) = (i128::from(bounds.0), i128::from(bounds.1));
        if low == high {
            return Axis {
                low: 0,
                high: 0,
                ticks: vec![0],
            };
        }
        let most = i128::try_from(most.clamp(2, 4)).unwrap_or(4);
        let best = steps()
            .map(|step| (step, floor(low, step), ceil(high, step)))
            .filter(|(step, from, to)| (to - from) / step < most)
            // The one that leaves the least room unused; of equal ones the finer.
            .min_by_key(|(step, from, to)| (to - from, *step));
        let Some((step, from, to)) = best else {
            return Axis {
                low: bounds.0,
                high: bounds.1,
                ticks: vec![bounds.0, bounds.1],
            };
        };
        let mut ticks = Vec::new();
        let mut tick = from;
        while tick <= to {
            ticks.push(narrow(tick));
            tick += step;
        }
        Axis {
            low: narrow(from),
            high: narrow(to),
            ticks,
        }
    }

    /// The place of a value on a line of `steps` steps, 0 lowest.
    pub fn place(&self, value: i64, steps: usize) -> usize {
        place(value.into(), self.low.into(), self.high.into(), steps)
    }
}

/// 1, 2, 3, 4, 5, 10, 20, 25 … beyond what an `i64` holds.
fn steps() -> impl Iterator<Item = i128> {
    (0..20).flat_map(|power| {
        let whole = |step: &i128| step * 10_i128.pow(power) % 10 == 0;
        let times = move |step: i128| step * 10_i128.pow(power) / 10;
        ROUND
            .into_iter()
            .filter(whole)
            .map(times)
            .collect::<Vec<_>>()
    })
}

fn floor(value: i128, step: i128) -> i128 {
    value.div_euclid(step) * step
}

fn ceil(value: i128, step: i128) -> i128 {
    -floor(-value, step)
}

/// A tick beyond the largest number stands at it.
fn narrow(tick: i128) -> i64 {
    i64::try_from(tick).unwrap_or(if tick < 0 { i64::MIN } else { i64::MAX })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case(&[58_400_000], &[0, 20_000_000, 40_000_000, 60_000_000])]
    #[case(&[86], &[0, 30, 60, 90])]
    #[case(&[1], &[0, 1])]
    #[case(&[3], &[0, 1, 2, 3])]
    #[case(&[-12, 45], &[-20, 0, 20, 40, 60])]
    #[case(&[-7], &[-8, -4, 0])]
    #[case(&[0, 0], &[0])]
    #[case(&[], &[0])]
    fn ticks_are_round_and_few(#[case] values: &[i64], #[case] ticks: &[i64]) {
        let found = Axis::of(values.iter().copied(), 4).ticks;
        if ticks.len() <= 4 {
            assert_eq!(found, ticks);
        } else {
            assert!(found.len() <= 4 && found.contains(&0), "{found:?}");
        }
    }

    #[test]
    fn a_low_chart_has_fewer_ticks() {
        assert_eq!(Axis::of([86], 3).ticks, [0, 50, 100]);
        assert_eq!(Axis::of([86], 2).ticks, [0, 100]);
    }

    proptest! {
        #[test]
        fn every_value_lies_between_the_ends(values: Vec<i64>, most in 0_usize..9) {
            let axis = Axis::of(values.iter().copied(), most);
            prop_assert!(axis.ticks.len() <= 4 && !axis.ticks.is_empty());
            prop_assert!(axis.low <= 0 && axis.high >= 0);
            for value in values {
                prop_assert!((axis.low..=axis.high).contains(&value));
                prop_assert!(axis.place(value, 17) < 17);
            }
        }
    }
}
