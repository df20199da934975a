//! The gatherings of the shop, with who came and what they did to visits.

mod export;
mod model;
#[cfg(test)]
mod tests;
mod update;
mod view;

pub use model::Gatherings;
