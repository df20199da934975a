//! A gathering: what it is called, when and where, and which segment is invited.

mod fields;
mod model;
#[cfg(test)]
mod tests;
mod update;
mod view;

pub use model::GatheringForm;
