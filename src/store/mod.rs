//! Floor 2: the book on disk, and the only SQL.
//!
//! A [`Store`] is one connection to one file. Reading methods take `&self`, writing methods
//! `&mut self`; every thread opens its own. One file per aggregate; every change goes through the
//! one door (ADR 0003); what is only typed lies beside it (ADR 0006).

mod attempt;
mod audit;
mod campaign;
mod card;
mod change;
mod check;
mod clock;
mod come;
mod connect;
mod contact;
mod copy;
mod customer;
mod door;
mod draft;
mod error;
mod examine;
mod export;
mod fleet;
mod gathering;
mod insight;
mod job;
mod live;
mod load;
mod lost;
mod message;
mod migrate;
mod numbers;
mod one_write;
mod open;
mod place;
mod points;
mod process;
mod referral;
mod rows;
mod same_person;
mod search;
mod segment;
mod settled;
mod shop;
mod soundness;
mod summary;
mod table;
mod terms;
#[cfg(test)]
mod test_kit;
mod today;
mod unclean;
mod vehicle;
mod visit;
mod who;
mod writer;
mod written;

pub use attempt::fresh_op;
pub use audit::{About, AuditField, AuditLine, Batch, Named};
pub use check::PlateHolder;
pub use come::Come;
pub use error::{StoreError, StoreResult};
pub use examine::{Examined, Part, Problem};
pub use export::{
    BirthdayRow, CustomerRow, MemberRow, MessageRow, PointsRow, Reached, RecoveryRow, RowConsent,
    RowLine, RuleRow, SegmentHolds, VehicleRow, VisitRow,
};
pub use insight::Stretch;
pub use live::{Info, StopRead};
pub use load::{BroughtRule, Identity, Kind, Known, Load, LoadKind, Loaded, NewRemark, Referred};
pub use open::{Access, NewShop, SameFile};
pub use place::OpenRemark;
pub use points::{BroughtLine, PointsEntry, Reckoned};
pub use search::Index;
pub use segment::{Meant, Studied};
pub use shop::Shop;
pub use soundness::Check;
pub use written::{Entry, Field, Written};

use std::path::PathBuf;

use rusqlite::Connection;

/// One connection to the book.
#[derive(Debug)]
pub struct Store {
    // Closed before `opened` says so.
    conn: Connection,
    path: PathBuf,
    identity: place::Identity,
    mode: connect::Mode,
    remarks: Vec<OpenRemark>,
    /// SQLite's number for the state of the file that was seen last.
    seen: Option<i64>,
    /// The newest change of the book that was seen.
    newest: i64,
    /// What stood beside the book then, once somebody has asked.
    beside: Option<(String, String)>,
    /// The disk failed under the last write, and the connection was not opened anew yet.
    unsettled: bool,
    /// This process has left its mark: it writes, and has not closed.
    marked: bool,
    /// What "today" is told to be.
    told_day: Option<crate::domain::Day>,
    #[expect(
        dead_code,
        reason = "says that the file is open for as long as it lives"
    )]
    opened: place::Opened,
}

impl Store {
    /// Refuses when this connection is for looking only.
    fn may_write(&self) -> StoreResult<()> {
        if self.is_writable() {
            return Ok(());
        }
        let owner = self.remarks.iter().find_map(|remark| match remark {
            OpenRemark::LookOnly { owner } => Some(owner.clone()),
            _ => None,
        });
        Err(StoreError::ReadOnly {
            owner: owner.unwrap_or_default(),
        })
    }
}
