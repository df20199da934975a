//! What is typed into a form, as a draft, and a draft put back into its form.

use super::Form;
use crate::domain::{Draft, DraftField, DraftForm, DraftText, OpId};
use crate::protocol::Context;

/// How a draft's text meets what the fields were just filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// Something new: all is as it was typed.
    Nothing,
    /// A record of the book: what nobody typed into follows the book, and a field that somebody
    /// else changed meanwhile shows both.
    Record,
}

impl<Id: Copy + Eq> Form<Id> {
    /// A form that waits for what it starts with, to put a draft's text over it.
    pub fn resuming(draft: &Draft) -> Self {
        Self {
            op: Some(draft.op),
            pending: Some(Box::new(draft.clone())),
            ..Self::loading()
        }
    }

    /// Makes every attempt of this form one of the draft's.
    pub fn go_on_as(&mut self, op: OpId) {
        self.op = Some(op);
    }

    /// What is typed and not saved, under the stable names that `name` gives the fields; a field
    /// without one is not kept. A draft that was not put back yet is what it was.
    pub fn draft(
        &self,
        form: DraftForm,
        over: Over,
        name: impl Fn(Id) -> Option<String>,
    ) -> Option<Draft> {
        if let Some(pending) = &self.pending {
            return Some((**pending).clone());
        }
        let op = self.op.filter(|_| self.is_changed())?;
        let kept = self.fields.iter();
        let kept = kept.filter(|field| over == Over::Nothing || field.is_changed());
        let fields: Vec<DraftField> = kept
            .filter_map(|field| {
                Some(DraftField {
                    name: name(field.id)?,
                    was: field.original.clone(),
                    text: field.value().to_owned(),
                })
            })
            .collect();
        let focus = self.focused().and_then(|field| name(field.id));
        (!fields.is_empty()).then(|| Draft {
            op,
            form,
            subject: None,
            visit: None,
            about: String::new(),
            text: DraftText {
                focus: focus.unwrap_or_default(),
                fields,
                chosen: None,
                brought_by: None,
            },
        })
    }

    /// Puts a draft's text into the fields, valid or not, and the focus where it was. The fields
    /// that the draft names must be there.
    pub fn bring_back(
        &mut self,
        text: &DraftText,
        over: Over,
        name: impl Fn(Id) -> Option<String>,
        context: &Context,
    ) {
        let names: Vec<(Id, Option<String>)> = self
            .fields
            .iter()
            .map(|field| (field.id, name(field.id)))
            .collect();
        let named = |wanted: &str| {
            let found = names
                .iter()
                .find(|(_, name)| name.as_deref() == Some(wanted));
            found.map(|(id, _)| *id)
        };
        let mut fresh = Vec::new();
        for typed in &text.fields {
            let field = named(&typed.name).and_then(|id| self.field_mut(id));
            let Some(field) = field else { continue };
            if over == Over::Record {
                fresh.push((field.id, field.original.clone()));
                if !field.is_spelled_otherwise(&typed.was) {
                    field.original.clone_from(&typed.was);
                }
            }
            field.line.set(&typed.text);
        }
        self.pending = None;
        if let Some(id) = named(&text.focus) {
            self.go_to(id);
        }
        self.rebase(&fresh);
        if let Some(field) = self.fields.get_mut(self.focus) {
            // It was being typed into: that goes on at its end.
            field.line.deselect();
        }
        for (id, _) in names {
            if self.focused().is_none_or(|field| field.id != id) {
                self.look_at(id, context);
            }
        }
    }
}
