//! Somebody of the book who has the number that is typed: opened, taken, or kept beside.

use crate::domain::CustomerId;
use crate::domain::name::{compatible, name_key};
use crate::protocol::Key;

/// Opens what a warning speaks of.
pub const OPEN: Key = Key::ctrl('o');
/// Takes the customer that a warning speaks of instead of making a second one.
pub const TAKE: Key = Key::ctrl('f');
/// Takes a warning away: both are kept.
pub const KEEP: Key = Key::ctrl('k');

/// Who has the number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The customer.
    pub id: CustomerId,
    /// Honorific and name.
    pub name: String,
    /// The customer ID.
    pub code: String,
    /// Whether somebody said that it is another person.
    pub kept: bool,
}

impl Holder {
    /// Of those who have the number the one with this name, else the first.
    pub fn of(known: &[(CustomerId, String, String)], name: &str) -> Option<Self> {
        let same = known.iter().find(|(_, other, _)| same_name(other, name));
        let (id, name, code) = same.or(known.first())?.clone();
        Some(Self {
            id,
            name,
            code,
            kept: false,
        })
    }

    /// Whether it is the same person for certain, and nobody said otherwise.
    pub fn is_certainly(&self, name: &str) -> bool {
        !self.kept && same_name(&self.name, name)
    }
}

fn same_name(one: &str, other: &str) -> bool {
    compatible(&name_key(one), &name_key(other))
}
