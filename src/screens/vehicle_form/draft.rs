//! The text of a form about a vehicle as a draft, and back.

use super::VehicleForm;
use super::fields::VehicleField as F;
use super::model::Purpose;
use crate::domain::{Draft, DraftForm, DraftText, Subject, VehicleId};
use crate::protocol::{Context, Step};
use crate::screens::entry::{Form, Over};

impl VehicleForm {
    /// The form of a draft; `None` when the draft does not say which vehicle it is about.
    pub fn resume(draft: &Draft) -> Option<Self> {
        let subject = draft.subject?;
        let form = match (draft.form, subject) {
            (DraftForm::NewVehicle, Subject::Customer(customer, _)) => Self::add(customer),
            (DraftForm::EditVehicle, _) => Self::edit(vehicle(subject)?, subject),
            (DraftForm::NewPlate, _) => Self::new_plate(vehicle(subject)?, subject),
            (DraftForm::NewOwner, _) => Self::new_owner(vehicle(subject)?, subject),
            _ => return None,
        };
        Some(Self {
            form: Form::resuming(draft),
            ..form
        })
    }

    /// What is typed and not saved.
    pub(super) fn draft(&self) -> Option<Draft> {
        let form = match self.purpose {
            Purpose::Add(_) => DraftForm::NewVehicle,
            Purpose::Edit(_) => DraftForm::EditVehicle,
            Purpose::Plate(_) => DraftForm::NewPlate,
            Purpose::Owner(_) => DraftForm::NewOwner,
        };
        let draft = self.form.draft(form, self.over(), name)?;
        let plate = self
            .base
            .as_ref()
            .and_then(|base| base.facts.plate.as_ref());
        let plate = plate.map(crate::domain::Plate::display);
        let about = plate.unwrap_or_else(|| self.owner_today.clone());
        Some(Draft {
            subject: Some(self.subject),
            about: if about.is_empty() { draft.about } else { about },
            text: DraftText {
                chosen: draft.text.chosen.or_else(|| self.chosen.clone()),
                ..draft.text
            },
            ..draft
        })
    }

    /// Puts the text of the draft that waits for that into the fields that were just filled.
    pub(super) fn bring_back(&mut self, context: &Context) -> Option<Step> {
        let text = self.form.pending.take()?.text;
        self.chosen.clone_from(&text.chosen);
        let over = self.over();
        self.form.bring_back(&text, over, name, context);
        self.check(F::Plate).or_else(|| self.check(F::Phone))
    }

    /// Only make, model and the rest stand in the book already; a plate and an owner are new.
    fn over(&self) -> Over {
        match self.purpose {
            Purpose::Edit(_) => Over::Record,
            Purpose::Add(_) | Purpose::Plate(_) | Purpose::Owner(_) => Over::Nothing,
        }
    }
}

fn vehicle(subject: Subject) -> Option<VehicleId> {
    match subject {
        Subject::Customer(_, vehicle) => vehicle,
        Subject::Vehicle(vehicle) => Some(vehicle),
    }
}

/// The stable name of a field.
#[expect(clippy::unnecessary_wraps, reason = "other forms have fields without")]
fn name(id: F) -> Option<String> {
    let name = match id {
        F::Plate => "plate",
        F::Make => "make",
        F::Model => "model",
        F::Year => "year",
        F::Color => "color",
        F::Vin => "vin",
        F::EngineNo => "engine_no",
        F::EngineCc => "engine_cc",
        F::Note => "note",
        F::Owner => "owner",
        F::Phone => "phone",
        F::Day => "day",
    };
    Some(name.to_owned())
}
