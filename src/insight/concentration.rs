//! How much of the money comes from how few customers (Pareto, Lorenz, Gini).

/// The money of all customers with visits, the best first. A customer who got back more than
/// they paid counts as nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concentration {
    /// Running sums in minor units, the best customer first.
    sums: Vec<i128>,
    /// The Gini coefficient's numerator: see [`Concentration::gini`].
    tilt: i128,
}

impl Concentration {
    /// Of the money of each customer, in minor units.
    pub fn of(money: impl IntoIterator<Item = i64>) -> Self {
        let mut values: Vec<i128> = money.into_iter().map(|money| money.max(0).into()).collect();
        values.sort_unstable_by(|a, b| b.cmp(a));
        let n = whole(values.len());
        let mut sum = 0;
        let mut tilt = 0;
        let mut sums = Vec::with_capacity(values.len());
        for (place, value) in values.iter().enumerate() {
            sum += value;
            // Counted from the poorest, as the formula has it, the best is number n.
            tilt += 2 * (n - whole(place)) * value - (n + 1) * value;
            sums.push(sum);
        }
        Self { sums, tilt }
    }

    /// What each customer brought, the best first; less than nothing is nothing.
    pub fn values(&self) -> impl Iterator<Item = i64> {
        let before = std::iter::once(&0).chain(&self.sums);
        let values = self
            .sums
            .iter()
            .zip(before)
            .map(|(sum, before)| sum - before);
        values.map(|value| i64::try_from(value).unwrap_or(i64::MAX))
    }

    /// How many customers.
    pub fn customers(&self) -> usize {
        self.sums.len()
    }

    /// The money of all, in minor units.
    pub fn total(&self) -> i128 {
        self.sums.last().copied().unwrap_or(0)
    }

    /// The best fifth of the customers, rounded up.
    pub fn top_fifth(&self) -> usize {
        self.customers().div_ceil(5)
    }

    /// The money that the best `customers` bring, in minor units.
    pub fn brought_by(&self, customers: usize) -> i128 {
        let best = customers.min(self.customers());
        best.checked_sub(1).map_or(0, |last| self.sums[last])
    }

    /// The share of the money that the best `customers` bring, 0 to 1; 0 when there is no money.
    pub fn share_of(&self, customers: usize) -> f64 {
        ratio(self.brought_by(customers), self.total())
    }

    /// The fewest customers who together bring 80 % of the money; 0 when there is no money.
    pub fn customers_for_80_percent(&self) -> usize {
        let enough = |sum: &i128| 5 * sum >= 4 * self.total();
        match self.total() {
            0 => 0,
            _ => self.sums.iter().position(enough).map_or(0, |last| last + 1),
        }
    }

    /// The share of the best tenth, of the best two tenths, and so on up to all.
    pub fn deciles(&self) -> [f64; 10] {
        std::array::from_fn(|j| self.share_of((self.customers() * (j + 1)).div_ceil(10)))
    }

    /// 0 when all bring the same, near 1 when one brings all:
    /// (2 Σ i·vᵢ − (n+1) Σ v) / (n Σ v), values ascending, i from 1.
    pub fn gini(&self) -> f64 {
        ratio(self.tilt, whole(self.customers()) * self.total())
    }
}

/// The Gini coefficient of these values; see [`Concentration::gini`].
pub fn gini(values: impl IntoIterator<Item = i64>) -> f64 {
    Concentration::of(values).gini()
}

fn whole(count: usize) -> i128 {
    i128::try_from(count).unwrap_or(i128::MAX)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a share needs no more than a float holds"
)]
fn ratio(part: i128, all: i128) -> f64 {
    if all == 0 {
        0.0
    } else {
        part as f64 / all as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_nobody_pays_nobody_brings_anything() {
        let none = Concentration::of([0, -500, 0]);
        assert_eq!((none.total(), none.customers_for_80_percent()), (0, 0));
        let nothing = Concentration::of([]).deciles();
        let shares = nothing.into_iter().chain([none.share_of(1), none.gini()]);
        assert!(shares.into_iter().all(|share| share.abs() < f64::EPSILON));
    }

    #[test]
    fn the_fewest_that_bring_80_percent_are_the_best() {
        let shop = Concentration::of([100, 700, 100, 100]);
        assert_eq!(shop.customers_for_80_percent(), 2);
        assert!((shop.share_of(shop.top_fifth()) - 0.7).abs() < 1e-12);
        assert!((shop.share_of(99) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_refund_makes_nobody_less_than_nothing() {
        assert_eq!(Concentration::of([500, -300]).total(), 500);
    }
}
