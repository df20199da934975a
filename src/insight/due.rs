//! When a service that the shop wrote down is due: by its day, or when the vehicle will have driven
//! so far; the earlier of both counts.

use chrono::Days;

use super::{metres_a_day, reaches};
use crate::domain::odometer::Reading;
use crate::domain::{Day, Vehicle};

/// How near a promised service is. Due today is due, not late.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// The day or the reading has passed.
    Late,
    /// Within 7 days, today included.
    Now,
    /// Within 21 days.
    Soon,
    /// Later, or nothing is known about when.
    Later,
}

/// Days within which a service is due now.
const NOW_DAYS: i64 = 7;
/// Days within which a service is due soon.
const SOON_DAYS: u64 = 21;

/// A service that the shop wrote down, and when it is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServiceDue {
    /// The day that was written.
    pub day: Option<Day>,
    /// The reading that was written, in km.
    pub km: Option<i64>,
    /// When the vehicle gets there.
    reached: Option<Reached>,
}

/// Of the day and the reading that were written, what comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum First {
    /// The day.
    Day(Day),
    /// The reading, in km, and about when; no day where too little is known to say one.
    Reading(i64, Option<Day>),
    /// The reading, in km, and more was read already.
    Passed(i64),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Reached {
    /// About when, or when it was read.
    day: Day,
    /// Whether enough is known of how it is driven to say the day.
    is_sure: bool,
    /// Whether more was read already.
    is_passed: bool,
}

impl ServiceDue {
    /// What was written of a vehicle; `None` where nothing was.
    pub fn of(vehicle: &Vehicle, today: Day) -> Option<ServiceDue> {
        let promise = vehicle.next_service;
        let newest = vehicle.odometer.map(|(km, day)| Reading { day, km });
        let reached = promise.odometer.zip(newest).map(|(km, newest)| {
            let pace = metres_a_day(&vehicle.readings, today);
            let (day, is_sure) = reaches(km, newest, pace);
            Reached {
                day,
                is_sure: is_sure || newest.km >= km,
                is_passed: newest.km > km,
            }
        });
        (!promise.is_empty()).then_some(ServiceDue {
            day: promise.day,
            km: promise.odometer,
            reached,
        })
    }

    /// The day on which it is due, as far as anything is known of it.
    pub fn first(&self) -> Option<Day> {
        let reached = self.reached.map(|reached| reached.day);
        self.day.into_iter().chain(reached).min()
    }

    /// About when the reading is reached, where that comes first and enough is known to say it.
    pub fn about(&self) -> Option<Day> {
        match self.comes_first() {
            First::Reading(_, about) => about,
            First::Day(_) | First::Passed(_) => None,
        }
    }

    /// What makes it due first, as far as enough is known to say it.
    pub fn comes_first(&self) -> First {
        let reached = self.reached.filter(|one| one.is_sure);
        let first = reached.filter(|one| self.day.is_none_or(|day| one.day < day));
        match (first, self.km, self.day) {
            (Some(reached), Some(km), _) if reached.is_passed => First::Passed(km),
            (Some(reached), Some(km), _) => First::Reading(km, Some(reached.day)),
            (_, _, Some(day)) => First::Day(day),
            (_, km, None) => First::Reading(km.unwrap_or_default(), None),
        }
    }

    /// How near it is; by a day that is only guessed never late.
    pub fn urgency(&self, today: Day) -> Urgency {
        let near = |day: Day| match (day - today).num_days() {
            days if days < 0 => Urgency::Late,
            days if days <= NOW_DAYS => Urgency::Now,
            days if days <= SOON_DAYS.cast_signed() => Urgency::Soon,
            _ => Urgency::Later,
        };
        let by_km = self.reached.map(|reached| match near(reached.day) {
            _ if reached.is_passed => Urgency::Late,
            near if reached.is_sure => near,
            near => near.max(Urgency::Now),
        });
        let by_day = self.day.map(near);
        let both = by_day.into_iter().chain(by_km);
        both.min().unwrap_or(Urgency::Later)
    }

    /// Whether a customer may be told that it is time for it.
    pub fn is_due(&self, today: Day) -> bool {
        self.urgency(today) != Urgency::Later
    }

    /// From which day on it is due soon; `None` where nothing is known of when.
    pub fn due_from(&self) -> Option<Day> {
        self.first()?.checked_sub_days(Days::new(SOON_DAYS))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{NextService, VehicleFacts, VehicleId};
    use rstest::rstest;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn today() -> Day {
        day("2026-11-22")
    }

    fn due(promise: (&str, Option<i64>), readings: &[(&str, i64)]) -> ServiceDue {
        let readings = readings.iter().map(|(on, km)| Reading {
            day: day(on),
            km: *km,
        });
        let readings: Vec<Reading> = readings.collect();
        let vehicle = Vehicle {
            id: VehicleId(1),
            rowver: 1,
            facts: VehicleFacts::default(),
            earlier_plates: Vec::new(),
            owners: Vec::new(),
            odometer: readings.first().map(|newest| (newest.km, newest.day)),
            readings,
            last_day: None,
            next_service: NextService {
                day: promise.0.parse().ok(),
                odometer: promise.1,
            },
        };
        ServiceDue::of(&vehicle, today()).unwrap()
    }

    #[rstest]
    #[case("2026-11-21", Urgency::Late)]
    #[case("2026-11-22", Urgency::Now)]
    #[case("2026-11-29", Urgency::Now)]
    #[case("2026-11-30", Urgency::Soon)]
    #[case("2026-12-13", Urgency::Soon)]
    #[case("2026-12-14", Urgency::Later)]
    fn due_today_is_due_and_not_late(#[case] on: &str, #[case] expected: Urgency) {
        assert_eq!(due((on, None), &[]).urgency(today()), expected);
    }

    /// A hundred kilometres a day.
    const PACE: [(&str, i64); 3] = [
        ("2026-11-12", 49_000),
        ("2026-10-23", 47_000),
        ("2026-10-03", 45_000),
    ];

    #[rstest]
    #[case(48_999, Urgency::Late, None)]
    #[case(49_000, Urgency::Late, Some("2026-11-12"))]
    #[case(49_900, Urgency::Late, Some("2026-11-21"))]
    #[case(50_000, Urgency::Now, Some("2026-11-22"))]
    #[case(52_000, Urgency::Soon, Some("2026-12-12"))]
    #[case(53_000, Urgency::Later, Some("2026-12-22"))]
    fn a_reading_is_due_about_when_the_vehicle_gets_there(
        #[case] km: i64,
        #[case] expected: Urgency,
        #[case] about: Option<&str>,
    ) {
        let due = due(("", Some(km)), &PACE);
        assert_eq!(due.urgency(today()), expected);
        assert_eq!(due.about(), about.map(day));
    }

    #[test]
    fn where_little_is_known_of_how_it_is_driven_no_day_is_said_and_nothing_is_late() {
        // As of a usual car it would have been there in the summer.
        let guessed = due(("", Some(10_000)), &[("2026-01-01", 2_000)]);
        assert_eq!(guessed.urgency(today()), Urgency::Now);
        assert_eq!(guessed.about(), None);
        let unread = due(("", Some(10_000)), &[]);
        assert_eq!(unread.urgency(today()), Urgency::Later);
        assert_eq!((unread.first(), unread.due_from()), (None, None));
    }

    #[test]
    fn of_day_and_reading_the_more_urgent_counts() {
        let with = |on, km| due((on, Some(km)), &PACE);
        assert_eq!(with("2027-05-01", 48_000).urgency(today()), Urgency::Late);
        assert_eq!(with("2026-11-21", 90_000).urgency(today()), Urgency::Late);
        let sooner = with("2026-12-20", 50_100);
        assert_eq!(sooner.urgency(today()), Urgency::Now);
        assert_eq!(sooner.about(), Some(day("2026-11-23")));
        assert_eq!(sooner.comes_first(), First::Reading(50_100, sooner.about()));
        let passed = with("2027-05-01", 48_000);
        assert_eq!(passed.comes_first(), First::Passed(48_000));
        let later = with("2026-12-20", 60_000);
        assert_eq!(later.comes_first(), First::Day(day("2026-12-20")));
        assert_eq!(later.about(), None, "the day comes first");
        assert_eq!(later.due_from(), Some(day("2026-11-29")));
    }
}
