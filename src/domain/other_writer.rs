//! Who keeps a book busy.

/// A process that writes, as far as the system tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherWriter {
    /// Its number.
    pub pid: u32,
    /// Whose it is; empty where nobody says.
    pub user: String,
    /// The time of day at which it began, by the shop's clock: `08:01`; empty where nobody says.
    pub since: String,
}

impl OtherWriter {
    /// One of which only the number is known.
    pub fn numbered(pid: u32) -> Self {
        Self {
            pid,
            user: String::new(),
            since: String::new(),
        }
    }
}
