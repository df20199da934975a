//! The middle of many.

/// The two values in the middle, the lower first; the same one twice where there is one. `None`
/// among none.
pub fn middle<T: Ord + Copy>(values: impl IntoIterator<Item = T>) -> Option<(T, T)> {
    let mut values: Vec<T> = values.into_iter().collect();
    values.sort_unstable();
    let last = values.len().checked_sub(1)?;
    Some((*values.get(last / 2)?, *values.get(values.len() / 2)?))
}

/// The median of amounts: the mean of the two in the middle, halves rounded up.
pub fn median(values: impl IntoIterator<Item = i64>) -> Option<i64> {
    let (low, high) = middle(values)?;
    let mean = (i128::from(low) + i128::from(high) + 1).div_euclid(2);
    i64::try_from(mean).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_even_number_the_mean_of_the_two_in_the_middle_counts() {
        assert_eq!(middle([9, 1, 5, 4]), Some((4, 5)));
        assert_eq!(middle([9, 1, 5]), Some((5, 5)));
        assert_eq!(middle([0; 0]), None);
        assert_eq!(median([9, 1, 5, 4]), Some(5));
        assert_eq!(median([8, 2]), Some(5));
        assert_eq!(median([-9, -1, -5, -4]), Some(-4));
        assert_eq!(median([i64::MAX, i64::MAX]), Some(i64::MAX));
    }
}
