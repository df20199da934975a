//! Something in the book that looks wrong: what the data quality inbox asks, and what somebody
//! settles once and for all.

use super::{CustomerId, Day, RemarkId, VehicleId};

/// One doubt, by what it is about. Settled, it is right as it stands and is not asked again; what
/// stands there later is another doubt.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Doubt {
    /// What an import was unsure of; with it go the same words about the same.
    Remark(RemarkId),
    /// Two records that may be one customer. Settled: they are two.
    Twins(CustomerId, CustomerId),
    /// Two vehicles of one customer with the same plate, by its key. Settled: they are two.
    Plate(CustomerId, String),
    /// A reading that does not go with the others. Settled: it is right.
    Reading {
        /// Of which vehicle.
        vehicle: VehicleId,
        /// When it was read.
        day: Day,
        /// What was read.
        km: i64,
    },
    /// A phone that cannot be dialled, as it is written. Settled: no better one is known.
    Phone(CustomerId, String),
    /// Comes regularly, without a phone. Settled: none is known.
    NoPhone(CustomerId),
    /// Comes regularly, and nobody knows the birthday. Settled: it is not known.
    NoBirthday(CustomerId),
    /// A vehicle without a plate. Settled: it has none.
    NoPlate(VehicleId),
}

impl Doubt {
    /// Two records that may be one customer, in whichever order.
    pub fn twins(one: CustomerId, other: CustomerId) -> Self {
        Self::Twins(one.min(other), one.max(other))
    }
}
