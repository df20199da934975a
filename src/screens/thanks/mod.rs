//! To whom thanks are owed for bringing somebody: F5 begins the message, one key says that they were
//! thanked.

mod export;
mod model;
#[cfg(test)]
mod tests;
mod update;
mod view;

pub use model::Thanks;
