//! What the customer form does with an event.

use super::CustomerForm;
use super::fields::{self, CustomerField as F};
use super::save;
use crate::domain::name::WrittenName;
use crate::domain::{Card, Draft, Purpose, Subject};
use crate::protocol::{
    Answer, Applies, Command, Context, Event, Failure, Key, PlateCheck, Query, Scope, Slot, Step,
    Suggestion,
};
use crate::screens::Screen;
use crate::screens::entry::form::Act;
use crate::screens::entry::known::{KEEP, OPEN, TAKE};
use crate::screens::entry::saved;
use crate::screens::sheet::wording;
use crate::text::Say;

/// Writes down that the customer agreed.
const AGREED: Key = Key::ctrl('y');

impl Screen for CustomerForm {
    fn scope(&self) -> Scope {
        Scope::Form
    }

    fn applies(&self, command: Command) -> Applies {
        match command {
            Command::Save if self.recording => Applies::Blocked(Say::NoticeBlockedBusy),
            command => saved::applies(command, &self.form),
        }
    }

    fn explains(&self) -> Vec<Say> {
        self.form.explains()
    }

    fn update(&mut self, event: Event<'_>, context: &Context) -> Vec<Step> {
        match event {
            Event::Shown => self.shown(),
            Event::Answer(Slot::Prefill, Answer::Card(card)) => {
                match card {
                    Some(card) => self.filled(card, context),
                    None => self.form.failed = Some(Failure::Gone),
                }
                Vec::new()
            }
            Event::Answer(Slot::Check, Answer::Plate(check)) => {
                self.plate_checked(check);
                Vec::new()
            }
            Event::Answer(Slot::Check, Answer::Phone(known)) => {
                self.phone_checked(known);
                Vec::new()
            }
            Event::Saved(_) if self.recording => self.recorded(context),
            Event::NotSaved(_) if self.recording => {
                self.recording = false;
                Vec::new()
            }
            Event::Saved(_) if self.then.is_some() => self.go_on(context),
            Event::Saved(receipt) => saved::close(receipt, context),
            Event::Key(TAKE) if self.holder.is_some() => self.add_to_known(context),
            Event::Key(OPEN) => self.known.clone().into_iter().collect(),
            Event::Key(AGREED) => self.record(context),
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

    fn unsaved(&self, _: &Context) -> Option<Draft> {
        self.draft()
    }

    fn view(&self, canvas: &mut crate::kit::Canvas<'_, '_>, context: &Context) {
        super::view::draw(self, canvas, context);
    }
}

impl CustomerForm {
    pub(super) fn shown(&mut self) -> Vec<Step> {
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
    fn filled(&mut self, card: &Card, context: &Context) {
        let Some(customer) = card.customer.clone() else {
            self.form.failed = Some(Failure::Gone);
            return;
        };
        let belongs = customer.facts.company;
        let company = card.company.iter().find(|(id, _)| Some(*id) == belongs);
        self.company = company.cloned().or(self.company.take());
        let brought = card.referred_by.as_ref();
        let brought = brought.map(|by| (by.id, by.name.clone()));
        self.referrer = brought.or(self.referrer.take());
        let fresh = self.edit_fields(&customer.facts);
        if self.base.is_some() {
            while self.phone_count() <= customer.facts.phones.len() {
                self.add_phone();
            }
            self.form.show(fresh, self.begins);
        } else {
            self.form.show(fresh, self.begins);
            self.put_in();
        }
        self.base = Some(customer);
        self.agreed = Purpose::Sensitive.agreed(&card.consents);
        self.ask_consent();
        self.suggest_channel(context);
        if let Some(draft) = self.form.pending.take() {
            self.bring_back(&draft.text, context);
        }
    }

    fn act(&mut self, act: Act<F>, context: &Context) -> Vec<Step> {
        match act {
            Act::Steps(steps) => steps,
            Act::Typed(id) => {
                if id == F::Birthday {
                    self.suggest_channel(context);
                }
                self.typed(id)
            }
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
            Act::Refused(reasons) => self.form.refused(&reasons, save::field, context),
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
        let chosen = taken.customer.map(|id| (id, taken.text.clone()));
        match (id, chosen) {
            (F::Company, Some(chosen)) => self.company = Some(chosen),
            (F::Brought, Some(chosen)) => self.referrer = Some(chosen),
            _ => {}
        }
    }

    pub(super) fn phone_count(&self) -> usize {
        self.form
            .fields
            .iter()
            .filter(|field| matches!(field.id, F::Phone(_)))
            .count()
    }

    pub(super) fn add_phone(&mut self) {
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

    /// Who the form is about, for its title line.
    pub(super) fn who(&self) -> String {
        self.base.as_ref().map_or_else(String::new, |base| {
            wording::joined(&[&wording::person(&base.facts), &base.code], "  ")
        })
    }
}
