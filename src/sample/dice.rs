//! A small generator of numbers that look random and are the same on every machine.

/// `SplitMix64`: one addition and three mixing steps a number, and any seed is a good seed.
/// Nothing secret depends on it; a crate's generator could change its stream with a version.
#[derive(Debug, Clone)]
pub(super) struct Dice(u64);

impl Dice {
    /// The stream of a seed and a place in it: streams of neighbouring places have nothing in common.
    pub(super) fn new(seed: u64, place: u64) -> Self {
        Self(mix(seed ^ mix(place.wrapping_add(0x5851_F42D_4C95_7F2D))))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mix(self.0)
    }

    /// A number from 0 to `bound` - 1; 0 for a bound of 0.
    pub(super) fn below(&mut self, bound: u64) -> u64 {
        let wide = u128::from(self.next()) * u128::from(bound);
        u64::try_from(wide >> 64).unwrap_or_default()
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = high.saturating_sub(low).max(0).unsigned_abs() + 1;
        low + i64::try_from(self.below(span)).unwrap_or_default()
    }

    /// True in so many of a thousand cases.
    pub(super) fn chance(&mut self, per_mille: u64) -> bool {
        self.below(1000) < per_mille
    }

    /// One of the items; they must not be empty.
    pub(super) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.index(items.len())]
    }

    /// One of the items, as often as its weight says; the weights must not sum to 0.
    pub(super) fn weighted<'a, T>(&mut self, items: &'a [(T, u64)]) -> &'a T {
        let sum = items.iter().map(|(_, weight)| weight).sum();
        let mut left = self.below(sum);
        for (item, weight) in items {
            if left < *weight {
                return item;
            }
            left -= weight;
        }
        &items[0].0
    }

    /// A place in a list of that length.
    pub(super) fn index(&mut self, length: usize) -> usize {
        let bound = u64::try_from(length).unwrap_or(u64::MAX);
        usize::try_from(self.below(bound)).unwrap_or_default()
    }

    /// `value` give or take so many per cent.
    pub(super) fn about(&mut self, value: i64, per_cent: i64) -> i64 {
        let reach = value * per_cent / 100;
        self.between(value - reach, value + reach)
    }
}

fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

/// The `index`-th number of a walk through all of 0 to `space` - 1 that visits each once and
/// jumps about. `space` must not be a multiple of the walk's prime.
pub(super) fn scattered(index: u64, space: u64, seed: u64) -> u64 {
    const STRIDE: u128 = 2_654_435_761;
    let at = u128::from(index % space) * STRIDE + u128::from(mix(seed) % space);
    u64::try_from(at % u128::from(space)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_seed_has_one_stream_on_every_machine() {
        let mut dice = Dice::new(1, 0);
        let first: Vec<u64> = (0..4).map(|_| dice.below(1_000_000)).collect();
        let mut again = Dice::new(1, 0);
        assert_eq!(
            first,
            (0..4).map(|_| again.below(1_000_000)).collect::<Vec<_>>()
        );
        assert_ne!(
            Dice::new(1, 1).below(u64::MAX),
            Dice::new(1, 0).below(u64::MAX)
        );
    }

    #[test]
    fn a_scattered_walk_visits_every_number_once() {
        for space in [10, 702 * 9999, 1_000] {
            let count = space.min(5_000);
            let seen: BTreeSet<u64> = (0..count).map(|i| scattered(i, space, 7)).collect();
            assert_eq!(seen.len() as u64, count);
        }
    }

    proptest! {
        #[test]
        fn numbers_keep_to_their_bounds(seed: u64, low in -1000_i64..1000, more in 0_i64..1000) {
            let mut dice = Dice::new(seed, 3);
            for _ in 0..20 {
                let n = dice.between(low, low + more);
                prop_assert!((low..=low + more).contains(&n));
            }
        }
    }
}
