//! What is worth offering: what those who take the same also take, what goes together, and what of
//! the same kind others changed to.

mod bundles;
mod dearer;
#[cfg(test)]
mod tests;
mod together;

pub use bundles::Bundle;
pub use dearer::{CHANGES_WITHIN, Dearer, Taking, Variants};
pub use together::{Offer, Rule, Thing, Together};

use crate::domain::Day;

/// Days within which somebody takes a thing, and after which it is long ago.
pub const WINDOW: u32 = 365;

/// What the customers of a year took, and what in one visit; and what they changed to within two.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TakenTogether {
    /// By customer.
    pub by_customers: Together,
    /// By visit.
    pub by_visits: Together,
    /// What of one kind was taken instead of another.
    pub variants: Variants,
}

/// What is worth offering to one customer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offers {
    /// The surest first.
    pub offers: Vec<Offer>,
    /// What they take in a dearer variant, which others changed to; the surest first.
    pub dearer: Vec<Dearer>,
    /// The service that the shop has written down, where it is over or within three weeks.
    pub due: Option<ServiceDue>,
    /// How many different things they ever took.
    pub breadth: usize,
    /// Of these, within the last year.
    pub breadth_year: usize,
    /// What they take in the shop's words, by how lately.
    pub takes: Vec<(String, Day)>,
}

/// A service that the shop has written down and that is near.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServiceDue {
    /// On this day.
    On(Day),
    /// At this reading, in km; about that day as the vehicle is driven, `None` where too little is
    /// known of how it is.
    At(i64, Option<Day>),
}

impl ServiceDue {
    /// The day, or the one about which the reading is reached.
    pub const fn day(self) -> Option<Day> {
        match self {
            Self::On(day) => Some(day),
            Self::At(_, about) => about,
        }
    }
}
