//! Saving a customer, or saying at the fields why not.

use super::CustomerForm;
use super::fields::CustomerField as F;
use crate::domain::{Change, Owner};
use crate::protocol::{Context, Step};
use crate::screens::entry::{Advice, saved};
use crate::text::say;

impl CustomerForm {
    pub(super) fn save(&mut self, context: &Context) -> Vec<Step> {
        let (facts, vehicle) = match (self.facts(context.today), self.vehicle(context.today)) {
            (Ok(facts), Ok(vehicle)) => (facts, vehicle),
            (Err(errors), Ok(_)) | (Ok(_), Err(errors)) => {
                return self.form.mistakes(errors, context);
            }
            (Err(mut errors), Err(more)) => {
                errors.extend(more);
                return self.form.mistakes(errors, context);
            }
        };
        let name = self.form.value(F::Name);
        if let Some(holder) = self.holder.as_ref().filter(|it| it.is_certainly(name)) {
            let said = Advice::new(|lang| say::entry_same_person(lang, &holder.name, &holder.code));
            let at = self.checked_phone();
            return self.form.mistakes(vec![(at, said)], context);
        }
        if let (Some(base), Some(vehicle)) = (&self.base, &vehicle) {
            match self.with_vehicle(base.id, vehicle, context) {
                Ok(change) if facts == base.facts => return self.form.submit(change, context),
                Ok(change) => self.then = Some(change),
                Err(said) => return self.form.mistakes(vec![(F::Plate, said)], context),
            }
        }
        let change = match (&self.base, &self.plate.taken) {
            (Some(base), _) if facts == base.facts => return saved::unchanged(context),
            (Some(base), _) => Change::EditCustomer {
                id: base.id,
                base: Box::new(base.facts.clone()),
                facts: Box::new(facts),
            },
            (None, Some((_, Some(_), name))) => {
                let plate = self.form.value(F::Plate);
                let said = Advice::new(|lang| say::form_plate_taken(lang, plate, name));
                return self.form.mistakes(vec![(F::Plate, said)], context);
            }
            // The plate is in the book without an owner: it gets this one, and keeps its visits.
            (None, Some((vehicle, None, _))) => Change::ChangeOwner {
                vehicle: *vehicle,
                owner: Owner::New(Box::new(facts)),
                day: context.today,
            },
            (None, None) => Change::AddCustomer {
                facts: Box::new(facts),
                code: None,
                vehicle: vehicle.map(Box::new),
            },
        };
        self.form.submit(change, context)
    }
}

/// Which field holds a fact.
pub(super) fn field(fact: &str) -> F {
    match fact {
        "kind" => F::Kind,
        "plate" => F::Plate,
        "phone" | "phones" => F::Phone(0),
        "email" => F::Email,
        "birthday" => F::Birthday,
        "year" => F::Year,
        "company" => F::Company,
        "referred_by" => F::Brought,
        _ => F::Name,
    }
}
