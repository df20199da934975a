//! What `insight` asks of the book: sums of everybody as of a day, how stretches of days went,
//! and who is meant. All of it is read as of one moment and stops when nobody waits any more
//! ([`Store::stop_when`](super::Store::stop_when)).

mod flow;
mod loyalty;
mod offers;
mod people;
mod quality;
mod recovery;
mod review;
mod standing;
#[cfg(test)]
mod tests;
mod win_back;

pub use flow::Stretch;

use crate::domain::Plate;

/// A plate as people write it; empty without one.
fn shown_plate(plate: Option<String>) -> String {
    let plate = plate.unwrap_or_default();
    Plate::shown(&plate).into_owned()
}
