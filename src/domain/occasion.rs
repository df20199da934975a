//! What a day asks somebody here to do for a customer, and what became of it.

use super::Day;

/// What kind of occasion it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OccasionKind {
    /// A birthday.
    Birthday,
    /// A feast, or a day of the shop's own.
    Feast,
    /// Points that lapse soon.
    Points,
    /// Somebody who stays away and may come back.
    WinBack,
    /// Thanks that are owed for bringing somebody.
    Thanks,
}

impl OccasionKind {
    /// All of them.
    pub const ALL: [OccasionKind; 5] = [
        OccasionKind::Birthday,
        OccasionKind::Feast,
        OccasionKind::Points,
        OccasionKind::WinBack,
        OccasionKind::Thanks,
    ];

    /// Its stable word in the book and in JSON.
    pub const fn key(self) -> &'static str {
        match self {
            OccasionKind::Birthday => "birthday",
            OccasionKind::Feast => "feast",
            OccasionKind::Points => "points",
            OccasionKind::WinBack => "win_back",
            OccasionKind::Thanks => "thanks",
        }
    }

    /// The one of a stable word.
    pub fn of(key: &str) -> Option<OccasionKind> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// One occasion: the same on every day on which it is told, another one the next time.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Occasion {
    /// Of which kind.
    pub kind: OccasionKind,
    /// Which of its kind: the year of a birthday, a feast with its day, the month in which points
    /// lapse, the day of the last visit, the customer ID of whom they brought. At most 100 characters.
    pub refers: String,
}

/// What became of an occasion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It is done.
    Done,
    /// It is told again from this day on.
    Until(Day),
}
