//! The points of a customer: what there is and until when, the tier, and every line of the ledger.

mod lines;
mod model;
#[cfg(test)]
mod tests;
mod typed;
mod update;
mod view;
mod why;

pub use model::LedgerSheet;
