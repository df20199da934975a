//! Decimal digits of every script.

/// Where each script's ten digits begin, beside those that NFKC folds to ASCII.
const ZEROS: &[u32] = &[
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6,
    0xE50, 0xED0, 0xF20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50,
    0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0x104A0,
    0x10D30, 0x10D40, 0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450, 0x114D0, 0x11650,
    0x116C0, 0x116D0, 0x116DA, 0x11730, 0x118E0, 0x11950, 0x11BF0, 0x11C50, 0x11D50, 0x11DA0,
    0x11DE0, 0x11F50, 0x16130, 0x16A60, 0x16AC0, 0x16B50, 0x16D70, 0x1E140, 0x1E2F0, 0x1E4F0,
    0x1E5F1, 0x1E950,
];

/// A decimal digit of any script as an ASCII digit; every other character as it is. Full-width
/// and other compatibility digits are NFKC's business and come first.
pub(super) fn ascii_digit(c: char) -> char {
    if c.is_ascii() {
        return c;
    }
    let code = u32::from(c);
    ZEROS
        .iter()
        .find(|&&zero| (zero..zero + 10).contains(&code))
        .and_then(|&zero| char::from_digit(code - zero, 10))
        .unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;
    use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

    #[test]
    fn every_decimal_digit_that_unicode_knows_becomes_ascii() {
        let digits =
            ('\0'..=char::MAX).filter(|c| c.general_category() == GeneralCategory::DecimalNumber);
        let missed: Vec<char> = digits
            .filter(|c| {
                !std::iter::once(*c)
                    .nfkc()
                    .map(ascii_digit)
                    .all(|d| d.is_ascii_digit())
            })
            .collect();
        assert_eq!(missed, Vec::<char>::new());
    }

    #[test]
    fn nothing_else_becomes_a_digit() {
        let wrong: Vec<char> = ('\u{80}'..=char::MAX)
            .filter(|c| {
                ascii_digit(*c) != *c && c.general_category() != GeneralCategory::DecimalNumber
            })
            .collect();
        assert_eq!(wrong, Vec::<char>::new());
    }

    #[test]
    fn the_value_is_the_digits_own() {
        let folded: String = "٠١٢٣٤٥٦٧٨٩๑๒๓১২৩".chars().map(ascii_digit).collect();
        assert_eq!(folded, "0123456789123123");
    }
}
