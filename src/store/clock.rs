//! The instant of a write. A clock that is wrong must not stop the shop.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveTime, SecondsFormat, TimeDelta, Utc};

use crate::domain::Day;

/// Now, as the book writes it: `2026-11-22T08:15:00.000Z`. The order of changes is that of their
/// numbers, not of this.
pub(super) fn now() -> String {
    text(now_at())
}

/// The beginning of a day where clocks stand so many minutes east of UTC, as the book writes it.
pub(super) fn midnight(day: Day, minutes_east: i32) -> String {
    let midnight = day.and_time(NaiveTime::MIN);
    let at = midnight.checked_sub_signed(TimeDelta::minutes(minutes_east.into()));
    text(at.unwrap_or(midnight).and_utc())
}

/// Now. A clock before 1970 or far in the future gives the nearest instant that can be written.
pub(super) fn now_at() -> DateTime<Utc> {
    instant(SystemTime::now())
}

/// An instant that the book wrote.
pub(super) fn instant_of(text: &str) -> Option<DateTime<Utc>> {
    let at = DateTime::parse_from_rfc3339(text).ok()?;
    Some(at.with_timezone(&Utc))
}

/// Nanoseconds of this second.
pub(super) fn nanos() -> u32 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.unwrap_or_default().subsec_nanos()
}

pub(super) fn instant(time: SystemTime) -> DateTime<Utc> {
    let millis = match time.duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_millis()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_millis()).map_or(i64::MIN, |ms| -ms),
    };
    let latest = 253_402_300_799_999; // the end of the year 9999
    let earliest = -62_135_596_800_000; // the year 1
    DateTime::from_timestamp_millis(millis.clamp(earliest, latest)).unwrap_or(DateTime::UNIX_EPOCH)
}

fn text(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_day_begins_earlier_in_the_east() {
        let day = "2026-11-22".parse().unwrap();
        assert_eq!(midnight(day, 0), "2026-11-22T00:00:00.000Z");
        assert_eq!(midnight(day, 420), "2026-11-21T17:00:00.000Z");
        assert_eq!(midnight(day, -330), "2026-11-22T05:30:00.000Z");
    }

    #[test]
    fn a_clock_before_1970_or_after_9999_is_written_like_any_other() {
        let at = |time: Option<SystemTime>| text(instant(time.unwrap()));
        let (day, long) = (Duration::from_hours(24), Duration::from_secs(1 << 40));
        assert_eq!(at(Some(UNIX_EPOCH)), "1970-01-01T00:00:00.000Z");
        assert_eq!(at(UNIX_EPOCH.checked_sub(day)), "1969-12-31T00:00:00.000Z");
        assert_eq!(at(UNIX_EPOCH.checked_add(long)), "9999-12-31T23:59:59.999Z");
        assert_eq!(at(UNIX_EPOCH.checked_sub(long)), "0001-01-01T00:00:00.000Z");
    }
}
