//! The campaigns, with what came of each.

mod export;
mod model;
#[cfg(test)]
mod tests;
mod update;
mod view;

pub use model::Campaigns;
