//! A filter that is built: rows of what is asked, and below them whom that means right now.

mod events;
mod model;
mod offers;
mod row;
mod save;
#[cfg(test)]
mod tests;
mod update;
mod verb;
mod view;
mod why;

pub use model::SegmentForm;
