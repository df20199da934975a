//! What stands under a field that proposes earlier entries.

use crate::protocol::Suggestion;

/// Proposals that are shown at once.
pub const SHOWN: usize = 5;

/// Proposals for the field that is typed into. None is chosen until the person goes down
/// to one, so that Enter and Tab keep what was typed.
#[derive(Debug, Clone, Default)]
pub struct Proposals {
    /// Best first.
    pub items: Vec<Suggestion>,
    /// The chosen one.
    pub chosen: Option<usize>,
}

impl Proposals {
    /// Whether there is nothing to propose.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Takes new proposals, without the one that says what is typed already.
    pub fn set(&mut self, items: &[Suggestion], typed: &str) {
        let news = |item: &&Suggestion| item.text != typed || item.customer.is_some();
        self.items = items.iter().filter(news).take(SHOWN).cloned().collect();
        self.chosen = None;
    }

    /// Closes the proposals.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Goes one down, to the first one when none is chosen yet.
    pub fn down(&mut self) {
        let last = self.items.len().saturating_sub(1);
        self.chosen = Some(self.chosen.map_or(0, |at| (at + 1).min(last)));
    }

    /// Goes one up; from the first one back to what was typed.
    pub fn up(&mut self) {
        self.chosen = self.chosen.and_then(|at| at.checked_sub(1));
    }

    /// The chosen proposal.
    pub fn chosen(&self) -> Option<&Suggestion> {
        self.items.get(self.chosen?)
    }
}
