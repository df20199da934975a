//! How much a vehicle is driven, and when it will have driven so far.

use chrono::Days;

use super::median::median;
use crate::domain::Day;
use crate::domain::odometer::Reading;

/// Days back to which readings tell how a vehicle is driven now.
const BACK: i64 = 548;
/// Days below which two readings tell nothing.
const LEAST_DAYS: i64 = 14;
/// Kilometres of a day beyond which a reading is wrong.
const MOST_A_DAY: i64 = 600;
/// Stretches that tell how a vehicle is driven: three readings.
const STRETCHES: usize = 2;
/// Kilometres of a day of a car of which too little is known.
const CAR_A_DAY: i64 = 40;
/// Metres of a kilometre.
const METRES: i64 = 1_000;

/// Metres of a day by the middle of the stretches between readings, in any order; `None` of fewer
/// than three usable readings within eighteen months.
pub fn metres_a_day(readings: &[Reading], as_of: Day) -> Option<i64> {
    let lately = |reading: &&Reading| (0..=BACK).contains(&(as_of - reading.day).num_days());
    let mut sorted: Vec<&Reading> = readings.iter().filter(lately).collect();
    sorted.sort_by_key(|reading| (reading.day, reading.km));
    let mut rates: Vec<i64> = Vec::new();
    for pair in sorted.windows(2) {
        let days = (pair[1].day - pair[0].day).num_days();
        if days < LEAST_DAYS {
            continue;
        }
        let rate = (pair[1].km - pair[0].km) * METRES / days;
        if (1..=MOST_A_DAY * METRES).contains(&rate) {
            rates.push(rate);
        }
    }
    (rates.len() >= STRETCHES).then(|| median(rates)).flatten()
}

/// About when a vehicle reaches a reading, by the newest that is believed, and whether enough is
/// known of how it is driven to say the day: else it is as of a usual car. The day of that reading
/// where it was reached.
pub fn reaches(km: i64, newest: Reading, metres_a_day: Option<i64>) -> (Day, bool) {
    let rate = metres_a_day.unwrap_or(CAR_A_DAY * METRES).max(1);
    let missing = (km - newest.km).max(0).saturating_mul(METRES);
    let days = u64::try_from((missing + rate - 1) / rate).unwrap_or(0);
    let day = newest.day.checked_add_days(Days::new(days));
    (day.unwrap_or(Day::MAX), metres_a_day.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(day: &str, km: i64) -> Reading {
        Reading {
            day: day.parse().expect("a day"),
            km,
        }
    }

    #[test]
    fn the_middle_stretch_tells_the_pace_and_wrong_readings_do_not() {
        let as_of = "2026-11-22".parse().unwrap();
        let mut readings = vec![
            at("2026-01-01", 10_000),
            at("2026-01-31", 10_900),
            at("2026-03-02", 12_100),
            at("2026-04-01", 13_600),
        ];
        // 30, 40 and 50 km a day.
        assert_eq!(metres_a_day(&readings, as_of), Some(40_000));
        // A digit too many, and one of a day later.
        readings.push(at("2026-05-01", 151_000));
        readings.push(at("2026-04-02", 13_610));
        assert_eq!(metres_a_day(&readings, as_of), Some(40_000));
        assert_eq!(metres_a_day(&readings[..2], as_of), None);
        assert_eq!(metres_a_day(&readings, "2029-01-01".parse().unwrap()), None);
    }

    #[test]
    fn a_reading_is_reached_on_the_day_after_which_it_is_passed() {
        let newest = at("2026-11-01", 45_000);
        let reached = |km, rate| reaches(km, newest, rate);
        assert_eq!(
            reached(45_500, Some(50_000)),
            ("2026-11-11".parse().unwrap(), true)
        );
        assert_eq!(
            reached(45_401, None),
            ("2026-11-12".parse().unwrap(), false)
        );
        assert_eq!(reached(45_000, Some(50_000)).0, newest.day);
        assert_eq!(reached(40_000, None).0, newest.day);
    }

    proptest! {
        #[test]
        fn a_steady_vehicle_reaches_what_its_pace_says(per_day in 1_i64..500, days in 14_u64..100, ahead in 0_u64..200) {
            let first = at("2026-01-01", 1_000);
            let step = |times: u64| Reading {
                day: first.day + Days::new(days * times),
                km: first.km + per_day * i64::try_from(days * times).unwrap(),
            };
            let readings = [first, step(1), step(2)];
            let rate = metres_a_day(&readings, step(2).day).unwrap();
            prop_assert_eq!(rate, per_day * METRES);
            let km = step(2).km + per_day * i64::try_from(ahead).unwrap();
            prop_assert_eq!(reaches(km, step(2), Some(rate)), (step(2).day + Days::new(ahead), true));
        }
    }
}
