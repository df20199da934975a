//! The only place that asks what time it is.

use std::time::{Duration, Instant, SystemTime};

use chrono::{DateTime, FixedOffset, Offset, Timelike, Utc};

use crate::domain::Day;

/// Less than this is a correction that every computer makes, and no notice.
const TOLERATED: Duration = Duration::from_secs(90);

/// The shop's clock.
#[derive(Debug)]
pub(super) struct Clock {
    /// Where the shop is.
    zone: FixedOffset,
    /// What "today" is told to be.
    today: Option<Day>,
    /// The latest that both clocks said.
    seen: (SystemTime, Instant),
}

impl Clock {
    /// A clock of a shop so many minutes east of UTC.
    pub(super) fn new(offset_minutes: i32, today: Option<Day>) -> Clock {
        let now = Instant::now();
        Clock {
            zone: zone(offset_minutes),
            today,
            seen: (SystemTime::now(), now),
        }
    }

    /// The shop is so many minutes east of UTC from now on.
    pub(super) fn moved_to(&mut self, offset_minutes: i32) {
        self.zone = zone(offset_minutes);
    }

    /// The shop's day and its time of day.
    pub(super) fn now(&self) -> (Day, String) {
        self.at(SystemTime::now())
    }

    fn at(&self, wall: SystemTime) -> (Day, String) {
        // Not `Utc::now`, which panics before 1970.
        let time = DateTime::<Utc>::from(wall).with_timezone(&self.zone);
        let today = self.today.unwrap_or_else(|| time.date_naive());
        (today, format!("{:02}:{:02}", time.hour(), time.minute()))
    }

    /// How long until the next minute begins.
    pub(super) fn to_next_minute(&self) -> Duration {
        let time = DateTime::<Utc>::from(SystemTime::now()).with_timezone(&self.zone);
        Duration::from_secs(u64::from(60 - time.second().min(59)))
    }

    /// By how many minutes the computer's clock was put back since the last call, if it was.
    pub(super) fn put_back(&mut self) -> Option<u64> {
        self.put_back_at(SystemTime::now(), Instant::now())
    }

    fn put_back_at(&mut self, wall: SystemTime, steady: Instant) -> Option<u64> {
        let (old_wall, old_steady) = std::mem::replace(&mut self.seen, (wall, steady));
        let expected = old_wall + steady.saturating_duration_since(old_steady);
        let missing = expected
            .duration_since(wall)
            .ok()
            .filter(|missing| *missing > TOLERATED)?;
        Some(missing.as_secs() / 60)
    }
}

fn zone(offset_minutes: i32) -> FixedOffset {
    let seconds = offset_minutes.clamp(-24 * 60 + 1, 24 * 60 - 1) * 60;
    FixedOffset::east_opt(seconds).unwrap_or_else(|| Utc.fix())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::UNIX_EPOCH;

    /// 22 November 2026, 16:59 UTC.
    fn evening() -> SystemTime {
        UNIX_EPOCH + Duration::from_mins(29_922_779)
    }

    #[test]
    fn the_day_is_the_shops_and_not_the_computers() {
        let jakarta = Clock::new(7 * 60, None);
        assert_eq!(
            jakarta.at(evening()),
            ("2026-11-22".parse().expect("a day"), "23:59".to_owned())
        );
        let after = evening() + Duration::from_mins(1);
        assert_eq!(
            jakarta.at(after),
            ("2026-11-23".parse().expect("a day"), "00:00".to_owned())
        );
    }

    #[test]
    fn a_told_day_stands_while_the_time_goes_on() {
        let told = "2025-01-01".parse().expect("a day");
        assert_eq!(
            Clock::new(0, Some(told)).at(evening()),
            (told, "16:59".to_owned())
        );
    }

    #[test]
    fn times_before_1970_and_far_away_are_times_too() {
        let before = UNIX_EPOCH - Duration::from_hours(24);
        assert_eq!(Clock::new(0, None).at(before).0.to_string(), "1969-12-31");
        let year_9999 = UNIX_EPOCH + Duration::from_secs(253_402_300_799);
        assert_eq!(Clock::new(i32::MAX, None).at(year_9999).1, "23:58");
    }

    #[test]
    fn a_clock_that_was_put_back_is_noticed_once() {
        let mut clock = Clock::new(0, None);
        let (wall, steady) = clock.seen;
        let later = steady + Duration::from_secs(10);
        assert_eq!(
            clock.put_back_at(wall - Duration::from_mins(10), later),
            Some(10)
        );
        assert_eq!(
            clock.put_back_at(
                wall - Duration::from_secs(590),
                later + Duration::from_secs(10)
            ),
            None
        );
        assert_eq!(clock.put_back_at(wall, later), None, "forward is no matter");
        assert_eq!(
            clock.put_back_at(wall - Duration::from_secs(30), later),
            None,
            "a small correction"
        );
    }
}
