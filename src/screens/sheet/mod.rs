//! What is written on a card, as data: facts made by pure functions, so that what the counter
//! says is tested without a terminal. Views only lay them out.

mod aloud;
pub mod birthday;
pub mod campaign;
pub mod consent;
mod contact;
pub mod counter;
pub mod due;
mod feast;
pub mod filter;
pub mod gathering;
pub mod message;
pub mod odometer;
pub mod offers;
pub mod points;
pub mod profile;
pub mod recovery;
pub mod referral;
pub mod say;
pub mod spoken;
pub mod terms;
#[cfg(test)]
mod tests;
pub mod timeline;
pub mod today;
mod vehicles;
pub mod wording;

pub use contact::{left_alone, reached_by};
pub use wording::Wording;

use crate::domain::Subject;

/// All of a customer, whichever vehicle is in question: what a history is asked for.
pub fn whole(subject: Subject) -> Subject {
    match subject {
        Subject::Customer(customer, _) => Subject::Customer(customer, None),
        vehicle @ Subject::Vehicle(_) => vehicle,
    }
}
