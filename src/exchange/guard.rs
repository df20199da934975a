//! Text that a spreadsheet would take for something else: a formula, a number, a date. Going out
//! it gets an apostrophe before it, which every spreadsheet knows as "this is text"; coming in the
//! apostrophe is taken off again. Both ask here, so that the one undoes exactly the other.

/// Whether a spreadsheet that opens a text file would make something else of this text.
pub(crate) fn is_misread(text: &str) -> bool {
    is_formula(text) || is_number(text) || is_date(text)
}

/// Whether it begins like a formula, which a spreadsheet would carry out.
fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
}

/// The text as it goes out to a spreadsheet.
pub(crate) fn guarded(text: &str) -> Option<String> {
    is_misread(text.trim_start_matches('\'')).then(|| format!("'{text}"))
}

/// The text with its guard, as it goes out to a program: only what import would take for a guard.
pub(crate) fn doubled(text: &str) -> Option<String> {
    text.starts_with('\'').then(|| guarded(text)).flatten()
}

/// The text without its guard, in a file of ours.
pub(crate) fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_misread(rest.trim_start_matches('\'')) => rest,
        _ => text,
    }
}

/// The text without the guard that everybody writes before a formula.
pub(crate) fn without_formula_guard(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_formula(rest.trim_start_matches('\'')) => rest,
        _ => text,
    }
}

/// A number that would not look the same any more: zeros before it, more digits than a cell shows,
/// an exponent, a fraction in somebody's decimal mark.
fn is_number(text: &str) -> bool {
    let bytes = text.as_bytes();
    if !bytes.iter().any(u8::is_ascii_digit) {
        return false;
    }
    let digits = bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
    if digits == bytes.len() {
        return (digits > 1 && bytes.first() == Some(&b'0')) || digits > 11;
    }
    let part = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'%' | b' ');
    let exponent = bytes
        .iter()
        .filter(|byte| matches!(byte, b'e' | b'E'))
        .count();
    let of_exponent = |byte: &u8| part(byte) || matches!(byte, b'e' | b'E' | b'+' | b'-');
    let begins = bytes.first().is_some_and(u8::is_ascii_digit);
    match exponent {
        0 => bytes.iter().all(part),
        1 => begins && bytes.iter().all(of_exponent),
        _ => false,
    }
}

/// Day and month in any of the ways in which spreadsheets read them: `1-3`, `12/5/26`, `3:30`,
/// `5 Mar`, `Mei 2024`.
fn is_date(text: &str) -> bool {
    let separator = |c: char| matches!(c, '-' | '/' | '.' | ':' | ' ' | ',');
    let mut parts = 0;
    let (mut digits, mut words) = (0, 0);
    for part in text.split(separator).filter(|part| !part.is_empty()) {
        parts += 1;
        if part.bytes().all(|byte| byte.is_ascii_digit()) {
            digits += part.len();
        } else if is_month(part) {
            words += 1;
        } else {
            return false;
        }
    }
    let ends = |c: Option<char>| c.is_some_and(|c| !separator(c));
    let whole = ends(text.chars().next()) && ends(text.chars().next_back());
    whole && (2..=3).contains(&parts) && (1..=8).contains(&digits) && words <= 1
}

/// Names of months, in English and Indonesian.
const MONTHS: [&str; 37] = [
    "jan",
    "january",
    "januari",
    "feb",
    "february",
    "februari",
    "mar",
    "march",
    "maret",
    "apr",
    "april",
    "may",
    "mei",
    "jun",
    "june",
    "juni",
    "jul",
    "july",
    "juli",
    "aug",
    "august",
    "agu",
    "agt",
    "agustus",
    "sep",
    "sept",
    "september",
    "oct",
    "october",
    "okt",
    "oktober",
    "nov",
    "november",
    "dec",
    "december",
    "des",
    "desember",
];

fn is_month(word: &str) -> bool {
    MONTHS.iter().any(|month| word.eq_ignore_ascii_case(month))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("=1+1")]
    #[case("+62 812-3456-7890")]
    #[case("-")]
    #[case("@SUM(A1)")]
    #[case("081234567890")]
    #[case("00042")]
    #[case("6281234567890")]
    #[case("1E10")]
    #[case("1.5")]
    #[case("1,5")]
    #[case("10%")]
    #[case("1-3")]
    #[case("12/5/26")]
    #[case("2026-11-26")]
    #[case("3:30")]
    #[case("5 Mar")]
    #[case("Mei 2024")]
    #[case("01-2345")]
    fn what_a_spreadsheet_would_change_is_guarded(#[case] text: &str) {
        assert_eq!(guarded(text), Some(format!("'{text}")));
        assert_eq!(unguarded(&format!("'{text}")), text);
    }

    #[rstest]
    #[case("Budi Santoso")]
    #[case("B 1234 XYZ")]
    #[case("0812-3456-7890")]
    #[case("C-00042")]
    #[case("10W-40")]
    #[case("185/65R15")]
    #[case("Jl. Merdeka 5, Bandung")]
    #[case("12")]
    #[case("'t Hooft")]
    #[case("Mei")]
    #[case("")]
    fn what_it_leaves_alone_stays_as_it_is(#[case] text: &str) {
        assert_eq!(guarded(text), None);
        assert_eq!(unguarded(text), text);
    }

    #[test]
    fn in_files_of_others_only_formulas_are_guarded() {
        assert_eq!(without_formula_guard("'=1+1"), "=1+1");
        assert_eq!(without_formula_guard("'08123"), "'08123");
    }

    proptest! {
        #[test]
        fn the_guard_is_taken_off_exactly(text in "['=+@0-9A-Za-z .,/:-]{0,8}|\\PC{0,12}") {
            let out = guarded(&text).unwrap_or_else(|| text.clone());
            prop_assert_eq!(unguarded(&out), &text);
            prop_assert!(!is_formula(&out));
            let plain = doubled(&text).unwrap_or_else(|| text.clone());
            prop_assert_eq!(unguarded(&plain), &text);
        }
    }
}
