//! What stands on the shop's door: where it is, when it is open, when it is closed next.

use chrono::NaiveDate;

use super::{Clock, Day, Hours};

/// The shop's fact that holds where it is.
pub const FACT_ADDRESS: &str = "address";
/// The shop's fact that holds by which phone it is reached.
pub const FACT_PHONE: &str = "phone";
/// The shop's fact that holds when it is open, as [`Hours`] are kept.
pub const FACT_HOURS: &str = "hours";
/// The shop's fact that holds the first day on which it is closed, year-month-day.
pub const FACT_CLOSED_FROM: &str = "closed_from";
/// The shop's fact that holds the last day on which it is closed, year-month-day.
pub const FACT_CLOSED_UNTIL: &str = "closed_until";

/// The shop's fact that holds in which language it writes to its customers.
pub const FACT_MESSAGE_LANGUAGE: &str = "message_language";

/// What the shop tells its customers of itself. A text that is empty is not known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ShopSign {
    /// Where it is.
    pub address: String,
    /// By which phone it is reached, as people write it.
    pub phone: String,
    /// When it is open.
    pub hours: Option<Hours>,
    /// The first day of the holidays that come, or have begun.
    pub closed_from: Option<Day>,
    /// Their last day; without one they are a single day.
    pub closed_until: Option<Day>,
    /// In which language it writes to customers of whom none is known: `id` or `en`; empty for that of
    /// the screen.
    pub language: String,
}

impl ShopSign {
    /// The first and the last day of the holidays; `None` where none are known, or the days are
    /// the wrong way round, or they are over on this day.
    pub fn closed(&self, today: Day) -> Option<(Day, Day)> {
        let from = self.closed_from?;
        let until = self.closed_until.unwrap_or(from);
        (from <= until && until >= today).then_some((from, until))
    }

    /// When it closes on a day; `None` where nobody knows, or it is closed on that day.
    pub fn closes(&self, day: Day) -> Option<Clock> {
        let holidays = self.closed(day).is_some_and(|(from, _)| from <= day);
        let hours = self.hours.as_ref().filter(|_| !holidays)?;
        hours.closes(day)
    }

    /// Its hours as the book keeps them; empty for none.
    pub fn hours_text(&self) -> String {
        self.hours
            .as_ref()
            .map(Hours::to_string)
            .unwrap_or_default()
    }

    /// A day as the book keeps it; empty for none.
    pub fn day_text(day: Option<Day>) -> String {
        day.as_ref().map(NaiveDate::to_string).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn day(text: &str) -> Option<Day> {
        text.parse().ok()
    }

    #[rstest]
    #[case("2027-03-08", "2027-03-14", "2027-03-14", true)]
    #[case("2027-03-08", "2027-03-14", "2027-03-15", false)]
    #[case("2027-03-08", "", "2027-03-08", true)]
    #[case("2027-03-08", "", "2027-03-09", false)]
    #[case("2027-03-14", "2027-03-08", "2027-01-01", false)]
    #[case("", "2027-03-08", "2027-01-01", false)]
    fn holidays_are_told_until_they_are_over(
        #[case] from: &str,
        #[case] until: &str,
        #[case] today: &str,
        #[case] told: bool,
    ) {
        let sign = ShopSign {
            closed_from: day(from),
            closed_until: day(until),
            ..ShopSign::default()
        };
        assert_eq!(sign.closed(day(today).unwrap()).is_some(), told);
        assert_eq!(day(&ShopSign::day_text(day(from))), day(from));
    }

    #[test]
    fn it_closes_at_no_time_on_a_day_on_which_it_is_closed() {
        let sign = ShopSign {
            hours: "Mon-Sat 08:00-17:00".parse().ok(),
            closed_from: day("2027-03-08"),
            closed_until: day("2027-03-14"),
            ..ShopSign::default()
        };
        let closes = |on: &str| sign.closes(day(on).unwrap()).map(|at| at.to_string());
        assert_eq!(closes("2027-03-06").as_deref(), Some("17:00"));
        assert_eq!(closes("2027-03-07"), None, "a Sunday");
        assert_eq!(closes("2027-03-09"), None, "holidays");
        assert_eq!(closes("2027-03-15").as_deref(), Some("17:00"));
    }
}
