//! Writing down a customer, or correcting one.

mod facts;
mod fields;
mod model;
#[cfg(test)]
mod tests;
mod update;
mod view;

pub use model::CustomerForm;
