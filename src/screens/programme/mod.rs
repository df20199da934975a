//! The rules of the points programme: the numbers that an owner changes most, and what the last
//! year would have come to under them, before anything is changed.

mod export;
mod model;
mod number;
#[cfg(test)]
mod tests;
mod update;
mod view;

pub use model::Programme;
