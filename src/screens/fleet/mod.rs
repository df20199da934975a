//! All vehicles of a company or a household, and its people.

mod export;
mod model;
#[cfg(test)]
mod tests;
mod update;
mod view;

pub use model::FleetScreen;
