//! The weekly review: nine steps through what a week changed, the people behind every number, and
//! why each stands there.

mod agree;
mod answers;
mod applies;
mod export;
mod find;
mod footer;
mod model;
mod mouse;
mod order;
mod page;
mod person;
mod row;
mod settle;
mod template;
#[cfg(test)]
mod tests;
mod trend;
mod turn;
mod update;
mod view;
mod whole;
mod why;
mod words;

pub use find::filter_words;
pub use model::WeeklyReview;
pub use whole::WholeList;
