//! Birthdays, as far as they are known.

/// A birthday. Day and month are known together or not at all; the year may be known alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Birthday {
    /// Day of the month, 1 to 31.
    pub day: Option<u32>,
    /// Month, 1 to 12.
    pub month: Option<u32>,
    /// Year.
    pub year: Option<i32>,
}
