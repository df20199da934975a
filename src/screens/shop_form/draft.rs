//! The text of the shop's form as a draft, and back.

use super::ShopForm;
use super::fields::ShopField as F;
use crate::domain::trade::FACT_LEAP_DAY;
use crate::domain::{
    Draft, DraftForm, FACT_ADDRESS, FACT_CLOSED_FROM, FACT_CLOSED_UNTIL, FACT_HOURS,
    FACT_MESSAGE_LANGUAGE, FACT_PHONE,
};
use crate::protocol::Context;
use crate::screens::entry::{Form, Over};

impl ShopForm {
    /// The form of a draft.
    pub fn resume(draft: &Draft) -> Self {
        Self {
            form: Form::resuming(draft),
            ..Self::new()
        }
    }

    /// What is typed and not saved.
    pub(super) fn draft(&self) -> Option<Draft> {
        self.form.draft(DraftForm::Shop, Over::Record, name)
    }

    /// Puts the text of the draft that waits for that into the fields that were just filled.
    pub(super) fn bring_back(&mut self, context: &Context) {
        let Some(draft) = self.form.pending.take() else {
            return;
        };
        let last = draft.text.last("own").max(draft.text.last("kind"));
        while last.is_some_and(|last| last >= self.own_count()) {
            self.add_own();
        }
        self.form
            .bring_back(&draft.text, Over::Record, name, context);
        let last = self.own_count().saturating_sub(1);
        if !self.form.value(F::Own(last)).is_empty() {
            self.add_own();
        }
    }
}

/// The stable name of a field.
#[expect(clippy::unnecessary_wraps, reason = "other forms have fields without")]
fn name(id: F) -> Option<String> {
    let name = match id {
        F::Name => "name",
        F::Trade => "trade",
        F::Currency => "currency",
        F::Offset => "utc_offset_minutes",
        F::Sensitive => "sensitive",
        F::LeapDay => FACT_LEAP_DAY,
        F::Address => FACT_ADDRESS,
        F::Phone => FACT_PHONE,
        F::Hours => FACT_HOURS,
        F::ClosedFrom => FACT_CLOSED_FROM,
        F::ClosedUntil => FACT_CLOSED_UNTIL,
        F::Language => FACT_MESSAGE_LANGUAGE,
        F::Own(at) => return Some(format!("own.{at}")),
        F::Kind(at) => return Some(format!("kind.{at}")),
        F::Person(id) => return Some(format!("person.{}", id.0)),
        F::Works(id) => return Some(format!("works.{}", id.0)),
    };
    Some(name.to_owned())
}
