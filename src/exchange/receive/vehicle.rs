//! A vehicle of a plan goes into the book.

use super::{
    Receiver, add_lines, dangling, differs, fill, fill_some, known, remember, take, take_lines,
    take_some,
};
use crate::domain::{CustomerId, Day, Plate, VehicleFacts, VehicleId, name};
use crate::exchange::plan::{PlannedVehicle, Reason, Written};
use crate::store::{Kind, StoreResult};

impl Receiver<'_> {
    pub(super) fn take_vehicle(&mut self, planned: &PlannedVehicle) -> StoreResult<Written> {
        let origin = &planned.origin;
        let owner = match planned.owner {
            Some(key) => Some(self.customer_id(key).ok_or_else(|| dangling("customer"))?),
            None => None,
        };
        let mine = self.vehicles.get(planned.key.0 as usize).copied().flatten();
        let (id, mut written, ours) = match mine {
            Some((id, ours)) => (id, self.fill_vehicle(id, planned)?, ours),
            None => self.meet_vehicle(planned)?,
        };
        if let Some(owner) = owner
            && self.give(id, owner, planned.owned_since)?
            && written == Written::Unchanged
        {
            written = Written::Updated;
        }
        remember(&mut self.vehicles, planned.key.0, (id, ours));
        if written != Written::Unchanged {
            self.load
                .remember(Kind::Vehicle, &origin.identities, &origin.fingerprint, id.0)?;
        }
        self.remarks.vehicle(origin, id, owner);
        Ok(written)
    }

    /// The first sight of a vehicle in this plan.
    fn meet_vehicle(
        &mut self,
        planned: &PlannedVehicle,
    ) -> StoreResult<(VehicleId, Written, bool)> {
        let origin = &planned.origin;
        let before = known(
            &self.load,
            Kind::Vehicle,
            &origin.identities,
            &origin.fingerprint,
        )?;
        let (row, same) = match before {
            Some((row, same)) => (Some(VehicleId(row)), same),
            None if self.load.fresh() || planned.plate_key.is_empty() => (None, false),
            None => (self.load.vehicle_of_plate(&planned.plate_key)?, false),
        };
        let current = match row {
            Some(id) => self.load.vehicle_facts(id)?.map(|facts| (id, facts)),
            None => None,
        };
        let Some((id, current)) = current else {
            let id = self.load.vehicle(None, &facts(planned))?;
            for earlier in &planned.earlier_plates {
                self.load.earlier_plate(id, earlier)?;
            }
            return Ok((id, Written::Created, true));
        };
        if same {
            return Ok((id, Written::Unchanged, false));
        }
        let written = self.update_vehicle(id, current, planned)?;
        Ok((id, written, false))
    }

    /// Gives a vehicle without an owner this one; says whether it did. A vehicle that belongs to
    /// somebody else keeps its owner, and a remark says so: a sheet does not sell cars.
    fn give(
        &mut self,
        vehicle: VehicleId,
        owner: CustomerId,
        since: Option<Day>,
    ) -> StoreResult<bool> {
        match self.load.owner_of(vehicle)? {
            None => {
                self.load.ownership(vehicle, owner, since, None)?;
                Ok(true)
            }
            Some(now) if now == owner => Ok(false),
            Some(_) => {
                self.unsure("plate", Reason::PlateOtherOwner);
                Ok(false)
            }
        }
    }

    /// More facts about a vehicle of this plan: what is empty is filled.
    fn fill_vehicle(&mut self, id: VehicleId, planned: &PlannedVehicle) -> StoreResult<Written> {
        let Some(mut merged) = self.load.vehicle_facts(id)? else {
            return Ok(Written::Unchanged);
        };
        let new = facts(planned);
        if another_car(&merged.model, &new.model) {
            self.unsure("model", Reason::FactDiffers);
        }
        for (field, known, value) in [
            ("vin", &merged.vin, &new.vin),
            ("engine_no", &merged.engine_no, &new.engine_no),
        ] {
            if differs(known, value) {
                self.unsure(field, Reason::FactDiffers);
            }
        }
        if new.year.is_some() && merged.year.is_some() && new.year != merged.year {
            self.unsure("year", Reason::FactDiffers);
        }
        let mut changed = fill_some(&mut merged.plate, new.plate.as_ref());
        for (field, value) in texts(&mut merged, &new) {
            changed |= fill(field, value);
        }
        changed |= add_lines(&mut merged.note, &new.note);
        for (key, value) in new.fields {
            changed |= !merged.fields.contains_key(&key);
            merged.fields.entry(key).or_insert(value);
        }
        changed |= fill_some(&mut merged.year, new.year.as_ref());
        changed |= fill_some(&mut merged.engine_cc, new.engine_cc.as_ref());
        self.rewrite_vehicle(id, &merged, changed)
    }

    /// What the book knew takes what the record says now; the plate stays, it has a history.
    fn update_vehicle(
        &mut self,
        id: VehicleId,
        mut merged: VehicleFacts,
        planned: &PlannedVehicle,
    ) -> StoreResult<Written> {
        let new = facts(planned);
        let mut changed = fill_some(&mut merged.plate, new.plate.as_ref());
        for (field, value) in texts(&mut merged, &new) {
            changed |= take(field, value);
        }
        changed |= take_lines(&mut merged.note, &new.note);
        for (key, value) in new.fields {
            changed |= merged.fields.insert(key, value.clone()).as_ref() != Some(&value);
        }
        changed |= take_some(&mut merged.year, new.year.as_ref());
        changed |= take_some(&mut merged.engine_cc, new.engine_cc.as_ref());
        self.rewrite_vehicle(id, &merged, changed)
    }

    fn rewrite_vehicle(
        &mut self,
        id: VehicleId,
        merged: &VehicleFacts,
        changed: bool,
    ) -> StoreResult<Written> {
        if !changed {
            return Ok(Written::Unchanged);
        }
        self.load.update_vehicle(id, merged)?;
        Ok(Written::Updated)
    }
}

/// Whether two models share no word: `Avanza` and `Avanza Veloz` are one car in two spellings.
fn another_car(known: &str, model: &str) -> bool {
    let words = name::words(model);
    differs(known, model)
        && differs(model, known)
        && !name::words(known).iter().any(|word| words.contains(word))
}

fn texts<'a>(
    merged: &'a mut VehicleFacts,
    new: &'a VehicleFacts,
) -> [(&'a mut String, &'a str); 5] {
    [
        (&mut merged.make, &new.make),
        (&mut merged.model, &new.model),
        (&mut merged.color, &new.color),
        (&mut merged.vin, &new.vin),
        (&mut merged.engine_no, &new.engine_no),
    ]
}

/// A planned vehicle as the book's facts.
fn facts(planned: &PlannedVehicle) -> VehicleFacts {
    VehicleFacts {
        plate: Plate::parse(&planned.plate),
        make: planned.make.clone(),
        model: planned.model.clone(),
        year: planned.year,
        color: planned.color.clone(),
        vin: planned.vin.clone(),
        engine_no: planned.engine_no.clone(),
        engine_cc: planned.engine_cc,
        note: planned.note.clone(),
        fields: planned.fields.iter().cloned().collect(),
    }
}
