//! What the vehicle form does with an event.

use super::VehicleForm;
use super::fields::VehicleField as F;
use super::model::Purpose;
use crate::domain::{Card, CustomerId, Draft, Plate, Subject, VehicleFacts};
use crate::protocol::{
    Answer, Applies, Command, Context, Event, Failure, Go, Key, PlateCheck, Query, Scope, Slot,
    Step,
};
use crate::screens::Screen;
use crate::screens::entry::form::{Act, State};
use crate::screens::entry::known::{KEEP, OPEN, TAKE};
use crate::screens::entry::{Advice, Holder, parse, saved};
use crate::screens::sheet::wording;
use crate::text::Say;
use crate::text::say;

impl Screen for VehicleForm {
    fn scope(&self) -> Scope {
        Scope::Form
    }

    fn applies(&self, command: Command) -> Applies {
        saved::applies(command, &self.form)
    }

    fn explains(&self) -> Vec<Say> {
        self.form.explains()
    }

    fn update(&mut self, event: Event<'_>, context: &Context) -> Vec<Step> {
        match event {
            Event::Shown if self.form.fields.is_empty() => self.ask(),
            Event::Answer(Slot::Prefill, Answer::Card(card)) => {
                match card {
                    Some(card) => self.filled(card, context),
                    None => self.form.failed = Some(Failure::Gone),
                }
                let filled = self.form.state == State::Ready;
                let check = filled.then(|| self.bring_back(context)).flatten();
                check.into_iter().collect()
            }
            Event::Answer(Slot::Check, Answer::Plate(check)) => {
                self.plate_checked(check);
                Vec::new()
            }
            Event::Answer(Slot::Check, Answer::Phone(known)) => {
                self.phone_checked(known);
                Vec::new()
            }
            Event::Saved(receipt) => saved::close(receipt, context),
            Event::Key(key @ (OPEN | TAKE | KEEP)) if self.holder.is_some() => self.settle(key),
            event => {
                let act = self.form.update(&event, context);
                self.act(act, context)
            }
        }
    }

    fn unsaved(&self, _: &Context) -> Option<Draft> {
        self.draft()
    }

    fn view(&self, canvas: &mut crate::kit::Canvas<'_, '_>, context: &Context) {
        super::view::draw(self, canvas, context);
    }
}

impl VehicleForm {
    fn ask(&self) -> Vec<Step> {
        vec![Step::Read(Slot::Prefill, Query::Card(self.subject))]
    }

    fn filled(&mut self, card: &Card, context: &Context) {
        self.owner_today = card
            .customer
            .as_ref()
            .map(|owner| wording::person(&owner.facts))
            .unwrap_or_default();
        let adds = matches!(self.purpose, Purpose::Add(_));
        let vehicle = card.vehicle.clone().filter(|_| !adds);
        if vehicle.is_none() && !adds {
            self.form.failed = Some(Failure::Gone);
            return;
        }
        let facts = vehicle
            .as_ref()
            .map_or_else(VehicleFacts::default, |v| v.facts.clone());
        let (fields, focus) = self.fields(&facts, context);
        self.form.show(fields, focus);
        self.base = vehicle;
    }

    fn act(&mut self, act: Act<F>, context: &Context) -> Vec<Step> {
        match act {
            Act::Steps(steps) => steps,
            Act::Typed(id) => {
                let mut steps: Vec<Step> = self.form.suggest().into_iter().collect();
                steps.extend(self.check(id));
                steps
            }
            Act::Took(F::Owner, taken) => {
                self.chosen = taken.customer.map(|customer| (customer, taken.text));
                Vec::new()
            }
            Act::Took(..) => Vec::new(),
            Act::Save => self.save(context),
            Act::Reload => {
                let mut steps = self.ask();
                steps.push(saved::conflict(context));
                steps
            }
            Act::Refused(reasons) => self.form.refused(&reasons, field, context),
        }
    }

    /// Asks whether a plate or a phone is known already.
    pub(super) fn check(&mut self, id: F) -> Option<Step> {
        let text = self.form.value(id);
        let query = match id {
            F::Plate => {
                self.plate = PlateCheck::default();
                Query::CheckPlate(parse::plate(text)?)
            }
            F::Phone => {
                self.holder = None;
                Query::CheckPhone(parse::phone(text).ok()??.phone)
            }
            _ => return None,
        };
        Some(Step::Read(Slot::Check, query))
    }

    fn plate_checked(&mut self, check: &PlateCheck) {
        self.plate = check.clone();
        let own = self.base.as_ref().map(|vehicle| vehicle.id);
        self.plate.taken = self
            .plate
            .taken
            .take()
            .filter(|(id, _, _)| Some(*id) != own);
        let known = self.base.as_ref();
        let known = known.and_then(|vehicle| vehicle.facts.plate.as_ref());
        // It reads like its own plate, most of all where that is corrected.
        let own = |(similar, _): &(String, String)| {
            let similar = Plate::parse(similar).map(|plate| plate.key);
            similar.as_ref() == known.map(|plate| &plate.key)
        };
        self.plate.similar.retain(|similar| !own(similar));
        let plate = self.form.value(F::Plate).to_owned();
        let before = known.map(Plate::display);
        let corrects = matches!(self.purpose, Purpose::Edit(_));
        let before = before.filter(|before| corrects && *before != plate);
        let warning = match (&self.plate.taken, self.plate.similar.first()) {
            (Some((_, Some(_), name)), _) => {
                Advice::new(|lang| say::form_plate_taken(lang, &plate, name))
            }
            (Some((_, None, _)), _) => Advice::new(|lang| say::entry_plate_unowned(lang, &plate)),
            (None, Some((similar, name))) => {
                Advice::new(|lang| say::entry_similar(lang, similar, name))
            }
            (None, None) => before.map_or_else(Advice::default, |before| {
                Advice::new(|lang| say::entry_corrects_plate(lang, &before))
            }),
        };
        if let Some(field) = self.form.field_mut(F::Plate) {
            field.warning = warning;
        }
    }

    fn phone_checked(&mut self, known: &[(CustomerId, String, String)]) {
        self.holder = Holder::of(known, self.form.value(F::Owner));
        let Some(holder) = &self.holder else { return };
        let warning =
            Advice::new(|lang| say::entry_phone_of_owner(lang, &holder.name, &holder.code));
        if let Some(field) = self.form.field_mut(F::Phone) {
            field.warning = warning;
        }
    }

    /// Does with whoever has the number what the key says.
    fn settle(&mut self, key: Key) -> Vec<Step> {
        let Some(holder) = &mut self.holder else {
            return Vec::new();
        };
        if key == OPEN {
            let of = Subject::Customer(holder.id, None);
            return vec![Step::Go(Go::Card(of))];
        }
        holder.kept = true;
        if key == TAKE {
            // The number is that customer's already.
            let (id, name) = (holder.id, holder.name.clone());
            self.holder = None;
            for (field, text) in [(F::Owner, name.as_str()), (F::Phone, "")] {
                if let Some(field) = self.form.field_mut(field) {
                    field.line.set(text);
                }
            }
            let name = self.form.value(F::Owner).to_owned();
            self.chosen = Some((id, name));
        }
        if let Some(field) = self.form.field_mut(F::Phone) {
            field.warning.clear();
            field.error.clear();
        }
        Vec::new()
    }

    /// Whether the vehicle has an owner today.
    pub(super) fn is_owned(&self) -> bool {
        matches!(self.subject, Subject::Customer(..))
    }
}

/// Which field holds a fact.
fn field(fact: &str) -> F {
    match fact {
        "year" => F::Year,
        "owner" | "name" => F::Owner,
        "phone" | "phones" => F::Phone,
        "day" => F::Day,
        _ => F::Plate,
    }
}
