//! The front desk: a search line that always has the focus, the matches, and the counter card
//! of the chosen one.

mod columns;
mod drafts;
pub mod export;
mod model;
#[cfg(test)]
mod tests;
mod update;
mod view;

pub use model::Desk;
