//! One field of a form: its value, and what stands beside it.

use super::FormIntent;
use super::suggest::Suggestions;
use crate::kit::line::{Edited, Line};
use crate::kit::notes::Notes;
use crate::protocol::{Code, Key};
use ratatui::layout::{Position, Rect};
use std::cell::Cell;

/// What a screen says about a value, at the field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// It cannot be saved like this.
    Error(String),
    /// It can, but look again.
    Warning(String),
}

/// What a field holds.
#[derive(Debug, Clone)]
pub(super) enum Body {
    /// One line.
    Line(Line),
    /// Several lines, the cursor in one of them.
    Many { lines: Vec<Line>, at: usize },
    /// A text of that many visible rows.
    Notes { notes: Notes, rows: u16 },
    /// One of several options.
    Choice { options: Vec<String>, at: usize },
}

/// A field. Built with [`Field::line`] and its sisters.
#[derive(Debug, Clone)]
pub struct Field<Id> {
    pub(super) id: Id,
    pub(super) label: String,
    pub(super) body: Body,
    pub(super) hint: String,
    pub(super) required: bool,
    pub(super) steps: bool,
    pub(super) remark: Option<Remark>,
    pub(super) suggestions: Suggestions,
    /// Where it was drawn last.
    pub(super) area: Cell<Rect>,
}

impl<Id: Copy> Field<Id> {
    fn new(id: Id, label: impl Into<String>, body: Body) -> Field<Id> {
        Field {
            id,
            label: label.into(),
            body,
            hint: String::new(),
            required: false,
            steps: false,
            remark: None,
            suggestions: Suggestions::default(),
            area: Cell::default(),
        }
    }

    /// A field of one line.
    pub fn line(id: Id, label: impl Into<String>, value: &str) -> Field<Id> {
        Field::new(id, label, Body::Line(Line::new(value)))
    }

    /// A field of one line in which Up and Down ask for a step: a date, a number.
    pub fn stepping(id: Id, label: impl Into<String>, value: &str) -> Field<Id> {
        Field {
            steps: true,
            ..Field::line(id, label, value)
        }
    }

    /// A field of several lines: phones, mechanics, work done. Enter adds one, Backspace
    /// takes an empty one away.
    pub fn many(id: Id, label: impl Into<String>, values: &[String]) -> Field<Id> {
        Field::new(
            id,
            label,
            Body::Many {
                lines: lines(values),
                at: 0,
            },
        )
    }

    /// A field for free text of that many visible rows.
    pub fn notes(id: Id, label: impl Into<String>, value: &str, rows: u16) -> Field<Id> {
        Field::new(
            id,
            label,
            Body::Notes {
                notes: Notes::new(value),
                rows: rows.max(1),
            },
        )
    }

    /// A field with one of several options, changed by Left, Right and Space.
    pub fn choice(id: Id, label: impl Into<String>, options: Vec<String>, at: usize) -> Field<Id> {
        let at = at.min(options.len().saturating_sub(1));
        Field::new(id, label, Body::Choice { options, at })
    }

    /// The same field with a hint, shown while it has the focus.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Field<Id> {
        Field {
            hint: hint.into(),
            ..self
        }
    }

    /// The same field, marked as one that must be filled in.
    #[must_use]
    pub fn required(self) -> Field<Id> {
        Field {
            required: true,
            ..self
        }
    }

    pub(super) fn values(&self) -> Vec<String> {
        let filled = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        match &self.body {
            Body::Line(line) => filled(line.value()).into_iter().collect(),
            Body::Many { lines, .. } => lines
                .iter()
                .filter_map(|line| filled(line.value()))
                .collect(),
            Body::Notes { notes, .. } => filled(notes.value()).into_iter().collect(),
            Body::Choice { options, at } => options.get(*at).cloned().into_iter().collect(),
        }
    }

    pub(super) fn typed(&self) -> String {
        match &self.body {
            Body::Many { lines, at } => lines[*at].value().trim().to_owned(),
            _ => self.values().into_iter().next().unwrap_or_default(),
        }
    }

    pub(super) fn chosen(&self) -> Option<usize> {
        match &self.body {
            Body::Choice { options, at } if *at < options.len() => Some(*at),
            _ => None,
        }
    }

    pub(super) fn set(&mut self, values: &[String]) {
        let first = values.first().map_or("", String::as_str);
        match &mut self.body {
            Body::Line(line) => line.set(first),
            Body::Many { lines: held, at } => {
                *held = lines(values);
                *at = held.len() - 1;
            }
            Body::Notes { notes, .. } => *notes = Notes::new(first),
            Body::Choice { options, at } => {
                *at = options
                    .iter()
                    .position(|option| option == first)
                    .unwrap_or(*at);
            }
        }
    }

    pub(super) fn choose(&mut self, option: usize) {
        if let Body::Choice { options, at } = &mut self.body {
            *at = option.min(options.len().saturating_sub(1));
        }
    }

    /// Puts a suggestion into the line that the cursor is in.
    pub(super) fn take(&mut self, suggestion: &str) {
        match &mut self.body {
            Body::Line(line) => line.set(suggestion),
            Body::Many { lines, at } => lines[*at].set(suggestion),
            Body::Notes { .. } | Body::Choice { .. } => {}
        }
        self.suggestions.close();
    }

    pub(super) fn has_error(&self) -> bool {
        matches!(self.remark, Some(Remark::Error(_)))
    }

    /// Keys that the open suggestions use: Down and Up move, Enter takes, Esc closes.
    pub(super) fn press_suggestions(&mut self, key: Key) -> Option<FormIntent<Id>> {
        if !self.suggestions.is_open() || key != Key::plain(key.code) {
            return None;
        }
        match key.code {
            Code::Down | Code::Up => {
                let moved = self.suggestions.go(key.code == Code::Down);
                moved.then_some(FormIntent::Handled)
            }
            Code::Enter | Code::Tab => {
                let taken = self.suggestions.selected()?.to_owned();
                self.take(&taken);
                Some(FormIntent::Changed(self.id))
            }
            Code::Esc => {
                self.suggestions.close();
                Some(FormIntent::Handled)
            }
            _ => None,
        }
    }

    pub(super) fn press(&mut self, key: Key) -> Edited {
        let edited = match &mut self.body {
            Body::Line(line) => line.press(key),
            Body::Many { lines, at } => press_many(lines, at, key),
            Body::Notes { notes, .. } => notes.press(key),
            Body::Choice { options, at } => press_choice(options, at, key),
        };
        if edited == Edited::Changed {
            self.remark = None;
        }
        edited
    }

    pub(super) fn paste(&mut self, text: &str) -> Edited {
        self.remark = None;
        match &mut self.body {
            Body::Line(line) => line.paste(text),
            Body::Many { lines, at } => lines[*at].paste(text),
            Body::Notes { notes, .. } => notes.paste(text),
            Body::Choice { .. } => Edited::No,
        }
    }

    pub(super) fn click(&mut self, place: Position) {
        match &mut self.body {
            Body::Line(line) => {
                line.click(place);
            }
            Body::Many { lines, at } => {
                if let Some(hit) = lines.iter_mut().position(|line| line.click(place)) {
                    *at = hit;
                }
            }
            Body::Notes { notes, .. } => {
                notes.click(place);
            }
            Body::Choice { .. } => {}
        }
    }
}

/// One line for each value, and always one.
fn lines(values: &[String]) -> Vec<Line> {
    let mut lines: Vec<Line> = values.iter().map(|value| Line::new(value)).collect();
    if lines.is_empty() {
        lines.push(Line::default());
    }
    lines
}

fn press_many(lines: &mut Vec<Line>, at: &mut usize, key: Key) -> Edited {
    let plain = key == Key::plain(key.code);
    let empty = lines[*at].is_empty();
    match key.code {
        Code::Enter if plain && !empty => {
            *at += 1;
            if lines.get(*at).is_none_or(|next| !next.is_empty()) {
                lines.insert(*at, Line::default());
            }
            Edited::Moved
        }
        Code::Backspace if plain && empty && lines.len() > 1 => {
            lines.remove(*at);
            *at = at.saturating_sub(1);
            Edited::Changed
        }
        Code::Up if plain && *at > 0 => {
            *at -= 1;
            Edited::Moved
        }
        Code::Down if plain && *at + 1 < lines.len() => {
            *at += 1;
            Edited::Moved
        }
        _ => lines[*at].press(key),
    }
}

fn press_choice(options: &[String], at: &mut usize, key: Key) -> Edited {
    let count = options.len().max(1);
    let before = *at;
    match key.code {
        Code::Left => *at = (*at + count - 1) % count,
        Code::Right | Code::Char(' ') => *at = (*at + 1) % count,
        Code::Char(_) => {
            // A letter goes to the next option that begins with it.
            let Some(typed) = key.typed() else {
                return Edited::No;
            };
            let begins = |option: &str| {
                option
                    .to_lowercase()
                    .starts_with(&typed.to_lowercase().to_string())
            };
            let next = (1..=count).map(|step| (*at + step) % count);
            *at = next
                .into_iter()
                .find(|at| options.get(*at).is_some_and(|option| begins(option)))
                .unwrap_or(*at);
        }
        _ => return Edited::No,
    }
    if *at == before {
        Edited::Moved
    } else {
        Edited::Changed
    }
}
