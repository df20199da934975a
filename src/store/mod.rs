//! Floor 2: the book on disk, and the only SQL.
//!
//! A [`Store`] is one connection to one file. Reading methods take `&self`, writing methods
//! `&mut self`; every thread opens its own. One file per aggregate; every change goes through the
//! one door (ADR 0003).

mod audit;
mod card;
mod check;
mod copy;
mod customer;
mod door;
mod error;
mod live;
mod load;
mod open;
mod rows;
mod search;
mod shop;
mod vehicle;
mod visit;
mod who;
mod written;

pub use audit::{AuditField, AuditLine, Batch};
pub use check::PlateHolder;
pub use error::{FieldConflict, StoreError, StoreResult};
pub use live::{Info, StopRead};
pub use load::{Identity, Kind, Known, Load, LoadKind, Loaded, NewRemark, RemarkId};
pub use open::{Access, NewShop};
pub use search::Index;
pub use shop::{Shop, Sizes};
pub use written::{Entry, Field, Written};

use rusqlite::Connection;

/// One connection to the book.
#[derive(Debug)]
pub struct Store {
    conn: Connection,
    file: open::OpenFile,
    access: Access,
    /// SQLite's number for the state of the file that was seen last.
    seen: Option<i64>,
}

impl Store {
    /// Refuses when this connection is for looking only.
    fn may_write(&self) -> StoreResult<()> {
        match self.access {
            Access::Write => Ok(()),
            Access::Read => Err(StoreError::ReadOnly {
                owner: String::new(),
            }),
        }
    }
}
