//! The fields of a vehicle, and what they say.

use super::VehicleForm;
use super::model::Purpose;
use crate::domain::name::WrittenName;
use crate::domain::{CustomerFacts, Day, Owner, VehicleFacts};
use crate::protocol::SuggestKind;
use crate::screens::entry::{Field, parse};
use crate::text::Say;

/// Which field of a vehicle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VehicleField {
    /// The plate.
    Plate,
    /// Make.
    Make,
    /// Model.
    Model,
    /// Model year.
    Year,
    /// Colour.
    Color,
    /// Chassis number.
    Vin,
    /// Engine number.
    EngineNo,
    /// Engine size.
    EngineCc,
    /// Notes.
    Note,
    /// The new owner.
    Owner,
    /// The new owner's phone, for one who is not in the book.
    Phone,
    /// The day of the change.
    Day,
}

use VehicleField as F;

/// What is wrong, field by field.
pub(super) type Errors = Vec<(F, Say)>;

impl VehicleForm {
    /// The fields for what the form is for, and which of them gets the focus.
    pub(super) fn fields(&self, facts: &VehicleFacts, today: Day) -> (Vec<Field<F>>, F) {
        let day = parse::shown_day(Some(today));
        let plate = |text: &str| Field::text(F::Plate, Say::FormPlate, text);
        match self.purpose {
            Purpose::Add(_) => {
                let mut fields = vec![plate("")];
                fields.extend(about(facts));
                (fields, F::Plate)
            }
            Purpose::Edit(_) => (about(facts), F::Make),
            Purpose::Plate(_) => {
                let until = Field::text(F::Day, Say::EntryOldPlateUntil, &day);
                let plate = Field::text(F::Plate, Say::FormNewPlate, "");
                (vec![plate, until.example(Say::FormDateHint)], F::Plate)
            }
            Purpose::Owner(_) => {
                let owner = Field::text(F::Owner, Say::FormNewOwner, "");
                let phone = Field::text(F::Phone, Say::FormPhone, "");
                let since = Field::text(F::Day, Say::EntryOwnedSince, &day);
                let fields = vec![
                    owner
                        .suggesting(SuggestKind::Customer)
                        .example(Say::EntryNameExample),
                    phone.example(Say::EntryPhoneExample),
                    since.example(Say::FormDateHint),
                ];
                (fields, F::Owner)
            }
        }
    }

    /// The vehicle that the fields describe, over what no field shows.
    pub(super) fn facts(&self, base: &VehicleFacts, today: Day) -> Result<VehicleFacts, Errors> {
        let mut errors = Errors::new();
        let mut facts = base.clone();
        if let Purpose::Add(_) = self.purpose {
            facts.plate = parse::plate(self.form.value(F::Plate));
        }
        for (id, fact) in [
            (F::Make, &mut facts.make),
            (F::Model, &mut facts.model),
            (F::Color, &mut facts.color),
            (F::Vin, &mut facts.vin),
            (F::EngineNo, &mut facts.engine_no),
            (F::Note, &mut facts.note),
        ] {
            self.form.write(id, fact);
        }
        if self.form.is_touched(F::Year) {
            facts.year = self.read(F::Year, &mut errors, |text| parse::year(text, today));
        }
        if self.form.is_touched(F::EngineCc) {
            facts.engine_cc = self.read(F::EngineCc, &mut errors, parse::km);
        }
        if facts == VehicleFacts::default() {
            errors.push((F::Plate, Say::FormRequired));
        }
        if errors.is_empty() {
            Ok(facts)
        } else {
            Err(errors)
        }
    }

    /// The new owner: one of the book, or somebody new.
    pub(super) fn owner(&self) -> Result<Owner, Errors> {
        let name = self.form.value(F::Owner);
        if name.is_empty() {
            return Err(vec![(F::Owner, Say::FormRequired)]);
        }
        if let Some((known, _)) = self.chosen.as_ref().filter(|(_, chosen)| chosen == name) {
            return Ok(Owner::Known(*known));
        }
        let mut errors = Errors::new();
        let phone = self.read(F::Phone, &mut errors, parse::phone);
        let written = WrittenName::parse(name);
        let facts = CustomerFacts {
            kind: written.kind,
            honorific: written.honorific,
            name: written.name,
            phones: phone.into_iter().collect(),
            ..CustomerFacts::default()
        };
        if errors.is_empty() {
            Ok(Owner::New(Box::new(facts)))
        } else {
            Err(errors)
        }
    }

    /// The day of the change.
    pub(super) fn day(&self, today: Day) -> Result<Day, Errors> {
        let mut errors = Errors::new();
        match self.read(F::Day, &mut errors, |text| parse::day(text, today)) {
            Some(day) => Ok(day),
            None if errors.is_empty() => Err(vec![(F::Day, Say::FormRequired)]),
            None => Err(errors),
        }
    }

    fn read<T>(
        &self,
        id: F,
        errors: &mut Errors,
        read: impl FnOnce(&str) -> parse::Read<T>,
    ) -> Option<T> {
        match read(self.form.value(id)) {
            Ok(value) => value,
            Err(why) => {
                errors.push((id, why));
                None
            }
        }
    }
}

fn about(facts: &VehicleFacts) -> Vec<Field<F>> {
    let number = |number: Option<i64>| number.map(|n| n.to_string()).unwrap_or_default();
    vec![
        Field::text(F::Make, Say::FormMake, &facts.make).suggesting(SuggestKind::Make),
        Field::text(F::Model, Say::FormModel, &facts.model).suggesting(SuggestKind::Model),
        Field::text(F::Year, Say::FormYear, &number(facts.year.map(i64::from))),
        Field::text(F::Color, Say::FormColor, &facts.color),
        Field::text(F::Vin, Say::FormChassis, &facts.vin),
        Field::text(F::EngineNo, Say::FormEngine, &facts.engine_no),
        Field::text(F::EngineCc, Say::EntryEngineCc, &number(facts.engine_cc)),
        Field::text(F::Note, Say::FormNote, &facts.note),
    ]
}
