//! What is worth offering: what those who take the same also take, what goes together, and what of
//! the same kind others changed to.

mod bundles;
mod dearer;
#[cfg(test)]
mod tests;
mod together;

pub use bundles::Bundle;
pub use dearer::{CHANGES_WITHIN, Dearer, Taking, Took, Variants};
pub use together::{Offer, Rule, Thing, Together};

use super::ServiceDue;
use crate::domain::{Day, VehicleFacts, VehicleId};

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
    /// Vehicles of which the service is over or due within three weeks, the first one first.
    pub due: Vec<DueWith>,
    /// Vehicles with which something is taken of which there is a dearer variant.
    pub taken_by: Vec<(VehicleId, VehicleFacts)>,
    /// Whether there are several vehicles, so that each has to be named.
    pub of_fleet: bool,
    /// How many different things they ever took.
    pub breadth: usize,
    /// Of these, within the last year.
    pub breadth_year: usize,
    /// What they take in the shop's words, by how lately.
    pub takes: Vec<(String, Day)>,
}

/// A service of one vehicle that the shop has written down and that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueWith {
    /// The vehicle.
    pub vehicle: VehicleFacts,
    /// When.
    pub due: ServiceDue,
}
