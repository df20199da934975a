//! Saving what changed about a vehicle, or saying at the fields why not.

use super::VehicleForm;
use super::fields::{Errors, VehicleField as F};
use super::model::Purpose;
use crate::domain::{Change, CustomerId, Owner, Vehicle, VehicleFacts};
use crate::protocol::{Context, Step};
use crate::screens::entry::{Advice, parse, saved};
use crate::text::say;

/// What stands against saving, at which fields.
type Mistakes = Vec<(F, Advice)>;

impl VehicleForm {
    pub(super) fn save(&mut self, context: &Context) -> Vec<Step> {
        let change = match (self.purpose, self.base.clone()) {
            (Purpose::Add(customer), _) => self.addition(customer, context),
            (Purpose::Edit(_), Some(base)) => {
                let facts = self.facts(&base.facts, context.today);
                if facts.as_ref() == Ok(&base.facts) {
                    return saved::unchanged(context);
                }
                let facts = facts.map_err(said);
                facts.and_then(|facts| self.corrected(&base, facts))
            }
            (Purpose::Plate(_), Some(base)) => self.replating(&base, context),
            (Purpose::Owner(_), _) if self.twin().is_some() => {
                Err(self.twin().into_iter().collect())
            }
            (Purpose::Owner(vehicle), _) => {
                let parts = self
                    .owner()
                    .and_then(|owner| Ok((owner, self.day(context.today)?)));
                parts
                    .map(|(owner, day)| Change::ChangeOwner {
                        vehicle,
                        owner,
                        day,
                    })
                    .map_err(said)
            }
            (_, None) => return Vec::new(),
        };
        match change {
            Ok(change) => self.form.submit(change, context),
            Err(errors) => self.form.mistakes(errors, context),
        }
    }

    /// That the new owner is in the book for certain, where nobody said yet that it is another.
    fn twin(&self) -> Option<(F, Advice)> {
        let name = self.form.value(F::Owner);
        let is_new = self
            .chosen
            .as_ref()
            .is_none_or(|(_, chosen)| chosen != name);
        let holder = self.holder.as_ref().filter(|_| is_new)?;
        let said = |lang| say::entry_same_person(lang, &holder.name, &holder.code);
        holder
            .is_certainly(name)
            .then(|| (F::Phone, Advice::new(said)))
    }

    pub(super) fn addition(
        &self,
        customer: CustomerId,
        context: &Context,
    ) -> Result<Change, Mistakes> {
        let facts = self
            .facts(&VehicleFacts::default(), context.today)
            .map_err(said)?;
        self.plate_is_free()?;
        Ok(match &self.plate.taken {
            // In the book without an owner: it gets this one, and keeps its visits.
            Some((vehicle, None, _)) => Change::ChangeOwner {
                vehicle: *vehicle,
                owner: Owner::Known(customer),
                day: context.today,
            },
            _ => Change::AddVehicle {
                facts: Box::new(facts),
                owner: Owner::Known(customer),
                since: None,
            },
        })
    }

    /// New facts; a corrected plate is one that no other vehicle has.
    fn corrected(&self, base: &Vehicle, facts: VehicleFacts) -> Result<Change, Mistakes> {
        if facts.plate != base.facts.plate {
            self.plate_is_free()?;
        }
        Ok(edition(base, facts))
    }

    pub(super) fn replating(&self, base: &Vehicle, context: &Context) -> Result<Change, Mistakes> {
        let day = self.day(context.today).map_err(said)?;
        let Some(plate) = parse::plate(self.form.value(F::Plate)) else {
            let why = crate::text::Say::FormBadPlate;
            return Err(said(vec![(F::Plate, why)]));
        };
        self.plate_is_free()?;
        if let Some((_, None, _)) = self.plate.taken {
            let why = crate::text::Say::EntryRefusedPlateTaken;
            return Err(said(vec![(F::Plate, why)]));
        }
        Ok(Change::ChangePlate {
            vehicle: base.id,
            plate,
            day,
        })
    }

    /// A plate that somebody else's vehicle carries is not given to another.
    pub(super) fn plate_is_free(&self) -> Result<(), Mistakes> {
        match &self.plate.taken {
            Some((_, Some(_), name)) => {
                let plate = self.form.value(F::Plate);
                let taken = Advice::new(|lang| say::form_plate_taken(lang, plate, name));
                Err(vec![(F::Plate, taken)])
            }
            _ => Ok(()),
        }
    }
}

pub(super) fn edition(base: &Vehicle, facts: VehicleFacts) -> Change {
    Change::EditVehicle {
        id: base.id,
        base: Box::new(base.facts.clone()),
        facts: Box::new(facts),
    }
}

fn said(errors: Errors) -> Mistakes {
    let said = errors.into_iter().map(|(id, why)| (id, why.into()));
    said.collect()
}
