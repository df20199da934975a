//! The segments that are kept, with how many customers each holds, and those that are offered.

mod export;
mod model;
#[cfg(test)]
mod tests;
mod update;
mod view;

pub use model::Segments;
