//! Figures with separators: which one groups, and which one stands before the decimals.

use super::decimal::Decimal;
use super::{AmountError, Currency, DecimalMark};

/// Reads `1.250.000`, `1,250,000.00`, `1 250`, `1,25,000`. `zeros` is what a unit word behind
/// the figure multiplies by (3 for `rb`), or 0; `mark` is what the column has shown, if anything.
pub(super) fn figure(
    text: &str,
    zeros: u32,
    currency: Currency,
    mark: Option<DecimalMark>,
) -> Result<Decimal, AmountError> {
    let allowed = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ');
    let plain = text.chars().any(|c| c.is_ascii_digit()) && text.chars().all(allowed);
    plain.then_some(()).ok_or(AmountError::NotAnAmount)?;
    let mark = mark_in(text, zeros, currency, mark)?;
    let (whole, fraction) = mark.and_then(|c| text.rsplit_once(c)).unwrap_or((text, ""));
    if !is_grouped(whole, currency) || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return Err(AmountError::Unclear);
    }
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    let number = Decimal::parse(&format!("0{whole}.{fraction}")).ok_or(AmountError::TooLarge)?;
    // Nobody charges Rp 1,25: a unit word is missing, or zeros are.
    if currency.decimals == 0 && zeros == 0 && number.is_fraction_below(1000) {
        return Err(AmountError::Unclear);
    }
    Ok(number)
}

/// What a text says for certain about the decimal mark, for the vote of a column.
pub(super) fn certain_mark(text: &str) -> Option<DecimalMark> {
    use DecimalMark::{Comma, Point};
    let (points, commas) = (text.matches('.').count(), text.matches(',').count());
    let behind = |c| {
        text.rsplit_once(c).map_or(0, |(_, rest)| {
            rest.bytes().filter(u8::is_ascii_digit).count()
        })
    };
    match (points, commas) {
        (0 | 1, 2..) => Some(Point),
        (1, 1) if text.rfind('.') > text.rfind(',') => Some(Point),
        (2.., 0 | 1) | (1, 1) => Some(Comma),
        (1, 0) => matches!(behind('.'), 1 | 2).then_some(Point),
        (0, 1) => matches!(behind(','), 1 | 2).then_some(Comma),
        _ => None,
    }
}

/// The mark that stands between thousands in a currency without decimals, and whether that is certain.
pub(super) fn grouping(text: &str) -> Option<(DecimalMark, bool)> {
    use DecimalMark::{Comma, Point};
    let digit = |c: char| c.is_ascii_digit();
    let text = text.trim_start_matches(|c| !digit(c));
    let (before, behind) = text.split_at(text.find(['.', ','])?);
    let mark = if behind.starts_with('.') {
        Point
    } else {
        Comma
    };
    let behind = &behind[1..];
    if behind.contains(['.', ',']) {
        return Some((mark, true));
    }
    let thousands = behind.chars().take_while(|c| digit(*c)).count() == 3;
    let fits = thousands && (1..=3).contains(&before.len()) && before.chars().all(digit);
    fits.then_some((mark, before.len() > 1))
}

/// The decimal mark of one figure; `None` when every separator groups.
fn mark_in(
    text: &str,
    zeros: u32,
    currency: Currency,
    hint: Option<DecimalMark>,
) -> Result<Option<char>, AmountError> {
    let Some(last) = text.rfind(['.', ',']) else {
        return Ok(None);
    };
    let mark = if text[last..].starts_with('.') {
        '.'
    } else {
        ','
    };
    let behind = text.len() - last - 1;
    let both = text.contains('.') && text.contains(',');
    match (text.matches(mark).count(), hint.map(DecimalMark::char)) {
        (1, _) if both && behind == 3 && currency.decimals < 3 => Err(AmountError::Unclear),
        (1, Some(hint)) if both && hint != mark => Err(AmountError::Unclear),
        (1, _) if both => Ok(Some(mark)),
        // Where there are no decimals, three digits behind a separator are thousands whatever the column says.
        (1, Some(hint)) if currency.decimals > 0 || behind != 3 => {
            Ok((hint == mark).then_some(mark))
        }
        (1, _) => lone_separator(&text[..last], mark, behind, zeros, currency),
        (_, Some(hint)) if hint == mark => Err(AmountError::Unclear),
        _ if both => Err(AmountError::Unclear),
        _ => Ok(None),
    }
}

/// `1.250` and `1.25`: one separator, and nothing else to go by.
fn lone_separator(
    whole: &str,
    mark: char,
    behind: usize,
    zeros: u32,
    currency: Currency,
) -> Result<Option<char>, AmountError> {
    let usual = currency.usual_mark().char() == mark;
    if behind != 3 || whole.len() > 3 || matches!(whole, "" | "0") {
        return Ok(Some(mark));
    }
    match (zeros, currency.decimals) {
        (0 | 3, 0) => Ok(None),
        (0, 3) if usual => Ok(Some(mark)),
        (0, _) if !usual => Ok(None),
        _ => Err(AmountError::Unclear),
    }
}

/// Whether a whole number is written plainly, or in groups of three with one kind of separator
/// (of two in the Indian way, the last of three).
fn is_grouped(whole: &str, currency: Currency) -> bool {
    let Some(separator) = whole.chars().find(|c| !c.is_ascii_digit()) else {
        return true;
    };
    let groups: Vec<&str> = whole.split(separator).collect();
    let digits = |group: &&str| group.bytes().all(|b| b.is_ascii_digit());
    let inner = if &currency.code == b"INR" {
        2..=3
    } else {
        3..=3
    };
    groups.iter().all(digits)
        && groups
            .first()
            .is_some_and(|first| (1..=3).contains(&first.len()))
        && groups.last().is_some_and(|last| last.len() == 3)
        && groups
            .iter()
            .skip(1)
            .all(|group| inner.contains(&group.len()))
}
