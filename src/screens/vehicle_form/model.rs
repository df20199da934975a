//! What the vehicle form knows.

use super::fields::VehicleField;
use crate::domain::{CustomerId, Subject, Vehicle, VehicleId};
use crate::protocol::PlateCheck;
use crate::screens::entry::{Form, Holder};

/// What the form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Another vehicle for a customer.
    Add(CustomerId),
    /// Make, model, year and the rest.
    Edit(VehicleId),
    /// The vehicle has a new plate.
    Plate(VehicleId),
    /// The vehicle was sold, or its owner became known.
    Owner(VehicleId),
}

/// A form about one vehicle.
#[derive(Debug)]
pub struct VehicleForm {
    /// What it is for.
    pub(super) purpose: Purpose,
    /// Whose card the vehicle is read from.
    pub(super) subject: Subject,
    /// The fields.
    pub(super) form: Form<VehicleField>,
    /// The vehicle as seen when the form opened, or as somebody else left it since.
    pub(super) base: Option<Vehicle>,
    /// Whom it belongs to today; empty when nobody knows.
    pub(super) owner_today: String,
    /// The new owner, chosen among the customers, with the name that stands in the field.
    pub(super) chosen: Option<(CustomerId, String)>,
    /// What is known about the plate that is typed.
    pub(super) plate: PlateCheck,
    /// Who has the number that is typed for the new owner.
    pub(super) holder: Option<Holder>,
}

impl VehicleForm {
    /// Another vehicle for a customer.
    pub fn add(customer: CustomerId) -> Self {
        Self::new(Purpose::Add(customer), Subject::Customer(customer, None))
    }

    /// Corrects make, model, year and the rest.
    pub fn edit(vehicle: VehicleId, subject: Subject) -> Self {
        Self::new(Purpose::Edit(vehicle), subject)
    }

    /// Writes down a new plate.
    pub fn new_plate(vehicle: VehicleId, subject: Subject) -> Self {
        Self::new(Purpose::Plate(vehicle), subject)
    }

    /// Writes down a new owner.
    pub fn new_owner(vehicle: VehicleId, subject: Subject) -> Self {
        Self::new(Purpose::Owner(vehicle), subject)
    }

    fn new(purpose: Purpose, subject: Subject) -> Self {
        Self {
            purpose,
            subject,
            form: Form::loading(),
            base: None,
            owner_today: String::new(),
            chosen: None,
            plate: PlateCheck::default(),
            holder: None,
        }
    }
}
