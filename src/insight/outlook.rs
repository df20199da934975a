//! What an owner reads about a customer: one of ten plain answers to "will they come back?".

use super::{Pace, Visits};
use crate::domain::Day;

/// What is to be expected of a customer with visits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outlook {
    /// Came once, within the last 30 days.
    New,
    /// Not due yet, by their own rhythm.
    OnRhythm,
    /// Due within seven days.
    DueThisWeek,
    /// Silent for longer than usual.
    DueNow,
    /// Silent for much longer than usual.
    Overdue,
    /// Silent for so long that the rhythm is broken.
    Asleep,
    /// No rhythm yet; the model sees no reason to worry.
    Fine,
    /// No rhythm yet; gone rather than not.
    DriftingAway,
    /// Gone, as far as one can tell.
    ProbablyLost,
    /// No rhythm, and too little history to predict.
    TooEarlyToSay,
}

impl Outlook {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::New,
        Self::OnRhythm,
        Self::DueThisWeek,
        Self::DueNow,
        Self::Overdue,
        Self::Asleep,
        Self::Fine,
        Self::DriftingAway,
        Self::ProbablyLost,
        Self::TooEarlyToSay,
    ];

    /// Its name in files and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::OnRhythm => "on_rhythm",
            Self::DueThisWeek => "due_this_week",
            Self::DueNow => "due_now",
            Self::Overdue => "overdue",
            Self::Asleep => "asleep",
            Self::Fine => "fine",
            Self::DriftingAway => "drifting_away",
            Self::ProbablyLost => "probably_lost",
            Self::TooEarlyToSay => "too_early_to_say",
        }
    }
}

/// Chance of still being a customer below which somebody is probably lost.
const LOST: f64 = 0.2;
/// Chance below which somebody is drifting away.
const DRIFTING: f64 = 0.5;
/// Days for which somebody who came once is new.
const NEW_DAYS: u32 = 30;

/// The outlook of a customer: by their own rhythm where they have one, else by the chance
/// (0 to 1) that they are still a customer; `None` where the model's gate is closed.
pub fn outlook(visits: &Visits, pace: Pace, alive: Option<f64>, as_of: Day) -> Outlook {
    let lost = alive.is_some_and(|chance| chance < LOST);
    match pace {
        _ if visits.count == 1 && visits.known(as_of) <= NEW_DAYS => Outlook::New,
        Pace::OnRhythm => Outlook::OnRhythm,
        Pace::DueThisWeek => Outlook::DueThisWeek,
        Pace::DueNow => Outlook::DueNow,
        Pace::Overdue => Outlook::Overdue,
        Pace::Sleeping | Pace::TooFewVisits if lost => Outlook::ProbablyLost,
        Pace::Sleeping => Outlook::Asleep,
        Pace::TooFewVisits => match alive {
            None => Outlook::TooEarlyToSay,
            Some(chance) if chance < DRIFTING => Outlook::DriftingAway,
            Some(_) => Outlook::Fine,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn read(count: u32, first: &str, pace: Pace, alive: Option<f64>) -> &'static str {
        let visits = Visits {
            count,
            first: day(first),
            last: day("2024-03-01"),
            money: 0,
            gaps: None,
        };
        outlook(&visits, pace, alive, day("2024-03-31")).name()
    }

    #[test]
    fn without_a_rhythm_the_model_decides_and_says_nothing_where_it_may_not() {
        let few = |alive| read(2, "2024-01-01", Pace::TooFewVisits, alive);
        assert_eq!(few(None), "too_early_to_say");
        assert_eq!(few(Some(0.19)), "probably_lost");
        assert_eq!(few(Some(0.2)), "drifting_away");
        assert_eq!(few(Some(0.5)), "fine");
    }

    #[test]
    fn a_rhythm_is_believed_before_the_model_except_in_sleep() {
        let due = read(5, "2023-01-01", Pace::Overdue, Some(0.01));
        assert_eq!(due, "overdue");
        let asleep = |alive| read(5, "2023-01-01", Pace::Sleeping, alive);
        assert_eq!(asleep(None), "asleep");
        assert_eq!(asleep(Some(0.19)), "probably_lost");
        assert_eq!(asleep(Some(0.2)), "asleep");
    }

    #[test]
    fn whoever_came_once_is_new_for_thirty_days() {
        let once = |first| read(1, first, Pace::TooFewVisits, Some(0.1));
        assert_eq!(once("2024-03-01"), "new");
        assert_eq!(once("2024-02-29"), "probably_lost");
    }
}
