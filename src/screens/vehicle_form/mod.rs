//! What changes about a vehicle: its facts, its plate, its owner; or another vehicle of the
//! same customer. Plate and owner have changes of their own, because their history stays true.

mod draft;
mod fields;
mod model;
mod save;
#[cfg(test)]
mod tests;
mod update;
mod view;

pub use model::VehicleForm;
