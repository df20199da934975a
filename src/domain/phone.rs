//! Phone numbers as people write them.

/// A phone number as written, and as understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    /// As written, kept exactly.
    pub raw: String,
    /// E.164, when it is one usable number.
    pub e164: Option<String>,
    /// What to look at.
    pub flag: Option<PhoneFlag>,
}

/// Something about a number that a person should look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PhoneFlag {
    /// Excel ate the leading zero; it was put back.
    LeadingZeroRestored,
}
