//! Warnings while typing: a plate or a phone that is in the book already.

use super::CustomerForm;
use super::fields::CustomerField as F;
use crate::domain::{FIELD_CHANNEL, Subject};
use crate::protocol::{Context, Go, PlateCheck, Query, Slot, Step};
use crate::screens::entry::{Advice, Holder, Label, parse};
use crate::screens::sheet::{Wording, birthday};
use crate::text::{Say, say};

impl CustomerForm {
    /// Asks whether a plate or a phone is known already.
    pub(super) fn check(&mut self, id: F) -> Option<Step> {
        let text = self.form.value(id);
        let query = match id {
            F::Plate => Query::CheckPlate(parse::plate(text)?),
            F::Phone(_) => Query::CheckPhone(parse::phone(text).ok()??.phone),
            _ => return None,
        };
        if matches!(id, F::Phone(_)) {
            self.holder = None;
        }
        self.checked = Some(id);
        Some(Step::Read(Slot::Check, query))
    }

    pub(super) fn plate_checked(&mut self, check: &PlateCheck) {
        self.plate = check.clone();
        let plate = self.form.value(F::Plate).to_owned();
        let warning = match (&check.taken, check.similar.first()) {
            (Some((vehicle, Some(owner), name)), _) => {
                let of = Subject::Customer(*owner, Some(*vehicle));
                self.known = Some(Step::Go(Go::Card(of)));
                Advice::new(|lang| say::entry_plate_taken(lang, &plate, name))
            }
            (Some((_, None, _)), _) => Advice::new(|lang| say::entry_plate_unowned(lang, &plate)),
            (None, Some((similar, name))) => {
                Advice::new(|lang| say::entry_similar(lang, similar, name))
            }
            (None, None) => Advice::default(),
        };
        if let Some(field) = self.form.field_mut(F::Plate) {
            field.warning = warning;
        }
    }

    pub(super) fn phone_checked(&mut self, known: &[(crate::domain::CustomerId, String, String)]) {
        let mut others = known.to_vec();
        others.retain(|(id, _, _)| Some(*id) != self.id);
        let name = self.form.value(F::Name);
        let likeliest = Holder::of(&others, name).map(|holder| holder.id);
        let other = others.iter().find(|(id, _, _)| Some(*id) == likeliest);
        let (Some((id, name, code)), Some(field)) = (other, self.checked) else {
            return;
        };
        self.known = Some(Step::Go(Go::Card(Subject::Customer(*id, None))));
        let new = self.id.is_none();
        let warning = Advice::new(|lang| {
            if new {
                say::entry_phone_known_new(lang, name, code)
            } else {
                say::entry_phone_known(lang, name, code)
            }
        });
        if new {
            let known = [(*id, name.clone(), code.clone())];
            self.holder = Holder::of(&known, "");
        }
        if let Some(field) = self.form.field_mut(field) {
            field.warning = warning;
        }
    }

    /// From some age on it is better to meet than to write: said where the channel is chosen.
    pub(super) fn suggest_channel(&mut self, context: &Context) {
        let born = parse::birthday(self.form.value(F::Birthday), context.today);
        let elder = born.is_ok_and(|born| birthday::is_elder(born, Wording::of(context)));
        let at = self
            .trade
            .iter()
            .position(|field| field.key == FIELD_CHANNEL);
        let field = at.and_then(|at| self.form.field_mut(F::Trade(at)));
        if let Some(field) = field {
            let hint = (String::new(), Label::Say(Say::EntryFaceToFace));
            field.hints = elder.then_some(hint).into_iter().collect();
        }
    }

    pub(super) fn keep_both(&mut self) {
        self.known = None;
        if let Some(holder) = &mut self.holder {
            holder.kept = true;
        }
        for field in &mut self.form.fields {
            field.warning.clear();
            field.error.clear();
        }
    }
}
