//! People who work here.

use super::StaffId;

/// What can be changed about somebody who works here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffFacts {
    /// The name; visits that name this person follow it, the audit keeps what was signed.
    pub name: String,
    /// Works here still; who does not is offered nowhere and keeps the old visits.
    pub active: bool,
}

/// Somebody in the book who works here, or did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The row.
    pub id: StaffId,
    /// Name, and whether still here.
    pub facts: StaffFacts,
    /// Works at the desk; the others work on what customers bring.
    pub at_desk: bool,
}

/// New facts about somebody who works here. `base` is what the person saw when the form opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffEdit {
    /// Whom.
    pub id: StaffId,
    /// As seen when the form opened.
    pub base: StaffFacts,
    /// As it shall be.
    pub facts: StaffFacts,
}

/// A new value of a fact of the shop. `base` is what the person saw when the form opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShopEdit {
    /// Which fact: `name`, `trade` …
    pub key: String,
    /// As seen when the form opened; empty where nothing stood.
    pub base: String,
    /// As it shall be.
    pub value: String,
}
