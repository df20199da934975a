//! What `insight` asks of the book: sums of everybody as of a day, how stretches of days went,
//! and who is meant. All of it is read as of one moment and stops when nobody waits any more
//! ([`Store::stop_when`](super::Store::stop_when)).

mod flow;
mod loyalty;
mod people;
mod quality;
mod review;
mod standing;
#[cfg(test)]
mod tests;

pub use flow::Stretch;
