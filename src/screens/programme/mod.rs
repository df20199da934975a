//! The rules of the points programme: all of them, row by row, and what the last years would have
//! come to under them, before anything is changed.

mod choice;
mod export;
mod keys;
mod model;
mod number;
mod part;
mod row;
#[cfg(test)]
mod tests;
pub mod told;
mod update;
mod view;

pub use model::Programme;
