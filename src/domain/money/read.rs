//! Amounts as people write them.

use unicode_normalization::UnicodeNormalization;

use super::figure::{certain_mark, figure, grouping};
use super::{Currency, DecimalMark, Money};

/// Words for "costs nothing", which are worth keeping beside the zero.
const FOR_NOTHING: &[&str] = &["gratis", "free", "garansi", "warranty", "foc", "bonus"];

/// An amount that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// How much.
    pub money: Money,
    /// The word that stood there instead of a figure (`gratis`, `garansi`), as written.
    pub word: Option<String>,
}

/// Why a text is no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum AmountError {
    /// Something else: a word, another currency.
    #[error("not an amount")]
    NotAnAmount,
    /// `2x150.000`, `150.000+35.000`: shown to a person, never calculated silently.
    #[error("a calculation")]
    Calculation,
    /// Its separators can mean two amounts.
    #[error("an amount that can be read in two ways")]
    Unclear,
    /// Finer than the currency: `1.250.000,50` of rupiah.
    #[error("more decimals than the currency has")]
    TooFine,
    /// Beyond [`Money::MAX`].
    #[error("too large an amount")]
    TooLarge,
}

impl Amount {
    /// Reads what people write into an amount field: `1.250.000`, `Rp 1.250.000,00`, `150rb`,
    /// `1,2jt`, `1jt 250rb`, `(50.000)`, `gratis`. `mark` is the decimal mark that the other
    /// values of the column have shown, if any. `Ok(None)` for empty text; `-` is zero.
    ///
    /// # Errors
    /// When it is no amount, is a calculation, can be read in two ways, or is too large.
    pub fn parse(
        text: &str,
        currency: Currency,
        mark: Option<DecimalMark>,
    ) -> Result<Option<Self>, AmountError> {
        Self::read(text, currency, mark, false)
    }

    /// Reads what somebody types, as [`Self::parse`] does without a column, but rounds nothing.
    ///
    /// # Errors
    /// As [`Self::parse`], and when it is finer than the currency.
    pub fn typed(text: &str, currency: Currency) -> Result<Option<Self>, AmountError> {
        Self::read(text, currency, None, true)
    }

    fn read(
        text: &str,
        currency: Currency,
        mark: Option<DecimalMark>,
        exact: bool,
    ) -> Result<Option<Self>, AmountError> {
        let plain = plain(text);
        if plain.is_empty() {
            return Ok(None);
        }
        if FOR_NOTHING.contains(&plain.as_str()) {
            return Ok(Some(Self {
                money: Money(0),
                word: Some(text.trim().to_owned()),
            }));
        }
        let (negative, body) = without_sign(&plain, currency);
        if body.chars().all(|c| c == '-') {
            return Ok(Some(Self {
                money: Money(0),
                word: None,
            }));
        }
        let sum = sum_of_units(body, currency, mark, exact)?;
        let money = Money(if negative { -sum.0 } else { sum.0 });
        Ok(Some(Self { money, word: None }))
    }

    /// What a text says for certain about the decimal mark, for the vote of a column: `1.250.000`
    /// says comma, `12,50` too, `1.250` says nothing.
    pub fn decimal_mark(text: &str) -> Option<DecimalMark> {
        certain_mark(&plain(text))
    }

    /// The mark that stands between thousands where a currency has no decimals, and whether that is
    /// certain: in `150,000` and `1,250,000` it is, `1,000` may have been meant otherwise.
    pub fn grouping(text: &str) -> Option<(DecimalMark, bool)> {
        grouping(&plain(text))
    }
}

/// Full-width forms folded, lower case, one kind of space, minus and grouping mark.
fn plain(text: &str) -> String {
    if text
        .bytes()
        .all(|b| (b' '..0x7F).contains(&b) && b != b'\'')
    {
        return text.trim().to_ascii_lowercase();
    }
    let folded = text.nfkc().map(|c| match c {
        '\'' | '’' => ' ',
        '−' | '‐' | '‑' | '–' | '—' => '-',
        _ if c.is_whitespace() => ' ',
        _ => c,
    });
    let lower: String = folded.flat_map(char::to_lowercase).collect();
    lower.trim().to_owned()
}

/// Takes off brackets, signs, `CR`, the currency and the `,-` that means "no cents".
fn without_sign(plain: &str, currency: Currency) -> (bool, &str) {
    let mut negative = false;
    let mut body = plain;
    if let Some(inner) = body
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
    {
        (negative, body) = (true, inner.trim());
    }
    body = without_currency(body, currency);
    for end in [",--", ",-", ".-", "/-", ",="] {
        body = body.strip_suffix(end).unwrap_or(body).trim();
    }
    let owed = body.strip_suffix("cr").or_else(|| body.strip_suffix('-'));
    let minus = owed
        .or_else(|| body.strip_prefix('-'))
        .filter(|rest| rest.contains(|c: char| c.is_ascii_digit()));
    if let Some(rest) = minus {
        (negative, body) = (true, without_currency(rest.trim(), currency));
    }
    (negative, body)
}

fn without_currency(body: &str, currency: Currency) -> &str {
    let signs = currency.signs();
    let before = signs.iter().find_map(|sign| body.strip_prefix(sign));
    let body = before.unwrap_or(body).trim_start();
    signs
        .iter()
        .find_map(|sign| body.strip_suffix(sign))
        .unwrap_or(body)
        .trim()
}

/// A figure, or figures with unit words from large to small.
fn sum_of_units(
    body: &str,
    currency: Currency,
    mark: Option<DecimalMark>,
    exact: bool,
) -> Result<Money, AmountError> {
    if is_calculation(body) {
        return Err(AmountError::Calculation);
    }
    let mut rest = body;
    let mut sum = Money(0);
    let mut smaller_than = u32::MAX;
    while !rest.is_empty() {
        let end = rest.find(char::is_alphabetic).unwrap_or(rest.len());
        let (number, tail) = rest.split_at(end);
        let end = tail
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(tail.len());
        let (unit, tail) = tail.split_at(end);
        let zeros = zeros_of(unit, currency).ok_or(AmountError::NotAnAmount)?;
        // `1jt 250` leaves open whether 250 or 250 thousand; `250rb 1jt` is no amount at all.
        if zeros >= smaller_than || (zeros == 0 && smaller_than != u32::MAX) {
            return Err(AmountError::Unclear);
        }
        let part = figure(number.trim(), zeros, currency, mark)?;
        if exact && !part.is_whole(currency.decimals, zeros) {
            return Err(AmountError::TooFine);
        }
        let part = part.minor(currency.decimals, zeros).and_then(Money::new);
        sum = part
            .and_then(|part| sum.checked_add(part))
            .ok_or(AmountError::TooLarge)?;
        smaller_than = zeros;
        rest = tail.trim_start_matches(['.', ' ']);
    }
    Ok(sum)
}

/// The zeros that a unit word stands for. `M` is a milliard in Indonesian and a million in
/// English: it is read only for rupiah.
fn zeros_of(unit: &str, currency: Currency) -> Option<u32> {
    match unit {
        "" => Some(0),
        "k" => Some(3),
        "rb" | "rbu" | "ribu" if currency == Currency::IDR => Some(3),
        "jt" | "juta" if currency == Currency::IDR => Some(6),
        "m" | "milyar" | "miliar" if currency == Currency::IDR => Some(9),
        _ => None,
    }
}

/// Two figures with something between them that asks for arithmetic.
fn is_calculation(body: &str) -> bool {
    let mut seen_digit = false;
    let mut operator = false;
    for c in body.chars().filter(|c| *c != ' ') {
        match c {
            '0'..='9' if operator => return true,
            '0'..='9' => seen_digit = true,
            'x' | '×' | '*' | '+' | '@' | '/' | ':' | '=' | '-' => operator = seen_digit,
            _ => operator = false,
        }
    }
    false
}
