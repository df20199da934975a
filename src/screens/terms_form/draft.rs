//! The text of the form as a draft, and back.

use super::TermsForm;
use super::fields::TermsField as F;
use crate::domain::{Draft, DraftForm, Subject};
use crate::protocol::Context;
use crate::screens::entry::{Form, Over};

impl TermsForm {
    /// The form of a draft; `None` when the draft does not say which company it is of.
    pub fn resume(draft: &Draft) -> Option<Self> {
        match draft.subject {
            Some(Subject::Customer(company, _)) => Some(Self {
                form: Form::resuming(draft),
                ..Self::new(company)
            }),
            _ => None,
        }
    }

    /// What is typed and not saved.
    pub(super) fn draft(&self) -> Option<Draft> {
        let draft = self.form.draft(DraftForm::Terms, Over::Record, name)?;
        let about = if self.name.is_empty() {
            draft.about
        } else {
            self.name.clone()
        };
        Some(Draft {
            subject: Some(Subject::Customer(self.company, None)),
            about,
            ..draft
        })
    }

    /// Puts the text of the draft that waits for that into the fields that were just filled.
    pub(super) fn bring_back(&mut self, context: &Context) {
        if let Some(draft) = self.form.pending.take() {
            self.form
                .bring_back(&draft.text, Over::Record, name, context);
        }
    }
}

/// The stable name of a field.
#[expect(clippy::unnecessary_wraps, reason = "other forms have fields without")]
fn name(id: F) -> Option<String> {
    let name = match id {
        F::Days => "payment_days",
        F::Discount => "discount",
        F::Price => "price",
        F::Contract => "contract",
        F::Until => "contract_until",
        F::Note => "note",
    };
    Some(name.to_owned())
}
