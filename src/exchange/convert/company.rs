//! Whether a text names a company.

use super::says_nothing;
use crate::domain::plate::{self, Indonesian};

/// What stands in the column of companies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CompanyText {
    /// A name.
    Name,
    /// Nobody's, or that the customer is a private person.
    Nothing,
    /// Something else, a phone or a plate.
    Unclear,
}

/// Words that say that there is no company.
const PRIVATE: &[&str] = &[
    "pribadi",
    "perorangan",
    "perseorangan",
    "milik pribadi",
    "umum",
    "tidak ada",
    "personal",
    "private",
    "individual",
    "self",
    "privat",
    "particular",
    "particulier",
];

/// Reads the text of a company.
pub(crate) fn company_text(text: &str) -> CompanyText {
    let text = text.trim();
    if says_nothing(text) || PRIVATE.contains(&text.to_lowercase().as_str()) {
        return CompanyText::Nothing;
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let is_plate = digits > 0 && Indonesian::of(&plate::key(text)).is_some();
    // `3M` and `7-Eleven` are names.
    let is_number = letters == 0 || (letters < 3 && digits > 4);
    if is_number || is_plate || text.contains('@') {
        CompanyText::Unclear
    } else {
        CompanyText::Name
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("PT Karya Abadi", CompanyText::Name)]
    #[case("Google", CompanyText::Name)]
    #[case("3M", CompanyText::Name)]
    #[case("7-Eleven", CompanyText::Name)]
    #[case("", CompanyText::Nothing)]
    #[case("-", CompanyText::Nothing)]
    #[case("Pribadi", CompanyText::Nothing)]
    #[case("0812-3456-7890", CompanyText::Unclear)]
    #[case("B 1234 XYZ", CompanyText::Unclear)]
    #[case("budi@karya.co.id", CompanyText::Unclear)]
    fn a_company_has_a_name(#[case] text: &str, #[case] says: CompanyText) {
        assert_eq!(company_text(text), says);
    }
}
