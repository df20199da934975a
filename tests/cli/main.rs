//! The command line, tried on the real program.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may"
)]

mod campaign;
mod check;
mod companies;
mod corrected;
mod demo;
mod doubts;
mod event;
mod export;
mod find;
mod first_day;
mod hostile;
mod import;
mod json;
mod kept_work;
mod merge;
mod message;
mod office;
mod opening;
mod orders;
mod points;
#[cfg(unix)]
mod private;
mod reading;
mod record;
mod recovery;
mod referrals;
mod refusals;
mod rejects;
mod review;
mod rules;
mod segment;
mod streams;
mod support;
mod terms;
mod today;
mod usage;
