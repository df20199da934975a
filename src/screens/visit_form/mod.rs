//! Writing down a visit: prefilled with what this customer always takes, so that a reading and
//! a total are all that is typed.

mod draft;
mod facts;
mod fields;
mod follow;
mod model;
mod redeem;
#[cfg(test)]
mod tests;
mod update;
mod view;

pub use model::VisitForm;
