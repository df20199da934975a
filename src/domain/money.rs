//! Money: integer minor units of the shop's currency.

/// An amount in minor units; whole rupiah for `IDR`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Money(pub i64);

/// A currency and how many decimals its minor unit has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency {
    /// ISO 4217 code.
    pub code: [u8; 3],
    /// 0 for rupiah, 2 for most, 3 for some.
    pub decimals: u8,
}
