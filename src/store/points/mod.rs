//! The ledger of points. What visits bring and what pays a part of them is written whenever a visit
//! is, in the same transaction: nobody books a visit's points by hand (ADR 0007).

mod follow;
mod gains;
mod kept;
mod now;
mod opening;
mod owed;
mod pay;
mod read;
mod referral;
mod rules;
mod sound;
#[cfg(test)]
mod tests;
mod tiers;
mod touched;

pub(super) use follow::{follow, follow_day_by_day, of_batch, orphans};
pub(super) use kept::Kept;
pub(super) use opening::{follow_openings, opened, opened_by, unsaid};
pub use read::PointsEntry;
pub(super) use read::brief;
pub(super) use rules::{Rules, paid_with};
pub(super) use sound::faults;
pub(super) use tiers::Tiers;
pub(super) use touched::{Touched, touched};

use super::StoreResult;
use super::writer::Writer;
use crate::domain::Day;
use crate::points::{Kind, Line, Overdrawn};
use crate::store::StoreError;

/// Who writes a line of the ledger, and when.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pen<'a> {
    /// Signs it.
    pub(super) name: &'a str,
    /// The shop's day.
    pub(super) today: Day,
}

/// Points that somebody puts into a ledger, or, below zero, takes out of it.
pub(super) fn put(
    writer: &mut Writer<'_>,
    pen: Pen<'_>,
    customer: i64,
    line: Line,
) -> StoreResult<()> {
    let mut kept = Kept::read(writer.conn, customer)?;
    if line.points < 0 {
        kept.ledger.spend(line, pen.today).map_err(too_few)?;
    } else {
        kept.ledger.credit(line, pen.today);
    }
    kept.write_noted(writer, pen)
}

/// Makes lines count no longer that were put in by hand: their numbers, of any customers.
pub(super) fn take_back(writer: &mut Writer<'_>, pen: Pen<'_>, lines: &[i64]) -> StoreResult<()> {
    for line in lines {
        let customer = Kept::whose(writer.conn, *line)?;
        let mut kept = Kept::read(writer.conn, customer)?;
        if let Some(at) = kept.place_of(*line)
            && kept.is_by_hand(at)
        {
            kept.ledger.reverse(at, pen.today, "");
            kept.write_noted(writer, pen)?;
        }
    }
    Ok(())
}

/// Whether somebody wrote it; the others follow from visits, days and what a sheet said.
fn is_by_hand(line: &Line) -> bool {
    line.visit.is_none() && matches!(line.kind, Kind::Adjust | Kind::Redeem)
}

fn too_few(_: Overdrawn) -> StoreError {
    StoreError::Refused(vec![("points".to_owned(), "too_few_points".to_owned())])
}
