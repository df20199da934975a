//! The text of a visit's form as a draft, and back.

use super::VisitForm;
use super::fields::{self, VisitField as F};
use crate::domain::{Draft, DraftField, DraftForm, DraftText};
use crate::protocol::Context;
use crate::screens::entry::{Form, Over, parse};

impl VisitForm {
    /// The form of a draft; `None` when the draft does not say whom the visit is for.
    pub fn resume(draft: &Draft) -> Option<Self> {
        let form = match draft.form {
            DraftForm::NewVisit => Self::new(draft.subject?),
            DraftForm::EditVisit => Self::edit(draft.visit?, draft.subject?),
            _ => return None,
        };
        Some(Self {
            form: Form::resuming(draft),
            ..form
        })
    }

    /// What is typed and not saved.
    pub(super) fn draft(&self, context: &Context) -> Option<Draft> {
        let waits = self.form.pending.is_some();
        let form = match self.visit {
            None => DraftForm::NewVisit,
            Some(_) => DraftForm::EditVisit,
        };
        let mut draft = self.form.draft(form, self.over(), name)?;
        if let (Some(base), false, Some(_)) = (&self.base, waits, self.visit) {
            // Lines were perhaps taken out, which no field of the form says any more.
            let before = fields::fields(base, self.points.is_some(), context);
            let before = before.iter().filter(|field| is_line(field.id));
            for field in before {
                self.against(&mut draft.text, field.id, &field.original);
            }
        }
        Some(Draft {
            subject: Some(self.subject),
            visit: self.visit,
            about: if self.title.is_empty() {
                draft.about
            } else {
                self.title.clone()
            },
            text: DraftText {
                brought_by: draft
                    .text
                    .brought_by
                    .clone()
                    .or_else(|| self.referrer.clone()),
                ..draft.text.clone()
            },
            ..draft
        })
    }

    /// What a line of the book is now, against what it was when the form opened.
    fn against(&self, text: &mut DraftText, id: F, was: &str) {
        let Some(name) = name(id) else { return };
        text.fields.retain(|field| field.name != name);
        if self.form.value(id) != was.trim() {
            text.fields.push(DraftField {
                name,
                was: was.to_owned(),
                text: self.form.value(id).to_owned(),
            });
        }
    }

    /// Puts the text of the draft that waits for that into the fields that were just filled.
    pub(super) fn bring_back(&mut self, context: &Context) {
        let Some(draft) = self.form.pending.take() else {
            return;
        };
        let text = draft.text;
        self.referrer.clone_from(&text.brought_by);
        let named = |id| name(id).is_some_and(|name| text.field(&name).is_some());
        let last = text.last("line").max(text.last("amount"));
        while last.is_some_and(|last| last >= fields::line_count(&self.form)) {
            self.add_line();
        }
        let over = self.over();
        if over == Over::Nothing {
            // Lines that were taken out, or that last time has had only since.
            let fields = &mut self.form.fields;
            fields.retain(|field| !is_line(field.id) || named(field.id));
        }
        self.form.bring_back(&text, over, name, context);
        let last = fields::line_count(&self.form).saturating_sub(1);
        if !self.form.value(F::Line(last)).is_empty() {
            self.add_line();
        }
        let sum = fields::sum(&self.form, &context.currency);
        let sum = parse::shown_money(sum, &context.currency);
        let total = self.form.value(F::Total);
        self.total_typed = self.visit.is_some() || (!total.is_empty() && total != sum);
        let km = parse::km(self.form.value(F::Odometer)).ok().flatten();
        let proposed = km.zip(self.interval.1).map(|(km, on)| km + on);
        self.proposed_km = parse::shown_km(proposed, context.lang);
        let day = parse::past_day(self.form.value(F::Day), context.today);
        if let (None, Ok(Some(day))) = (self.visit, day) {
            self.proposed_day = parse::shown_day(self.next_day(day));
        }
        let next = self.form.value(F::NextKm).to_owned();
        self.check(context);
        self.add_up(false, context);
        if let Some(field) = self.form.field_mut(F::NextKm) {
            // Nothing is proposed over what stood there.
            field.line.set(&next);
        }
    }

    fn over(&self) -> Over {
        match self.visit {
            None => Over::Nothing,
            Some(_) => Over::Record,
        }
    }
}

fn is_line(id: F) -> bool {
    matches!(id, F::Line(_) | F::Amount(_))
}

/// The stable name of a field.
#[expect(clippy::unnecessary_wraps, reason = "other forms have fields without")]
fn name(id: F) -> Option<String> {
    let name = match id {
        F::Day => "day",
        F::Odometer => "odometer",
        F::Total => "total",
        F::Redeemed => "redeemed",
        F::Mechanics => "mechanics",
        F::Oil => "oil",
        F::Complaint => "complaint",
        F::NextDay => "next_day",
        F::NextKm => "next_km",
        F::Brought => "brought",
        F::Payment => "payment",
        F::Discount => "discount",
        F::Cost => "cost",
        F::Note => "note",
        F::DocNo => "doc_no",
        F::Status => "status",
        F::Line(at) => return Some(format!("line.{at}")),
        F::Amount(at) => return Some(format!("amount.{at}")),
    };
    Some(name.to_owned())
}
