//! The vehicles of a company or a household, with whoever belongs to it.

use super::{CustomerId, Money, Vehicle};

/// A key of the fields of a customer: what they do in the company that they belong to.
pub const FIELD_ROLE: &str = "role";

/// All vehicles of a company or a household.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fleet {
    /// What the company or the household is called; the name of a customer who is neither.
    pub name: String,
    /// Who belongs to it, by name; of a company its contact persons and drivers.
    pub people: Vec<FleetPerson>,
    /// The vehicles of today, whoever came last first.
    pub vehicles: Vec<FleetVehicle>,
    /// Money of the last 12 months that belongs to none of these vehicles: sold over the counter,
    /// or for one that they had.
    pub besides: Money,
}

/// Somebody who belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FleetPerson {
    /// Who.
    pub customer: CustomerId,
    /// The name with the honorific.
    pub name: String,
    /// What they do there; may be empty.
    pub role: String,
    /// The first phone; empty without any.
    pub phone: String,
}

/// One of the vehicles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FleetVehicle {
    /// Whose.
    pub owner: CustomerId,
    /// Their name with the honorific.
    pub owner_name: String,
    /// The vehicle.
    pub vehicle: Vehicle,
    /// Done visits of the last 12 months.
    pub visits: u32,
    /// Money of these.
    pub money: Money,
}

impl Fleet {
    /// Done visits of the last 12 months with these vehicles.
    pub fn visits(&self) -> u32 {
        self.vehicles.iter().map(|one| one.visits).sum()
    }

    /// All money of the last 12 months.
    pub fn money(&self) -> Money {
        let all = self.vehicles.iter().map(|one| one.money.0);
        Money(all.fold(self.besides.0, i64::saturating_add))
    }
}
