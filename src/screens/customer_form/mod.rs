//! Writing down a customer, or correcting one.

mod add;
mod consent;
mod draft;
mod facts;
mod fields;
mod known;
mod model;
mod save;
#[cfg(test)]
mod tests;
mod update;
mod view;

pub use model::CustomerForm;
