//! What was agreed with a company: prices, discount, days to pay, contract.

mod draft;
mod fields;
mod model;
#[cfg(test)]
mod tests;
mod update;
mod view;

pub use model::TermsForm;
