//! Numbers as people read them: grouping by language, money by currency.

use super::Lang;

/// A number with its sign: `+65`, `-1,240`.
pub fn signed(lang: Lang, n: i64) -> String {
    let sign = if n < 0 { '-' } else { '+' };
    format!("{sign}{}", count(lang, n.unsigned_abs()))
}

/// A count with the language's grouping: `12,480` or `12.480`.
pub fn count(lang: Lang, n: u64) -> String {
    let mark = match lang {
        Lang::En => ',',
        Lang::Id => '.',
    };
    grouped(n, mark)
}

/// Half of a count, as people read it: `12` or `12.5`, `12,5` in Indonesian.
pub fn half(lang: Lang, twice: u64) -> String {
    let point = match lang {
        Lang::En => '.',
        Lang::Id => ',',
    };
    let whole = count(lang, twice / 2);
    match twice % 2 {
        0 => whole,
        _ => format!("{whole}{point}5"),
    }
}

/// A share in hundredths of a per cent, exactly: `10 %`, `7.5 %`, `7,25 %` in Indonesian.
pub fn percent_exact(lang: Lang, hundredths: i64) -> String {
    let point = match lang {
        Lang::En => '.',
        Lang::Id => ',',
    };
    let size = hundredths.unsigned_abs();
    let whole = count(lang, size / 100);
    match size % 100 {
        0 => format!("{whole} %"),
        rest if rest % 10 == 0 => format!("{whole}{point}{} %", rest / 10),
        rest => format!("{whole}{point}{rest:02} %"),
    }
}

/// A distance on the odometer: `45,210 km` or `45.210 km`.
pub fn kilometres(lang: Lang, km: u64) -> String {
    format!("{} km", count(lang, km))
}

/// An amount in minor units of the currency (ISO 4217 code). Rupiah reads
/// `Rp 1.250.000` in both languages, without decimals; other currencies stand behind
/// their code and follow the language.
pub fn money(lang: Lang, minor: i64, currency: &str) -> String {
    let sign = if minor < 0 { "−" } else { "" };
    let amount = minor.unsigned_abs();
    if currency == "IDR" {
        return format!("{sign}Rp {}", grouped(amount, '.'));
    }
    let digits = decimals(currency);
    let unit = 10_u64.pow(digits);
    let whole = count(lang, amount / unit);
    if digits == 0 {
        return format!("{sign}{currency} {whole}");
    }
    let point = match lang {
        Lang::En => '.',
        Lang::Id => ',',
    };
    let rest = amount % unit;
    format!(
        "{sign}{currency} {whole}{point}{rest:0width$}",
        width = digits as usize
    )
}

/// Digits behind the point that the currency is kept with.
pub(super) fn decimals(currency: &str) -> u32 {
    match currency {
        "IDR" | "JPY" | "KRW" | "VND" | "CLP" | "ISK" | "PYG" | "UGX" | "XAF" | "XOF" => 0,
        "BHD" | "JOD" | "KWD" | "OMR" | "TND" => 3,
        _ => 2,
    }
}

fn grouped(n: u64, mark: char) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn counts_are_grouped_by_the_language() {
        assert_eq!(count(Lang::En, 12_480), "12,480");
        assert_eq!(count(Lang::Id, 12_480), "12.480");
        assert_eq!(count(Lang::Id, 999), "999");
        assert_eq!(count(Lang::En, 0), "0");
    }

    #[test]
    fn halves_are_shown_where_there_are_some() {
        assert_eq!(half(Lang::En, 2_469), "1,234.5");
        assert_eq!(half(Lang::Id, 2_469), "1.234,5");
        assert_eq!(half(Lang::En, 24), "12");
    }

    #[test]
    fn shares_are_written_with_as_many_decimals_as_they_have() {
        assert_eq!(percent_exact(Lang::En, 1_000), "10 %");
        assert_eq!(percent_exact(Lang::En, 750), "7.5 %");
        assert_eq!(percent_exact(Lang::Id, 705), "7,05 %");
        assert_eq!(percent_exact(Lang::Id, 5), "0,05 %");
    }

    #[test]
    fn kilometres_carry_their_unit() {
        assert_eq!(kilometres(Lang::En, 45_210), "45,210 km");
        assert_eq!(kilometres(Lang::Id, 45_210), "45.210 km");
    }

    #[test]
    fn rupiah_read_the_same_in_both_languages() {
        for lang in Lang::ALL {
            assert_eq!(money(lang, 1_250_000, "IDR"), "Rp 1.250.000");
            assert_eq!(money(lang, -50_000, "IDR"), "−Rp 50.000");
        }
    }

    #[test]
    fn other_currencies_follow_the_language() {
        assert_eq!(money(Lang::En, 125_005, "USD"), "USD 1,250.05");
        assert_eq!(money(Lang::Id, 125_005, "EUR"), "EUR 1.250,05");
        assert_eq!(money(Lang::En, -1_250, "JPY"), "−JPY 1,250");
    }

    #[test]
    fn the_smallest_amount_does_not_overflow() {
        assert_eq!(
            money(Lang::En, i64::MIN, "IDR"),
            "−Rp 9.223.372.036.854.775.808"
        );
    }

    proptest! {
        #[test]
        fn grouping_keeps_every_digit(n: u64) {
            let ungrouped: String = count(Lang::En, n).chars().filter(char::is_ascii_digit).collect();
            prop_assert_eq!(ungrouped, n.to_string());
        }
    }
}
