//! Currencies, as far as reading and counting need them.

/// A currency and how many decimals its minor unit has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency {
    /// ISO 4217 code.
    pub code: [u8; 3],
    /// 0 for rupiah, 2 for most, 3 for some.
    pub decimals: u8,
}

/// What stands before the decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DecimalMark {
    /// `1,250.50`.
    Point,
    /// `1.250,50`.
    Comma,
}

impl Currency {
    /// Indonesian rupiah, counted in whole rupiah.
    pub const IDR: Self = Self {
        code: *b"IDR",
        decimals: 0,
    };

    /// The currency of an ISO 4217 code of three capital letters; unknown ones have two decimals.
    pub fn of(code: &str) -> Option<Self> {
        let code: [u8; 3] = code.as_bytes().try_into().ok()?;
        let decimals = match &code {
            b"IDR" | b"JPY" | b"KRW" | b"VND" | b"CLP" | b"ISK" | b"PYG" | b"UGX" | b"XAF"
            | b"XOF" => 0,
            b"BHD" | b"JOD" | b"KWD" | b"OMR" | b"TND" => 3,
            _ => 2,
        };
        let letters = code.iter().all(u8::is_ascii_uppercase);
        letters.then_some(Self { code, decimals })
    }

    /// What people who use the currency write before its decimals.
    pub fn usual_mark(self) -> DecimalMark {
        match &self.code {
            b"IDR" | b"EUR" | b"BRL" | b"VND" | b"CLP" | b"ISK" | b"PYG" => DecimalMark::Comma,
            _ => DecimalMark::Point,
        }
    }

    /// Signs and words beside an amount, in lower case and the longest first. Those of other
    /// currencies are not taken off: dollars in a column of rupiah are a mistake to look at.
    pub(super) fn signs(self) -> &'static [&'static str] {
        match &self.code {
            b"IDR" => &["rupiah", "idr", "rp.", "rp"],
            b"MYR" => &["myr", "rm"],
            b"SGD" => &["sgd", "s$", "$"],
            b"THB" => &["baht", "thb", "฿"],
            b"PHP" => &["php", "₱"],
            b"INR" => &["inr", "rs.", "rs", "₹"],
            b"EUR" => &["euro", "eur", "€"],
            b"GBP" => &["gbp", "£"],
            b"USD" => &["usd", "us$", "$"],
            b"BRL" => &["brl", "r$"],
            b"JPY" => &["jpy", "yen", "¥", "円"],
            b"KRW" => &["krw", "₩"],
            b"VND" => &["vnd", "₫", "đ"],
            _ => &[],
        }
    }
}

impl DecimalMark {
    pub(super) const fn char(self) -> char {
        match self {
            Self::Point => '.',
            Self::Comma => ',',
        }
    }
}
