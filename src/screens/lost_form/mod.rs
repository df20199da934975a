//! That a customer went to another shop: to whom, since when, why.

mod model;
#[cfg(test)]
mod tests;
mod update;
mod view;

pub use model::LostForm;
