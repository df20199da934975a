//! Phone numbers: as people write them outside, E.164 inside.

mod country;
mod markets;
mod query;
mod read;
mod several;

pub use country::Country;
pub use markets::INDONESIA;
pub use query::query_starts;

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
    /// The leading zero was doubled or trebled (`0081…`) and is read as one.
    DoubledZero,
    /// `6.28E+12`: the digits are gone.
    Scientific,
    /// Letters; it may be an e-mail or a remark.
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
    /// Every flag.
    pub const ALL: &[Self] = &[
        Self::LeadingZeroRestored,
        Self::DecimalRemoved,
        Self::DoubledZero,
        Self::Scientific,
        Self::Letters,
        Self::NoDigits,
        Self::TooLong,
        Self::BadLength,
        Self::Multiple,
        Self::Placeholder,
    ];

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

impl Phone {
    /// Reads one number. Never fails: what cannot be read keeps its text and says why.
    pub fn parse(text: &str, home: Country) -> Self {
        let raw = text.trim().to_owned();
        let (e164, flag) = match read::read(&raw, home) {
            Ok((e164, flag)) => (Some(e164), flag),
            Err(flag) => (None, Some(flag)),
        };
        Self { raw, e164, flag }
    }

    /// Reads one number with the words beside it (`0812… (office)`, `rumah 0274…`), which come
    /// back as its label. What is no usable number stays whole, with an empty label.
    pub fn parse_labelled(text: &str, home: Country) -> (Self, String) {
        let (number, label) = several::labelled(text, home);
        let whole = Self::parse(text, home);
        let is_named = number.e164.is_some() && (whole.e164.is_none() || !label.is_empty());
        if is_named {
            (number, label)
        } else {
            (whole, String::new())
        }
    }

    /// Reads a field that may hold several numbers (`0812…/0857…`, `0812…, istri 0857…`), each with
    /// the words beside it. At least one phone comes back; it is the whole field when no part of
    /// it is a usable number.
    pub fn parse_all(text: &str, home: Country) -> Vec<(Self, String)> {
        let whole = Self::parse(text, home);
        let one = Self::parse_labelled(text, home);
        let lines = text.trim().contains(['\n', '\r']);
        if one.0.e164.is_some() && !lines {
            return vec![one];
        }
        if whole.e164.is_some() || whole.flag == Some(PhoneFlag::Scientific) {
            return vec![(whole, String::new())];
        }
        let parts = several::split(text);
        let read: Vec<_> = parts
            .iter()
            .map(|part| Self::parse_labelled(part, home))
            .collect();
        if read.iter().any(|(phone, _)| phone.e164.is_some()) {
            read
        } else {
            vec![(whole, String::new())]
        }
    }

    /// As people of the home country write it: `0812-3456-7890`; foreign numbers with their
    /// country: `+1 415-555-0100`; what is no usable number as it was written.
    pub fn display(&self, home: Country) -> String {
        let Some((country, national)) = self.parts() else {
            return self.e164.as_ref().unwrap_or(&self.raw).clone();
        };
        if country == home {
            country.at_home(national)
        } else {
            country.in_full(national)
        }
    }

    /// The digits of the number from last to first, for finding by the last digits; empty when unusable.
    pub fn tail(&self) -> String {
        let digits = self.e164.as_deref().unwrap_or_default().chars().rev();
        digits.filter(char::is_ascii_digit).collect()
    }

    /// Whether it can be a mobile number, which `WhatsApp` can be expected on.
    pub fn is_mobile(&self) -> bool {
        self.parts()
            .is_some_and(|(country, national)| country.is_mobile(national))
    }

    /// Country and national number, when the country is one of those known here.
    fn parts(&self) -> Option<(Country, &str)> {
        Country::split(self.e164.as_deref()?.strip_prefix('+')?)
    }
}

#[cfg(test)]
mod tests;
