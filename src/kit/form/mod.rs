//! A form: fields below each other, labels in one column, mistakes at the field.
//!
//! The screen builds it with its own ids for the fields, asks for the values, and puts
//! remarks and suggestions back. Tab and Enter go to the next field, Shift+Tab to the one
//! before; Down goes into the suggestions when there are any.

mod field;
mod suggest;
#[cfg(test)]
mod tests;
mod view;

pub use field::{Field, Remark};

use super::line::Edited;
use crate::protocol::{Code, Key};
use ratatui::layout::Position;
use std::cell::Cell;

/// What a form wants after a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormIntent<Id> {
    /// The key is not one of the form's.
    Ignored,
    /// It was used up without changing a value.
    Handled,
    /// The focus left this field: time to check it.
    Left(Id),
    /// The value of this field is another: time to suggest.
    Changed(Id),
    /// A date or number should go so many steps up or down.
    Step(Id, i32),
    /// Enter in the last field.
    End(Id),
}

/// Fields, one of them with the focus.
#[derive(Debug, Clone)]
pub struct Form<Id> {
    fields: Vec<Field<Id>>,
    focus: usize,
    /// The values when the form was opened, to know whether anything was typed.
    opened: Vec<Vec<String>>,
    seen: Cell<view::Seen>,
}

impl<Id: Copy + PartialEq> Form<Id> {
    /// A form with the focus in its first field.
    pub fn new(fields: Vec<Field<Id>>) -> Form<Id> {
        let opened = fields.iter().map(Field::values).collect();
        Form {
            fields,
            focus: 0,
            opened,
            seen: Cell::default(),
        }
    }

    /// The field with the focus; `None` in a form without fields.
    pub fn focus(&self) -> Option<Id> {
        self.fields.get(self.focus).map(|field| field.id)
    }

    /// Gives a field the focus.
    pub fn focus_on(&mut self, id: Id) {
        if let Some(at) = self.position(id) {
            self.focus = at;
        }
    }

    /// The text of a field, trimmed; of a field with several lines the first.
    pub fn value(&self, id: Id) -> String {
        self.values(id).into_iter().next().unwrap_or_default()
    }

    /// The lines of a field, trimmed, without empty ones.
    pub fn values(&self, id: Id) -> Vec<String> {
        self.field(id).map(Field::values).unwrap_or_default()
    }

    /// The text of the line that the cursor is in, trimmed: what suggestions are sought for.
    pub fn typed(&self, id: Id) -> String {
        self.field(id).map(Field::typed).unwrap_or_default()
    }

    /// The number of the chosen option of a choice field.
    pub fn chosen(&self, id: Id) -> Option<usize> {
        self.field(id).and_then(Field::chosen)
    }

    /// Replaces the text of a field; the option, by its number, is [`Form::choose`].
    pub fn set(&mut self, id: Id, text: &str) {
        self.with(id, |field| field.set(&[text.to_owned()]));
    }

    /// Replaces all lines of a field.
    pub fn set_values(&mut self, id: Id, lines: &[String]) {
        self.with(id, |field| field.set(lines));
    }

    /// Chooses an option of a choice field.
    pub fn choose(&mut self, id: Id, option: usize) {
        self.with(id, |field| field.choose(option));
    }

    /// Puts a remark at a field, or takes it away.
    pub fn remark(&mut self, id: Id, remark: Option<Remark>) {
        self.with(id, |field| field.remark = remark);
    }

    /// Puts another hint for a field; it is shown while the field has the focus.
    pub fn hint(&mut self, id: Id, hint: &str) {
        self.with(id, |field| hint.clone_into(&mut field.hint));
    }

    /// Takes all remarks away.
    pub fn clear_remarks(&mut self) {
        for field in &mut self.fields {
            field.remark = None;
        }
    }

    /// How many fields have an error.
    pub fn errors(&self) -> usize {
        self.fields.iter().filter(|field| field.has_error()).count()
    }

    /// Gives the first field with an error the focus; `false` when there is none.
    pub fn focus_first_error(&mut self) -> bool {
        let first = self.fields.iter().position(Field::has_error);
        self.focus = first.unwrap_or(self.focus);
        first.is_some()
    }

    /// Offers suggestions under a field, best first; an empty list closes them.
    pub fn suggest(&mut self, id: Id, suggestions: Vec<String>) {
        self.with(id, |field| field.suggestions.offer(suggestions));
    }

    /// Closes the suggestions; `false` when none were open. Esc does this before it
    /// leaves a screen.
    pub fn dismiss(&mut self) -> bool {
        self.fields
            .get_mut(self.focus)
            .is_some_and(|field| field.suggestions.close())
    }

    /// Whether any value differs from when the form was opened.
    pub fn is_changed(&self) -> bool {
        self.fields
            .iter()
            .map(Field::values)
            .ne(self.opened.iter().cloned())
    }

    /// Takes the values as they are for those the form was opened with: after prefilling.
    pub fn opened_now(&mut self) {
        self.opened = self.fields.iter().map(Field::values).collect();
    }

    /// Edits, moves, chooses.
    pub fn press(&mut self, key: Key) -> FormIntent<Id> {
        let Some(field) = self.fields.get_mut(self.focus) else {
            return FormIntent::Ignored;
        };
        let id = field.id;
        if let Some(intent) = field.press_suggestions(key) {
            return intent;
        }
        match field.press(key) {
            Edited::Changed => return FormIntent::Changed(id),
            Edited::Moved => return FormIntent::Handled,
            Edited::No => {}
        }
        let plain = key == Key::plain(key.code);
        match key.code {
            Code::Up | Code::Down if plain && field.steps => {
                FormIntent::Step(id, if key.code == Code::Up { 1 } else { -1 })
            }
            Code::Enter if plain && self.focus + 1 == self.fields.len() => FormIntent::End(id),
            Code::Enter | Code::Down if plain => self.go(true),
            Code::Tab => self.go(!key.shift),
            Code::Up if plain => self.go(false),
            _ => FormIntent::Ignored,
        }
    }

    /// Inserts pasted text into the field with the focus; it never moves on.
    pub fn paste(&mut self, text: &str) -> FormIntent<Id> {
        let Some(field) = self.fields.get_mut(self.focus) else {
            return FormIntent::Ignored;
        };
        match field.paste(text) {
            Edited::Changed => FormIntent::Changed(field.id),
            _ => FormIntent::Handled,
        }
    }

    /// Takes the suggestion or gives the field under the mouse the focus.
    pub fn click(&mut self, at: Position) -> FormIntent<Id> {
        if let Some(field) = self.fields.get_mut(self.focus)
            && let Some(taken) = field.suggestions.click(at)
        {
            field.take(&taken);
            return FormIntent::Changed(field.id);
        }
        let Some(hit) = self
            .fields
            .iter()
            .position(|field| field.area.get().contains(at))
        else {
            return FormIntent::Ignored;
        };
        let left = self.focus;
        self.focus = hit;
        self.fields[hit].click(at);
        if left == hit {
            FormIntent::Handled
        } else {
            self.fields[left].suggestions.close();
            FormIntent::Left(self.fields[left].id)
        }
    }

    /// Goes to the next field or the one before, around the ends with Tab only.
    fn go(&mut self, on: bool) -> FormIntent<Id> {
        let (left, count) = (self.focus, self.fields.len());
        self.fields[left].suggestions.close();
        self.focus = (left + if on { 1 } else { count - 1 }) % count;
        FormIntent::Left(self.fields[left].id)
    }

    fn position(&self, id: Id) -> Option<usize> {
        self.fields.iter().position(|field| field.id == id)
    }

    fn field(&self, id: Id) -> Option<&Field<Id>> {
        self.fields.iter().find(|field| field.id == id)
    }

    fn with(&mut self, id: Id, act: impl FnOnce(&mut Field<Id>)) {
        if let Some(at) = self.position(id) {
            act(&mut self.fields[at]);
        }
    }
}
