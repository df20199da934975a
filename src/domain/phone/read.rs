//! Reading one number.

use unicode_normalization::UnicodeNormalization;

use super::{Country, PhoneFlag};
use crate::domain::digit::ascii_digit;
use crate::domain::hygiene::is_unwanted;

/// Words for "none" in a phone column.
const NO_PHONE: &[&str] = &[
    "blank",
    "bla",
    "kosong",
    "tidak ada",
    "tdk ada",
    "belum ada",
    "none",
    "null",
    "nil",
    "n/a",
    "na",
    "undefined",
];

/// More digits than this no number has, prefixes included: 15 of E.164 and `00`.
const MOST_DIGITS: usize = 17;

type Read = Result<(String, Option<PhoneFlag>), PhoneFlag>;

/// E.164 and what was repaired, or why it is no usable number.
pub(super) fn read(raw: &str, home: Country) -> Read {
    let text = plain(raw);
    let text = text.trim().trim_start_matches('\'');
    if is_scientific(text) {
        return Err(PhoneFlag::Scientific);
    }
    if is_placeholder(text) {
        return Err(PhoneFlag::Placeholder);
    }
    let (text, decimal) = without_decimal(text);
    let text = without_extension(text);
    if text.chars().any(char::is_alphabetic) {
        return Err(PhoneFlag::Letters);
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    check(text, &digits)?;
    let (e164, flag) = understand(text.starts_with('+'), &digits, home)?;
    Ok((e164, flag.or(decimal.then_some(PhoneFlag::DecimalRemoved))))
}

/// Full-width and other scripts' digits folded, what cannot be seen left out; line breaks stay.
pub(super) fn plain(text: &str) -> String {
    if text
        .bytes()
        .all(|b| b == b'\n' || (b' '..0x7F).contains(&b))
    {
        return text.to_owned();
    }
    let spaced = text.nfkc().map(|c| if c == '\t' { ' ' } else { c });
    spaced
        .filter(|c| *c == '\n' || !is_unwanted(*c))
        .map(ascii_digit)
        .collect()
}

fn is_placeholder(text: &str) -> bool {
    NO_PHONE.contains(&text.to_lowercase().trim_matches(['(', ')', ' ']))
}

/// `021-3456789 ext 12`: the extension is dialled later and belongs to no number.
fn without_extension(text: &str) -> &str {
    const WORDS: [&str; 5] = ["extension", "ext", "pesawat", "pes", "x"];
    let digits = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let head = digits.trim_end_matches([' ', '.', ':', '-']);
    let short = (1..=5).contains(&(text.len() - digits.len()));
    let lower = head.to_ascii_lowercase();
    let word = WORDS.iter().find(|word| lower.ends_with(*word));
    match word.filter(|_| short) {
        Some(word) => head.get(..head.len() - word.len()).map_or(text, |number| {
            number.trim_end_matches([' ', ',', ';', '(', '-'])
        }),
        None => text,
    }
}

/// `081234567890.0`: text that a number cell left behind.
fn without_decimal(text: &str) -> (&str, bool) {
    let whole = text.strip_suffix(".0").or_else(|| text.strip_suffix(",0"));
    match whole.filter(|whole| whole.bytes().all(|b| b.is_ascii_digit())) {
        Some(whole) => (whole, true),
        None => (text, false),
    }
}

fn check(text: &str, digits: &str) -> Result<(), PhoneFlag> {
    let mut kinds: Vec<u8> = digits.bytes().collect();
    kinds.sort_unstable();
    kinds.dedup();
    let stopgap = digits.bytes().all(|b| b == b'0') || (digits.len() >= 7 && kinds.len() <= 2);
    if digits.is_empty() {
        Err(PhoneFlag::NoDigits)
    } else if super::several::holds_several(text) {
        Err(PhoneFlag::Multiple)
    } else if stopgap {
        Err(PhoneFlag::Placeholder)
    } else if digits.len() > MOST_DIGITS {
        Err(PhoneFlag::TooLong)
    } else {
        Ok(())
    }
}

/// Digits with the sign or prefixes that say which country they belong to.
fn understand(plus: bool, digits: &str, home: Country) -> Read {
    if plus {
        return international(digits);
    }
    if digits.starts_with("00") {
        // No calling code begins with 0: a third zero is a slip in any case.
        let rest = digits.trim_start_matches('0');
        let at_home = home.trunk == "0" && home.is_mobile(rest) && !rest.starts_with(home.calling);
        return if at_home {
            Ok((national(rest, home)?, Some(PhoneFlag::DoubledZero)))
        } else if digits.starts_with("000") {
            Err(wrong_length(digits))
        } else {
            international(rest)
        };
    }
    if !home.trunk.is_empty()
        && let Some(rest) = digits.strip_prefix(home.trunk)
    {
        return Ok((national(rest, home)?, None));
    }
    if let Some(rest) = digits.strip_prefix(home.calling)
        && home.fits(without_trunk(rest, home))
    {
        return international(digits);
    }
    if home.bare {
        return Ok((national(digits, home)?, None));
    }
    if home.is_mobile(digits) {
        return Ok((
            national(digits, home)?,
            Some(PhoneFlag::LeadingZeroRestored),
        ));
    }
    Err(wrong_length(digits))
}

fn international(digits: &str) -> Read {
    if let Some((country, rest)) = Country::split(digits) {
        return Ok((national(without_trunk(rest, country), country)?, None));
    }
    let fits = (8..=15).contains(&digits.len()) && !digits.starts_with('0');
    if fits {
        Ok((format!("+{digits}"), None))
    } else {
        Err(wrong_length(digits))
    }
}

/// People write `+62 0812…` and `+44 (0)20…`: the trunk does not belong there.
fn without_trunk(national: &str, country: Country) -> &str {
    match country.trunk {
        "0" => national.strip_prefix('0').unwrap_or(national),
        _ => national,
    }
}

fn national(digits: &str, country: Country) -> Result<String, PhoneFlag> {
    let fits = country
        .fits(digits)
        .then(|| format!("+{}{digits}", country.calling));
    fits.ok_or_else(|| wrong_length(digits))
}

fn wrong_length(digits: &str) -> PhoneFlag {
    if digits.len() > 15 {
        PhoneFlag::TooLong
    } else {
        PhoneFlag::BadLength
    }
}

/// `6.28123E+12`, `8,12E+10`: only a spreadsheet writes that.
fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let digits = |part: &str| part.bytes().any(|b| b.is_ascii_digit());
    let exponent = exponent.trim_start_matches(['+', '-']);
    digits(mantissa)
        && digits(exponent)
        && mantissa
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
        && exponent.bytes().all(|b| b.is_ascii_digit())
}
