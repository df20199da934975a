//! A screen that is a list over the book. What is the same of all of them stands here once: what is
//! asked and when it is asked anew, which row is chosen, what is typed to find rows, their order, their
//! columns, why a row is there, the question before one is taken away, the mouse, and the list in a file.
//!
//! A screen says three things: where its rows come from ([`Source`]), what they look like ([`Looks`])
//! and what its own commands do ([`Acts`]). It is a [`ListScreen`] of that.

mod acts;
mod ask;
mod file;
mod gone;
mod looks;
mod screen;
mod source;
#[cfg(test)]
mod tests;
mod update;
mod view;

pub use acts::{Acts, Phone};
pub(super) use file::in_a_file;
pub use looks::{Column, FileColumn, Fit, Looks, Tell, Words};
pub use screen::ListScreen;
pub use source::{Heard, Order, Rank, Source, earliest, latest, most};
