//! Large numbers in few letters, for charts and one-line figures.

use super::number::{count, decimals};
use super::{Lang, say};

/// An amount in minor units with the currency, to three digits: `Rp 58,4 jt`, `USD 1.25k`.
/// Rupiah reads the same in both languages.
pub fn short_money(lang: Lang, minor: i64, currency: &str) -> String {
    let sign = if minor < 0 { "−" } else { "" };
    let name = if currency == "IDR" { "Rp" } else { currency };
    let amount = short_amount(lang, minor, currency);
    format!("{sign}{name} {}", amount.trim_start_matches('−'))
}

/// The same without the currency: `58,4 jt`, for the ticks of an axis.
pub fn short_amount(lang: Lang, minor: i64, currency: &str) -> String {
    let lang = if currency == "IDR" { Lang::Id } else { lang };
    signed(minor, short(lang, minor.unsigned_abs(), decimals(currency)))
}

/// A count: whole up to 9,999, above that to three digits: `12.5k`, `12,5 rb`.
pub fn short_count(lang: Lang, n: i64) -> String {
    let size = n.unsigned_abs();
    let text = if size < 10_000 {
        count(lang, size)
    } else {
        short(lang, size, 0)
    };
    signed(n, text)
}

/// A share in ten-thousandths as whole per cents, but never nought nor all where it is not:
/// `80 %`, `< 1 %`, `> 99 %`.
pub fn percent(lang: Lang, share: u32) -> String {
    let (sign, whole) = match share {
        1..=99 => ("< ", 1),
        9_901..=9_999 => ("> ", 99),
        share => ("", share.saturating_add(50) / 100),
    };
    format!("{sign}{} %", count(lang, whole.into()))
}

/// A share of 0 to 1, written as [`percent`] writes it.
pub fn share(lang: Lang, share: f64) -> String {
    percent(lang, ten_thousandths(share))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to what fits; what is no number becomes nought"
)]
fn ten_thousandths(share: f64) -> u32 {
    let part = share * 10_000.0;
    // What rounding would make nothing or all stays between them.
    let part = match part.round() {
        nought if nought < 1.0 && share > 0.0 => 1.0,
        all if all >= 10_000.0 && share < 1.0 => 9_999.0,
        part => part,
    };
    part.clamp(0.0, f64::from(u32::MAX)) as u32
}

fn signed(n: i64, text: String) -> String {
    if n < 0 { format!("−{text}") } else { text }
}

/// To three digits; `decimals` of the number stand behind its point.
fn short(lang: Lang, n: u64, decimals: u32) -> String {
    let n = three_digits(n);
    let unit = 10_u128.pow(decimals);
    let power = [12, 9, 6, 3]
        .into_iter()
        .find(|power| n >= unit * 10_u128.pow(*power));
    let number = trimmed(lang, n, decimals + power.unwrap_or(0));
    match power {
        Some(12) => say::number_trillion(lang, number),
        Some(9) => say::number_billion(lang, number),
        Some(6) => say::number_million(lang, number),
        Some(3) => say::number_thousand(lang, number),
        _ => number,
    }
}

/// Rounded half up to three digits that count.
fn three_digits(n: u64) -> u128 {
    let spare = n.checked_ilog10().unwrap_or(0).saturating_sub(2);
    let step = 10_u128.pow(spare);
    (u128::from(n) + step / 2) / step * step
}

/// `n` with the last `decimals` digits behind the point, without noughts at its end.
fn trimmed(lang: Lang, n: u128, decimals: u32) -> String {
    let unit = 10_u128.pow(decimals);
    let whole = n / unit;
    let rest = format!("{:0width$}", n % unit, width = decimals as usize);
    let rest = rest.trim_end_matches('0');
    let point = match lang {
        Lang::En => '.',
        Lang::Id => ',',
    };
    // Above 999 trillion nothing shorter is left, so the whole is grouped.
    let whole = count(lang, u64::try_from(whole).unwrap_or(u64::MAX));
    if rest.is_empty() {
        whole
    } else {
        format!("{whole}{point}{rest}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case(0, "Rp 0")]
    #[case(650, "Rp 650")]
    #[case(650_000, "Rp 650 rb")]
    #[case(1_250_000, "Rp 1,25 jt")]
    #[case(58_432_100, "Rp 58,4 jt")]
    #[case(999_999, "Rp 1 jt")]
    #[case(-18_420_000, "−Rp 18,4 jt")]
    #[case(2_405_000_000, "Rp 2,41 miliar")]
    #[case(7_000_000_000_000, "Rp 7 triliun")]
    #[case(i64::MIN, "−Rp 9.220.000 triliun")]
    fn rupiah_read_the_same_in_both_languages(#[case] minor: i64, #[case] text: &str) {
        for lang in Lang::ALL {
            assert_eq!(short_money(lang, minor, "IDR"), text);
        }
    }

    #[test]
    fn a_share_never_reads_as_none_or_all() {
        let read = [0.0, 0.000_001, 0.001, 0.634, 0.999, 0.999_999, 1.0];
        let read = read.map(|of| share(Lang::En, of));
        assert_eq!(
            read,
            ["0 %", "< 1 %", "< 1 %", "63 %", "> 99 %", "> 99 %", "100 %"]
        );
    }

    #[test]
    fn other_currencies_follow_the_language_and_their_decimals() {
        assert_eq!(short_money(Lang::En, 125_000, "USD"), "USD 1.25k");
        assert_eq!(short_money(Lang::Id, 125_000, "USD"), "USD 1,25 rb");
        assert_eq!(short_money(Lang::En, 1_250, "USD"), "USD 12.5");
        assert_eq!(short_money(Lang::En, 5, "USD"), "USD 0.05");
        assert_eq!(short_amount(Lang::En, -4_000_000_000, "JPY"), "−4bn");
    }

    #[test]
    fn small_counts_are_whole_and_large_ones_short() {
        assert_eq!(short_count(Lang::En, 2_357), "2,357");
        assert_eq!(short_count(Lang::En, 12_480), "12.5k");
        assert_eq!(short_count(Lang::Id, 12_480), "12,5 rb");
        assert_eq!(short_count(Lang::Id, -1_000_000), "−1 jt");
    }

    #[test]
    fn a_share_is_nought_or_all_only_where_it_is() {
        assert_eq!(percent(Lang::En, 8_000), "80 %");
        assert_eq!(percent(Lang::En, 0), "0 %");
        assert_eq!(percent(Lang::En, 3), "< 1 %");
        assert_eq!(percent(Lang::En, 9_999), "> 99 %");
        assert_eq!(percent(Lang::En, 10_000), "100 %");
        assert_eq!(percent(Lang::Id, u32::MAX), "42.949.672 %");
    }

    proptest! {
        #[test]
        fn a_short_amount_is_short(minor: i64) {
            for lang in Lang::ALL {
                prop_assert!(short_money(lang, minor, "IDR").chars().count() <= 24);
                prop_assert!(!short_count(lang, minor).is_empty());
            }
        }
    }
}
