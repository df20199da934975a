//! What is typed into a form and not saved yet, kept for the day on which the terminal goes away.

use serde::{Deserialize, Serialize};

use super::{CustomerId, Day, OpId, Subject, VisitId};

/// Which form was being filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DraftForm {
    /// A customer who is not in the book yet.
    NewCustomer,
    /// A correction of a customer.
    EditCustomer,
    /// A visit.
    NewVisit,
    /// A correction of a visit.
    EditVisit,
    /// Another vehicle of a customer.
    NewVehicle,
    /// A correction of a vehicle.
    EditVehicle,
    /// A vehicle's new plate.
    NewPlate,
    /// A vehicle's new owner.
    NewOwner,
    /// The facts of the shop.
    Shop,
    /// What was agreed with a company.
    Terms,
    /// A message to a customer whose text somebody wrote.
    Message,
}

impl DraftForm {
    /// All of them.
    pub const ALL: [DraftForm; 11] = [
        DraftForm::NewCustomer,
        DraftForm::EditCustomer,
        DraftForm::NewVisit,
        DraftForm::EditVisit,
        DraftForm::NewVehicle,
        DraftForm::EditVehicle,
        DraftForm::NewPlate,
        DraftForm::NewOwner,
        DraftForm::Shop,
        DraftForm::Terms,
        DraftForm::Message,
    ];

    /// The stable word by which the book knows it.
    pub const fn word(self) -> &'static str {
        match self {
            DraftForm::NewCustomer => "new_customer",
            DraftForm::EditCustomer => "edit_customer",
            DraftForm::NewVisit => "new_visit",
            DraftForm::EditVisit => "edit_visit",
            DraftForm::NewVehicle => "new_vehicle",
            DraftForm::EditVehicle => "edit_vehicle",
            DraftForm::NewPlate => "new_plate",
            DraftForm::NewOwner => "new_owner",
            DraftForm::Shop => "shop",
            DraftForm::Terms => "terms",
            DraftForm::Message => "message",
        }
    }

    /// The form of a word; `None` for one that this version does not have.
    pub fn of(word: &str) -> Option<DraftForm> {
        Self::ALL.into_iter().find(|form| form.word() == word)
    }
}

/// A form with its unsaved text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Names the form's attempt to write, as in [`Change`](super::Change)'s door: a save under this
    /// name takes the draft away.
    pub op: OpId,
    /// Which form.
    pub form: DraftForm,
    /// Whom or what it is for; `None` for a new customer and for the shop.
    pub subject: Option<Subject>,
    /// The visit that is corrected.
    pub visit: Option<VisitId>,
    /// Who or what it is about, for people; may be empty.
    pub about: String,
    /// What is typed.
    pub text: DraftText,
}

/// The text of a form's fields.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DraftText {
    /// The name of the field that was typed into last.
    pub focus: String,
    /// The fields. A correction names only those that were touched, anything new all of them.
    pub fields: Vec<DraftField>,
    /// A customer who was chosen among proposals, with the name as it stands in the field.
    pub chosen: Option<(CustomerId, String)>,
    /// Who brought a customer, chosen likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brought_by: Option<(CustomerId, String)>,
}

/// One field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftField {
    /// Its stable name in its form, such as `phone.0`.
    pub name: String,
    /// What it held when the form was opened: what others made of it since shows against this.
    pub was: String,
    /// What is typed, whether it could be saved or not.
    pub text: String,
}

impl DraftText {
    /// The field of that name.
    pub fn field(&self, name: &str) -> Option<&DraftField> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// What is typed into the field of that name; empty without it.
    pub fn typed(&self, name: &str) -> &str {
        self.field(name).map_or("", |field| &field.text)
    }

    /// The last place of the numbered fields `stem.0`, `stem.1` …; below a thousand, whatever the
    /// file says.
    pub fn last(&self, stem: &str) -> Option<usize> {
        let places = self.fields.iter().filter_map(|field| {
            let place = field.name.strip_prefix(stem)?.strip_prefix('.')?;
            place.parse().ok().filter(|place| *place < 1000)
        });
        places.max()
    }
}

/// A draft that waits to be opened or thrown away, for a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptDraft {
    /// Names it.
    pub op: OpId,
    /// Which form.
    pub form: DraftForm,
    /// Who or what it is about; may be empty.
    pub about: String,
    /// Who typed it.
    pub by: String,
    /// The shop's day on which it was kept.
    pub day: Day,
    /// The shop's time of that day, `HH:MM`.
    pub time: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_found_again_by_its_word() {
        for form in DraftForm::ALL {
            assert_eq!(DraftForm::of(form.word()), Some(form));
        }
        assert_eq!(DraftForm::of("poem"), None);
    }
}
