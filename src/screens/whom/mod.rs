//! Whom of the book is meant: a line to find somebody by, and below it who is found.

mod model;
#[cfg(test)]
mod tests;
pub mod view;

pub use model::{Person, Whom};
