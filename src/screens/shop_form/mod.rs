//! The shop: its name, currency, trade, where it is, and the fields of its own.

mod draft;
mod fields;
mod model;
mod save;
#[cfg(test)]
mod tests;
mod update;
mod view;

pub use model::ShopForm;
