//! Licence plates.

/// A plate as typed and its keys for comparing.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Plate {
    /// As typed, trimmed.
    pub typed: String,
    /// Letters and digits of any script, upper-cased, nothing else; never empty.
    pub key: String,
    /// The digits of the key's first digit group.
    pub digits: String,
}
