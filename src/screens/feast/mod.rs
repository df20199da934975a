//! One feast: everybody who is greeted at it, to be worked through one by one.

mod export;
mod model;
#[cfg(test)]
mod tests;
mod update;
mod view;

pub use model::FeastScreen;
