//! kenal: the customer book of a small business, in the terminal.
//!
//! The folders are the architecture. Each is a floor and imports only from floors
//! below it; `tests/floors.rs` reads the imports and fails when one looks up.

pub mod app;
pub mod cli;
pub mod config;
pub mod domain;
pub mod exchange;
pub mod kit;
pub mod look;
pub mod protocol;
pub mod runtime;
pub mod sample;
pub mod screens;
pub mod store;
pub mod text;
