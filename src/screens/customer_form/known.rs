//! Warnings while typing: a plate or a phone that is in the book already.

use super::CustomerForm;
use super::fields::CustomerField as F;
use crate::domain::{Phone, Subject};
use crate::protocol::{Context, Go, PlateCheck, Query, Slot, Step};
use crate::screens::entry::parse;
use crate::text::say;

impl CustomerForm {
    /// Asks whether a plate or a phone is known already.
    pub(super) fn check(&mut self, id: F) -> Option<Step> {
        let text = self.form.value(id);
        let query = match id {
            F::Plate => Query::CheckPlate(parse::plate(text)?),
            F::Phone(_) => {
                let phone = Phone::parse(text, crate::domain::INDONESIA);
                phone.e164.as_ref()?;
                Query::CheckPhone(phone)
            }
            _ => return None,
        };
        self.checked = Some(id);
        Some(Step::Read(Slot::Check, query))
    }

    pub(super) fn plate_checked(&mut self, check: &PlateCheck, context: &Context) {
        self.plate = check.clone();
        let lang = context.lang;
        let plate = self.form.value(F::Plate).to_owned();
        let warning = match (&check.taken, check.similar.first()) {
            (Some((vehicle, Some(owner), name)), _) => {
                let of = Subject::Customer(*owner, Some(*vehicle));
                self.known = Some(Step::Go(Go::Card(of)));
                say::entry_plate_taken(lang, plate, name)
            }
            (Some((_, None, _)), _) => say::entry_plate_unowned(lang, plate),
            (None, Some((similar, name))) => say::entry_similar(lang, similar, name),
            (None, None) => String::new(),
        };
        if let Some(field) = self.form.field_mut(F::Plate) {
            field.warning = warning;
        }
    }

    pub(super) fn phone_checked(
        &mut self,
        known: &[(crate::domain::CustomerId, String, String)],
        context: &Context,
    ) {
        let other = known.iter().find(|(id, _, _)| Some(*id) != self.id);
        let (Some((id, name, code)), Some(field)) = (other, self.checked) else {
            return;
        };
        self.known = Some(Step::Go(Go::Card(Subject::Customer(*id, None))));
        let warning = say::entry_phone_known(context.lang, name, code);
        if let Some(field) = self.form.field_mut(field) {
            field.warning = warning;
        }
    }

    pub(super) fn keep_both(&mut self) {
        self.known = None;
        for field in &mut self.form.fields {
            field.warning.clear();
        }
    }
}
