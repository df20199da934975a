//! A set of rows, one bit each.

/// Rows that are in, by number. Numbers beyond the end are out.
#[derive(Debug, Clone, Default)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    /// None of `rows` rows.
    pub(super) fn none(rows: usize) -> Self {
        Self(vec![0; rows.div_ceil(64)])
    }

    /// Puts a row in; `false` when it was in, or is beyond the end.
    #[inline]
    pub(super) fn insert(&mut self, row: u32) -> bool {
        let bit = 1 << (row % 64);
        let Some(word) = self.0.get_mut(row as usize / 64) else {
            return false;
        };
        let new = *word & bit == 0;
        *word |= bit;
        new
    }

    /// Takes a row out.
    pub(super) fn take(&mut self, row: u32) {
        if let Some(word) = self.0.get_mut(row as usize / 64) {
            *word &= !(1 << (row % 64));
        }
    }

    #[inline]
    pub(super) fn contains(&self, row: u32) -> bool {
        let word = self.0.get(row as usize / 64);
        word.is_some_and(|word| word & (1 << (row % 64)) != 0)
    }

    /// Keeps those that are in the other set as well.
    pub(super) fn retain(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine &= theirs;
        }
    }

    /// Puts in those of the other set.
    pub(super) fn add(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine |= theirs;
        }
    }

    /// Takes out those of the other set.
    pub(super) fn remove(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine &= !theirs;
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// The rows, lowest first.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> {
        (0_u32..).step_by(64).zip(&self.0).flat_map(|(base, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros())?;
                left &= left - 1;
                Some(base + bit)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_out_in_order_and_sets_meet() {
        let set = |rows: &[u32]| {
            let mut bits = Bits::none(200);
            for row in rows {
                bits.insert(*row);
            }
            bits
        };
        let mut one = set(&[199, 3, 64, 63]);
        assert_eq!(one.iter().collect::<Vec<_>>(), [3, 63, 64, 199]);
        assert!(one.contains(64) && !one.contains(65) && !one.contains(5000));
        assert!(!one.insert(3) && !one.insert(5000));
        one.retain(&set(&[3, 64, 100]));
        one.remove(&set(&[3]));
        let mut all = one.clone();
        all.add(&set(&[100, 3]));
        assert_eq!(all.iter().collect::<Vec<_>>(), [3, 64, 100]);
        assert_eq!(one.iter().collect::<Vec<_>>(), [64]);
        assert!(!one.is_empty() && set(&[]).is_empty());
    }
}
