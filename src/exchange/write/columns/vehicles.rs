//! Vehicles.

use super::{ColumnOf, column, said};
use crate::exchange::recognise::Field as F;
use crate::exchange::write::Cell;
use crate::store::VehicleRow as Row;
use crate::text::Say as S;

/// The columns of a list of vehicles.
#[rustfmt::skip]
pub const VEHICLES: &[ColumnOf<Row>] = &[
    column("vehicle_id", S::ExportVehicleId, None, |row, _| Cell::Whole(row.id)),
    column("plate", S::FormPlate, Some(F::Plate), |row, _| Cell::text(&row.plate)),
    column("make", S::FormMake, Some(F::Make), |row, _| Cell::text(&row.make)),
    column("model", S::FormModel, Some(F::Model), |row, _| Cell::text(&row.model)),
    column("year", S::FormYear, Some(F::Year), |row, _| Cell::whole(row.year)),
    column("color", S::FormColor, Some(F::Color), |row, _| Cell::text(&row.color)),
    column("vin", S::FormChassis, Some(F::Vin), |row, _| Cell::text(&row.vin)),
    column("engine_no", S::FormEngine, Some(F::EngineNo), |row, _| Cell::text(&row.engine_no)),
    column("engine_cc", S::EntryEngineCc, Some(F::EngineCc), |row, _| Cell::whole(row.engine_cc)),
    column("customer_id", S::FormCustomerId, Some(F::MemberNo), |row, _| Cell::text(&row.owner_code)),
    column("owner", S::FormOwner, Some(F::CustomerName), |row, _| said(&row.owner_honorific, &row.owner)),
    column("owned_since", S::EntryOwnedSince, Some(F::OwnedSince), |row, _| Cell::day(row.owned_since)),
    column("earlier_plates", S::ExportEarlierPlates, Some(F::EarlierPlates), |row, _| earlier(row)),
    column("next_service_day", S::FormNextDate, None, |row, _| Cell::day(row.next_service_day)),
    column("next_service_odometer", S::FormNextKm, None, |row, _| Cell::whole(row.next_service_odometer)),
    column("note", S::FormNote, Some(F::VehicleNote), |row, _| Cell::text(&row.note)),
    column("visits", S::ExportVisits, None, |row, _| Cell::Whole(row.visits)),
    column("odometer", S::FormOdometer, None, |row, _| Cell::whole(row.odometer)),
    column("last_visit", S::ExportLastVisit, None, |row, _| Cell::day(row.last_day)),
    column("book", S::ExportBook, Some(F::Book), |_, speech| speech.book()),
];

/// `B 1 A 2024-05-17, B 2 B 2020-01-01`: each plate with its last day, newest first.
fn earlier(row: &Row) -> Cell<'_> {
    let plates: Vec<String> = row
        .earlier_plates
        .iter()
        .map(|(plate, until)| format!("{plate} {until}"))
        .collect();
    Cell::made(plates.join(", "))
}
