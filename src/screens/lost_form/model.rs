//! What the form knows.

use crate::domain::hygiene::NAME_CHARS;
use crate::domain::{CustomerId, LostTo};
use crate::protocol::Context;
use crate::screens::entry::parse::{self, mistake};
use crate::screens::entry::{Field, Form, Label};
use crate::text::Say;

/// Which field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LostField {
    /// To whom.
    To,
    /// Why.
    Why,
    /// Since when.
    Since,
    /// Whether it is so.
    Is,
}

use LostField as F;

/// It is so, and it is not.
pub(super) const GONE: &str = "gone";
const OURS: &str = "ours";

/// The longest reason, in characters.
const REASON_CHARS: usize = 500;

/// A form over one mark.
#[derive(Debug)]
pub struct LostForm {
    /// Who.
    pub(super) customer: CustomerId,
    /// The fields.
    pub(super) form: Form<LostField>,
    /// Name and customer ID, once they are known.
    pub(super) who: String,
    /// The mark as it stands in the book.
    pub(super) before: Option<LostTo>,
}

impl LostForm {
    /// A form that waits for the customer.
    pub fn new(customer: CustomerId) -> Self {
        Self {
            customer,
            form: Form::loading(),
            who: String::new(),
            before: None,
        }
    }

    /// The fields; without a mark as if it were so since today.
    pub(super) fn fields(&self, context: &Context) -> Vec<Field<F>> {
        let before = self.before.as_ref();
        let text = |of: fn(&LostTo) -> &String| before.map_or("", |lost| of(lost).as_str());
        let day = before.map_or(context.today, |lost| lost.day);
        let choices = vec![
            (GONE.to_owned(), Label::Say(Say::RecoveryFormYes)),
            (OURS.to_owned(), Label::Say(Say::RecoveryFormNo)),
        ];
        vec![
            Field::text(F::To, Say::RecoveryFormTo, text(|lost| &lost.competitor))
                .at_most(NAME_CHARS),
            Field::text(F::Why, Say::RecoveryFormWhy, text(|lost| &lost.reason))
                .at_most(REASON_CHARS),
            Field::text(
                F::Since,
                Say::RecoveryFormSince,
                &parse::shown_day(Some(day)),
            )
            .example(Say::FormDateHint)
            .read_by(mistake::past_day),
            Field::choice(F::Is, Say::RecoveryFormIs, GONE, choices),
        ]
    }
}
