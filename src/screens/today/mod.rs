//! What the day asks for: feasts, and customers with the reasons to be in touch with them.

mod acts;
mod applies;
mod export;
mod looks;
mod mark;
mod model;
mod rows;
#[cfg(test)]
mod tests;
mod update;
mod view;
mod why;

pub use model::TodayList;
