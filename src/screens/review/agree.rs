//! What somebody answers to birthday greetings, written down with one key.

use super::WeeklyReview;
use super::row::Row;
use super::settle::done;
use crate::domain::{CustomerId, Purpose};
use crate::protocol::{Applies, Context, Step};
use crate::screens::sheet::{Wording, consent};
use crate::text::Say;

impl WeeklyReview {
    /// Whether an answer of whoever is chosen can be written down.
    pub(super) fn can_answer(&self) -> Applies {
        match self.unasked() {
            None => Applies::No,
            Some(_) if self.is_writing() => Applies::Blocked(Say::NoticeBlockedBusy),
            Some(_) => Applies::Yes,
        }
    }

    /// Whether something is being written from here.
    pub(super) fn is_writing(&self) -> bool {
        self.settling.is_some() || self.thanking.is_some() || self.answering.is_some()
    }

    /// Whoever is chosen, where they have a birthday and nobody has asked them yet.
    fn unasked(&self) -> Option<CustomerId> {
        match self.row()? {
            Row::Birthday(birthday) if birthday.agreed.is_none() => Some(birthday.customer),
            _ => None,
        }
    }

    /// Writes down what they answered at the counter.
    pub(super) fn agree(&mut self, yes: bool, context: &Context) -> Vec<Step> {
        let Some(who) = self.unasked() else {
            return Vec::new();
        };
        self.answering = Some((who, yes));
        let change = consent::at_the_counter(who, Purpose::Birthday, yes, context);
        vec![Step::Write(context.op, Box::new(change))]
    }

    /// It is written: the mark goes at once, and whoever refused with it.
    pub(super) fn agreed(&mut self, context: &Context) -> Vec<Step> {
        let Some((who, yes)) = self.answering.take() else {
            return Vec::new();
        };
        let name = self.tell(context).map(|tell| tell.name(who));
        if let Some(weekly) = &mut self.weekly.value {
            for birthday in &mut weekly.birthdays {
                if birthday.customer == who {
                    birthday.agreed = Some(yes);
                }
            }
            weekly.birthdays.retain(|one| one.agreed != Some(false));
        }
        self.keep_place();
        let (name, words) = (name.unwrap_or_default(), Wording::of(context));
        let said = consent::written(&name, Purpose::Birthday, yes, words);
        let mut steps = vec![done(said)];
        steps.extend(self.done_here(context));
        steps
    }
}
