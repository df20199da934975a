//! Decimal numbers without rounding on the way.

/// A number of at least 0: `digits` divided by ten to the power of `scale`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Decimal {
    digits: i128,
    scale: u32,
}

impl Decimal {
    /// Reads `1250`, `1250.5`: digits with at most one point. `None` when it is longer than any amount.
    pub(super) fn parse(plain: &str) -> Option<Self> {
        let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
        // Further decimals cannot change how a minor unit is rounded.
        let fraction = fraction.get(..18).unwrap_or(fraction);
        let fraction = fraction.trim_end_matches('0');
        let all = format!("{whole}{fraction}");
        let digits = all
            .bytes()
            .all(|b| b.is_ascii_digit())
            .then(|| all.parse().ok())??;
        Some(Self {
            digits,
            scale: u32::try_from(fraction.len()).ok()?,
        })
    }

    /// Whether it has decimals and is below `limit`.
    pub(super) fn is_fraction_below(self, limit: i128) -> bool {
        self.scale > 0 && self.digits / 10_i128.checked_pow(self.scale).unwrap_or(i128::MAX) < limit
    }

    /// Whether nothing is left over in minor units of a currency, times ten to the power of `zeros`.
    pub(super) fn is_whole(self, decimals: u8, zeros: u32) -> bool {
        self.scale <= u32::from(decimals) + zeros
    }

    /// Minor units of a currency, times ten to the power of `zeros`, rounded half up.
    pub(super) fn minor(self, decimals: u8, zeros: u32) -> Option<i64> {
        let factor = 10_i128.checked_pow(u32::from(decimals) + zeros)?;
        let divisor = 10_i128.checked_pow(self.scale)?;
        let scaled = self.digits.checked_mul(factor)?;
        i64::try_from(scaled.checked_add(divisor / 2)? / divisor).ok()
    }
}
