//! Two records of one person: the likely ones first, then both side by side.

mod beside;
mod model;
#[cfg(test)]
mod tests;
mod update;
mod view;

pub use model::SamePerson;
