//! Journeys: keys typed into the whole program, from the search line to the book.

#![expect(clippy::expect_used, reason = "a test may say what it expects")]
#![expect(clippy::panic, reason = "a test may say what it expects")]

#[path = "../support/stage.rs"]
mod stage;

mod book;
mod budgets;
mod campaign;
mod count;
mod drafts;
mod glance;
mod message;
mod referral;
mod review;
mod same_person;
mod shell;
mod shop;
mod today;
mod together;
