//! The full card: everything known about a customer, and the history.

mod agree;
mod beside;
mod export;
mod model;
#[cfg(test)]
mod tests;
mod update;
mod view;
mod whose;
mod why;
mod why_vehicle;

pub use model::FullCard;
