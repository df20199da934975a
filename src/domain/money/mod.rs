//! Money: integer minor units of the shop's currency.

mod currency;
mod decimal;
mod figure;
mod read;

pub use currency::{Currency, DecimalMark};
pub use read::{Amount, AmountError};

use decimal::Decimal;

/// An amount in minor units; whole rupiah for `IDR`. Every amount in the book lies within
/// ±[`Money::MAX`]; arithmetic that would leave it gives `None` and never wraps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Money(pub i64);

impl Money {
    /// The largest amount: what spreadsheets and JSON readers still hold exactly, 2⁵³ − 1.
    pub const MAX: Self = Self(9_007_199_254_740_991);

    /// An amount within the limits.
    pub fn new(minor: i64) -> Option<Self> {
        (minor.unsigned_abs() <= Self::MAX.0.unsigned_abs()).then_some(Self(minor))
    }

    /// The amount of a number cell, in units of the currency, rounded half up to the minor unit.
    /// `None` when it is no number or too large.
    pub fn from_number(number: f64, currency: Currency) -> Option<Self> {
        // The shortest text of a float is what the cell shows: 1.005 is not 1.00499….
        let text = number.is_finite().then(|| number.abs().to_string())?;
        let amount = Decimal::parse(&text)?.minor(currency.decimals, 0)?;
        Self::new(if number < 0.0 { -amount } else { amount })
    }

    /// The sum of two amounts.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).and_then(Self::new)
    }

    /// The sum of many amounts; zero for none.
    pub fn checked_sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self(0), Self::checked_add)
    }
}

#[cfg(test)]
mod tests;
