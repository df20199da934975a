//! The guests of a gathering: letters find one, Enter marks whoever came.

mod adding;
mod export;
mod model;
#[cfg(test)]
mod tests;
mod update;
mod view;

pub use model::GuestList;
