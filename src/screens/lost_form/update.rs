//! What the form does with an event.

use super::LostForm;
use super::model::{GONE, LostField as F};
use crate::domain::{Card, Change, LostTo, Subject};
use crate::protocol::{
    Answer, Applies, Command, Context, Event, Failure, Query, Scope, Slot, Step,
};
use crate::screens::Screen;
use crate::screens::entry::form::Act;
use crate::screens::entry::{parse, saved};
use crate::screens::sheet::wording;
use crate::text::Say;

impl Screen for LostForm {
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
            Event::Shown if self.form.fields.is_empty() => vec![self.ask()],
            Event::Answer(Slot::Prefill, Answer::Card(card)) => {
                match card {
                    Some(card) => self.filled(card, context),
                    None => self.form.failed = Some(Failure::Gone),
                }
                Vec::new()
            }
            Event::Saved(receipt) => saved::close(receipt, context),
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

impl LostForm {
    fn ask(&self) -> Step {
        let of = Subject::Customer(self.customer, None);
        Step::Read(Slot::Prefill, Query::Card(of))
    }

    fn filled(&mut self, card: &Card, context: &Context) {
        let Some(customer) = &card.customer else {
            self.form.failed = Some(Failure::Gone);
            return;
        };
        let name = wording::person(&customer.facts);
        self.who = wording::joined(&[&name, &customer.code], "  ");
        self.before.clone_from(&card.lost_to);
        let fields = self.fields(context);
        self.form.show(fields, F::To);
    }

    fn act(&mut self, act: Act<F>, context: &Context) -> Vec<Step> {
        match act {
            Act::Steps(steps) => steps,
            Act::Typed(_) | Act::Took(..) => Vec::new(),
            Act::Save => self.save(context),
            Act::Reload => vec![self.ask(), saved::conflict(context)],
            Act::Refused(reasons) => self.form.refused(&reasons, field, context),
        }
    }

    fn save(&mut self, context: &Context) -> Vec<Step> {
        let day = match parse::past_day(self.form.value(F::Since), context.today) {
            Ok(day) => day.unwrap_or(context.today),
            Err(why) => return self.form.mistakes(vec![(F::Since, why)], context),
        };
        let lost = LostTo {
            day,
            competitor: self.form.value(F::To).to_owned(),
            reason: self.form.value(F::Why).to_owned(),
        };
        let lost = (self.form.value(F::Is) == GONE).then_some(lost);
        if lost == self.before {
            return saved::unchanged(context);
        }
        let change = Change::MarkLost {
            customer: self.customer,
            base: self.before.clone(),
            lost,
        };
        self.form.submit(change, context)
    }
}

/// Which field holds a fact.
fn field(fact: &str) -> F {
    match fact {
        "day" => F::Since,
        "reason" => F::Why,
        _ => F::To,
    }
}
