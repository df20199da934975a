//! Licence plates: what people write, what is compared, and what reads alike.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use super::digit::ascii_digit;

mod slip;

pub use slip::{neighbours, repaired};

/// Words that stand in a plate column and mean "none yet".
const NO_PLATE: &[&str] = &[
    "BLANK",
    "BARU",
    "BELUM",
    "BELUMADA",
    "PROSES",
    "TIDAKADA",
    "TANPAPLAT",
    "NONE",
    "NA",
    "NIL",
];

/// A plate as typed, and its keys for comparing.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Plate {
    /// As typed, trimmed.
    pub typed: String,
    /// Letters and digits of any script, upper-cased, nothing else; never empty.
    pub key: String,
    /// The first digit group of the key; empty when it has no digit.
    pub digits: String,
}

impl Plate {
    /// Reads what stands in a plate field. `None` when it says that there is no plate (`-`,
    /// `BARU`, `(BLANK)`). Any shape is a plate; government and foreign plates must be accepted.
    pub fn parse(text: &str) -> Option<Self> {
        let typed = text.trim();
        let key = key(without_expiry(typed));
        if is_placeholder(&key) {
            return None;
        }
        let digits = digit_group(&key).to_owned();
        Some(Self {
            typed: typed.to_owned(),
            key,
            digits,
        })
    }

    /// As people write it: `B 1234 XYZ` for the Indonesian shape, else as typed, upper-cased.
    pub fn display(&self) -> String {
        match Indonesian::of(&self.key) {
            Some(shape) if shape.suffix.is_empty() => format!("{} {}", shape.region, shape.digits),
            Some(shape) => format!("{} {} {}", shape.region, shape.digits, shape.suffix),
            None => self.typed.to_uppercase(),
        }
    }

    /// What stands in a plate field, as people write it; as it stands there when it says that there
    /// is no plate. What is written so already, as most are, is not taken apart.
    pub fn shown(written: &str) -> Cow<'_, str> {
        if is_displayed(written.as_bytes()) {
            return Cow::Borrowed(written);
        }
        let plate = Self::parse(written);
        plate.map_or(Cow::Borrowed(written), |plate| Cow::Owned(plate.display()))
    }

    /// The key from its first digit on: what a clerk types who reads the number first.
    pub fn tail(&self) -> &str {
        tail(&self.key)
    }
}

/// The parts of a plate of Indonesian shape: 1–2 letters, 1–4 digits, 0–3 letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Indonesian<'a> {
    /// Region letters.
    pub region: &'a str,
    /// Number without leading zero.
    pub digits: &'a str,
    /// Suffix letters, may be empty.
    pub suffix: &'a str,
}

impl<'a> Indonesian<'a> {
    /// Splits a key of that shape.
    pub fn of(key: &'a str) -> Option<Self> {
        if !key.is_ascii() {
            return None;
        }
        let number = key.find(|c: char| c.is_ascii_digit())?;
        let (region, rest) = key.split_at(number);
        let end = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        let (digits, suffix) = rest.split_at(end);
        let fits = (1..=2).contains(&region.len())
            && (1..=4).contains(&digits.len())
            && !digits.starts_with('0')
            && suffix.len() <= 3
            && suffix.bytes().all(|b| b.is_ascii_uppercase());
        fits.then_some(Self {
            region,
            digits,
            suffix,
        })
    }
}

/// Whether text is a plate of the Indonesian shape as [`Plate::display`] writes it: `B 1234 XYZ`.
fn is_displayed(text: &[u8]) -> bool {
    let (region, rest) = leading(text, u8::is_ascii_uppercase);
    let Some((b' ', rest)) = rest.split_first() else {
        return false;
    };
    let (digits, rest) = leading(rest, u8::is_ascii_digit);
    let suffix_fits = match rest.split_first() {
        None => true,
        Some((b' ', suffix)) => {
            (1..=3).contains(&suffix.len()) && suffix.iter().all(u8::is_ascii_uppercase)
        }
        Some(_) => false,
    };
    (1..=2).contains(&region.len())
        && (1..=4).contains(&digits.len())
        && !digits.starts_with(b"0")
        && suffix_fits
}

/// The bytes before the first that is not of a kind, and the rest.
fn leading(text: &[u8], is: impl Fn(&u8) -> bool) -> (&[u8], &[u8]) {
    let end = text.iter().position(|byte| !is(byte));
    text.split_at(end.unwrap_or(text.len()))
}

/// The comparison key of any text: NFKC, letters, marks and numbers only, digits in ASCII, upper case.
pub fn key(text: &str) -> String {
    if text.is_ascii() {
        let kept = text.bytes().filter(u8::is_ascii_alphanumeric);
        return kept.map(|b| char::from(b.to_ascii_uppercase())).collect();
    }
    let kept = text.nfkc().filter(|&c| belongs_to_key(c));
    let folded: String = kept.map(ascii_digit).flat_map(char::to_uppercase).collect();
    // Marks that now stand side by side, and letters that upper case took apart, find their order again.
    folded.nfkc().collect()
}

fn belongs_to_key(c: char) -> bool {
    let invisible = matches!(c, '\u{034F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}');
    !invisible
        && matches!(
            c.general_category_group(),
            GeneralCategoryGroup::Letter
                | GeneralCategoryGroup::Number
                | GeneralCategoryGroup::Mark
        )
}

/// The expiry month and year on the second line of the metal (`10.30`, `10·30`) is no part of the number.
fn without_expiry(text: &str) -> &str {
    let Some((head, last)) = text.trim_end().rsplit_once(char::is_whitespace) else {
        return text;
    };
    let mut parts = last.split(['.', '·', '-', '/']);
    let (month, year, rest) = (parts.next(), parts.next(), parts.next());
    let two_digits = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
    let is_month = |part: &str| two_digits(part) && ("01"..="12").contains(&part);
    let cut = rest.is_none()
        && month.is_some_and(is_month)
        && year.is_some_and(two_digits)
        && Indonesian::of(&key(head)).is_some();
    if cut { head } else { text }
}

fn is_placeholder(key: &str) -> bool {
    let mut chars = key.chars();
    let Some(first) = chars.next() else {
        return true;
    };
    let repeated = matches!(first, '0' | 'X') && chars.all(|c| c == first);
    repeated || NO_PLATE.contains(&key)
}

fn digit_group(key: &str) -> &str {
    let rest = tail(key);
    let end = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    &rest[..end]
}

fn tail(key: &str) -> &str {
    key.find(|c: char| c.is_ascii_digit())
        .map_or("", |start| &key[start..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("b1234xyz", "B1234XYZ", "B 1234 XYZ")]
    #[case(" AB-1234-CD ", "AB1234CD", "AB 1234 CD")]
    #[case("B 1234 XYZ 10.30", "B1234XYZ", "B 1234 XYZ")]
    #[case("B 1234", "B1234", "B 1234")]
    #[case("RI 1", "RI1", "RI 1")]
    #[case("CD 12 345", "CD12345", "CD 12 345")]
    #[case("1234-VII", "1234VII", "1234-VII")]
    #[case("B 4NDUN 9", "B4NDUN9", "B 4NDUN 9")]
    #[case("y 7878 iuii", "Y7878IUII", "Y 7878 IUII")]
    #[case("TU\u{308}-XY 12", "TÜXY12", "TU\u{308}-XY 12")]
    #[case("Ｂ１２３４ＡＢ", "B1234AB", "B 1234 AB")]
    #[case("1กก 1234", "1กก1234", "1กก 1234")]
    #[case("กข ๑๒๓๔", "กข1234", "กข ๑๒๓๔")]
    #[case("京A·12345", "京A12345", "京A·12345")]
    #[case("1E10", "1E10", "1E10")]
    fn a_plate_is_read_as_people_write_it(
        #[case] typed: &str,
        #[case] key: &str,
        #[case] shown: &str,
    ) {
        let plate = Plate::parse(typed).unwrap();
        assert_eq!(
            (plate.key.as_str(), plate.display()),
            (key, shown.to_uppercase())
        );
    }

    #[rstest]
    fn a_word_for_no_plate_is_none(
        #[values("", " - ", "0", "000", "(BLANK)", "baru", "PROSES", "xxx", "Tidak ada")]
        text: &str,
    ) {
        assert_eq!(Plate::parse(text), None);
    }

    #[test]
    fn digits_and_tail_are_what_a_clerk_types() {
        let plate = Plate::parse("AB 1234 CD").unwrap();
        assert_eq!((plate.digits.as_str(), plate.tail()), ("1234", "1234CD"));
        let wordy = Plate::parse("PUTRAJAYA").unwrap();
        assert_eq!((wordy.digits.as_str(), wordy.tail()), ("", ""));
    }

    proptest! {
        #[test]
        fn a_key_is_its_own_key(text in any::<String>()) {
            let once = key(&text);
            prop_assert_eq!(key(&once), once);
        }

        #[test]
        fn what_is_shown_is_what_reading_it_displays(text in "[A-Za-z]{0,3} {0,2}[0-9]{0,5} {0,2}[A-Z0-9. ]{0,5}|\\PC{0,8}") {
            let read = Plate::parse(&text).map_or_else(|| text.clone(), |plate| plate.display());
            prop_assert_eq!(Plate::shown(&text), read);
        }

        #[test]
        fn what_is_displayed_is_found_again(text in "[A-Z]{1,2}[1-9][0-9]{0,3}[A-Z]{0,3}") {
            if let Some(plate) = Plate::parse(&text) {
                prop_assert_eq!(Plate::parse(&plate.display()).map(|again| again.key), Some(plate.key));
            }
        }
    }
}
