//! What the numbers of a chart count.

use crate::text::{Lang, count, money, short_amount, short_count, short_money};

/// What a number counts, and so how it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    /// Money in minor units of a currency (ISO 4217 code).
    Money(String),
    /// Things that are counted: visits, customers.
    Count,
}

impl Unit {
    /// Every digit: `Rp 58.432.100`, `2,357`.
    pub fn full(&self, lang: Lang, value: i64) -> String {
        match self {
            Unit::Money(currency) => money(lang, value, currency),
            Unit::Count if value < 0 => format!("−{}", count(lang, value.unsigned_abs())),
            Unit::Count => count(lang, value.unsigned_abs()),
        }
    }

    /// Three digits: `Rp 58,4 jt`, `12.5k`.
    pub fn short(&self, lang: Lang, value: i64) -> String {
        match self {
            Unit::Money(currency) => short_money(lang, value, currency),
            Unit::Count => short_count(lang, value),
        }
    }

    /// Three digits without a currency, for where it is said already: `58,4 jt`.
    pub fn bare(&self, lang: Lang, value: i64) -> String {
        match self {
            Unit::Money(currency) => short_amount(lang, value, currency),
            Unit::Count => short_count(lang, value),
        }
    }
}
