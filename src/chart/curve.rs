//! How few customers bring how much of the money.

use super::{WHOLE, share};
use crate::insight::Concentration;
use crate::text::{Lang, Say, count, percent, say};

/// The best customers' share of the money, from none of them to all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Curve {
    /// How many customers there are.
    pub customers: usize,
    /// The fewest who bring [`Curve::GOAL`] of the money; 0 when there is no money.
    pub few: usize,
    /// What the best fifth (rounded up) brings, in ten-thousandths.
    pub fifth: u32,
    /// What the best bring, in ten-thousandths: of none, of the best hundredth, and so on to all.
    pub shares: Vec<u32>,
}

/// Points between none and all.
const POINTS: usize = 100;

impl Curve {
    /// The share of the money that is marked, in ten-thousandths.
    pub const GOAL: u32 = 8_000;

    /// Of a shop's customers.
    pub fn of(shop: &Concentration) -> Curve {
        let customers = shop.customers();
        let few = shop.customers_for_80_percent();
        let best = |part: usize| rounded(shop.share_of(scaled(customers, part)));
        let shares = (0..=POINTS).map(best).collect();
        Curve {
            customers,
            few,
            fifth: rounded(shop.share_of(shop.top_fifth())),
            shares: if few == 0 { Vec::new() } else { shares },
        }
    }

    /// Whether there is no money to speak of.
    pub fn is_empty(&self) -> bool {
        self.few == 0 || self.shares.is_empty() || self.customers == 0
    }

    /// The few among all, in ten-thousandths of the customers.
    pub fn few_share(&self) -> u32 {
        let (few, all) = (i128::try_from(self.few), i128::try_from(self.customers));
        share(few.unwrap_or(0), all.unwrap_or(0))
    }

    /// The share of the money that the best `across` ten-thousandths of the customers bring: a
    /// straight line between the points that are known.
    pub fn at(&self, across: u32) -> u32 {
        let Some(last) = self.shares.len().checked_sub(1) else {
            return 0;
        };
        let at = u64::from(across.min(WHOLE)) * u64::try_from(last).unwrap_or(0);
        let (whole, rest) = (at / u64::from(WHOLE), at % u64::from(WHOLE));
        let left = usize::try_from(whole).map_or(last, |left| left.min(last));
        let (from, to) = (self.shares[left], self.shares[(left + 1).min(last)]);
        let grown = u64::from(to.saturating_sub(from)) * rest / u64::from(WHOLE);
        (from + u32::try_from(grown).unwrap_or(0)).min(WHOLE)
    }

    /// Beside the mark, as two lines: "900 of 2,357" and "bring 80 %".
    pub fn mark(&self, lang: Lang) -> [String; 2] {
        let count = |n: usize| count(lang, n.try_into().unwrap_or(u64::MAX));
        [
            say::chart_few(lang, count(self.few), count(self.customers)),
            say::chart_bring(lang, percent(lang, Curve::GOAL)),
        ]
    }

    /// What the chart shows, in words.
    pub fn summary(&self, lang: Lang) -> String {
        if self.is_empty() {
            return Say::ChartNothing.in_(lang).to_owned();
        }
        let count = |n: usize| count(lang, n.try_into().unwrap_or(u64::MAX));
        say::chart_curve(
            lang,
            count(self.few),
            count(self.customers),
            percent(lang, self.few_share()),
            percent(lang, Curve::GOAL),
            percent(lang, self.fifth),
        )
    }
}

fn scaled(customers: usize, part: usize) -> usize {
    let wide = customers as u128 * part as u128 / POINTS as u128;
    usize::try_from(wide).unwrap_or(customers)
}

/// A share of 0 to 1 in ten-thousandths.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to what fits; what is no number becomes nought"
)]
fn rounded(share: f64) -> u32 {
    (share.clamp(0.0, 1.0) * f64::from(WHOLE)).round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_is_that_of_the_shop() {
        let curve = Curve::of(&Concentration::of([100, 700, 100, 100]));
        assert_eq!(
            (curve.customers, curve.few, curve.few_share()),
            (4, 2, 5_000)
        );
        assert_eq!(
            (curve.at(0), curve.at(2_500), curve.at(WHOLE)),
            (0, 7_000, WHOLE)
        );
        assert_eq!(curve.mark(Lang::Id), ["2 dari 4", "membawa 80 %"]);
        assert_eq!(
            curve.summary(Lang::En),
            "2 of 4 customers (50 %) bring 80 % of the money; the best fifth brings 70 %."
        );
    }

    #[test]
    fn without_money_there_is_no_curve() {
        for money in [vec![], vec![0, -5]] {
            let curve = Curve::of(&Concentration::of(money));
            assert!(curve.is_empty());
            assert_eq!(curve.at(5_000), 0);
            assert_eq!(curve.summary(Lang::En), "Nothing to show yet.");
        }
    }
}
