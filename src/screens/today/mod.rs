//! What the day asks for: feasts, and customers with the reasons to be in touch with them.

mod applies;
mod export;
mod mark;
mod model;
#[cfg(test)]
mod tests;
mod update;
mod view;
mod why;

pub use model::TodayList;
