//! Phone numbers: as people write them outside, E.164 inside.

use unicode_normalization::UnicodeNormalization;

/// A phone number as written, and as understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    /// As written, kept exactly.
    pub raw: String,
    /// E.164, when it is one usable number.
    pub e164: Option<String>,
    /// What a person should look at.
    pub flag: Option<PhoneFlag>,
}

/// Something about a number that a person should look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PhoneFlag {
    /// A spreadsheet ate the leading zero; it was put back.
    LeadingZeroRestored,
    /// `.0` from a number cell was cut off.
    DecimalRemoved,
    /// The leading zero was doubled (`0081…`) and is read as one.
    DoubledZero,
    /// `6.28E+12`: the digits are gone.
    Scientific,
    /// Letters inside; it may be an e-mail or a name.
    Letters,
    /// No digit at all.
    NoDigits,
    /// More digits than any number has.
    TooLong,
    /// Not as long as a number of its country is.
    BadLength,
    /// Several numbers in one field.
    Multiple,
    /// `0`, `00000`, `(BLANK)`: somebody had to write something.
    Placeholder,
}

impl PhoneFlag {
    /// The stable reason code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::LeadingZeroRestored => "leading_zero_restored",
            Self::DecimalRemoved => "phone_decimal_removed",
            Self::DoubledZero => "phone_doubled_zero",
            Self::Scientific => "phone_scientific",
            Self::Letters => "phone_letters",
            Self::NoDigits => "phone_no_digits",
            Self::TooLong => "phone_too_long",
            Self::BadLength => "phone_bad_length",
            Self::Multiple => "phone_multiple",
            Self::Placeholder => "phone_placeholder",
        }
    }
}

/// How numbers are written in a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166 code.
    pub iso: &'static str,
    /// Calling code.
    calling: &'static str,
    /// Dialled before a national number inside the country; may be empty.
    trunk: &'static str,
    /// Digits of a national number, without the trunk.
    lengths: (usize, usize),
    /// First digits of a mobile number, for numbers that lost their zero.
    mobile: &'static [&'static str],
}

/// Indonesia, where most users are.
pub const INDONESIA: Country = COUNTRIES[0];

/// The markets that are known; any other number is kept as it is when it begins with `+`.
const COUNTRIES: &[Country] = &[
    country("ID", "62", "0", (7, 12), &["8"]),
    country("MY", "60", "0", (8, 10), &["1"]),
    country("SG", "65", "", (8, 8), &["8", "9"]),
    country("TH", "66", "0", (8, 9), &["6", "8", "9"]),
    country("PH", "63", "0", (8, 10), &["9"]),
    country("IN", "91", "0", (10, 10), &["6", "7", "8", "9"]),
    country("DE", "49", "0", (6, 13), &["15", "16", "17"]),
    country("GB", "44", "0", (9, 10), &["7"]),
    country("NL", "31", "0", (9, 9), &["6"]),
    country("FR", "33", "0", (9, 9), &["6", "7"]),
    country("ES", "34", "", (9, 9), &["6", "7"]),
    country("BR", "55", "0", (10, 11), &[]),
    country("US", "1", "1", (10, 10), &[]),
    country("JP", "81", "0", (9, 10), &["70", "80", "90"]),
];

const fn country(
    iso: &'static str,
    calling: &'static str,
    trunk: &'static str,
    lengths: (usize, usize),
    mobile: &'static [&'static str],
) -> Country {
    Country {
        iso,
        calling,
        trunk,
        lengths,
        mobile,
    }
}

impl Country {
    /// The country of an ISO 3166 code.
    pub fn of(iso: &str) -> Option<Self> {
        COUNTRIES.iter().find(|country| country.iso == iso).copied()
    }
}

impl Phone {
    /// Reads one number. Never fails: what cannot be read keeps its text and says why.
    pub fn parse(text: &str, home: Country) -> Self {
        let raw = text.trim().to_owned();
        match read(&raw, home) {
            Ok((e164, flag)) => Self {
                raw,
                e164: Some(e164),
                flag,
            },
            Err(flag) => Self {
                raw,
                e164: None,
                flag: Some(flag),
            },
        }
    }

    /// Reads a field that may hold several numbers (`0812…/0857…`, `0812…, istri 0857…`), each with
    /// the words beside it.
    pub fn parse_all(text: &str, home: Country) -> Vec<(Self, String)> {
        let whole = Self::parse(text, home);
        if whole.e164.is_some() || matches!(whole.flag, Some(PhoneFlag::Scientific)) {
            return vec![(whole, String::new())];
        }
        let parts: Vec<_> = split(text)
            .into_iter()
            .map(|part| labelled(&part, home))
            .collect();
        if parts.iter().any(|(phone, _)| phone.e164.is_some()) {
            parts
        } else {
            vec![(whole, String::new())]
        }
    }

    /// As people of the home country write it: `0812-3456-7890`; foreign numbers in full.
    pub fn display(&self, home: Country) -> String {
        let Some(e164) = &self.e164 else {
            return self.raw.clone();
        };
        match e164
            .strip_prefix('+')
            .and_then(|digits| digits.strip_prefix(home.calling))
        {
            Some(national) => grouped(home.trunk, national),
            None => e164.clone(),
        }
    }

    /// The national digits from last to first, for finding by the last digits; empty when unusable.
    pub fn tail(&self) -> String {
        self.e164
            .as_deref()
            .unwrap_or_default()
            .chars()
            .rev()
            .filter(char::is_ascii_digit)
            .collect()
    }

    /// Whether it is a mobile number, which `WhatsApp` can be expected on.
    pub fn is_mobile(&self) -> bool {
        self.e164.as_deref().is_some_and(|e164| {
            COUNTRIES.iter().any(|country| {
                let national = e164[1..].strip_prefix(country.calling);
                national.is_some_and(|digits| {
                    country.mobile.iter().any(|start| digits.starts_with(start))
                })
            })
        })
    }
}

/// `0812-3456-7890`: four, four and the rest, counted with the trunk.
fn grouped(trunk: &str, national: &str) -> String {
    let digits: Vec<char> = trunk.chars().chain(national.chars()).collect();
    let (head, rest) = digits.split_at(digits.len().min(4));
    let (middle, last) = rest.split_at(rest.len().min(4));
    let parts = [head, middle, last].map(|part| part.iter().collect::<String>());
    parts
        .iter()
        .filter(|part| !part.is_empty())
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join("-")
}

fn read(raw: &str, home: Country) -> Result<(String, Option<PhoneFlag>), PhoneFlag> {
    let text: String = raw.nfkc().filter(|c| !is_invisible(*c)).collect();
    let text = text.trim().trim_start_matches('\'');
    if is_scientific(text) {
        return Err(PhoneFlag::Scientific);
    }
    if matches!(
        text.to_uppercase().trim_matches(['(', ')']),
        "BLANK" | "-" | ""
    ) {
        return Err(if text.is_empty() || text == "-" {
            PhoneFlag::NoDigits
        } else {
            PhoneFlag::Placeholder
        });
    }
    let (text, decimal) = match text.strip_suffix(".0") {
        Some(whole) if whole.bytes().all(|b| b.is_ascii_digit()) => (whole, true),
        _ => (text, false),
    };
    if text.chars().any(char::is_alphabetic) {
        return Err(if text.bytes().any(|b| b.is_ascii_digit()) {
            PhoneFlag::Letters
        } else {
            PhoneFlag::NoDigits
        });
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    check_digits(text, &digits)?;
    let (e164, flag) = understand(text.starts_with('+'), &digits, home)?;
    Ok((e164, flag.or(decimal.then_some(PhoneFlag::DecimalRemoved))))
}

fn check_digits(text: &str, digits: &str) -> Result<(), PhoneFlag> {
    let kinds = digits
        .bytes()
        .collect::<std::collections::BTreeSet<_>>()
        .len();
    if digits.is_empty() {
        Err(PhoneFlag::NoDigits)
    } else if looks_like_several(text) {
        Err(PhoneFlag::Multiple)
    } else if digits.bytes().all(|b| b == b'0') || (digits.len() >= 7 && kinds <= 2) {
        Err(PhoneFlag::Placeholder)
    } else if digits.len() > 17 {
        Err(PhoneFlag::TooLong)
    } else {
        Ok(())
    }
}

/// Digits with the sign or prefixes that say which country they belong to.
fn understand(
    plus: bool,
    digits: &str,
    home: Country,
) -> Result<(String, Option<PhoneFlag>), PhoneFlag> {
    if plus {
        return international(digits);
    }
    if let Some(rest) = digits.strip_prefix("00") {
        return if rest.starts_with(home.calling) {
            international(rest)
        } else if home.mobile.iter().any(|start| rest.starts_with(start)) {
            Ok((national(rest, home)?, Some(PhoneFlag::DoubledZero)))
        } else {
            international(rest)
        };
    }
    if !home.trunk.is_empty()
        && let Some(rest) = digits.strip_prefix(home.trunk)
    {
        return Ok((national(rest, home)?, None));
    }
    if digits.starts_with(home.calling) && digits.len() > home.calling.len() + home.lengths.0 {
        return international(digits);
    }
    if home.trunk.is_empty() {
        return Ok((national(digits, home)?, None));
    }
    if home.mobile.iter().any(|start| digits.starts_with(start)) && (9..=12).contains(&digits.len())
    {
        return Ok((
            national(digits, home)?,
            Some(PhoneFlag::LeadingZeroRestored),
        ));
    }
    Err(if digits.len() > 15 {
        PhoneFlag::TooLong
    } else {
        PhoneFlag::BadLength
    })
}

fn international(digits: &str) -> Result<(String, Option<PhoneFlag>), PhoneFlag> {
    let known = COUNTRIES
        .iter()
        .find(|country| digits.starts_with(country.calling));
    if let Some(country) = known {
        let rest = &digits[country.calling.len()..];
        // People write +62 0812…: the trunk does not belong there.
        let rest = match country.trunk {
            "0" => rest.strip_prefix('0').unwrap_or(rest),
            _ => rest,
        };
        return Ok((national(rest, *country)?, None));
    }
    match digits.len() {
        8..=15 => Ok((format!("+{digits}"), None)),
        0..8 => Err(PhoneFlag::BadLength),
        _ => Err(PhoneFlag::TooLong),
    }
}

fn national(digits: &str, country: Country) -> Result<String, PhoneFlag> {
    let (least, most) = country.lengths;
    if digits.len() > 15 {
        Err(PhoneFlag::TooLong)
    } else if digits.len() < least || digits.len() > most {
        Err(PhoneFlag::BadLength)
    } else {
        Ok(format!("+{}{digits}", country.calling))
    }
}

fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// `6.28123E+12`, `8,12E+10`: only a spreadsheet writes that.
fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let number = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
    };
    let exponent = exponent.trim_start_matches(['+', '-']);
    number(mantissa) && !exponent.is_empty() && exponent.bytes().all(|b| b.is_ascii_digit())
}

/// Two runs of at least seven digits with a separator that no single number has.
fn looks_like_several(text: &str) -> bool {
    split(text)
        .iter()
        .filter(|part| part.chars().filter(char::is_ascii_digit).count() >= 7)
        .count()
        > 1
}

fn split(text: &str) -> Vec<String> {
    let text = text.replace(" dan ", "/").replace(" atau ", "/");
    let parts: Vec<&str> = text.split(['/', ',', ';', '&', '\n', '|']).collect();
    if parts.len() > 1 {
        return parts
            .iter()
            .map(|part| part.trim().to_owned())
            .filter(|part| !part.is_empty())
            .collect();
    }
    // "0812… 0857…": two whole numbers with only a space between them.
    let words: Vec<&str> = text.split_whitespace().collect();
    let whole = |word: &str| word.chars().filter(char::is_ascii_digit).count() >= 9;
    if words.len() > 1 && words.iter().all(|word| whole(word)) {
        return words.iter().map(|&word| word.to_owned()).collect();
    }
    vec![text.trim().to_owned()]
}

/// `istri 0857…`: the words become the label.
fn labelled(part: &str, home: Country) -> (Phone, String) {
    let (words, number): (Vec<&str>, Vec<&str>) = part
        .split_whitespace()
        .partition(|word| word.chars().any(char::is_alphabetic));
    (
        Phone::parse(&number.join(" "), home),
        words.join(" ").trim_end_matches(':').to_owned(),
    )
}

/// What the digits of a search line may mean as the beginning of a number, in E.164 digits without `+`.
pub fn query_starts(typed: &str, home: Country) -> Vec<String> {
    let digits: String = typed.nfkc().filter(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return Vec::new();
    }
    let unprefixed = digits.strip_prefix("00").unwrap_or(&digits);
    let mut starts = Vec::new();
    if !home.trunk.is_empty()
        && let Some(rest) = digits.strip_prefix(home.trunk)
    {
        starts.push(format!("{}{}", home.calling, rest.trim_start_matches('0')));
    }
    if let Some(rest) = unprefixed.strip_prefix(home.calling) {
        starts.push(format!("{}{}", home.calling, rest.trim_start_matches('0')));
    } else if !digits.starts_with('0') {
        starts.push(format!("{}{digits}", home.calling));
    }
    if typed.trim_start().starts_with('+') || digits.starts_with("00") {
        starts.push(unprefixed.to_owned());
    }
    starts.sort_unstable();
    starts.dedup();
    starts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn e164(text: &str) -> Option<String> {
        Phone::parse(text, INDONESIA).e164
    }

    #[rstest]
    fn every_spelling_is_one_number(
        #[values(
            "08123456789",
            "0812-3456-789",
            "0812.3456.789",
            "(0812) 3456789",
            "8123456789",
            "628123456789",
            "+62 812 3456 789",
            "+62 0812 3456 789",
            "6208123456789",
            "00628123456789",
            "8123456789.0",
            "\u{202a}0812\u{2011}3456\u{2011}789\u{202c}",
            "'08123456789",
            "008123456789"
        )]
        text: &str,
    ) {
        assert_eq!(e164(text).as_deref(), Some("+628123456789"), "{text:?}");
    }

    #[test]
    fn full_width_digits_are_digits() {
        assert_eq!(
            e164("０８１２３４５６７８９").as_deref(),
            Some("+628123456789")
        );
    }

    #[rstest]
    #[case("021 555 1234", "+62215551234")]
    #[case("(0274) 512345", "+62274512345")]
    #[case("+1 415 555 0100", "+14155550100")]
    #[case("+55 (12) 3923-5555", "+551239235555")]
    #[case("+261 34 69 288 10", "+261346928810")]
    fn landlines_and_foreign_numbers_are_kept(#[case] text: &str, #[case] wanted: &str) {
        assert_eq!(e164(text).as_deref(), Some(wanted));
    }

    #[rstest]
    #[case("6.28123E+12", PhoneFlag::Scientific)]
    #[case("8,12E+10", PhoneFlag::Scientific)]
    #[case("0812abc4567", PhoneFlag::Letters)]
    #[case("tidak ada", PhoneFlag::NoDigits)]
    #[case("-", PhoneFlag::NoDigits)]
    #[case("(BLANK)", PhoneFlag::Placeholder)]
    #[case("00000", PhoneFlag::Placeholder)]
    #[case("0800000000", PhoneFlag::Placeholder)]
    #[case("08", PhoneFlag::BadLength)]
    #[case("0812345678901234567890", PhoneFlag::TooLong)]
    #[case("081234567890/085712345678", PhoneFlag::Multiple)]
    fn what_cannot_be_read_says_why(#[case] text: &str, #[case] flag: PhoneFlag) {
        let phone = Phone::parse(text, INDONESIA);
        assert_eq!(
            (phone.e164, phone.flag, phone.raw.as_str()),
            (None, Some(flag), text)
        );
    }

    #[test]
    fn a_lost_zero_is_restored_and_said() {
        assert_eq!(
            Phone::parse("81234567001", INDONESIA).flag,
            Some(PhoneFlag::LeadingZeroRestored)
        );
        assert_eq!(Phone::parse("081234567001", INDONESIA).flag, None);
    }

    #[test]
    fn two_numbers_in_a_field_become_two_with_their_words() {
        let all = Phone::parse_all("0812 3456 7890, istri 085712345678", INDONESIA);
        let read: Vec<_> = all
            .iter()
            .map(|(phone, label)| (phone.e164.as_deref(), label.as_str()))
            .collect();
        assert_eq!(
            read,
            [
                (Some("+6281234567890"), ""),
                (Some("+6285712345678"), "istri")
            ]
        );
        assert_eq!(
            Phone::parse_all("081234567890 085712345678", INDONESIA).len(),
            2
        );
        assert_eq!(Phone::parse_all("0812-3456-7890", INDONESIA).len(), 1);
    }

    #[test]
    fn it_is_shown_as_people_write_it() {
        assert_eq!(
            Phone::parse("+6281234567890", INDONESIA).display(INDONESIA),
            "0812-3456-7890"
        );
        assert_eq!(
            Phone::parse("+1 415 555 0100", INDONESIA).display(INDONESIA),
            "+14155550100"
        );
    }

    #[rstest]
    #[case("0812", &["62812"])]
    #[case("62812", &["62812"])]
    #[case("+62 812", &["62812"])]
    #[case("812", &["62812"])]
    fn a_typed_beginning_means_one_number(#[case] typed: &str, #[case] wanted: &[&str]) {
        assert_eq!(query_starts(typed, INDONESIA), wanted);
    }

    proptest! {
        #[test]
        fn any_text_is_kept_and_what_is_shown_reads_the_same(text in any::<String>()) {
            let phone = Phone::parse(&text, INDONESIA);
            prop_assert_eq!(&phone.raw, text.trim());
            if phone.e164.is_some() {
                prop_assert_eq!(e164(&phone.display(INDONESIA)), phone.e164);
            }
        }
    }
}
