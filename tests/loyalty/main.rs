//! A year of a loyalty programme, day by day, beside a reckoning that knows nothing of the ledger.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may")]

mod customer;
mod dice;
mod events;
mod journal;
mod programme;
mod reckon;
mod rules;
mod year;
