//! A message to a customer: a template is chosen beside its preview with real data, shown with
//! the code that a phone reads, and marked as sent.

mod code;
mod draft;
mod edit;
mod missing;
mod model;
mod propose;
#[cfg(test)]
mod tests;
mod update;
mod view;

pub use model::MessageScreen;
