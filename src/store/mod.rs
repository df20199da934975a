//! Floor 1: the book on disk, and the only SQL.
//!
//! A [`Store`] is one connection to one file. Reading methods take `&self`, writing methods
//! `&mut self`; every thread opens its own. One file per aggregate; every change goes through the
//! one door (ADR 0003).

mod card;
mod customer;
mod error;
mod open;
mod rows;
mod vehicle;
mod visit;

pub use error::{FieldConflict, StoreError, StoreResult};
pub use open::{Access, NewShop};

use rusqlite::Connection;

/// One connection to the book.
#[derive(Debug)]
pub struct Store {
    conn: Connection,
    file: open::OpenFile,
    access: Access,
}
