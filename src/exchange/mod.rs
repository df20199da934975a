//! Files in and out: what people kept before, brought into the book.
//!
//! ```text
//!  paths ── read ── recognise ── survey ── convert ── group ── Sink
//!           cells   columns      columns   facts      records
//!                                as a whole
//! ```

mod carry;
mod convert;
mod foreign;
mod group;
mod guard;
pub mod import;
pub mod plan;
pub mod read;
pub mod receive;
mod recognise;
mod rejected;
pub mod report;
mod rows;
mod survey;
mod table;
mod tables;
mod tell;
mod width;
pub mod write;
