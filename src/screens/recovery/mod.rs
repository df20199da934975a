//! Whom to win back, by the reason: Tab goes from one reason to the next.

mod export;
mod model;
mod results;
#[cfg(test)]
mod tests;
mod update;
mod view;

pub use export::whole;
pub use model::WinBack;
