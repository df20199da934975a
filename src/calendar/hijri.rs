//! The year of the Islamic calendar, as it is reckoned in cycles of thirty years.

use crate::domain::Day;

/// Days of thirty years, eleven of which have a day more.
const CYCLE: i64 = 10_631;

/// The Islamic year of a day. The first days of a year may belong to the one before or behind it,
/// by what was seen of the moon; Ramadan and Lebaran are far from there.
pub fn hijri_year(day: Day) -> Option<u32> {
    // 1 Muharram 1 was 19 July 622 of the Gregorian calendar.
    let days = (day - Day::from_ymd_opt(622, 7, 19)?).num_days();
    let year = (30 * days + CYCLE - 15).div_euclid(CYCLE);
    u32::try_from(year).ok().filter(|year| *year > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("2024-04-10", 1445)]
    #[case("2025-03-31", 1446)]
    #[case("2026-03-21", 1447)]
    #[case("2027-03-10", 1448)]
    #[case("2032-01-14", 1453)]
    #[case("2026-06-10", 1447)]
    #[case("2026-06-20", 1448)]
    fn lebaran_falls_into_its_year(#[case] day: &str, #[case] year: u32) {
        assert_eq!(hijri_year(day.parse().unwrap()), Some(year));
    }

    #[test]
    fn before_the_first_year_there_is_none() {
        assert_eq!(hijri_year(Day::from_ymd_opt(600, 1, 1).unwrap()), None);
    }
}
