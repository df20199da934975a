//! Foreign files as tables: rows of typed cells with the line on which each stands.
//!
//! ```text
//!  path ── open ── sniff ─┬─ text ── encoding ── dialect ── records ─┐
//!                         └─ workbook ── child process ── frames ────┴─ Source ── Rows
//! ```

pub(crate) mod book;
pub mod cell;
mod decoded;
pub(crate) mod dialect;
pub(crate) mod encoding;
mod open;
mod records;
pub mod refusal;
mod sniff;
mod source;

pub use book::READ_WORKBOOK;
pub use book::child::serve_workbook;
pub use open::open_regular;
pub use source::glance;
pub(crate) use source::{Rows, Source};
