//! What the shop's form does with an event.

use super::ShopForm;
use super::fields::{self, ShopField as F};
use crate::domain::{
    Draft, FACT_ADDRESS, FACT_CLOSED_FROM, FACT_CLOSED_UNTIL, FACT_HOURS, FACT_MESSAGE_LANGUAGE,
    FACT_PHONE,
};
use crate::protocol::{
    Answer, Applies, Command, Context, Event, Query, Scope, ShopFacts, Slot, Step,
};
use crate::screens::Screen;
use crate::screens::entry::form::Act;
use crate::screens::entry::{Field, saved};
use crate::text::Say;

impl Screen for ShopForm {
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
            Event::Shown => {
                let mut steps = vec![Step::Read(Slot::Suggest, Query::Staff)];
                steps.extend(self.base.is_none().then(ask));
                steps
            }
            Event::Stale => vec![Step::Read(Slot::Suggest, Query::Staff)],
            Event::Answer(Slot::Prefill, Answer::ShopToEdit { facts, has_amounts }) => {
                self.filled(facts, *has_amounts, context);
                Vec::new()
            }
            Event::Answer(Slot::Suggest, Answer::Staff(names)) => {
                self.people.clone_from(names);
                Vec::new()
            }
            Event::Saved(receipt) => saved::close(receipt, context),
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

fn ask() -> Step {
    Step::Read(Slot::Prefill, Query::ShopToEdit)
}

impl ShopForm {
    fn filled(&mut self, facts: &ShopFacts, has_amounts: bool, context: &Context) {
        let fresh = fields::fields(facts, has_amounts, context.lang);
        self.form.show(fresh, F::Name);
        self.base = Some(facts.clone());
        self.bring_back(context);
    }

    /// Another empty row at the end of the shop's own fields.
    pub(super) fn add_own(&mut self) {
        let people = |field: &Field<F>| matches!(field.id, F::Person(_));
        let end = self.form.fields.iter().position(people);
        let end = end.unwrap_or(self.form.fields.len());
        let new = fields::own_fields(self.own_count(), None);
        self.form.fields.splice(end..end, new);
    }

    fn act(&mut self, act: Act<F>, context: &Context) -> Vec<Step> {
        match act {
            Act::Steps(steps) => steps,
            Act::Typed(F::Own(at)) if at + 1 == self.own_count() => {
                self.add_own();
                Vec::new()
            }
            Act::Typed(_) | Act::Took(..) => Vec::new(),
            Act::Save => self.save(context),
            Act::Reload => vec![ask(), saved::conflict(context)],
            Act::Refused(reasons) => {
                let person = self.refused_person();
                let field = |fact: &str| match fact {
                    "currency" => F::Currency,
                    "fields" => F::Own(0),
                    "staff" => person,
                    FACT_ADDRESS => F::Address,
                    FACT_PHONE => F::Phone,
                    FACT_HOURS => F::Hours,
                    FACT_CLOSED_FROM => F::ClosedFrom,
                    FACT_CLOSED_UNTIL => F::ClosedUntil,
                    FACT_MESSAGE_LANGUAGE => F::Language,
                    _ => F::Name,
                };
                self.form.refused(&reasons, field, context)
            }
        }
    }
}
