//! What is missing in a message, asked for one by one. It holds for this message only.

use super::MessageScreen;
use super::model::Editing;
use crate::kit::Line;
use crate::message::{Hole, Placeholder};
use crate::protocol::{Code, Key};

/// The most that is typed for a placeholder, in characters.
const MOST: usize = 200;

/// The fields for what is missing.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Missing {
    /// In the order of the text.
    pub(super) fields: Vec<(Placeholder, Line)>,
    /// Which is typed into.
    pub(super) at: usize,
}

impl Missing {
    /// The line that is typed into.
    pub(super) fn line(&mut self) -> Option<&mut Line> {
        self.fields.get_mut(self.at).map(|(_, line)| line)
    }

    /// Goes to another field. Answers `false` where there is none further.
    fn go(&mut self, on: bool) -> bool {
        let to = if on {
            self.at.checked_add(1)
        } else {
            self.at.checked_sub(1)
        };
        match to.filter(|to| *to < self.fields.len()) {
            Some(to) => self.at = to,
            None => return false,
        }
        true
    }
}

impl MessageScreen {
    /// Which placeholders of the text have no value and could have one.
    pub(super) fn missing(&self) -> Vec<Placeholder> {
        let Some(letter) = self.letter() else {
            return Vec::new();
        };
        let holes = letter.holes().into_iter();
        let missing = holes.filter_map(|hole| match hole {
            Hole::Missing(placeholder) | Hole::Unfilled(placeholder, _) => Some(*placeholder),
            Hole::Unknown(_) => None,
        });
        missing.collect()
    }

    /// Asks for what is missing.
    pub(super) fn fill_in(&mut self) {
        let missing = self.missing().into_iter();
        let fields = missing.map(|placeholder| (placeholder, Line::new("").holding(MOST)));
        let fields = fields.collect();
        self.editing = Some(Editing::Missing(Missing { fields, at: 0 }));
        self.refused.clear();
    }

    /// A key while that is typed: Enter and Tab go on, behind the last field Enter keeps all.
    pub(super) fn filling(&mut self, key: Key) {
        let Some(Editing::Missing(missing)) = &mut self.editing else {
            return;
        };
        match key.code {
            Code::Enter if !missing.go(true) => self.filled(),
            Code::Enter => {}
            Code::Up => drop(missing.go(false)),
            Code::Tab if key.shift => drop(missing.go(false)),
            Code::Tab | Code::Down => drop(missing.go(true)),
            _ => {
                if let Some(line) = missing.line() {
                    line.press(key);
                }
            }
        }
    }

    /// What is typed stands in this message; what is not stays missing.
    pub(super) fn filled(&mut self) {
        let is_it = |editing: &mut Editing| matches!(editing, Editing::Missing(_));
        let Some(Editing::Missing(missing)) = self.editing.take_if(is_it) else {
            return;
        };
        for (placeholder, line) in missing.fields {
            let value = line.value().trim();
            if !value.is_empty() {
                self.typed.push((placeholder, value.to_owned()));
            }
        }
        self.op = None;
    }
}
