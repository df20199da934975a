//! What the law calls sensitive is written down only after the customer agreed to that.

use super::CustomerForm;
use super::fields::CustomerField as F;
use crate::domain::{Change, Purpose};
use crate::protocol::{Context, Level, Notice, Step};
use crate::screens::entry::Label;
use crate::text::Say;

impl CustomerForm {
    fn sensitive(&self) -> Vec<F> {
        let fields = self.trade.iter().enumerate();
        fields
            .filter(|(_, field)| field.sensitive)
            .map(|(at, _)| F::Trade(at))
            .collect()
    }

    /// Says at every sensitive field that it wants consent, until there is one.
    pub(super) fn ask_consent(&mut self) {
        let agreed = self.agreed;
        for id in self.sensitive() {
            if let Some(field) = self.form.field_mut(id) {
                let warning = (String::new(), Label::Say(Say::EntryNeedsConsent));
                field.hints = (!agreed).then_some(warning).into_iter().collect();
                if agreed {
                    field.error.clear();
                }
            }
        }
    }

    /// The customer has just agreed: that is written down before anything sensitive is.
    pub(super) fn record(&mut self, context: &Context) -> Vec<Step> {
        let here = self.form.focused().map(|field| field.id);
        let wanted = here.is_some_and(|id| self.sensitive().contains(&id));
        let Some(customer) = self
            .id
            .filter(|_| wanted && !self.agreed && !self.recording)
        else {
            return Vec::new();
        };
        self.recording = true;
        let change = Change::SetConsent {
            customer,
            purpose: Purpose::Sensitive.key().to_owned(),
            yes: true,
            day: context.today,
            channel: "counter".to_owned(),
        };
        vec![Step::Write(context.op, Box::new(change))]
    }

    /// The answer is in the book.
    pub(super) fn recorded(&mut self, context: &Context) -> Vec<Step> {
        self.recording = false;
        self.agreed = true;
        self.ask_consent();
        vec![Step::Say(Notice {
            level: Level::Done,
            text: Say::EntryConsentKept.in_(context.lang).to_owned(),
            hint: String::new(),
        })]
    }
}
