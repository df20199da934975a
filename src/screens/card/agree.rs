//! Writing down what the customer agreed to: a letter for the purpose, a letter for the answer.

use super::FullCard;
use super::model::Asking;
use crate::domain::{Change, Purpose, Subject};
use crate::protocol::{Choice, Context, Go, Step};
use crate::screens::sheet::{Wording, consent};

impl FullCard {
    /// The purpose of a letter, where the card is somebody's.
    pub(super) fn purpose(&self, letter: char, context: &Context) -> Option<Purpose> {
        matches!(self.subject, Subject::Customer(..)).then_some(())?;
        consent::purposes(Wording::of(context)).find(|purpose| consent::letter(*purpose) == letter)
    }

    /// Asks which purpose it is about.
    pub(super) fn ask_purpose(&mut self, context: &Context) -> Vec<Step> {
        self.asking = Asking::Purpose;
        vec![Step::Go(Go::Ask(consent::menu(Wording::of(context))))]
    }

    /// Asks what the customer says to a purpose.
    pub(super) fn ask_answer(&mut self, purpose: Purpose, context: &Context) -> Vec<Step> {
        self.asking = Asking::Answer(purpose);
        let card = self.card.value.as_ref();
        let words = Wording::of(context);
        let question = consent::question(purpose, card, words, ", ");
        vec![Step::Go(Go::Ask(question))]
    }

    /// The purpose that was chosen in the menu.
    pub(super) fn purpose_chosen(&mut self, choice: Choice, context: &Context) -> Vec<Step> {
        let Choice::Nth(at) = choice else {
            return Vec::new();
        };
        let purpose = consent::purposes(Wording::of(context)).nth(at);
        purpose.map_or_else(Vec::new, |purpose| self.ask_answer(purpose, context))
    }

    /// Writes the answer down. The first choice leaves everything as it is; behind it stand a
    /// yes and a no for every channel.
    pub(super) fn answered(
        &self,
        purpose: Purpose,
        choice: Choice,
        context: &Context,
    ) -> Vec<Step> {
        let (Choice::Nth(at), Subject::Customer(customer, _)) = (choice, self.subject) else {
            return Vec::new();
        };
        let Some(at) = at.checked_sub(1) else {
            return Vec::new();
        };
        let Some((channel, _)) = consent::CHANNELS.get(at / 2) else {
            return Vec::new();
        };
        let change = Change::SetConsent {
            customer,
            purpose: purpose.key().to_owned(),
            yes: at % 2 == 0,
            day: context.today,
            channel: (*channel).to_owned(),
        };
        vec![Step::Write(context.op, Box::new(change))]
    }
}
