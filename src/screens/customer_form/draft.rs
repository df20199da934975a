//! The text of a customer's form as a draft, and back.

use super::CustomerForm;
use super::fields::{self, CustomerField as F};
use crate::domain::name::WrittenName;
use crate::domain::{Draft, DraftForm, DraftText, Subject};
use crate::protocol::Context;
use crate::screens::entry::{Form, Over};

impl CustomerForm {
    /// The form of a draft; `None` when the draft does not say which customer it corrects.
    pub fn resume(draft: &Draft, context: &Context) -> Option<Self> {
        match (draft.form, draft.subject) {
            (DraftForm::NewCustomer, _) => {
                let mut form = Self::new("", &context.trade);
                form.form.go_on_as(draft.op);
                form.bring_back(&draft.text, context);
                Some(form)
            }
            (DraftForm::EditCustomer, Some(Subject::Customer(id, _))) => Some(Self {
                form: Form::resuming(draft),
                ..Self::edit(id, &context.trade)
            }),
            _ => None,
        }
    }

    /// What is typed and not saved. What the law calls sensitive is not kept before the customer
    /// has agreed to that.
    pub(super) fn draft(&self) -> Option<Draft> {
        let form = match self.id {
            None => DraftForm::NewCustomer,
            Some(_) => DraftForm::EditCustomer,
        };
        let kept = |id| self.stable_name(id).filter(|_| !self.withheld(id));
        let draft = self.form.draft(form, self.over(), kept)?;
        let about = match self.id {
            Some(_) => self.who(),
            None => [F::Name, F::Plate, F::Phone(0)]
                .map(|id| self.form.value(id).to_owned())
                .into_iter()
                .find(|text| !text.is_empty())
                .unwrap_or_default(),
        };
        Some(Draft {
            subject: self.id.map(|id| Subject::Customer(id, None)),
            about: if about.is_empty() { draft.about } else { about },
            text: DraftText {
                chosen: draft.text.chosen.or_else(|| self.company.clone()),
                brought_by: self.referrer.clone(),
                ..draft.text
            },
            ..draft
        })
    }

    /// Puts a draft's text into the fields that were just filled.
    pub(super) fn bring_back(&mut self, text: &DraftText, context: &Context) {
        while text
            .last("phone")
            .is_some_and(|last| last >= self.phone_count())
        {
            self.add_phone();
        }
        if text.field("company").is_some() {
            self.company = text.chosen.clone().or(self.company.take());
        }
        if text.field("brought").is_some() {
            self.referrer = text.brought_by.clone().or(self.referrer.take());
        }
        let mut form = std::mem::replace(&mut self.form, Form::loading());
        form.bring_back(text, self.over(), |id| self.stable_name(id), context);
        self.form = form;
        let last = self.phone_count() - 1;
        if !self.form.value(F::Phone(last)).is_empty() {
            self.add_phone();
        }
        let by_name = WrittenName::parse(self.form.value(F::Name)).kind;
        self.kind_chosen |= self.form.value(F::Kind) != fields::kind_value(by_name);
        self.suggest_channel(context);
    }

    fn over(&self) -> Over {
        match self.id {
            None => Over::Nothing,
            Some(_) => Over::Record,
        }
    }

    /// What nobody may write down yet.
    fn withheld(&self, id: F) -> bool {
        let F::Trade(at) = id else { return false };
        let sensitive = self.trade.get(at).is_some_and(|field| field.sensitive);
        sensitive && !self.agreed
    }

    /// The stable name of a field.
    fn stable_name(&self, id: F) -> Option<String> {
        let name = match id {
            F::Name => "name",
            F::Plate => "plate",
            F::Make => "make",
            F::Model => "model",
            F::Year => "year",
            F::Kind => "kind",
            F::Alert => "alert",
            F::Note => "note",
            F::Birthday => "birthday",
            F::Email => "email",
            F::Address => "address",
            F::City => "city",
            F::Household => "household",
            F::Company => "company",
            F::Brought => "brought",
            F::Role => "role",
            F::Source => "source",
            F::Since => "since",
            F::Phone(at) => return Some(format!("phone.{at}")),
            F::Trade(at) => return Some(format!("trade.{}", self.trade.get(at)?.key)),
        };
        Some(name.to_owned())
    }
}
