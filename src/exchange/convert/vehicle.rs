//! The vehicle of a row.

use super::Reader;
use crate::domain::name::name_key;
use crate::exchange::plan::PlannedVehicle;
use crate::exchange::read::cell::Record;
use crate::exchange::read::refusal::MAX_FIELD_CHARS;
use crate::exchange::recognise::{Content, Field};

impl Reader<'_> {
    /// Everything the row says about a vehicle, `None` when it tells of none. Key, origin and
    /// owner are still open. `owner` is the name that stands on the row.
    pub(crate) fn vehicle(&mut self, record: &Record, owner: &str) -> Option<PlannedVehicle> {
        let plate = self.plate(record);
        let mut vehicle = PlannedVehicle {
            plate_key: plate
                .as_ref()
                .map_or(String::new(), |plate| plate.key.clone()),
            plate: plate.map_or(String::new(), |plate| plate.typed),
            make: self.short(record, Field::Make),
            model: self.short(record, Field::Model),
            year: self.year(record),
            color: self.short(record, Field::Color),
            vin: self.number_text(record, Field::Vin),
            engine_no: self.number_text(record, Field::EngineNo),
            engine_cc: self.engine_cc(record),
            ..PlannedVehicle::default()
        };
        if self.layout.ours {
            vehicle.note = self.note(record, Field::VehicleNote);
            vehicle.owned_since = self.day(record, self.column(Field::OwnedSince));
            vehicle.earlier_plates = self.earlier_plates(record);
            if self.layout.content == Content::Vehicles {
                vehicle.fields = self.own_fields(record);
            }
        }
        let registered = self.name(record, Field::RegistrationName);
        let letters = registered.chars().filter(|c| c.is_alphabetic()).count();
        if letters >= 2 && name_key(&registered) != name_key(owner) {
            vehicle.note = format!("STNK: {registered}");
        }
        let known = [
            &vehicle.plate,
            &vehicle.vin,
            &vehicle.engine_no,
            &vehicle.make,
            &vehicle.model,
        ];
        if known.iter().all(|text| text.is_empty()) {
            return None;
        }
        if self.layout.content == Content::Vehicles && owner.is_empty() {
            let note = self.note(record, Field::Notes);
            vehicle.note = [vehicle.note, note]
                .iter()
                .filter(|text| !text.is_empty())
                .cloned()
                .collect::<Vec<_>>()
                .join("\n")
                .chars()
                .take(MAX_FIELD_CHARS)
                .collect();
        }
        Some(vehicle)
    }

    /// A number stamped into metal; a single character stands where nobody looked.
    fn number_text(&mut self, record: &Record, field: Field) -> String {
        let text = self.number(record, field);
        let text = text.trim_start_matches('\'');
        if text.chars().filter(|c| c.is_alphanumeric()).count() > 1 {
            text.to_owned()
        } else {
            String::new()
        }
    }
}
