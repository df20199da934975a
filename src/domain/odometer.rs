//! Odometer readings: what people write, and what cannot be true.
//!
//! A doubtful reading is a warning and never an error: odometers are replaced, and old receipts
//! are written down late.

use super::Day;

/// No odometer shows more.
pub const MAX_KM: i64 = 9_999_999;

/// More kilometres a day than this is no driving but a slip of the finger.
pub const MAX_KM_PER_DAY: i64 = 600;

/// A reading on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Reading {
    /// When it was read.
    pub day: Day,
    /// Kilometres, 1 to [`MAX_KM`].
    pub km: i64,
}

/// Why a reading looks wrong beside those around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OdometerWarning {
    /// Less than an earlier reading.
    Drop {
        /// The reading before it.
        earlier: Reading,
    },
    /// More than a later reading: a receipt written down late.
    AboveLater {
        /// The reading after it.
        later: Reading,
    },
    /// One digit too many; without it the reading fits.
    ExtraDigit {
        /// The reading without the digit.
        likely: i64,
    },
    /// More than [`MAX_KM_PER_DAY`] since the reading before.
    Jump {
        /// The reading before it.
        earlier: Reading,
        /// Kilometres a day in between.
        per_day: i64,
    },
}

/// Reads `45.210`, `45,210 km`, `KM 45210`, `45 rb`, `45210.0`. `None` for anything else and for
/// 0, which stands where nobody looked.
pub fn parse(text: &str) -> Option<i64> {
    let lower = text.trim().to_lowercase();
    let body = lower
        .strip_prefix("km")
        .unwrap_or(&lower)
        .trim_start_matches([' ', '.', ':']);
    let body = ["kilometer", "kms", "km"]
        .iter()
        .find_map(|unit| body.strip_suffix(unit))
        .unwrap_or(body)
        .trim();
    let thousand = ["ribu", "rb"]
        .iter()
        .find_map(|unit| body.strip_suffix(unit));
    let km = match thousand {
        Some(figure) => whole(figure.trim())?.checked_mul(1000)?,
        None => whole(body)?,
    };
    (1..=MAX_KM).contains(&km).then_some(km)
}

/// A whole number, plain or in groups of three; `.0` from a number cell is cut off.
fn whole(figure: &str) -> Option<i64> {
    let figure = figure.strip_suffix(".0").unwrap_or(figure);
    let mut groups = figure.split(['.', ',', ' ']);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let grouped =
        rest.is_empty() || (first.len() <= 3 && rest.iter().all(|group| group.len() == 3));
    let digits = format!("{first}{}", rest.concat());
    let plain = !first.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    (grouped && plain).then(|| digits.parse().ok()).flatten()
}

/// Looks at a reading beside the vehicle's other readings, in any order. Of several on one day
/// the highest counts as the earlier one. `None` when it is plausible.
pub fn doubt(reading: Reading, others: &[Reading]) -> Option<OdometerWarning> {
    let earlier = others
        .iter()
        .filter(|other| other.day <= reading.day)
        .max_by_key(|other| (other.day, other.km));
    let later = others
        .iter()
        .filter(|other| other.day > reading.day)
        .min_by_key(|other| (other.day, other.km));
    let fits = |km: i64| {
        earlier.is_none_or(|earlier| (earlier.km..=reachable(*earlier, reading.day)).contains(&km))
            && later.is_none_or(|later| km <= later.km)
    };
    if fits(reading.km) {
        return None;
    }
    let earlier_is_exceeded =
        earlier.is_some_and(|earlier| reading.km > reachable(*earlier, reading.day));
    let later_is_exceeded = later.is_some_and(|later| reading.km > later.km);
    if (earlier_is_exceeded || later_is_exceeded)
        && let Some(likely) = one_digit_less(reading.km).find(|km| earlier.is_some() && fits(*km))
    {
        return Some(OdometerWarning::ExtraDigit { likely });
    }
    match (earlier, later) {
        (Some(&earlier), _) if reading.km < earlier.km => Some(OdometerWarning::Drop { earlier }),
        (Some(&earlier), _) if earlier_is_exceeded => {
            let per_day = (reading.km - earlier.km) / days(earlier, reading.day);
            Some(OdometerWarning::Jump { earlier, per_day })
        }
        (_, Some(&later)) => Some(OdometerWarning::AboveLater { later }),
        _ => None,
    }
}

/// The readings that do not go with the vehicle's others, given in any order. A single one that
/// falls out of line is doubtful; where the next one agrees with it, the instrument is another,
/// and both are believed.
pub fn doubtful(readings: &[Reading]) -> Vec<Reading> {
    let mut sorted = readings.to_vec();
    sorted.sort_by_key(|reading| (reading.day, reading.km));
    let follows = |earlier: Reading, later: Reading| {
        (earlier.km..=reachable(earlier, later.day)).contains(&later.km)
    };
    let mut doubtful = Vec::new();
    let mut believed: Option<Reading> = None;
    for (at, &reading) in sorted.iter().enumerate() {
        let fits = believed.is_none_or(|believed| follows(believed, reading));
        let next = sorted.get(at + 1).copied();
        let agreed = next.is_some_and(|next| {
            follows(reading, next) && !believed.is_some_and(|believed| follows(believed, next))
        });
        if fits || agreed {
            believed = Some(reading);
        } else {
            doubtful.push(reading);
        }
    }
    doubtful
}

/// The furthest a vehicle can have come by a day.
fn reachable(earlier: Reading, day: Day) -> i64 {
    earlier.km + days(earlier, day) * MAX_KM_PER_DAY
}

/// Days between, at least one: a vehicle may come twice on one day.
fn days(earlier: Reading, day: Day) -> i64 {
    (day - earlier.day).num_days().max(1)
}

/// The number with each of its digits left out in turn, the last digit first: it is the one that
/// is doubled most often.
fn one_digit_less(km: i64) -> impl Iterator<Item = i64> {
    (0..=6_u32)
        .map(|place| 10_i64.pow(place))
        .take_while(move |unit| *unit <= km)
        .map(move |unit| {
            let above = km / (unit * 10);
            above * unit + km % unit
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn reading(day: &str, km: i64) -> Reading {
        Reading {
            day: day.parse().unwrap(),
            km,
        }
    }

    #[rstest]
    #[case("45.210", Some(45_210))]
    #[case("45,210 km", Some(45_210))]
    #[case("45210 KM", Some(45_210))]
    #[case("KM. 45.210", Some(45_210))]
    #[case("1 234 567", Some(1_234_567))]
    #[case("45 rb", Some(45_000))]
    #[case("120ribu km", Some(120_000))]
    #[case("45210.0", Some(45_210))]
    #[case("9999999", Some(MAX_KM))]
    #[case("10000000", None)]
    #[case("0", None)]
    #[case("", None)]
    #[case("-", None)]
    #[case("45.21", None)]
    #[case("-45210", None)]
    #[case("mati", None)]
    #[case("45210 mil", None)]
    #[case("99999999999999999999", None)]
    #[case("9223372036854775807 rb", None)]
    fn readings_as_people_write_them(#[case] text: &str, #[case] wanted: Option<i64>) {
        assert_eq!(parse(text), wanted, "{text}");
    }

    #[test]
    fn a_plausible_reading_raises_no_doubt() {
        let others = [reading("2026-01-01", 40_000), reading("2026-03-01", 43_000)];
        assert_eq!(doubt(reading("2026-02-01", 41_500), &others), None);
        assert_eq!(doubt(reading("2026-06-01", 47_000), &others), None);
        assert_eq!(doubt(reading("2025-06-01", 30_000), &others), None);
        assert_eq!(doubt(reading("2026-03-01", 43_000), &others), None);
        assert_eq!(doubt(reading("2026-06-01", 47_000), &[]), None);
    }

    #[test]
    fn an_odometer_does_not_run_backwards() {
        let earlier = reading("2026-03-01", 43_000);
        let found = doubt(
            reading("2026-06-01", 42_000),
            &[reading("2026-01-01", 40_000), earlier],
        );
        assert_eq!(found, Some(OdometerWarning::Drop { earlier }));
    }

    #[test]
    fn nobody_drives_a_thousand_kilometres_every_day() {
        let earlier = reading("2026-03-01", 43_000);
        let found = doubt(reading("2026-03-11", 53_000), &[earlier]);
        assert_eq!(
            found,
            Some(OdometerWarning::Jump {
                earlier,
                per_day: 1000
            })
        );
    }

    fn doubted(readings: &[(&str, i64)]) -> Vec<i64> {
        let readings: Vec<Reading> = readings.iter().map(|(day, km)| reading(day, *km)).collect();
        doubtful(&readings)
            .iter()
            .map(|reading| reading.km)
            .collect()
    }

    #[test]
    fn the_one_reading_that_falls_out_of_line_is_doubtful() {
        let before = [("2026-01-01", 212_000), ("2026-03-01", 215_207)];
        let with = |more: &[(&str, i64)]| doubted(&[&before[..], more].concat());
        assert!(with(&[]).is_empty());
        assert_eq!(with(&[("2026-06-01", 1_000)]), [1_000]);
        assert_eq!(
            with(&[("2026-06-01", 1_000), ("2026-09-01", 222_000)]),
            [1_000]
        );
        assert_eq!(
            with(&[("2026-06-01", 2_190_000), ("2026-09-01", 222_000)]),
            [2_190_000]
        );
    }

    #[test]
    fn another_instrument_is_believed_once_two_readings_agree() {
        let old = ("2026-03-01", 215_207);
        assert_eq!(doubted(&[old, ("2026-06-01", 1_000)]), [1_000]);
        assert!(doubted(&[old, ("2026-06-01", 1_000), ("2026-09-01", 6_000)]).is_empty());
    }

    #[rstest]
    #[case(445_210)]
    #[case(455_210)]
    #[case(452_100)]
    #[case(452_710)]
    fn one_digit_too_many_is_recognised(#[case] km: i64) {
        let found = doubt(reading("2026-06-01", km), &[reading("2026-03-01", 43_000)]);
        let Some(OdometerWarning::ExtraDigit { likely }) = found else {
            panic!("{found:?}")
        };
        assert!((43_000..60_000).contains(&likely), "{likely}");
    }

    #[test]
    fn a_receipt_written_down_late_is_compared_with_what_came_after() {
        let later = reading("2026-03-01", 43_000);
        let found = doubt(
            reading("2026-02-01", 44_000),
            &[reading("2026-01-01", 40_000), later],
        );
        assert_eq!(found, Some(OdometerWarning::AboveLater { later }));
        let found = doubt(reading("2026-02-01", 44_000), &[later]);
        assert_eq!(found, Some(OdometerWarning::AboveLater { later }));
    }

    #[test]
    fn a_digit_less_is_tried_at_every_place() {
        assert_eq!(
            one_digit_less(1234).collect::<Vec<_>>(),
            [123, 124, 134, 234]
        );
        assert_eq!(one_digit_less(7).collect::<Vec<_>>(), [0]);
    }

    proptest! {
        #[test]
        fn steady_driving_raises_no_doubt(start in 1_i64..200_000, per_day in 0_i64..=MAX_KM_PER_DAY, days in 1_i64..2000) {
            let first = reading("2020-01-01", start);
            let then = Reading { day: first.day + chrono::TimeDelta::days(days), km: start + per_day * days };
            prop_assert_eq!(doubt(then, &[first]), None);
            prop_assert!(doubtful(&[then, first]).is_empty());
        }

        #[test]
        fn no_text_breaks_the_reader(text in any::<String>(), odd in "(km)?[0-9., ]{0,22}(rb|km)?") {
            for text in [text, odd] {
                prop_assert!(parse(&text).is_none_or(|km| (1..=MAX_KM).contains(&km)));
            }
        }
    }
}
