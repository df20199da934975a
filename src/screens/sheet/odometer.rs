//! The warning about a reading that does not go with the earlier ones. It warns and never
//! refuses: a back-dated visit and a new instrument are real.

use super::Wording;
use crate::domain::Day;
use crate::domain::odometer::{OdometerWarning, Reading, doubt, doubtful};
use crate::text::say;

/// The warning, or nothing. `readings` are other readings with their days.
pub fn warning(km: i64, day: Day, readings: &[(Day, i64)], wording: Wording<'_>) -> String {
    let lang = wording.lang;
    let km_words = |km: i64| wording.km(km);
    let date = |reading: Reading| wording.date(reading.day);
    let others: Vec<Reading> = readings
        .iter()
        .map(|(day, km)| Reading { day: *day, km: *km })
        .collect();
    let reading = Reading { day, km };
    // A slip among the earlier ones does not make the right reading after it look wrong.
    let odd = doubtful(&others);
    let believed: Vec<Reading> = others
        .iter()
        .copied()
        .filter(|other| !odd.contains(other))
        .collect();
    let found = doubt(reading, &believed).filter(|_| doubt(reading, &others).is_some());
    match found {
        None => String::new(),
        Some(OdometerWarning::Drop { earlier }) => {
            say::visit_lower_odometer(lang, km_words(earlier.km), date(earlier))
        }
        Some(OdometerWarning::AboveLater { later }) => {
            say::entry_above_later(lang, km_words(later.km), date(later))
        }
        Some(OdometerWarning::ExtraDigit { likely }) => {
            say::entry_extra_digit(lang, km_words(likely))
        }
        Some(OdometerWarning::Jump { earlier, per_day }) => {
            let further = km_words(km - earlier.km);
            say::visit_huge_odometer(lang, further, date(earlier), km_words(per_day))
        }
    }
}
