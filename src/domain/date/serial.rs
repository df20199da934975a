//! Days as spreadsheets number them.

use chrono::{Days, NaiveDate};

use super::Day;

/// From which day a spreadsheet counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum DateSystem {
    /// 1 is 1 January 1900, and 60 is the 29 February that 1900 never had.
    #[default]
    From1900,
    /// 0 is 1 January 1904: old spreadsheets of the Macintosh.
    From1904,
}

/// Serials of the 1900 system that may be taken for a date where no cell format says so: 1954 to 2064.
pub const USUAL_SERIALS: std::ops::RangeInclusive<f64> = 20_000.0..=60_000.0;

/// The last serial of the 1900 system, 31 December 9999.
const LAST: f64 = 2_958_465.0;

/// The day of a spreadsheet serial; its fraction is the time and is dropped. `None` for the day
/// that never was, for days before the first, and for what is no number.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the range is checked before"
)]
pub fn from_serial(serial: f64, system: DateSystem) -> Option<Day> {
    let days = (0.0..LAST + 1.0)
        .contains(&serial)
        .then_some(serial as u64)?;
    let (epoch, days) = match (system, days) {
        (DateSystem::From1904, _) => (NaiveDate::from_ymd_opt(1904, 1, 1)?, days),
        (DateSystem::From1900, 0 | 60) => return None,
        (DateSystem::From1900, 1..60) => (NaiveDate::from_ymd_opt(1899, 12, 31)?, days),
        (DateSystem::From1900, _) => (NaiveDate::from_ymd_opt(1899, 12, 30)?, days),
    };
    epoch.checked_add_days(Days::new(days))
}
