//! The columns of a fleet's vehicles in a file.

use super::model::{OfCustomer, Row};
use crate::domain::export::Value;
use crate::domain::{FleetVehicle, Plate};
use crate::screens::listed::FileColumn;
use crate::screens::sheet::wording;
use crate::text::Say;

/// What is told of a vehicle; nothing of a person.
fn of(row: Row<'_>, tell: impl FnOnce(&FleetVehicle) -> Value) -> Value {
    row.vehicle().map_or(Value::Blank, tell)
}

pub(super) const FILE: &[FileColumn<OfCustomer>] = &[
    FileColumn::new("plate", Say::FormPlate, |row, _| {
        of(row, |one| {
            let plate = one.vehicle.facts.plate.as_ref().map(Plate::display);
            Value::text(plate.unwrap_or_default())
        })
    }),
    FileColumn::new("vehicle", Say::WordVehicle, |row, _| {
        of(row, |one| Value::text(wording::vehicle(&one.vehicle.facts)))
    }),
    FileColumn::new("owner", Say::FleetOwner, |row, _| {
        of(row, |one| Value::text(&one.owner_name))
    }),
    FileColumn::new("last_visit", Say::FleetLast, |row, _| {
        of(row, |one| Value::day(one.vehicle.last_day))
    }),
    FileColumn::new("odometer", Say::FormOdometer, |row, _| {
        of(row, |one| {
            Value::whole(one.vehicle.odometer.map(|(km, _)| km))
        })
    }),
    FileColumn::new("next_service", Say::FleetNext, |row, _| {
        of(row, |one| Value::day(one.vehicle.next_service.day))
    }),
    FileColumn::new("next_service_odometer", Say::FormNextKm, |row, _| {
        of(row, |one| Value::whole(one.vehicle.next_service.odometer))
    }),
    FileColumn::new("visits", Say::CliInfoVisits, |row, _| {
        of(row, |one| Value::Whole(one.visits.into()))
    }),
    FileColumn::new("money", Say::FleetMoney, |row, _| {
        of(row, |one| Value::Money(one.money))
    }),
];
