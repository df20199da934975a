//! The fields of a vehicle, and what they say.

use super::VehicleForm;
use super::model::Purpose;
use crate::domain::hygiene::PLATE_CHARS;
use crate::domain::name::WrittenName;
use crate::domain::trade::Asset;
use crate::domain::{CustomerFacts, Day, Owner, Plate, VehicleFacts};
use crate::protocol::{Context, SuggestKind};
use crate::screens::entry::parse::{self, mistake};
use crate::screens::entry::{Field, Label};
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
    pub(super) fn fields(&self, facts: &VehicleFacts, context: &Context) -> (Vec<Field<F>>, F) {
        let day = parse::shown_day(Some(context.today));
        let asset = context.trade.asset.as_ref();
        let labelled = |field: Field<F>| match asset {
            Some(asset) => field.called(Label::Trade(asset.plate.clone())),
            None => field,
        };
        match self.purpose {
            Purpose::Add(_) => {
                let mut fields = vec![labelled(
                    Field::text(F::Plate, Say::FormPlate, "").at_most(PLATE_CHARS),
                )];
                fields.extend(asset.map(|asset| about(facts, asset)).into_iter().flatten());
                (fields, F::Plate)
            }
            Purpose::Edit(_) => {
                let plate = facts.plate.as_ref().map(Plate::display).unwrap_or_default();
                let plate = Field::text(F::Plate, Say::FormPlate, &plate).at_most(PLATE_CHARS);
                let mut fields = vec![labelled(plate)];
                fields.extend(asset.map(|asset| about(facts, asset)).into_iter().flatten());
                (fields, F::Make)
            }
            Purpose::Plate(_) => {
                let until =
                    Field::text(F::Day, Say::EntryOldPlateUntil, &day).read_by(mistake::day);
                let plate =
                    labelled(Field::text(F::Plate, Say::FormNewPlate, "").at_most(PLATE_CHARS));
                (vec![plate, until.example(Say::FormDateHint)], F::Plate)
            }
            Purpose::Owner(_) => {
                let owner = Field::text(F::Owner, Say::FormNewOwner, "");
                let phone = Field::text(F::Phone, Say::FormPhone, "").read_by(mistake::phone);
                let since = Field::text(F::Day, Say::EntryOwnedSince, &day).read_by(mistake::day);
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
        let corrects = matches!(self.purpose, Purpose::Edit(_)) && self.form.is_touched(F::Plate);
        if corrects || matches!(self.purpose, Purpose::Add(_)) {
            facts.plate = parse::plate(self.form.value(F::Plate));
        }
        if corrects && facts.plate.is_none() {
            errors.push((F::Plate, Say::FormBadPlate));
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

/// The facts that the trade keeps about what a customer brings, under the trade's labels.
fn about(facts: &VehicleFacts, asset: &Asset) -> Vec<Field<F>> {
    let number = |number: Option<i64>| number.map(|n| n.to_string()).unwrap_or_default();
    let year = number(facts.year.map(i64::from));
    let cc = number(facts.engine_cc);
    let kept = [
        (F::Make, Some(&asset.make), &facts.make),
        (F::Model, Some(&asset.model), &facts.model),
        (F::Year, asset.year.as_ref(), &year),
        (F::Color, asset.color.as_ref(), &facts.color),
        (F::Vin, asset.vin.as_ref(), &facts.vin),
        (F::EngineNo, asset.engine_no.as_ref(), &facts.engine_no),
        (F::EngineCc, asset.engine_cc.as_ref(), &cc),
    ];
    let mut fields: Vec<Field<F>> = kept
        .into_iter()
        .filter_map(|(id, label, value)| {
            let label = Label::Trade(label?.clone());
            let field = Field::text(id, Say::FormNote, value).called(label);
            Some(match id {
                F::Make if asset.registered => field.suggesting(SuggestKind::Make),
                F::Model => field.suggesting(SuggestKind::Model),
                F::Vin | F::EngineNo => field.at_most(PLATE_CHARS),
                F::Year => field.read_by(mistake::year),
                F::EngineCc => field.read_by(mistake::km),
                _ => field,
            })
        })
        .collect();
    fields.push(Field::note(F::Note, Say::FormNote, &facts.note));
    fields
}
