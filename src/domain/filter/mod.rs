//! A filter over customers: what a segment keeps under a name.
//!
//! It has a form for the book (JSON, [`Filter::from_json`]) and one for people
//! (`days_silent > 90 and money >= 5000000`, [`Filter::read`]); each reads back what it wrote.

mod field;
mod json;
mod mistake;
mod read;
mod shipped;
mod test;
#[cfg(test)]
mod tests;
mod unsaid;
mod word;
mod write;

pub use field::{Fact, Field, Kind};
pub use mistake::{Mistake, Problem};
pub use read::Terms;
pub use shipped::Shipped;
pub use test::{Bound, Figure, Known, Ready, Test, When};
pub use unsaid::{Lacking, Silence, Unsaid};
pub use write::units;

/// Whom a segment holds. Without conditions it is everybody.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    join: Join,
    conditions: Vec<Condition>,
}

/// Whether all conditions must hold, or any.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Join {
    /// Each of them.
    #[default]
    All,
    /// At least one.
    Any,
}

/// One question about a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// About what.
    pub field: Field,
    /// Turned over: it holds for whom the test does not, whoever has nothing there included.
    pub not: bool,
    /// What is asked. It does not hold where nothing is known, and holds where it does for any of
    /// several values: the makes of three vehicles.
    pub test: Test,
}

impl Filter {
    /// The most conditions of one filter.
    pub const MOST: usize = 50;

    /// These conditions. One alone can only be joined with itself, so that it counts as all.
    pub fn new(join: Join, conditions: Vec<Condition>) -> Self {
        let join = if conditions.len() < 2 {
            Join::All
        } else {
            join
        };
        Self { join, conditions }
    }

    /// How the conditions are joined.
    pub fn join(&self) -> Join {
        self.join
    }

    /// The conditions, in the order in which they were written.
    pub fn conditions(&self) -> &[Condition] {
        &self.conditions
    }

    /// Whether somebody is meant, of whom `holds` says which conditions hold, by their places.
    pub fn means(&self, holds: impl FnMut(usize) -> bool) -> bool {
        let mut places = 0..self.conditions.len();
        match self.join {
            Join::All => places.all(holds),
            Join::Any => places.any(holds),
        }
    }
}

impl Condition {
    /// Asks this.
    pub fn of(field: impl Into<Field>, test: Test) -> Self {
        Self {
            field: field.into(),
            not: false,
            test,
        }
    }

    /// The same, turned over.
    #[must_use]
    pub fn negated(self) -> Self {
        Self {
            not: !self.not,
            ..self
        }
    }
}
