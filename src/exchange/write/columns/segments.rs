//! The segments that are kept.

use super::{ColumnOf, column};
use crate::domain::Money;
use crate::exchange::write::Cell;
use crate::store::{Meant, SegmentHolds as Row};
use crate::text::Say as S;

/// The columns of the list of segments.
#[rustfmt::skip]
pub const SEGMENTS: &[ColumnOf<Row>] = &[
    column("segment", S::ReviewHeadSegment, None, |row, _| Cell::text(&row.name)),
    column("customers", S::ReviewHeadCustomers, None, |row, _| held(row, |meant| meant.customers.len() as u64)),
    column("visits", S::ReviewColVisits, None, |row, _| held(row, |meant| meant.visits)),
    column("money", S::ReviewHeadMoney, None, |row, _| Cell::money(row.meant.as_ref().map(|meant| Money(meant.money)))),
    column("filter", S::ExportFilter, None, |row, _| Cell::text(&row.filter)),
];

fn held(row: &Row, count: impl Fn(&Meant) -> u64) -> Cell<'_> {
    let count = row.meant.as_ref().map(count);
    Cell::whole(count.map(|count| i64::try_from(count).unwrap_or(i64::MAX)))
}
