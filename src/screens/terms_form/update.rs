//! What the form of a company's terms does with an event.

use super::TermsForm;
use super::fields::{self, TermsField as F};
use crate::domain::{Card, Change, Draft, Subject};
use crate::protocol::{
    Answer, Applies, Command, Context, Event, Failure, Query, Scope, Slot, Step,
};
use crate::screens::Screen;
use crate::screens::entry::form::Act;
use crate::screens::entry::saved;
use crate::screens::sheet::wording;
use crate::text::Say;

impl Screen for TermsForm {
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
            Event::Shown if !self.is_read => vec![self.ask()],
            Event::Shown | Event::Stale => Vec::new(),
            Event::Answer(Slot::Card, Answer::Card(card)) => {
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

    fn unsaved(&self, _: &Context) -> Option<Draft> {
        self.draft()
    }

    fn view(&self, canvas: &mut crate::kit::Canvas<'_, '_>, context: &Context) {
        super::view::draw(self, canvas, context);
    }
}

impl TermsForm {
    fn ask(&self) -> Step {
        let company = Subject::Customer(self.company, None);
        Step::Read(Slot::Card, Query::Card(company))
    }

    fn filled(&mut self, card: &Card, context: &Context) {
        let fresh = fields::fields(&card.terms.clone().unwrap_or_default(), context.lang);
        self.form.show(fresh, F::Days);
        let name = card.customer.as_ref();
        self.name = name.map_or_else(String::new, |known| wording::person(&known.facts));
        self.base.clone_from(&card.terms);
        self.is_read = true;
        self.bring_back(context);
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
        let base = self.base.clone();
        let known = base.clone().unwrap_or_default();
        let terms = match fields::facts(&self.form, &known, context) {
            Ok(terms) => terms,
            Err(errors) => return self.form.mistakes(errors, context),
        };
        if terms == known {
            return saved::unchanged(context);
        }
        let terms = Some(terms).filter(|terms| !terms.is_empty());
        let change = Change::SetTerms {
            customer: self.company,
            base: base.map(Box::new),
            terms: terms.map(Box::new),
        };
        self.form.submit(change, context)
    }
}

/// Which field holds a fact.
fn field(fact: &str) -> F {
    match fact {
        "discount_percent" => F::Discount,
        "price" => F::Price,
        "contract" => F::Contract,
        "contract_until" => F::Until,
        "note" => F::Note,
        _ => F::Days,
    }
}
