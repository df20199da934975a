//! What the customer form does with an event.

use super::CustomerForm;
use super::facts::Errors;
use super::fields::{self, CustomerField as F};
use crate::domain::name::WrittenName;
use crate::domain::{Card, Change, Owner, Phone, Subject};
use crate::protocol::{
    Answer, Applies, Command, Context, Event, Failure, Go, Key, PlateCheck, Query, Scope, Slot,
    Step, Suggestion,
};
use crate::screens::Screen;
use crate::screens::entry::form::Act;
use crate::screens::entry::{parse, saved};
use crate::screens::sheet::wording;
use crate::text::say;

/// Opens what a warning speaks of.
const OPEN: Key = Key::ctrl('o');
/// Takes a warning away: both are kept.
const KEEP: Key = Key::ctrl('k');

impl Screen for CustomerForm {
    fn scope(&self) -> Scope {
        Scope::Form
    }

    fn applies(&self, command: Command) -> Applies {
        saved::applies(command, self.form.state)
    }

    fn update(&mut self, event: Event<'_>, context: &Context) -> Vec<Step> {
        match event {
            Event::Shown => self.shown(),
            Event::Answer(Slot::Prefill, Answer::Card(card)) => {
                match card {
                    Some(card) => self.filled(card),
                    None => self.form.failed = Some(Failure::Gone),
                }
                Vec::new()
            }
            Event::Answer(Slot::Check, Answer::Plate(check)) => {
                self.plate_checked(check, context);
                Vec::new()
            }
            Event::Answer(Slot::Check, Answer::Phone(known)) => {
                self.phone_checked(known, context);
                Vec::new()
            }
            Event::Saved(receipt) => saved::close(receipt, context),
            Event::Key(OPEN) => self.known.clone().into_iter().collect(),
            Event::Key(KEEP) => {
                self.keep_both();
                Vec::new()
            }
            event => {
                let act = self.form.update(&event, context);
                self.act(act, context)
            }
        }
    }

    fn view(&self, canvas: &mut crate::kit::Canvas<'_, '_>, context: &Context) {
        super::view::draw(self, canvas, context);
    }
}

impl CustomerForm {
    fn shown(&mut self) -> Vec<Step> {
        match (self.id, &self.base) {
            (Some(_), None) => self.ask(),
            (Some(_), Some(_)) => Vec::new(),
            (None, _) => self
                .check(F::Plate)
                .or_else(|| self.check(F::Phone(0)))
                .into_iter()
                .collect(),
        }
    }

    fn ask(&self) -> Vec<Step> {
        let query = self.id.map(|id| Query::Card(Subject::Customer(id, None)));
        query
            .map(|query| Step::Read(Slot::Prefill, query))
            .into_iter()
            .collect()
    }

    /// Puts the customer into the fields: for the first time, or as somebody else left it.
    fn filled(&mut self, card: &Card) {
        let Some(customer) = card.customer.clone() else {
            self.form.failed = Some(Failure::Gone);
            return;
        };
        let belongs = customer.facts.company;
        let company = card.company.iter().find(|(id, _)| Some(*id) == belongs);
        self.company = company.cloned().or(self.company.take());
        let fresh = self.edit_fields(&customer.facts);
        if self.base.is_some() {
            while self.phone_count() <= customer.facts.phones.len() {
                self.add_phone();
            }
            let texts: Vec<_> = fresh
                .iter()
                .map(|field| (field.id, field.original.clone()))
                .collect();
            self.form.rebase(&texts);
        } else {
            self.form.fill(fresh, F::Phone(0));
        }
        self.base = Some(customer);
    }

    fn act(&mut self, act: Act<F>, context: &Context) -> Vec<Step> {
        match act {
            Act::Steps(steps) => steps,
            Act::Typed(id) => self.typed(id),
            Act::Took(id, taken) => {
                self.took(id, &taken);
                Vec::new()
            }
            Act::Save => self.save(context),
            Act::Reload => {
                let mut steps = self.ask();
                steps.push(saved::conflict(context));
                steps
            }
            Act::Refused(reasons) => self.refused(&reasons, context),
        }
    }

    fn typed(&mut self, id: F) -> Vec<Step> {
        match id {
            F::Kind => self.kind_chosen = true,
            F::Plate => self.plate = PlateCheck::default(),
            F::Name if !self.kind_chosen => {
                let kind = WrittenName::parse(self.form.value(F::Name)).kind;
                if let Some(field) = self.form.field_mut(F::Kind) {
                    field.line.set(fields::kind_value(kind));
                }
            }
            F::Phone(at) if at + 1 == self.phone_count() => self.add_phone(),
            _ => {}
        }
        let mut steps: Vec<Step> = self.form.suggest().into_iter().collect();
        steps.extend(self.check(id));
        steps
    }

    fn took(&mut self, id: F, taken: &Suggestion) {
        if let (F::Company, Some(customer)) = (id, taken.customer) {
            self.company = Some((customer, taken.text.clone()));
        }
    }

    fn phone_count(&self) -> usize {
        self.form
            .fields
            .iter()
            .filter(|field| matches!(field.id, F::Phone(_)))
            .count()
    }

    fn add_phone(&mut self) {
        let at = self.phone_count();
        let last = self
            .form
            .fields
            .iter()
            .rposition(|field| matches!(field.id, F::Phone(_)));
        let place = last.map_or(0, |last| last + 1);
        self.form.fields.insert(place, fields::phone_field(at, ""));
        if self.form.focus >= place {
            self.form.focus += 1;
        }
    }

    /// Asks whether a plate or a phone is known already.
    fn check(&mut self, id: F) -> Option<Step> {
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

    fn plate_checked(&mut self, check: &PlateCheck, context: &Context) {
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

    fn phone_checked(
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

    fn keep_both(&mut self) {
        self.known = None;
        for field in &mut self.form.fields {
            field.warning.clear();
        }
    }

    fn save(&mut self, context: &Context) -> Vec<Step> {
        let (facts, vehicle) = match (self.facts(context.today), self.vehicle(context.today)) {
            (Ok(facts), Ok(vehicle)) => (facts, vehicle),
            (Err(errors), Ok(_)) | (Ok(_), Err(errors)) => return self.mistakes(errors, context),
            (Err(mut errors), Err(more)) => {
                errors.extend(more);
                return self.mistakes(errors, context);
            }
        };
        let change = match (&self.base, &self.plate.taken) {
            (Some(base), _) if facts == base.facts => return saved::unchanged(context),
            (Some(base), _) => Change::EditCustomer {
                id: base.id,
                base: Box::new(base.facts.clone()),
                facts: Box::new(facts),
            },
            (None, Some((_, Some(_), name))) => {
                let plate = self.form.value(F::Plate);
                let said = say::form_plate_taken(context.lang, plate, name);
                self.form.refuse(vec![(F::Plate, said)]);
                return saved::mistakes(1, context);
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

    fn mistakes(&mut self, errors: Errors, context: &Context) -> Vec<Step> {
        let count = errors.len();
        let said = errors
            .into_iter()
            .map(|(id, why)| (id, why.in_(context.lang).to_owned()));
        self.form.refuse(said.collect());
        saved::mistakes(count, context)
    }

    fn refused(&mut self, reasons: &[(String, String)], context: &Context) -> Vec<Step> {
        let errors = reasons.iter().map(|(field, code)| {
            let id = match field.as_str() {
                "plate" => F::Plate,
                "phone" | "phones" => F::Phone(0),
                "email" => F::Email,
                "birthday" => F::Birthday,
                "year" => F::Year,
                _ => F::Name,
            };
            (id, saved::reason(code).in_(context.lang).to_owned())
        });
        self.form.refuse(errors.collect());
        saved::mistakes(reasons.len(), context)
    }

    /// Who the form is about, for its title line.
    pub(super) fn who(&self) -> String {
        self.base.as_ref().map_or_else(String::new, |base| {
            wording::joined(&[&wording::person(&base.facts), &base.code], "  ")
        })
    }
}
