//! Large lists that are needed only while the index is built.

use std::any::Any;

/// Keeps them, to give them back all at once: given back one by one among lists that stay, they
/// would leave holes that the allocator keeps for good (20 MB of 100 at a million customers).
#[derive(Default)]
pub(super) struct Scrap(Vec<Box<dyn Any>>);

impl Scrap {
    /// Takes a list that nobody needs any more.
    pub(super) fn keep(&mut self, list: impl Any) {
        self.0.push(Box::new(list));
    }
}
