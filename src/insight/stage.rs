//! How far a person has come with the shop: the rung of the loyalty ladder.

use super::{Pace, Visits};

/// The rungs, lowest first. The names are those of the literature on relationship marketing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Known by name; nothing was said or done yet.
    Suspect,
    /// Somebody talked with them; they have not come yet.
    Prospect,
    /// Came once.
    FirstTime,
    /// Came two or three times.
    Repeat,
    /// Came four times or more.
    Regular,
    /// Came eight times or more over half a year, and is not asleep.
    Loyal,
    /// Came four times or more and brought somebody who came.
    Advocate,
}

impl Stage {
    /// All of them, lowest first.
    pub const ALL: [Self; 7] = [
        Self::Suspect,
        Self::Prospect,
        Self::FirstTime,
        Self::Repeat,
        Self::Regular,
        Self::Loyal,
        Self::Advocate,
    ];

    /// Its name in files and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Suspect => "suspect",
            Self::Prospect => "prospect",
            Self::FirstTime => "first_time",
            Self::Repeat => "repeat",
            Self::Regular => "regular",
            Self::Loyal => "loyal",
            Self::Advocate => "advocate",
        }
    }
}

/// Visits that make a regular customer.
const REGULAR: u32 = 4;
/// Visits that make a loyal one.
const LOYAL: u32 = 8;
/// Days from the first visit to the last that make a loyal one.
const LOYAL_DAYS: u32 = 180;

/// The rung that somebody has reached.
///
/// `visits` and `pace` are of today; `talks` counts contacts with somebody who may never have
/// come; `brought` counts the people they sent who came.
pub fn stage(visits: Option<&Visits>, pace: Pace, talks: u32, brought: u32) -> Stage {
    let Some(visits) = visits else {
        return if talks > 0 {
            Stage::Prospect
        } else {
            Stage::Suspect
        };
    };
    match visits.count {
        REGULAR.. if brought > 0 => Stage::Advocate,
        ..=1 => Stage::FirstTime,
        2..REGULAR => Stage::Repeat,
        LOYAL.. if visits.span() >= LOYAL_DAYS && pace != Pace::Sleeping => Stage::Loyal,
        _ => Stage::Regular,
    }
}
