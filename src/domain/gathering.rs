//! A gathering that customers are invited to: an event of the shop.

use super::{CustomerId, Day, GatheringId};

/// What is said of a gathering.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GatheringFacts {
    /// The name, 1 to 200 characters; no two have the same, case and accents aside.
    pub name: String,
    /// When.
    pub day: Day,
    /// At what time of day it begins, as people say it: `09.00`; may be empty.
    pub time: String,
    /// Where; may be empty.
    pub place: String,
    /// May be empty.
    pub note: String,
}

/// A gathering of the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gathering {
    /// The row.
    pub id: GatheringId,
    /// What is said of it.
    pub facts: GatheringFacts,
}

/// How a guest stands to a gathering.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum GuestState {
    /// Invited, and has said nothing.
    #[default]
    Invited,
    /// Said that they come.
    Coming,
    /// Was there.
    Came,
    /// Said no, or was not there.
    Absent,
}

impl GuestState {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Invited, Self::Coming, Self::Came, Self::Absent];

    /// The stable word in the book.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Coming => "coming",
            Self::Came => "came",
            Self::Absent => "absent",
        }
    }

    /// The one of a word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// What one key makes of it at the door: whoever was not there is there now, and whoever was
    /// marked by mistake is invited again.
    #[must_use]
    pub const fn toggled(self) -> Self {
        match self {
            Self::Came => Self::Invited,
            Self::Invited | Self::Coming | Self::Absent => Self::Came,
        }
    }

    /// The next of all; before a gathering nobody can have been there.
    #[must_use]
    pub const fn next(self, is_ahead: bool) -> Self {
        match self {
            Self::Invited => Self::Coming,
            Self::Coming if is_ahead => Self::Absent,
            Self::Coming => Self::Came,
            Self::Came => Self::Absent,
            Self::Absent => Self::Invited,
        }
    }
}

impl GatheringFacts {
    /// Whether it is still to come, and nobody can have been there.
    pub fn is_ahead(&self, today: Day) -> bool {
        self.day > today
    }
}

/// A gathering that somebody was a guest of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attended {
    /// What it is called.
    pub name: String,
    /// When it is or was.
    pub day: Day,
    /// How they stand to it.
    pub state: GuestState,
}

/// A guest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guest {
    /// Who.
    pub customer: CustomerId,
    /// The customer ID.
    pub code: String,
    /// The name with the honorific.
    pub name: String,
    /// The first phone; empty without any.
    pub phone: String,
    /// How they stand to the gathering.
    pub state: GuestState,
    /// Whether they said no to being contacted: nobody calls or writes to them.
    pub do_not_contact: bool,
    /// When the gathering is or was.
    pub day: Day,
}
