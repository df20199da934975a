//! What the screen of the programme knows.

use super::number::Number;
use crate::kit::{Line, List};
use crate::points::Rule;
use crate::protocol::PlayedRules;
use crate::screens::shown::Shown;

/// The rules, and a year under others.
#[derive(Debug)]
pub struct Programme {
    /// The rules of today; nothing in them before a programme began.
    pub(super) rule: Shown<Option<Rule>>,
    /// As they are changed here, and not saved.
    pub(super) other: Option<Rule>,
    /// Which number is chosen.
    pub(super) rows: List,
    /// What is typed into it.
    pub(super) typing: Option<Line>,
    /// What the last year came to under both.
    pub(super) played: Shown<PlayedRules>,
    /// They are being saved.
    pub(super) writing: bool,
}

impl Default for Programme {
    fn default() -> Self {
        let mut rows = List::default();
        rows.replace(Number::ALL.len(), Some(0));
        Self {
            rule: Shown::default(),
            other: None,
            rows,
            typing: None,
            played: Shown::default(),
            writing: false,
        }
    }
}

impl Programme {
    /// A screen that knows nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The rules of today; those that a new shop begins with where there are none.
    pub(super) fn now(&self) -> Option<Rule> {
        let rule = self.rule.value.as_ref()?;
        Some(rule.clone().unwrap_or_default())
    }

    /// The rules as they stand here.
    pub(super) fn shown(&self) -> Option<Rule> {
        self.other.clone().or_else(|| self.now())
    }

    /// Whether something differs from the rules of today.
    pub(super) fn is_other(&self) -> bool {
        self.other.is_some() && self.other != self.now()
    }

    /// The chosen number.
    pub(super) fn number(&self) -> Option<Number> {
        Number::ALL.get(self.rows.selected()?).copied()
    }
}
