//! A vehicle, and who owned it when.

use std::collections::BTreeMap;

use super::odometer::Reading;
use super::{CustomerId, Day, Plate, VehicleId};

/// Everything a person may edit about a vehicle. Plate and owner have changes of their own,
/// because their history stays true.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VehicleFacts {
    /// The plate; `None` while the vehicle has none yet.
    pub plate: Option<Plate>,
    /// Make: "Toyota".
    pub make: String,
    /// Model: "Avanza".
    pub model: String,
    /// Model year, 1900 to next year.
    pub year: Option<i32>,
    /// Colour.
    pub color: String,
    /// Chassis number.
    pub vin: String,
    /// Engine number.
    pub engine_no: String,
    /// Engine size in cubic centimetres.
    pub engine_cc: Option<i64>,
    /// Free notes.
    pub note: String,
    /// The trade's own fields by key; no value is empty.
    pub fields: BTreeMap<String, String>,
}

impl VehicleFacts {
    /// What it is called, as by [`vehicle_called`].
    pub fn called(&self) -> String {
        vehicle_called(self.plate.as_ref(), &self.make, &self.model, &self.vin)
    }
}

/// What tells one vehicle of a customer from another: its plate, else its name or make, its model
/// and its chassis number, as far as known.
pub fn vehicle_called(plate: Option<&Plate>, make: &str, model: &str, vin: &str) -> String {
    plate.map_or_else(
        || {
            let known = [make, model, vin]
                .into_iter()
                .filter(|text| !text.is_empty());
            known.collect::<Vec<_>>().join(" ")
        },
        Plate::display,
    )
}

/// A vehicle as the book holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vehicle {
    /// Row number.
    pub id: VehicleId,
    /// Grows with every change; guards against lost updates.
    pub rowver: i64,
    /// What is known.
    pub facts: VehicleFacts,
    /// Plates it carried before, newest first.
    pub earlier_plates: Vec<EarlierPlate>,
    /// Owners, newest first; the first has no `until` when it owns the vehicle today.
    pub owners: Vec<Ownership>,
    /// Newest odometer reading in km that the book holds, with its day.
    pub odometer: Option<(i64, Day)>,
    /// Readings that tell how it is driven, newest first.
    pub readings: Vec<Reading>,
    /// Newest visit of this vehicle.
    pub last_day: Option<Day>,
    /// What the shop wrote down last as the next service.
    pub next_service: NextService,
}

/// A plate that a vehicle carried until a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierPlate {
    /// The plate as it was displayed.
    pub plate: String,
    /// The last day it was on the vehicle.
    pub until: Day,
}

/// A stretch of ownership. The bounds are days that count; `None` is "not known" for `since`
/// and "still" for `until`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ownership {
    /// The owner.
    pub customer: CustomerId,
    /// The owner's name and code, for showing.
    pub name: String,
    /// The owner's customer ID.
    pub code: String,
    /// First day.
    pub since: Option<Day>,
    /// Last day.
    pub until: Option<Day>,
}

/// The next service that the sheet or the clerk wrote down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NextService {
    /// On this day.
    pub day: Option<Day>,
    /// At this odometer reading in km.
    pub odometer: Option<i64>,
}

impl NextService {
    /// Whether neither a day nor a reading is known.
    pub fn is_empty(self) -> bool {
        self.day.is_none() && self.odometer.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vehicle_without_plate_is_told_apart_by_name_or_chassis_number() {
        let mut facts = VehicleFacts {
            make: "Toyota".to_owned(),
            model: "Avanza".to_owned(),
            vin: "MHF1".to_owned(),
            ..VehicleFacts::default()
        };
        assert_eq!(facts.called(), "Toyota Avanza MHF1");
        facts.plate = Plate::parse("b1234xyz");
        assert_eq!(facts.called(), "B 1234 XYZ");
        assert_eq!(vehicle_called(None, "Milo", "", ""), "Milo");
    }
}
