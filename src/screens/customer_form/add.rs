//! What is written for a new customer, added to one who is in the book already.

use super::CustomerForm;
use super::fields::CustomerField as F;
use crate::domain::name::name_key;
use crate::domain::{Change, CustomerId, Owner, VehicleFacts};
use crate::protocol::{Context, Step};
use crate::screens::entry::{Advice, Field, parse};
use crate::text::say;

/// A field that said something.
#[derive(Debug, Clone)]
pub(super) struct Typed {
    field: Field<F>,
    /// Which field of the trade it is; the forms do not have the same.
    key: String,
}

impl CustomerForm {
    /// Turns the form into a correction of whoever has the number, with what is typed to be added.
    pub(super) fn add_to_known(&mut self, context: &Context) -> Vec<Step> {
        let Some(holder) = self.holder.take() else {
            return Vec::new();
        };
        let fields = self.form.fields.iter().filter(|field| field.id != F::Kind);
        let said = fields.filter(|field| !field.value().is_empty() || is_about_vehicle(field.id));
        let key = |field: &Field<F>| match field.id {
            F::Trade(at) => self.trade.get(at).map(|field| field.key.clone()),
            _ => None,
        };
        let adding = said.map(|field| Typed {
            field: field.clone(),
            key: key(field).unwrap_or_default(),
        });
        let op = self.form.op();
        *self = Self {
            adding: adding.collect(),
            plate: self.plate.clone(),
            ..Self::edit(holder.id, &context.trade)
        };
        if let Some(op) = op {
            self.form.go_on_as(op);
        }
        self.shown()
    }

    /// Adds what was typed to the fields of the customer: where nothing stood, it stands; where
    /// something else stands, that stays and both are seen.
    pub(super) fn put_in(&mut self) {
        let adding = std::mem::take(&mut self.adding);
        let vehicle = |typed: &&Typed| is_about_vehicle(typed.field.id);
        if adding
            .iter()
            .filter(vehicle)
            .any(|typed| !typed.field.value().is_empty())
        {
            let place = self.phone_count() + 1;
            let fields = adding.iter().filter(vehicle);
            let fields = fields.map(|typed| Field {
                original: String::new(),
                ..typed.field.clone()
            });
            let fields: Vec<_> = fields.collect();
            self.form.fields.splice(place..place, fields);
        }
        for typed in adding.iter().filter(|typed| !vehicle(typed)) {
            self.put_one_in(typed);
        }
    }

    fn put_one_in(&mut self, typed: &Typed) {
        let text = typed.field.value();
        let id = match typed.field.id {
            F::Phone(_) => {
                let number = |text: &str| Some(parse::phone(text).ok()??.phone.e164);
                let last = self.phone_count() - 1;
                let mut all = (0..last).map(|at| number(self.form.value(F::Phone(at))));
                if all.any(|known| known == number(text)) {
                    return;
                }
                self.add_phone();
                F::Phone(last)
            }
            F::Trade(_) => {
                let at = self.trade.iter().position(|field| field.key == typed.key);
                let Some(at) = at else { return };
                F::Trade(at)
            }
            id => id,
        };
        let Some(field) = self.form.field_mut(id) else {
            return;
        };
        if field.value().is_empty() {
            field.line.set(text);
        } else if name_key(field.value()) != name_key(text) {
            field.warning = Advice::new(|lang| say::entry_written_here(lang, text));
        }
    }

    /// The vehicle that is added with the customer; refused where somebody else has its plate.
    pub(super) fn with_vehicle(
        &self,
        customer: CustomerId,
        facts: &VehicleFacts,
        context: &Context,
    ) -> Result<Change, Advice> {
        let plate = self.form.value(F::Plate);
        match &self.plate.taken {
            Some((_, Some(_), name)) => {
                Err(Advice::new(|lang| say::form_plate_taken(lang, plate, name)))
            }
            Some((vehicle, None, _)) => Ok(Change::ChangeOwner {
                vehicle: *vehicle,
                owner: Owner::Known(customer),
                day: context.today,
            }),
            None => Ok(Change::AddVehicle {
                facts: Box::new(facts.clone()),
                owner: Owner::Known(customer),
                since: None,
            }),
        }
    }

    /// The customer is written: now the vehicle is.
    pub(super) fn go_on(&mut self, context: &Context) -> Vec<Step> {
        let Some(change) = self.then.take() else {
            return Vec::new();
        };
        self.form.begin_anew();
        self.form.submit(change, context)
    }

    /// The field of the number that somebody has.
    pub(super) fn checked_phone(&self) -> F {
        let phone = self.checked.filter(|id| matches!(id, F::Phone(_)));
        phone.unwrap_or(F::Phone(0))
    }
}

fn is_about_vehicle(id: F) -> bool {
    matches!(id, F::Plate | F::Make | F::Model | F::Year)
}
